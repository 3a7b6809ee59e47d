# SPDX-License-Identifier: MIT
# stderr: check
x = if 1
