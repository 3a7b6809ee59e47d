# SPDX-License-Identifier: MIT
# flags: --virtual-time
# TaskGroup: success, failures, cancellation of siblings, nested groups, errors of use.
import asyncio
async def job(n, d, exc=None):
    try: await asyncio.sleep(d)
    except asyncio.CancelledError: print('cancelled', n); raise
    print('done', n)
    if exc: raise exc
    return n
async def t(f):
    try: print('result', await f())
    except BaseException as e:
        print(type(e).__name__, e, [repr(x) for x in getattr(e, 'exceptions', [])])
async def ok():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(job('a', .02)); b = tg.create_task(job('b', .01), name='B')
        print(b.get_name(), 'body done', repr(tg).split('<')[1][:9])
    return a.result(), b.result()
async def one_fails():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(job('slow', 1)); tg.create_task(job('bad', .01, ValueError('x')))
async def two_fail():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(job('bad1', .01, ValueError(1))); tg.create_task(job('bad2', .01, KeyError(2)))
async def body_fails():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(job('c', 1)); await asyncio.sleep(0)
        raise OSError('body')
async def body_cancelled_by_child():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(job('bad', .01, ValueError('child')))
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: print('body cancelled', asyncio.current_task().cancelling()); raise
async def nested():
    async with asyncio.TaskGroup() as g1:
        g1.create_task(job('outer', 1))
        async with asyncio.TaskGroup() as g2: g2.create_task(job('inner', .01, ValueError('deep')))
async def child_cancelled():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(job('q', 1)); await asyncio.sleep(0); a.cancel()
    return a.cancelled()
async def error_in_cleanup():
    async def c():
        try: await asyncio.sleep(1)
        finally: raise RuntimeError('cleanup')
    async with asyncio.TaskGroup() as tg: tg.create_task(c()); tg.create_task(job('bad', .01, ValueError('v')))
async def spawn_from_child():
    async def c(tg, n):
        print('spawn', n)
        if n: tg.create_task(c(tg, n - 1))
    async with asyncio.TaskGroup() as tg: tg.create_task(c(tg, 2))
    return 'ok'
async def exit_error():
    async with asyncio.TaskGroup() as tg: tg.create_task(job('r', 1)); await asyncio.sleep(0); raise asyncio.CancelledError('own')
async def misuse():
    tg = asyncio.TaskGroup(); c = job('never', 0)
    for step in (0, 1):
        try: tg.create_task(c)
        except RuntimeError as e: print(str(e).split('>')[-1])
        c.close(); c = job('n', 0)
        if not step:
            async with tg: pass
    c.close()
    try:
        async with tg: pass
    except RuntimeError as e: print(str(e).split('>')[-1])
async def main():
    for f in (ok, one_fails, two_fail, body_fails, body_cancelled_by_child, nested, child_cancelled, error_in_cleanup, spawn_from_child, exit_error, misuse):
        print('--', f.__name__); await t(f)
asyncio.run(main())
