# SPDX-License-Identifier: MIT
# stderr: check
f(a=1, 2)
