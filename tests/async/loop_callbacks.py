# SPDX-License-Identifier: MIT
# flags: --virtual-time
# call_soon, call_later, call_at, cancel, order, exceptions, arguments, context.
import asyncio, contextvars
var = contextvars.ContextVar('var', default='none')
loop = asyncio.new_event_loop()
log = []
loop.call_soon(log.append, 1); loop.call_soon(lambda: (log.append(2), loop.call_soon(log.append, 'nested'))); loop.call_soon(log.append, 3)
h = loop.call_soon(log.append, 'cancelled'); h.cancel(); print(h.cancelled())
loop.call_later(.02, log.append, 'later'); loop.call_later(.01, log.append, 'soon'); t = loop.call_later(.015, log.append, 'no'); print(t.cancelled(), t.when() > loop.time()); t.cancel()
loop.call_at(loop.time() + .03, loop.stop); loop.run_forever(); print(log)
ctx = contextvars.copy_context(); ctx.run(var.set, 'in ctx')
loop.call_soon(lambda: print(var.get()), context=ctx); loop.call_soon(lambda: print(var.get()))
def boom(): raise ValueError('boom')
loop.set_exception_handler(lambda l, c: print('handler', sorted(c), c['message'].split(' ')[:3], repr(c['exception'])))
loop.call_soon(boom); loop.call_soon(print, 'after boom'); loop.call_soon(loop.stop); loop.run_forever()
print(loop.get_exception_handler() is not None, loop.is_running(), loop.is_closed(), loop.get_debug())
async def c(): return loop.is_running(), asyncio.get_running_loop() is loop
print(loop.run_until_complete(c()))
for bad in (lambda: loop.call_soon(5), lambda: loop.run_until_complete(5), lambda: loop.set_exception_handler(5), lambda: loop.call_later('x', print), lambda: loop.call_later(None, print), lambda: loop.call_at(None, print)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
async def inner():
    x = c()
    try: loop.run_until_complete(x)
    except RuntimeError as e: print(e)
    try: asyncio.run(x)
    except RuntimeError as e: print(e)
    try: loop.close()
    except RuntimeError as e: print(e)
    x.close()
loop.run_until_complete(inner())
f = loop.create_future(); loop.call_soon(loop.stop)
try: loop.run_until_complete(f)
except RuntimeError as e: print(e)
loop.stop(); loop.call_soon(print, 'one turn'); loop.run_forever()
loop.close(); loop.close(); print(loop.is_closed(), repr(loop))
for bad in (lambda: loop.call_soon(print), lambda: loop.run_forever(), lambda: loop.call_later(1, print)):
    try: bad()
    except RuntimeError as e: print(e)
x = c()
try: loop.run_until_complete(x)
except RuntimeError as e: print(e)
x.close()
