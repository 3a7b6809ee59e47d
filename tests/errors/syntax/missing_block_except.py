# SPDX-License-Identifier: MIT
# stderr: check
try:
    x = 1
except ValueError:
x = 2
