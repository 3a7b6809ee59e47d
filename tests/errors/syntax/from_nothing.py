# SPDX-License-Identifier: MIT
# stderr: check
from os import
