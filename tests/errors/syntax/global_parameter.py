# SPDX-License-Identifier: MIT
# stderr: check
def f(x):
    global x
