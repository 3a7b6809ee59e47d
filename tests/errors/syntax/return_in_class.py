# SPDX-License-Identifier: MIT
# stderr: check
class A:
    return 1
