# SPDX-License-Identifier: MIT
# stderr: check
def f(**k, a): pass
