# SPDX-License-Identifier: MIT
# stderr: check
assert x = 1
