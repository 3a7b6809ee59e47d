# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Async generators that are left open are closed by the runner; hooks.
import asyncio, sys
async def g(n):
    try:
        while True: yield n; await asyncio.sleep(0)
    except GeneratorExit: print('GeneratorExit', n); raise
    finally: await asyncio.sleep(0); print('closed', n)
keep = []
async def main():
    a = g('kept'); await anext(a); keep.append(a)
    b = g('dropped'); await anext(b); del b
    await asyncio.sleep(0); await asyncio.sleep(0); await asyncio.sleep(0); print('main ends')
asyncio.run(main()); print('after run')
class H:
    def first(self, a): print('first', a.__name__)
    def fin(self, a): print('finalizer', a.__name__)
h = H(); old = sys.get_asyncgen_hooks(); print(old.firstiter, old.finalizer)
sys.set_asyncgen_hooks(h.first, h.fin)
x = g('hooked'); a = x.__anext__()
try: a.send(None)
except StopIteration as e: print(e.value)
del a, x
sys.set_asyncgen_hooks(*old)
async def loopless():
    loop = asyncio.get_running_loop(); c = g('explicit'); await anext(c); await loop.shutdown_asyncgens(); keep.append(c)
asyncio.run(loopless())
