# SPDX-License-Identifier: MIT
# stderr: check
async def f():
    async for x in y:
    pass
