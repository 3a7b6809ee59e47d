# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Future: results, exceptions, callbacks, errors, repr.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f, f.done(), f.cancelled(), f.get_loop() is loop)
    for bad in (f.result, f.exception):
        try: bad()
        except asyncio.InvalidStateError as e: print(type(e).__name__, e)
    f.add_done_callback(lambda x: print('cb1', x.result())); f.add_done_callback(cb := lambda x: print('removed')); f.add_done_callback(cb)
    print(f.remove_done_callback(cb), f.remove_done_callback(print)); f.set_result(5); print('callbacks come later', f)
    await asyncio.sleep(0); print(f.result(), f.exception(), await f, await f)
    for bad in (lambda: f.set_result(1), lambda: f.set_exception(ValueError())):
        try: bad()
        except asyncio.InvalidStateError as e: print(e)
    print(f.cancel()); f.add_done_callback(lambda x: print('late callback')); await asyncio.sleep(0)
    g = loop.create_future(); g.set_exception(KeyError('k')); print(g)
    for _ in range(2):
        try: await g
        except KeyError as e: print(repr(e), e is g.exception())
    h = loop.create_future(); print(h.cancel('m'), h.cancel(), h)
    for act in (h.result, h.exception):
        try: act()
        except asyncio.CancelledError as e: print(e.args)
    i = loop.create_future(); i.set_exception(ValueError); print(repr(i.exception()))
    for exc in (StopIteration('s'), StopIteration, 5, int):
        j = loop.create_future()
        try: j.set_exception(exc); print(repr(j.exception()))
        except TypeError as e: print(e)
    k = asyncio.Future(); print(isinstance(k, asyncio.Future), asyncio.isfuture(k), asyncio.isfuture(5)); k.cancel()
    def raising(f): raise RuntimeError('in callback')
    loop.set_exception_handler(lambda l, c: print('handler', c['message'], repr(c['exception'])))
    l = loop.create_future(); l.add_done_callback(raising); l.add_done_callback(lambda f: print('next callback runs')); l.set_result(0); await asyncio.sleep(0)
    m = loop.create_future(); it = m.__await__(); x = it.send(None); print(x is m, m._asyncio_future_blocking); m._asyncio_future_blocking = False; m.set_result(7)
    try: it.send(None)
    except StopIteration as e: print(e.value)
    n = loop.create_future()
    it = iter(n); next(it); n._asyncio_future_blocking = False
    try: next(it)
    except RuntimeError as e: print(e)
    class F(asyncio.Future): pass
    s = F(); loop.call_soon(s.set_result, 'sub'); print(await s, s)
    n.cancel()
asyncio.run(main())
