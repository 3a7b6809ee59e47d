# SPDX-License-Identifier: MIT
# stderr: check
def f(*): pass
