# SPDX-License-Identifier: MIT
# flags: --virtual-time
from contextlib import contextmanager, ExitStack, suppress, closing, redirect_stdout, nullcontext, asynccontextmanager, AsyncExitStack, ContextDecorator
import io, asyncio
@contextmanager
def cm(n, swallow=False):
    print('enter', n)
    try: yield n
    except ValueError as e:
        print('saw', e)
        if not swallow: raise
    finally: print('exit', n)
with cm(1) as x: print(x)
with cm(2, True): raise ValueError('v')
try:
    with cm(3): raise KeyError('k')
except KeyError as e: print(repr(e))
with ExitStack() as s: print([s.enter_context(cm(i)) for i in 'ab']); s.callback(print, 'callback'); s.push(lambda *a: print('pushed', a[0]) or True); raise OSError
with suppress(KeyError, ValueError): {}[1]
print('after suppress')
with redirect_stdout(io.StringIO()) as o: print('hidden')
print(repr(o.getvalue()), nullcontext(5).__enter__())
class Cl:
    def close(self): print('closed')
with closing(Cl()): pass
@contextmanager
def bad(): yield 1; yield 2
@contextmanager
def none():
    return
    yield
for c in (bad, none):
    try:
        with c(): pass
    except RuntimeError as e: print(e)
class D(ContextDecorator):
    def __enter__(self): print('in')
    def __exit__(self, *a): print('out')
@D()
def f(): print('body')
f()
@cm('deco')
def g(): return 'g'
print(g())
@asynccontextmanager
async def am(n):
    await asyncio.sleep(0); print('aenter', n)
    try: yield n
    finally: await asyncio.sleep(0); print('aexit', n)
async def main():
    async with am(1) as a, AsyncExitStack() as s: print(a, await s.enter_async_context(am(2)), s.enter_context(cm('sync')))
    try:
        async with am(3): 1 / 0
    except ZeroDivisionError as e: print(e)
    t = asyncio.create_task(hang()); await asyncio.sleep(0.01); t.cancel(); print(await asyncio.gather(t, return_exceptions=True))
async def hang():
    async with am('hang'): await asyncio.sleep(9)
asyncio.run(main())
