# SPDX-License-Identifier: MIT
# stderr: check
print(1,
2
x = 3
