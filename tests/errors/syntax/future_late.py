# SPDX-License-Identifier: MIT
# stderr: check
x = 1
from __future__ import annotations
