# maxsize may be anything that compares with an int; nobody looks at it before an item is put.
import asyncio


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


class Two:
    def __le__(self, other):
        print('le', other)
        return False

    def __ge__(self, other):
        return 2 >= other

    def __lt__(self, other):
        print('lt', other)
        return 2 < other

    def __repr__(self):
        return 'two'


class Half(asyncio.Queue):
    def __init__(self):
        pass


async def limit(maxsize):
    q = asyncio.Queue(maxsize)
    print(str(q), repr(q.maxsize))
    attempt(q.full)
    attempt(q.put_nowait, 1)
    try:
        await asyncio.wait_for(q.put(2), 0.1)
    except Exception as e:
        print('put:', type(e).__name__, e)
    attempt(q.full)
    attempt(q.put_nowait, 3)
    print(str(q))


async def main():
    for maxsize in 'a', None, [], 1.5, -1.5, 2.0, True, False, 10**30, -10**30, Two(), 1, float('nan'):
        await limit(maxsize)
    for cls in asyncio.LifoQueue, asyncio.PriorityQueue:
        print(str(cls('b')), str(cls(None)), str(cls(maxsize=0.5)))
    for name in 'maxsize', '_maxsize':
        attempt(lambda: getattr(Half(), name))
    # What does not compare stays in the heap when it is put, and is lost when it is taken.
    q = asyncio.PriorityQueue()
    for item in 3, 'a', (1, 2), 2, 1, b'':
        attempt(q.put_nowait, item)
        print(q.qsize(), q._queue)
    while not q.empty():
        attempt(q.get_nowait)
        print(q.qsize(), q._queue)
    for c in q.put(1), q.get(), q.join():
        print(repr(c).split(' at ')[0], c.__name__, c.__qualname__, type(c).__name__)
        c.close()


asyncio.run(main())
