# SPDX-License-Identifier: MIT
# stderr: check
def f():
    async with x: pass
