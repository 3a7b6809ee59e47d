# SPDX-License-Identifier: MIT
# stderr: check
def f():
    from os import *
