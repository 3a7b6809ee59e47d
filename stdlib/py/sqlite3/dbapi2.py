# SPDX-License-Identifier: MIT
"""The DB-API 2.0 interface: the names of sqlite3."""
from sqlite3 import *
