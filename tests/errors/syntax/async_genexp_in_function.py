# SPDX-License-Identifier: MIT
# stderr: check
def f():
    return (await z for x in y)
