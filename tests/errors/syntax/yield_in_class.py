# SPDX-License-Identifier: MIT
# stderr: check
class A:
    yield 1
