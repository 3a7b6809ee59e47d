# SPDX-License-Identifier: MIT
# stderr: check
async def f():
    await x = 1
