# SPDX-License-Identifier: MIT
# stderr: check
def f():
    await x
