# __aenter__, __aexit__ and __anext__ in the language, of every shape, many times: they begin where they are awaited.
import asyncio
import sys
import traceback


class Plain:
    def __init__(self, n):
        self.i, self.n, self.log = 0, n, []

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        if self.i % 3 == 0:
            await asyncio.sleep(0)
        return self.i

    async def __aenter__(self):
        self.log.append('in')
        return self

    async def __aexit__(self, kind, exc, tb):
        self.log.append(kind and kind.__name__)
        return kind is KeyError


class Defaults(Plain):
    async def __anext__(self, step=2):
        self.i += step - 1
        return await super().__anext__()

    async def __aenter__(self, *rest, flag=True, **more):
        return rest, flag, more

    async def __aexit__(self, *args):
        self.log.append(len(args))


class Given:
    """What is awaited is not a coroutine of a function of the language."""

    def __init__(self):
        self.n = 0

    def __aiter__(self):
        return self

    def __anext__(self):
        self.n += 1
        if self.n > 3:
            raise StopAsyncIteration
        return self.later(self.n)

    async def later(self, v):
        return v * 10

    def __aenter__(self):
        f = asyncio.get_running_loop().create_future()
        f.set_result('future')
        return f

    def __aexit__(self, *args):
        return asyncio.sleep(0, False)


class Broken:
    def __aiter__(self):
        return self

    async def __anext__(self, needed):
        return 1

    async def __aenter__(self, needed):
        return 1

    async def __aexit__(self):
        return 1


class Late:
    async def __aenter__(self):
        return 1

    async def __aexit__(self, a, b):
        return 1


class Sync:
    def __enter__(self, x=5):
        return x

    def __exit__(self, *args, **kw):
        return args[0] is ZeroDivisionError


class Gen:
    def __enter__(self):
        yield 1

    def __exit__(self, kind, exc, tb):
        return 0


async def shapes(k):
    p, d, g = Plain(7), Defaults(7), Given()
    print([x async for x in p], [x async for x in d], [x async for x in g])
    async with Plain(0) as a, Defaults(0) as b, Given() as c:
        print(a.log, b, c)
    print(a.log)
    async with a:
        raise KeyError(k)
    try:
        async with a:
            raise ValueError(k)
    except ValueError as e:
        print('through', e, a.log)
    with Sync() as s, Gen() as w:
        print(s, next(w))
    with Sync():
        1 / 0
    for x in range(3):
        async with Plain(x) as q:
            async for y in q:
                if y == 2:
                    break
            else:
                print('all of', x)
            continue
    return q.log


async def errors():
    for what in Broken, Late:
        try:
            async with what() as x:
                print('in')
        except TypeError as e:
            print(type(e).__name__, e)
    try:
        async for x in Broken():
            print('in')
    except TypeError as e:
        print(e)


async def raises(n):
    class Bad(Plain):
        async def __anext__(self):
            if self.i == n:
                raise LookupError('at ' + str(n))
            return await super().__anext__()

        async def __aexit__(self, *args):
            raise RuntimeError('from exit')

    try:
        async for x in Bad(9):
            pass
    except LookupError:
        lines = traceback.format_exc().splitlines()
        print(len(lines), [line.split(', in ')[1] for line in lines if ', in ' in line], lines[-1])
    try:
        async with Bad(1):
            raise ValueError('first')
    except RuntimeError as e:
        print(repr(e), repr(e.__context__))


class Deep:
    async def __aenter__(self):
        async with Deep():
            pass

    async def __aexit__(self, *args):
        pass


def patched():
    async def anext_(self):
        raise StopAsyncIteration
    Plain.__anext__ = anext_


async def main():
    for k in range(3):
        print(await shapes(k))
        await errors()
        await raises(k)
    try:
        async with Deep():
            pass
    except RecursionError as e:
        print(e)
    out = []
    async for x in Plain(50):
        out.append(x)
        if x == 5:
            patched()
    print(out)
    sys.set_coroutine_origin_tracking_depth(2)
    async with Plain(0) as p:
        pass
    print(p.log)


asyncio.run(main())
