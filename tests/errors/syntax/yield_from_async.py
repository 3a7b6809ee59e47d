# SPDX-License-Identifier: MIT
# stderr: check
async def f():
    yield from x
