# SPDX-License-Identifier: MIT
# stderr: check
f(**a, *b)
