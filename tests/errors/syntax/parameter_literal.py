# SPDX-License-Identifier: MIT
# stderr: check
def f(1): pass
