# SPDX-License-Identifier: MIT
# stderr: check
f(x for x in y, 1)
