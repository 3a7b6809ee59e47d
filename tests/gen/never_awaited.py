# SPDX-License-Identifier: MIT
# stderr: check
# The warnings of coroutines that nobody awaited.
async def work(): return 1
class C:
    async def method(self): pass
work()
C().method()
x = work()
x = None
def f(): work()
f()
c = work(); c.close(); del c
print('end')
