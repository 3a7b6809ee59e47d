# SPDX-License-Identifier: MIT
from math import sine  # error: ImportError: cannot import name 'sine' from 'math' (PATH). Did you mean: 'sin'?
