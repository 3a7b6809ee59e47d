# asyncio.Queue and its like: every method, its errors, shutdown, waiting putters and getters, cancellation.
import asyncio


async def show(text, f):
    try:
        r = f()
        if asyncio.iscoroutine(r):
            r = await r
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(text, '->', r)


async def main():
    for cls in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        print(cls.__name__)
        q = cls(2)
        await show('maxsize', lambda: (q.maxsize, q.qsize(), q.empty(), q.full()))
        await show('get_nowait', q.get_nowait)
        await show('put', lambda: q.put(2))
        await show('put_nowait', lambda: q.put_nowait(1))
        await show('put_nowait', lambda: q.put_nowait(3))
        print(repr(q).split(' ', 3)[3], str(q)[:8])
        await show('full', lambda: (q.qsize(), q.full()))
        putter = asyncio.create_task(q.put(0))
        late = asyncio.create_task(q.put(9))
        await asyncio.sleep(0)
        print(repr(q).split(' ', 3)[3])
        late.cancel()
        await asyncio.sleep(0)
        await show('get', q.get)
        await asyncio.sleep(0)
        await show('gets', lambda: (q.get_nowait(), q.get_nowait(), putter.done(), late.cancelled()))
        getters = [asyncio.create_task(q.get()) for _ in range(3)]
        await asyncio.sleep(0)
        print(repr(q).split(' ', 3)[3])
        getters[0].cancel()
        q.put_nowait('x')
        q.put_nowait('y')
        await asyncio.wait(getters)
        print([g.cancelled() or g.result() for g in getters])
        joiner = asyncio.create_task(q.join())
        for _ in range(5):
            await show('task_done', q.task_done)
        await asyncio.wait([joiner])
        await show('task_done', q.task_done)
        await show('join', q.join)
        waiting = [asyncio.create_task(q.get()) for _ in range(2)]
        await asyncio.sleep(0)
        q.shutdown()
        for w in waiting:
            try:
                await w
            except asyncio.QueueShutDown as e:
                print('QueueShutDown', e)
        await show('put after shutdown', lambda: q.put(1))
        await show('put_nowait after shutdown', lambda: q.put_nowait(1))
        await show('get_nowait after shutdown', q.get_nowait)
        q = cls(1)
        q.put_nowait(1)
        waiting = [asyncio.create_task(q.put(2)) for _ in range(2)]
        joiner = asyncio.create_task(q.join())
        await asyncio.sleep(0)
        q.shutdown(immediate=True)
        for w in waiting:
            try:
                await w
            except asyncio.QueueShutDown as e:
                print('QueueShutDown', e)
        await joiner
        print(q.qsize(), q.empty())
    for args in ((), (0,), (-1,), (1,)):
        await show(f'Queue{args}', lambda: asyncio.Queue(*args).full())
    q = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        q.put_nowait(item)
    print([q.get_nowait() for _ in range(3)])
    print(asyncio.Queue[int], asyncio.Queue.__mro__[-1], issubclass(asyncio.QueueEmpty, Exception), issubclass(asyncio.LifoQueue, asyncio.Queue))

    class Own(asyncio.Queue):
        def _init(self, maxsize):
            self._queue = self.items = []

        def _get(self):
            return self.items.pop()

        def _put(self, item):
            self.items.append(item)

        def qsize(self):
            return len(self.items)

    own = Own()
    await own.put('a')
    await own.put('b')
    print(await own.get(), own.qsize(), own.empty(), own.get_nowait())


asyncio.run(main())
