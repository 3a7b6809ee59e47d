# SPDX-License-Identifier: MIT
# stderr: check
x = - not y
