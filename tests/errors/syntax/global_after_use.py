# SPDX-License-Identifier: MIT
# stderr: check
def f():
    x = 1
    global x
