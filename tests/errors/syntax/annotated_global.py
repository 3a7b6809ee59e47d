# SPDX-License-Identifier: MIT
# stderr: check
def f():
    global x
    x: int = 1
