# SPDX-License-Identifier: MIT
# stderr: check
def f()
    return 1
