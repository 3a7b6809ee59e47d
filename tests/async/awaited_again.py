# SPDX-License-Identifier: MIT
# The traceback of a failed future that is awaited more than once: each await shows itself only.
import asyncio
import traceback


def names(e):
    return [f.name for f in traceback.extract_tb(e.__traceback__) if f.filename == __file__]


async def bad():
    raise ValueError('x')


async def outer(task):
    await task


async def attempt(what, awaitable):
    try:
        await awaitable
    except ValueError as e:
        print(what, names(e))


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_exception(ValueError('y'))
    for i in range(3):
        await attempt('future', future)
    task = asyncio.create_task(bad())
    for i in range(3):
        await attempt('task', task)
    for i in range(2):
        try:
            task.result()
        except ValueError as e:
            print('result', names(e))
    print('exception', names(task.exception()))
    print('gathered', names((await asyncio.gather(task, return_exceptions=True))[0]))
    for i in range(2):
        await attempt('gather', asyncio.gather(outer(task)))
    try:
        raise task.exception()
    except ValueError as e:
        print('raised', names(e))
    await attempt('at last', task)

    # the members of a gather that failed, one by one
    tasks = [asyncio.create_task(bad()) for i in range(2)]
    await attempt('all', asyncio.gather(*tasks))
    for task in tasks:
        await attempt('each', task)
        await attempt('each', task)
    raised = ValueError('raised before')
    try:
        raise raised
    except ValueError:
        pass
    future = loop.create_future()
    future.set_exception(raised)
    try:
        raise raised
    except ValueError:
        pass
    await attempt('set', future)
    await attempt('set', future)
    shielded = asyncio.create_task(bad())
    await attempt('shield', asyncio.shield(shielded))
    await attempt('wait_for', asyncio.wait_for(shielded, 1))


asyncio.run(main())
