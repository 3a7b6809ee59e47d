# SPDX-License-Identifier: MIT
# stderr: check
async def f():
    yield 1
    return 2
