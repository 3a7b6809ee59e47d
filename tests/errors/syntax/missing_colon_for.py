# SPDX-License-Identifier: MIT
# stderr: check
for i in range(3)
    print(i)
