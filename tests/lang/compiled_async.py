# SPDX-License-Identifier: MIT
# async with, async for, async comprehensions, driven by hand.
class Sleep:
    def __await__(s): yield
class asyncio:
    @staticmethod
    async def sleep(n): await Sleep()
    @staticmethod
    async def gather(*a): return [await x for x in a]
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
async def agen(n):
    for i in range(n):
        try: yield i
        finally: print("agen fin", i)
async def co(x): await asyncio.sleep(0); return x * 2
class ACM:
    async def __aenter__(s): print("aenter"); return s
    async def __aexit__(s, *a): print("aexit", a[0]); await asyncio.sleep(0); return True
async def main():
    print([x async for x in agen(3)], [await co(i) for i in range(3)], {x: y async for x in agen(2) for y in [x]})
    async with ACM() as a, ACM():
        raise ValueError
    async for x in agen(4):
        if x == 2: break
        if x == 1: continue
        print("x", x)
    else: print("else")
    async for x in agen(1): pass
    else: print("else2", x)
    g = (await co(i) async for i in agen(2) if await co(i))
    print([y async for y in g])
    print(await asyncio.gather(*(co(i) for i in range(5))))
    f = lambda: (yield)
    print(list(f()))
    async def ret():
        async with ACM():
            for i in range(2):
                return await co(i)
    print(await ret())
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    try: await 5
    except TypeError as e: print(e)
    r = [[z async for z in agen(i)] for i in range(2)]
    print(r, await co(await co(3)) + await co(1))
run(main())
