# SPDX-License-Identifier: MIT
# stderr: check
def f():
    return [x async for x in y]
