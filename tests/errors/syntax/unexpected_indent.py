# SPDX-License-Identifier: MIT
# stderr: check
x = 1
    y = 2
