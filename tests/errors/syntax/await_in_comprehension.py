# SPDX-License-Identifier: MIT
# stderr: check
def f():
    return [await x for x in y]
