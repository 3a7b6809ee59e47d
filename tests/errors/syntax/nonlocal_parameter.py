# SPDX-License-Identifier: MIT
# stderr: check
def g():
    x = 1
    def f(x):
        nonlocal x
