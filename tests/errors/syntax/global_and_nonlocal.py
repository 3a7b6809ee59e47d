# SPDX-License-Identifier: MIT
# stderr: check
def g():
    x = 1
    def f():
        global x
        nonlocal x
