# SPDX-License-Identifier: MIT
# stderr: check
x = 012
