# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Awaitables, task factories, subclassed loops and futures, overridden call_soon.
import asyncio
class Twice:
    def __init__(self, f): self.f = f
    def __await__(self):
        a = yield from self.f.__await__(); return a, a
class Bare:
    def __await__(self): yield; yield; return 'bare yields'
async def main():
    loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_soon(f.set_result, 3); print(await Twice(f), await Bare(), await asyncio.gather(Bare(), Bare()))
    class Fut(asyncio.Future):
        def set_result(self, r): print('set', r); super().set_result(r)
    x = Fut(loop=loop); loop.call_soon(x.set_result, 'own'); print(await x)
    def factory(l, coro, **k): print('factory', coro.__name__, sorted(k)); return asyncio.Task(coro, loop=l, **k)
    loop.set_task_factory(factory); print(loop.get_task_factory() is factory); await asyncio.create_task(named(), name='n'); loop.set_task_factory(None)
    try: loop.set_task_factory(5)
    except TypeError as e: print(e)
    class T(asyncio.Task):
        def cancel(self, msg=None): print('cancel', msg); return super().cancel(msg)
    t = T(asyncio.sleep(1), loop=loop, name='sub'); await asyncio.sleep(0); t.cancel('m')
    try: await t
    except asyncio.CancelledError as e: print(e.args)
    t = asyncio.create_task(wrong())
    try: await t
    except RuntimeError as e: print(str(e).split(' ')[0], str(e)[-3:])
    t = asyncio.create_task(foreign())
    try: await t
    except RuntimeError as e: print('attached to a different loop' in str(e))
    t = asyncio.eager_task_factory; loop.set_task_factory(t); e = asyncio.create_task(eager()); print('after eager', e.done(), await e); loop.set_task_factory(None)
async def eager(): print('runs at once'); return 'eager'
async def named(): pass
async def wrong():
    class W:
        def __await__(self): yield 'abc'
    await W()
async def foreign():
    l = asyncio.new_event_loop(); f = l.create_future(); l.close(); await f
class Loop(asyncio.SelectorEventLoop):
    n = 0
    def call_soon(self, *a, **k): Loop.n += 1; return super().call_soon(*a, **k)
with asyncio.Runner(loop_factory=Loop) as r: r.run(main()); print(Loop.n > 10)
