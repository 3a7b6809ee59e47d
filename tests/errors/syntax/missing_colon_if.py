# SPDX-License-Identifier: MIT
# stderr: check
if x == 1
    print(x)
