# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Context variables: tasks copy the context, tokens, run, copy.
import asyncio, contextvars
v = contextvars.ContextVar('v', default='d'); w = contextvars.ContextVar('w')
print(v.name, v.get(), w.get('fallback'))
try: w.get()
except LookupError as e: print(type(e).__name__)
tok = v.set(1); print(tok.old_value is contextvars.Token.MISSING, tok.var is v, v.get()); v.reset(tok); print(v.get())
for bad in (lambda: v.reset(tok), lambda: w.reset(v.set(2)), lambda: v.reset(5)):
    try: bad()
    except Exception as e: print(type(e).__name__, str(e).split('<')[0])
c = contextvars.copy_context(); print(v in c, c[v], c.get(w), len(c) >= 1, c.run(lambda: (v.set('in'), v.get())[1]), v.get(), c[v], list(c.keys()) == list(c))
def nested(): c.run(print)
try: c.run(nested)
except RuntimeError as e: print(str(e).split(':')[0])
async def child(n): print(n, v.get()); v.set(n); await asyncio.sleep(0); print(n, v.get())
async def main():
    v.set('main'); await asyncio.gather(child('a'), child('b')); print(v.get()); await child('direct'); print(v.get())
    t = asyncio.create_task(child('late')); v.set('changed'); await t
    ctx = contextvars.copy_context(); await asyncio.create_task(child('own'), context=ctx); print(ctx[v], v.get())
    loop = asyncio.get_running_loop(); f = loop.create_future(); v.set('cb'); f.add_done_callback(lambda _: print('callback', v.get())); v.set('after'); f.set_result(1); await asyncio.sleep(0)
    async def gen():
        v.set('in gen'); yield 1; print('gen', v.get())
    async for _ in gen(): print('leaks', v.get())
    async with asyncio.timeout(1): v.set('in timeout')
    print(v.get(), await asyncio.wait_for(get(), 1))
async def get(): return v.get()
asyncio.run(main()); print(v.get())
