# SPDX-License-Identifier: MIT
# stderr: check
x, y: int = 1, 2
