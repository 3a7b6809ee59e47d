# SPDX-License-Identifier: MIT
# stderr: check
def f():
    [(yield 1) for x in y]
