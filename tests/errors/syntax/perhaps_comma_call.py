# SPDX-License-Identifier: MIT
# stderr: check
print('a' b)
