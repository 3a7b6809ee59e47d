# SPDX-License-Identifier: MIT
# stderr: check
with a as b:
print(1)
