# SPDX-License-Identifier: MIT
# flags: --virtual-time
# asyncio.Runner: several runs in one loop, context, close, misuse.
import asyncio, contextvars
v = contextvars.ContextVar('v')
async def set_(x): v.set(x); return id(asyncio.get_running_loop())
async def get(): return v.get('unset')
with asyncio.Runner() as r:
    a = r.run(set_('kept')); print(a == r.run(set_('kept2')), r.run(get()), r.get_loop().is_closed())
    l = r.get_loop()
    ctx = contextvars.copy_context(); print(r.run(get(), context=ctx))
    async def bg():
        try: await asyncio.sleep(1)
        finally: print('cancelled at close')
    async def start(): global task; task = asyncio.create_task(bg()); await asyncio.sleep(0)
    r.run(start()); print(task.done())
print(task.cancelled(), l.is_closed(), v.get('outside unset'))
try: r.run(c := get())
except RuntimeError as e: print(e); c.close()
r2 = asyncio.Runner(debug=True); print(r2.get_loop().get_debug()); r2.close(); r2.close()
class MyLoop(asyncio.SelectorEventLoop): pass
with asyncio.Runner(loop_factory=MyLoop) as r: print(type(r.get_loop()).__name__, r.run(get()))
print(asyncio.run(get(), loop_factory=MyLoop), asyncio.run(get(), debug=False))
with asyncio.Runner() as r:
    try: r.run(5)
    except ValueError as e: print(e)
    async def nested():
        c = get()
        try: r.run(c)
        except RuntimeError as e: print(e)
        c.close()
    r.run(nested())
async def agen():
    try: yield 1; yield 2
    finally: print('agen closed by run')
async def leaves():
    global g
    g = agen(); return await anext(g)
print(asyncio.run(leaves()))
async def exc(): raise KeyError('through run')
try: asyncio.run(exc())
except KeyError as e: print(repr(e))
async def main_with_bg():
    async def noisy():
        try: await asyncio.sleep(9)
        except asyncio.CancelledError: print('bg cancelled'); raise
    t = asyncio.create_task(noisy()); await asyncio.sleep(0); return 'main'
print(asyncio.run(main_with_bg()))
