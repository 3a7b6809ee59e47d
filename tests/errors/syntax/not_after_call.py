# SPDX-License-Identifier: MIT
# stderr: check
f(a @ not b == c, 5)
