# SPDX-License-Identifier: MIT
# stderr: check
class A:
    [y := x for x in z]
