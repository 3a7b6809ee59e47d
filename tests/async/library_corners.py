"""Rare paths of what asyncio has in the language: wait, as_completed, shield, groups, conditions, runners, servers."""
import asyncio
import concurrent.futures


async def settle():
    """Lets the others go as far as they can, however long that takes."""
    for _ in range(20):
        await asyncio.sleep(0)


async def value(v, delay=0):
    await asyncio.sleep(delay)
    if isinstance(v, BaseException):
        raise v
    return v


async def outcome(aw):
    try:
        return await aw
    except BaseException as exc:
        return f'{type(exc).__name__}({exc}) context {type(exc.__context__).__name__} cause {type(exc.__cause__).__name__}'


def refused(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as exc:
        return f'{type(exc).__name__}: {exc}'


class Later:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return 'later'


async def waits():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    done.set_result('ready')
    never = loop.create_future()
    for fs, options in (([done], {}), ([done, never], {'timeout': 0}), ([done, never], {'return_when': 'FIRST_COMPLETED'}),
                        ([], {}), (done, {}), ([done], {'return_when': []}), ([done], {'return_when': 'x'}),
                        (iter([]), {}), (iter([done, done]), {})):
        try:
            a, b = await asyncio.wait(fs, **options)
            print('wait', len(a), len(b))
        except Exception as exc:
            print('wait', type(exc).__name__, exc)
    c = value(1)
    print(await outcome(asyncio.wait([c])))
    c.close()
    bad, slow = asyncio.create_task(value(KeyError('k'))), asyncio.create_task(value(2, 0.01))
    a, b = await asyncio.wait([bad, slow], return_when=asyncio.FIRST_EXCEPTION)
    print(a == {bad}, b == {slow}, bad.exception().args)
    gone = asyncio.create_task(value(3, 60))
    gone.cancel()
    a, b = await asyncio.wait([gone, slow], return_when=asyncio.FIRST_EXCEPTION)
    print(len(a), len(b), gone.cancelled(), slow.result())
    waiter = asyncio.create_task(asyncio.wait([never]))
    await asyncio.sleep(0)
    print('_on_completion' in repr(never))
    waiter.cancel()
    print(await outcome(waiter), never.done(), '_on_completion' in repr(never))

    for fut in (done, never, value(4), Later(), 5, None):
        for timeout in (None, 0, -1, 5):
            if fut is never and timeout in (None, 5):
                continue
            print('wait_for', timeout, await outcome(asyncio.wait_for(fut, timeout)))
            if asyncio.iscoroutine(fut):
                fut = value(4)
        if asyncio.iscoroutine(fut):
            fut.close()
    print(await outcome(asyncio.wait_for(value(6), float('nan'))), never.cancelled())
    print(await outcome(asyncio.wait_for(done, 'soon')))

    async def stubborn():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return 'it stayed'
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print(await outcome(asyncio.wait_for(task, 0)))
    task = asyncio.create_task(value(60, 60))
    task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(await outcome(asyncio.wait_for(task, 0)))


async def completion():
    jobs = [value('b', 0.02), value('a', 0.01), value(ValueError('c'), 0.03)]
    for aw in asyncio.as_completed(jobs):
        print(type(aw).__name__, aw.__qualname__, await outcome(aw))
    tasks = [asyncio.create_task(value(i, i / 100)) for i in (2, 1)]
    async for task in asyncio.as_completed(tasks + tasks):
        print(task in tasks, await task)
    never = asyncio.get_running_loop().create_future()
    it = asyncio.as_completed([never, value('in time')], timeout=0.02)
    for aw in it:
        print(await outcome(aw))
    print(refused(next, it), iter(it) is it, it.__aiter__() is it, await outcome(anext(it)))
    never.set_result(None)
    print([aw async for aw in asyncio.as_completed([])], list(asyncio.as_completed(())))
    for wrong in never, 5, [5]:
        print(refused(asyncio.as_completed, wrong))


async def shields():
    loop = asyncio.get_running_loop()
    for end in 'result', KeyError('x'), None:
        inner = loop.create_future()
        outer = asyncio.shield(inner)
        print('_inner_done_callback' in repr(inner), '_outer_done_callback' in repr(outer), outer is inner)
        if end is None:
            inner.cancel()
        elif isinstance(end, str):
            inner.set_result(end)
        else:
            inner.set_exception(end)
        print(await outcome(outer), asyncio.shield(inner) is inner)
    inner = loop.create_future()
    outer = asyncio.shield(inner)
    outer.cancel()
    await asyncio.sleep(0)
    print(inner.cancelled(), '_inner_done_callback' in repr(inner))
    print(refused(asyncio.shield, 5))


async def chains():
    loop = asyncio.get_running_loop()
    for end in 'result', KeyError('x'), concurrent.futures.CancelledError('gone'), concurrent.futures.InvalidStateError('s'), None:
        other = concurrent.futures.Future()
        ours = asyncio.wrap_future(other)
        if end is None:
            other.cancel()
        elif isinstance(end, str):
            other.set_result(end)
        else:
            other.set_exception(end)
        print(await outcome(ours))
    other = concurrent.futures.Future()
    ours = asyncio.wrap_future(other)
    ours.cancel()
    await asyncio.sleep(0)
    print(other.cancelled(), asyncio.wrap_future(ours) is ours)
    print(refused(asyncio.run_coroutine_threadsafe, 5, loop))
    sent = asyncio.run_coroutine_threadsafe(value('sent'), loop)
    print(sent.done(), await asyncio.wrap_future(sent))
    sent = asyncio.run_coroutine_threadsafe(value('sent', 60), loop)
    await asyncio.sleep(0)
    print(sent.cancel())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(sent.cancelled())


async def groups():
    group = asyncio.TaskGroup()
    print(group, refused(group.create_task, value(1)))
    async with group:
        task = group.create_task(value(1), name='first')
        print(group, task.get_name(), '_on_task_done' in repr(task), await outcome(group.__aenter__()))
    print(group, refused(group.create_task, value(2)), await outcome(group.__aenter__()))

    async def late(group):
        try:
            await asyncio.sleep(60)
        finally:
            print('inside:', refused(group.create_task, value(1)), group)

    async def several(*failures, body=None):
        async with asyncio.TaskGroup() as group:
            group.create_task(late(group))
            for failure in failures:
                group.create_task(value(failure))
            await asyncio.sleep(0 if body else 1)
            if body:
                raise body

    for failures, body in (((KeyError('k'),), None), ((KeyError('k'), ValueError('v')), None), ((), OSError('body')),
                           ((KeyError('k'),), OSError('body')), ((), asyncio.CancelledError('own'))):
        try:
            await several(*failures, body=body)
        except BaseException as exc:
            print(repr(exc), repr(exc.__context__), repr(exc.__cause__), asyncio.current_task().cancelling())
    for kind in SystemExit, KeyboardInterrupt:
        try:
            await several(body=kind('stop'))
        except BaseException as exc:
            print(repr(exc), repr(exc.__context__))

    async def outside(catch):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(value(KeyError('late'), 0.01) if catch else value(1, 60))
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    if not catch:
                        raise
        except BaseException as exc:
            print('left', repr(exc), asyncio.current_task().cancelling())
            await asyncio.sleep(0)
            print('not reached when cancelled')

    for catch in False, True:
        task = asyncio.create_task(outside(catch))
        await settle()
        task.cancel('please')
        print(await outcome(task))

    async def nested():
        async with asyncio.TaskGroup() as a:
            async with asyncio.TaskGroup() as b:
                b.create_task(value(KeyError('inner')))
                a.create_task(value(ValueError('outer')))
                await asyncio.sleep(60)
    print(await outcome(nested()))
    try:
        await nested()
    except* KeyError as group:
        print('keys', repr(group))
    except* ValueError as group:
        print('values', repr(group))
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    async with asyncio.TaskGroup() as group:
        print(group.create_task(Later_coro()).done(), group)
    loop.set_task_factory(None)


async def Later_coro():
    return 'at once'


async def conditions():
    condition = asyncio.Condition()
    print(refused(condition.notify), refused(condition.notify_all), await outcome(condition.wait()))
    shared = asyncio.Lock()
    print(asyncio.Condition(shared)._lock is shared, repr(condition).split()[-1])
    order = []

    async def waiter(name):
        async with condition as nothing:
            assert nothing is None
            try:
                order.append((name, await condition.wait()))
            except asyncio.CancelledError as exc:
                order.append((name, 'cancelled', str(exc), condition.locked()))
                raise

    tasks = [asyncio.create_task(waiter(n)) for n in 'abcd']
    await settle()
    print(repr(condition).split(' ', 3)[-1].split(' ', 1)[-1])
    async with condition:
        condition.notify(2)
        tasks[0].cancel('first')            # its notification goes to another one
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        tasks[0].cancel('second')           # while it waits for the lock
        await asyncio.sleep(0)
    await settle()
    print(order)
    async with condition:
        condition.notify_all()
    print([str(await outcome(t)) for t in tasks], order[-1])
    ready = []
    check = asyncio.create_task(predicate(condition, ready))
    for item in 1, 2:
        await asyncio.sleep(0)
        async with condition:
            ready.append(item)
            condition.notify()
    print(await check)


async def predicate(condition, ready):
    async with condition:
        return await condition.wait_for(lambda: len(ready) == 2 and ready)


async def barriers():
    print(refused(asyncio.Barrier, 0))
    barrier = asyncio.Barrier(3)

    async def enter():
        return await outcome(barrier.wait())

    def show(what):
        print(what, barrier.parties, barrier.n_waiting, barrier.broken, repr(barrier).split('[')[-1])

    tasks = [asyncio.create_task(enter()) for _ in range(5)]
    await settle()
    show('two wait')
    print([t.result() for t in tasks if t.done()])
    await barrier.reset()
    show('reset')
    await settle()
    print([t.result() for t in tasks])
    show('empty')
    task = asyncio.create_task(enter())
    await asyncio.sleep(0)
    await barrier.abort()
    print(await task)
    show('aborted')
    print(await enter())
    await barrier.reset()
    show('again')
    task = asyncio.create_task(enter())
    await asyncio.sleep(0)
    task.cancel()
    print(await task)
    show('one cancelled')

    async def block():
        async with barrier as index:
            return index
    print(sorted(await asyncio.gather(block(), block(), block())))


async def servers():
    server = await asyncio.start_server(lambda r, w: None, '127.0.0.1', 0, start_serving=False)
    print(server.is_serving(), len(server.sockets), server.get_loop() is asyncio.get_running_loop())
    await server.start_serving()
    print(server.is_serving())
    forever = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    text = await outcome(server.serve_forever())
    print(text[:22], text[text.index('is already'):])
    closing = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(0)
    print(closing.done())
    forever.cancel()
    print(await outcome(forever), await closing, server.sockets, server.is_serving())
    server.close()
    print(await server.wait_closed(), await outcome(server.serve_forever()), repr(server))
    async with await asyncio.start_server(lambda r, w: None, '127.0.0.1', 0) as server:
        forever = asyncio.create_task(server.serve_forever())
        await asyncio.sleep(0)
    print(await outcome(forever))


async def main():
    for part in waits, completion, shields, chains, groups, conditions, barriers, servers:
        print('----', part.__name__)
        await part()


asyncio.run(main())
print('---- runners')
runner = asyncio.Runner(debug=True)
runner.close()
print(runner.run(value('after a close that closed nothing')), runner.get_loop().get_debug())
print(refused(runner.run, 5))
runner.close()
runner.close()
coro = value(1)
print(refused(runner.run, coro), refused(runner.get_loop), refused(runner.__enter__))
coro.close()


async def inside():
    coro = value(1)
    print(refused(asyncio.run, coro), refused(asyncio.Runner().run, coro), refused(asyncio.run, 5))
    coro.close()

    async def left():
        try:
            await asyncio.sleep(60)
        finally:
            raise KeyError('left behind')
    asyncio.create_task(left(), name='left')
    await asyncio.sleep(0)

made = []


def factory():
    made.append(asyncio.new_event_loop())
    made[0].set_exception_handler(lambda loop, context: print(sorted(context), context['message'], context['task'].get_name()))
    return made[0]


with asyncio.Runner(loop_factory=factory) as runner:
    runner.run(inside())
print(len(made), made[0].is_closed(), refused(asyncio.run, len))
