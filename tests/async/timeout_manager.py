# flags: --virtual-time
# asyncio.timeout and timeout_at: states, rescheduling, nesting, what other exceptions show, misuse, subclasses, loops of one's own.
import asyncio


async def states():
    cm = asyncio.timeout(1)
    print(repr(cm)[:18], cm.expired(), type(cm).__name__, type(cm).__module__)
    try:
        cm.reschedule(3)
    except RuntimeError as e:
        print(e)
    async with cm as same:
        print(same is cm, repr(cm)[:16], cm.when() > 0)
        try:
            async with cm:
                pass
        except RuntimeError as e:
            print(e)
    print(repr(cm), cm.expired())
    try:
        cm.reschedule(3)
    except RuntimeError as e:
        print(e)
    async with asyncio.timeout(None) as cm:
        print(cm.when(), repr(cm))
        await asyncio.sleep(0.2)
        cm.reschedule(asyncio.get_running_loop().time() + 0.1)
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print(repr(cm)[:19], cm.expired())
            cm.reschedule
            raise
    print('not reached')


async def expire():
    try:
        async with asyncio.timeout(0.1) as cm:
            await asyncio.sleep(0.5)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__, cm.expired(), cm)
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print('not reached')
    except TimeoutError:
        print('zero')
    try:
        async with asyncio.timeout(-1):
            print('runs on until it waits')
            await asyncio.sleep(0.1)
    except TimeoutError:
        print('negative')
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.1):
            await asyncio.sleep(2)
    except TimeoutError:
        print('at')
    async with asyncio.timeout(0):
        print('no wait, no timeout')


async def nested():
    try:
        async with asyncio.timeout(0.2) as outer:
            try:
                async with asyncio.timeout(0.1) as inner:
                    await asyncio.sleep(0.5)
            except TimeoutError:
                print('inner', inner.expired(), outer.expired(), asyncio.current_task().cancelling())
            await asyncio.sleep(0.5)
    except TimeoutError:
        print('outer', inner.expired(), outer.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.1) as outer:
            async with asyncio.timeout(0.2) as inner:
                await asyncio.sleep(0.5)
    except TimeoutError:
        print('outer first', inner.expired(), outer.expired())


async def others():
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(0.5)
            finally:
                raise ValueError('cleanup')
    except ValueError as e:
        print(repr(e), repr(e.__context__), repr(e.__context__.__cause__))
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(0.5)
            except asyncio.CancelledError:
                raise ExceptionGroup('eg', [KeyError(1)])
    except ExceptionGroup as e:
        print(repr(e), repr(e.__context__))
    async with asyncio.timeout(0.1) as cm:
        try:
            await asyncio.sleep(0.5)
        except asyncio.CancelledError:
            print('swallowed')
    print(cm.expired(), asyncio.current_task().cancelling())

    async def victim():
        async with asyncio.timeout(1):
            await asyncio.sleep(2)

    task = asyncio.create_task(victim())
    await asyncio.sleep(0.1)
    task.cancel('from outside')
    try:
        await task
    except asyncio.CancelledError as e:
        print('cancelled', e.args)

    async def both():
        task = asyncio.current_task()
        try:
            async with asyncio.timeout(0.1):
                try:
                    await asyncio.sleep(2)
                finally:
                    task.cancel()
        except asyncio.CancelledError:
            print('the other request wins', task.cancelling())

    await asyncio.create_task(both())


async def misuse():
    for delay in ('1', [], 1j):
        try:
            asyncio.timeout(delay)
        except TypeError as e:
            print(e)
    try:
        asyncio.timeout()
    except TypeError as e:
        print(e)
    cm = asyncio.Timeout('soon')
    try:
        async with cm:
            pass
    except TypeError as e:
        print(e)
    try:
        with asyncio.timeout(0.1):
            pass
    except TypeError as e:
        print(e)

    class Mine(asyncio.Timeout):
        def __init__(self, when, tag):
            super().__init__(when)
            self.tag = tag

    try:
        async with Mine(asyncio.get_running_loop().time() + 0.1, 'x') as mine:
            await asyncio.sleep(2)
    except TimeoutError:
        print(mine.tag, mine.expired())
    by_hand = asyncio.timeout(5)
    await by_hand.__aenter__()
    print(await by_hand.__aexit__(None, None, None), by_hand)


class OwnLoop(asyncio.SelectorEventLoop):
    def call_at(self, when, callback, *args, context=None):
        print('call_at', callback.__name__)
        return super().call_at(when, callback, *args, context=context)


async def main():
    for part in states, expire, nested, others, misuse:
        print('--', part.__name__)
        try:
            await part()
        except TimeoutError as e:
            print('TimeoutError', e)
        except asyncio.CancelledError:
            print('CancelledError')

asyncio.run(main())


async def in_own_loop():
    try:
        async with asyncio.timeout(0.1):
            await asyncio.get_running_loop().create_future()
    except TimeoutError:
        print('own loop')

with asyncio.Runner(loop_factory=OwnLoop) as runner:
    runner.run(in_own_loop())


def outside():
    for f in asyncio.timeout, asyncio.timeout_at:
        try:
            print(f(1).when())
        except RuntimeError as e:
            print(e)

outside()
