# SPDX-License-Identifier: MIT
# stderr: check
x = [a = 1]
