# SPDX-License-Identifier: MIT
# stderr: check
class A:
x = 1
