# SPDX-License-Identifier: MIT
# flags: --virtual-time
# async with: order, suppression, errors, several managers.
import asyncio
class CM:
    def __init__(self, n, suppress=False): self.n, self.s = n, suppress
    async def __aenter__(self): await asyncio.sleep(0); print('aenter', self.n); return self.n
    async def __aexit__(self, t, v, tb): await asyncio.sleep(0); print('aexit', self.n, t and t.__name__); return self.s
async def main():
    async with CM(1) as a, CM(2) as b: print(a, b)
    async with (CM(3), CM(4, True)): raise ValueError
    try:
        async with CM(5): 1 / 0
    except ZeroDivisionError as e: print(e)
    for i in range(2):
        async with CM('loop'):
            if i: break
            continue
    async def f():
        async with CM('ret'): return 'value'
    print(await f())
    t = asyncio.create_task(hang()); await asyncio.sleep(.01); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
    class Sync:
        def __enter__(self): return 1
        def __exit__(self, *a): pass
    class Half:
        async def __aenter__(self): pass
    class NotAw:
        def __aenter__(self): return 5
        async def __aexit__(self, *a): pass
    class NotAwExit:
        async def __aenter__(self): return 5
        def __aexit__(self, *a): return 5
    for o in (Sync(), Half(), NotAw(), NotAwExit(), 5):
        try:
            async with o: print('body')
        except TypeError as e: print(e)
    try:
        with CM('x'): pass
    except TypeError as e: print(e)
async def hang():
    async with CM('hang'): await asyncio.sleep(9)
asyncio.run(main())
