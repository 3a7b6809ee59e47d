# SPDX-License-Identifier: MIT
# stderr: check
def f(a, a): pass
