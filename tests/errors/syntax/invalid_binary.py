# SPDX-License-Identifier: MIT
# stderr: check
x = 0b12
