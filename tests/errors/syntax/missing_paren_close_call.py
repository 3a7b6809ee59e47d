# SPDX-License-Identifier: MIT
# stderr: check
print((1 + 2)
print(3)
