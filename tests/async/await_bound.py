# Coroutines that are awaited at once, with defaults, keywords, *args and **kw: the same arguments reach them as
# by the long way, and what does not fit is told in the same words.
import asyncio


async def plain(a, b=2, *, c=3, d=4):
    x = (a, b, c, d)
    return x


async def gathers(a, *rest, k=0, **more):
    return a, rest, k, more


class Box:
    def __init__(self):
        self.items = []

    async def put(self, item, times=1, *, tag='t'):
        self.items += [(item, tag)] * times
        return len(self.items)

    async def twice(self, item):
        await self.put(item)
        return await self.put(item=item, tag='u', times=2)

    @classmethod
    async def made(cls, n=1):
        return n * 2

    @staticmethod
    async def still(x, y=5):
        return x + y


def sync(a, b=10, *, c=20):
    return a + b + c


def spread(*args, **kw):
    return len(args), sorted(kw)


async def wrong(call):
    try:
        print(await call())
    except TypeError as e:
        print('TypeError:', e)


async def complaints():
    for _ in range(3):
        try:
            await plain()
        except TypeError as e:
            print(e)
        try:
            await plain(1, a=2)
        except TypeError as e:
            print(e)
        try:
            await plain(1, 2, 3)
        except TypeError as e:
            print(e)
        try:
            await plain(1, z=3)
        except TypeError as e:
            print(e)
        try:
            sync(1, 2, 3)
        except TypeError as e:
            print(e)
        try:
            sync(b=1)
        except TypeError as e:
            print(e)


async def late(n, default=[]):
    default.append(n)
    await asyncio.sleep(0)
    return len(default)


async def recursive(n, acc=0, *, step=1):
    if n == 0:
        return acc
    return await recursive(n - step, acc=acc + n, step=step)


class Odd:
    async def __init__(self):
        pass


async def odd():
    for _ in range(3):
        try:
            await Odd()
        except TypeError as e:
            print(e)


def numbers(n, start=0, *, step=1):
    for i in range(start, n, step):
        yield sync(i, c=step), spread(i, k=i)


async def main():
    box = Box()
    for i in range(3):
        print(await plain(i), await plain(i, 5), await plain(i, d=7), await plain(b=1, a=i, c=0))
        print(await gathers(i), await gathers(i, 1, 2), await gathers(i, 1, k=2, z=3), await gathers(a=i, q=1))
        print(await box.twice(i), await box.put('x', tag='v'), await Box.made(), await box.made(n=4))
        print(await box.still(i), await Box.still(y=1, x=i))
        print(sync(i), sync(i, 1), sync(i, c=0), sync(c=1, a=i), spread(i, 2, k=3), spread(), spread(*[1, 2], **{'e': 1}))
        put = box.put
        print(await put(i, 2), await put(i, tag=None), await late(i), await late(i, []), await recursive(20), await recursive(20, step=2))
        print(list(numbers(4)), list(numbers(6, 1, step=2)))
    print(box.items)
    await complaints()
    await odd()
    try:
        await recursive(10 ** 6, step=1)
    except RecursionError:
        print('too deep')


asyncio.run(main())
