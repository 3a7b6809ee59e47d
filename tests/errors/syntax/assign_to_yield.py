# SPDX-License-Identifier: MIT
# stderr: check
def f():
    yield x = 1
