# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Done callbacks: order, removal, added during the run, failing, with context.
import asyncio
async def main():
    loop = asyncio.get_running_loop(); log = []; loop.set_exception_handler(lambda l, c: log.append(repr(c['exception'])))
    f = loop.create_future()
    def second(x): log.append('second'); x.add_done_callback(lambda _: log.append('added inside'))
    for cb in (lambda _: log.append('first'), second, lambda _: 1 / 0, lambda _: log.append('after the failing one')): f.add_done_callback(cb)
    f.set_result(None); log.append('set'); await asyncio.sleep(0); await asyncio.sleep(0); print(log); log.clear()
    t = asyncio.create_task(asyncio.sleep(0, 'r')); t.add_done_callback(lambda x: log.append(x.result())); t.add_done_callback(lambda x: log.append(x is t)); await t; log.append('awaited'); await asyncio.sleep(0); print(log); log.clear()
    t = asyncio.create_task(asyncio.sleep(1)); t.add_done_callback(lambda x: log.append(('cancelled', x.cancelled()))); await asyncio.sleep(0); t.cancel(); await asyncio.wait([t]); print(log)
    for bad in (5, None):
        g = loop.create_future()
        try: g.add_done_callback(bad); g.set_result(1); await asyncio.sleep(0); print('accepted')
        except TypeError as e: print(e)
asyncio.run(main())
