# SPDX-License-Identifier: MIT
# stderr: check
def f(x) # why
    pass
