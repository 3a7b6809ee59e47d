# SPDX-License-Identifier: MIT
# stderr: check
try:
    x = 1
finally:
x = 2
