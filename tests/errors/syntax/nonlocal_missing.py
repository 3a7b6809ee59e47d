# SPDX-License-Identifier: MIT
# stderr: check
def f():
    nonlocal x
