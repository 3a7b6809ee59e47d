# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Task: names, results, current_task, all_tasks, repr, get_coro, eager misuse.
import asyncio
async def work(v): await asyncio.sleep(.01); return v
async def fail(): raise ValueError('f')
async def main():
    t = asyncio.create_task(work(1)); u = asyncio.create_task(work(2), name='mine'); v = asyncio.create_task(work(3), name=7)
    print(t.get_name(), u.get_name(), v.get_name(), asyncio.current_task().get_name()); u.set_name('new'); print(u.get_name(), repr(v.get_name()))
    print(t.get_coro().__name__, t.done(), t.get_loop() is asyncio.get_running_loop(), len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())
    for bad in (t.result, t.exception, lambda: t.set_result(1), lambda: t.set_exception(ValueError())):
        try: bad()
        except Exception as e: print(type(e).__name__, e)
    print(await t, await u, await v, t.done(), t.result(), t.exception(), len(asyncio.all_tasks()))
    f = asyncio.create_task(fail()); await asyncio.sleep(0); print(f.done(), repr(f.exception()))
    try: f.result()
    except ValueError as e: print(e)
    for bad in (5, work, [work], asyncio.sleep):
        try: asyncio.create_task(bad)
        except TypeError as e: print(type(e).__name__, str(e).split(' at ')[0].split('<')[0])
    c = work('ensure'); t = asyncio.ensure_future(c); print(type(t).__name__, asyncio.ensure_future(t) is t, await t)
    class Aw:
        def __await__(self): return (yield from asyncio.sleep(0, 'aw').__await__())
    print(await asyncio.ensure_future(Aw()), await Aw())
    try: asyncio.ensure_future(5)
    except TypeError as e: print(e)
    done = []
    t = asyncio.create_task(work(9)); t.add_done_callback(lambda x: done.append(x.result())); await t; print(done); await asyncio.sleep(0); print(done)
    c = work(1); c.close()
    t = asyncio.create_task(c)
    try: await t
    except RuntimeError as e: print(e)
    t = asyncio.create_task(work(5), context=None); print(await t, t.get_context() is not None)
    async def yielder():
        class Y:
            def __await__(self): yield 5
        await Y()
    try: await asyncio.create_task(yielder())
    except RuntimeError as e: print(str(e).split(' ')[0:4], str(e)[-3:])
    async def self_await(): await me
    me = asyncio.create_task(self_await())
    try: await me
    except RuntimeError as e: print(str(e).split('<')[0])
asyncio.run(main())
try: asyncio.current_task()
except RuntimeError as e: print(e)
try: asyncio.all_tasks()
except RuntimeError as e: print(e)
c = work(1)
try: asyncio.create_task(c)
except RuntimeError as e: print(e)
c.close()
