# SPDX-License-Identifier: MIT
# stderr: check
x = "abc
y = 1
