# SPDX-License-Identifier: MIT
from math import sine  # error: ImportError: cannot import name 'sine' from 'math' (unknown location)
