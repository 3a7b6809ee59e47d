# SPDX-License-Identifier: MIT
# stderr: check
def f(**a=1): pass
