# A loop knows the async generators that were first iterated in it: weakly, and not those of other loops.
import asyncio
import gc
import sys
import warnings


async def numbers(name, n=3):
    try:
        for i in range(n):
            yield i
    finally:
        print('closed', name)


async def known():
    return len(asyncio.get_running_loop()._asyncgens)


async def main():
    print(await known())
    a = numbers('a')
    print('made', await known())
    await anext(a)
    print('begun', await known())
    b = numbers('b', 1)
    print([x async for x in b], 'ended', await known())
    del b
    print('dropped', await known())
    c = numbers('c')
    await c.asend(None)
    d = numbers('d')
    await d.aclose()
    print('closed before it began', await known())
    del c
    print('dropped while suspended', await known())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print('and closed', await known())
    cycle = [numbers('cycle')]
    cycle.append(cycle)
    await anext(cycle[0])
    del cycle
    gc.collect()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print('cycle', await known())
    e = numbers('e')
    await anext(e)
    await asyncio.get_running_loop().shutdown_asyncgens()
    print('shut down', await known())
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        late = numbers('late')
        await anext(late)
    print([(w.category.__name__, str(w.message).split(' at ')[0]) for w in seen], await known())
    await late.aclose()
    return a, e


kept = asyncio.run(main())


async def first():
    g = numbers('of two loops')
    print(await anext(g))
    return g


async def second(g):
    print(await anext(g), await known())
    await g.aclose()


loop = asyncio.new_event_loop()
other = asyncio.new_event_loop()
g = loop.run_until_complete(first())
other.run_until_complete(second(g))
print(len(loop._asyncgens), len(other._asyncgens))
late = loop.run_until_complete(first())
loop.close()
other.close()
del loop, other
gc.collect()
del late
gc.collect()


class Loop(asyncio.SelectorEventLoop):
    def _asyncgen_firstiter_hook(self, agen):
        print('begins', agen.__name__)
        super()._asyncgen_firstiter_hook(agen)

    def _asyncgen_finalizer_hook(self, agen):
        print('is dropped', agen.__name__)
        super()._asyncgen_finalizer_hook(agen)


with asyncio.Runner(loop_factory=Loop) as runner:
    async def dropped():
        async for i in numbers('of a loop of its own'):
            break
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(sys.get_asyncgen_hooks().firstiter.__name__)
    runner.run(dropped())
