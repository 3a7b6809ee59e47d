# SPDX-License-Identifier: MIT
# stderr: check
def f(if): pass
