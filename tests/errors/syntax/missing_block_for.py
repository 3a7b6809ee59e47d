# SPDX-License-Identifier: MIT
# stderr: check
for i in [1]:
print(i)
