# SPDX-License-Identifier: MIT
"""Decimal fixed-point and floating-point arithmetic (General Decimal Arithmetic, IEEE 854)."""
from _decimal import *
from _decimal import __version__, __libmpdec_version__
