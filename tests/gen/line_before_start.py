# SPDX-License-Identifier: MIT
# Before its first step a generator or coroutine stands in the line of its `def`.
import asyncio
import traceback


async def sub(n):
    await asyncio.sleep(0)
    return n


def plain(
        a=1):
    yield a


def deco(f):
    return f


@deco
@deco
def decorated():
    yield 1


c = sub(1)
print(c.cr_frame.f_lineno - sub.__code__.co_firstlineno)
try:
    c.throw(KeyError('early'))
except KeyError as error:
    tb = error.__traceback__
    while tb:
        print(tb.tb_lineno - sub.__code__.co_firstlineno if tb.tb_frame.f_code is sub.__code__ else 'module')
        tb = tb.tb_next
for make in plain, decorated:
    g = make()
    print(g.gi_frame.f_lineno - make.__code__.co_firstlineno)
    next(g)
    print(g.gi_frame.f_lineno - make.__code__.co_firstlineno)


async def main():
    task = asyncio.create_task(sub(1), name='t')
    print(repr(task).rsplit(':', 1)[1])
    await task
    stack = asyncio.create_task(sub(2))
    print([f.f_lineno - sub.__code__.co_firstlineno for f in stack.get_stack()])
    await stack


asyncio.run(main())
