# SPDX-License-Identifier: MIT
# stderr: check
def f(a=1, b): pass
