# Asynchronous generators by hand: asend, athrow, aclose, their awaitables, states and mistakes.
import asyncio
import types


async def agen(n=3):
    try:
        for i in range(n):
            try:
                got = yield i
                print('got', got)
            except ValueError as e:
                print('caught', e)
                yield 'after'
    finally:
        print('finally')


@types.coroutine
def pause(v):
    return (yield v)


async def slow():
    r = await pause('first')
    print('resumed', r)
    x = yield 1
    r = await pause('second')
    print('resumed', r, x)
    yield 2


def step(text, f):
    try:
        r = f()
    except BaseException as e:
        r = f'{type(e).__name__}: {e}' + (f' value={e.value!r}' if isinstance(e, StopIteration) else '')
    print(text, '->', r)


g = agen()
print(type(g).__name__, g.__name__, g.__qualname__, g.ag_running, g.ag_await, g.ag_frame is not None, g.ag_code.co_name, repr(g)[:28])
step('asend of a value first', lambda: g.asend(1).send(None))
a = g.asend(None)
print(type(a).__name__, repr(a)[:26])
step('send', lambda: a.send(None))
step('send again', lambda: a.send(None))
step('iter', lambda: iter(a) is a)
step('throw into used', lambda: a.throw(ValueError))
step('close', lambda: a.close())
step('next', lambda: g.__anext__().send(None))
step('asend', lambda: g.asend('value').send(None))
step('athrow', lambda: g.athrow(ValueError('v')).send(None))
step('athrow type', lambda: g.athrow(ValueError, 'x').send(None))
step('athrow after the end', lambda: g.athrow(KeyError('k')).send(None))
step('anext after the end', lambda: g.__anext__().send(None))
step('aclose after the end', lambda: g.aclose().send(None))
print(g.ag_running, g.ag_frame)
g = agen()
step('aclose of a fresh one', lambda: g.aclose().send(None))
step('anext', lambda: g.__anext__().send(None))
g = agen()
step('athrow into a fresh one', lambda: g.athrow(ValueError('fresh')).send(None))
g = agen()
step('anext', lambda: g.__anext__().send(None))
c = g.aclose()
print(type(c).__name__)
step('aclose', lambda: c.send(None))
step('aclose twice', lambda: c.send(None))
step('throw into used aclose', lambda: c.throw(ValueError))
g = agen()
step('asend arguments', lambda: g.asend())
step('athrow wrong', lambda: g.athrow(5).send(None))
step('athrow wrong type', lambda: g.athrow(int).send(None))
step('close unused', lambda: g.asend(None).close())
step('close unused', lambda: g.athrow(ValueError).close())
step('throw unused', lambda: g.asend(None).throw(ValueError('t')))
step('throw unused', lambda: g.athrow(ValueError).throw(KeyError('t')))
s = slow()
a = s.__anext__()
step('first', lambda: a.send(None))
print(s.ag_running, s.ag_await is not None)
b = s.__anext__()
step('overlapping', lambda: b.send(None))
step('overlapping aclose', lambda: s.aclose().send(None))
step('overlapping athrow', lambda: s.athrow(ValueError).send(None))
step('a value into a started one', lambda: a.send('r1'))
a = s.asend('x')
step('a value first', lambda: a.send(5))
a = s.asend('x')
step('second', lambda: a.send(None))
step('throw', lambda: a.throw(KeyError('inside')))
s = slow()
a = s.__anext__()
a.send(None)
step('close while suspended', lambda: a.close())
step('what is left', lambda: s.__anext__().send(None))


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


i = ignores()
step('anext', lambda: i.__anext__().send(None))
step('aclose ignored', lambda: i.aclose().send(None))


async def stops():
    yield 1
    raise StopIteration('s')


async def stops_async():
    yield 1
    raise StopAsyncIteration('s')


for f in (stops, stops_async):
    x = f()
    step('anext', lambda: x.__anext__().send(None))
    step('a stop inside', lambda: x.__anext__().send(None))


async def main():
    print([x async for x in agen(2)])
    g = agen()
    print(await anext(g), await g.asend('A'), await g.athrow(ValueError('B')))
    print(await anext(g), await anext(g, 'default'))
    await g.aclose()
    print(await anext(g, 'default'))
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print('StopAsyncIteration', e.args)
    for wrong in (5, [], 'a'):
        try:
            await anext(wrong)
        except TypeError as e:
            print(e)
    g = agen()
    async for x in g:
        if x == 1:
            break
    await g.aclose()
    g.__name__ = 'renamed'
    g.__qualname__ = 'q.renamed'
    print(g.__name__, g.__qualname__, repr(g)[:32])
    for name, value in (('__name__', 5), ('__qualname__', None)):
        try:
            setattr(g, name, value)
        except (TypeError, AttributeError) as e:
            print(type(e).__name__, e)

    async def task_in_generator():
        for i in range(3):
            await asyncio.sleep(0.01)
            yield i

    print([x async for x in task_in_generator()])
    g = task_in_generator()
    try:
        async with asyncio.timeout(0.001):
            await anext(g)
    except TimeoutError:
        print('timeout')
    print([x async for x in g])


asyncio.run(main())
