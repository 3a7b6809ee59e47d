# SPDX-License-Identifier: MIT
# stderr: check
try:
    x = 1
y = 2
