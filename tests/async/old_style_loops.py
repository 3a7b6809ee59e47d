# SPDX-License-Identifier: MIT
# flags: --virtual-time
# run_until_complete with futures, tasks, gather before the loop runs; several loops.
import asyncio
async def f(n): await asyncio.sleep(.01 * n); return n
loop = asyncio.new_event_loop(); asyncio.set_event_loop(loop)
print(loop.run_until_complete(asyncio.gather(f(2), f(1))), loop.run_until_complete(loop.create_task(f(3))), loop.run_until_complete(asyncio.ensure_future(f(4), loop=loop)))
fut = loop.create_future(); loop.call_later(.01, fut.set_result, 'fut'); print(loop.run_until_complete(fut), loop.run_until_complete(fut))
other = asyncio.new_event_loop(); t = loop.create_task(f(1))
try: other.run_until_complete(t)
except ValueError as e: print(e)
print(loop.run_until_complete(asyncio.wait_for(t, 1)), asyncio.all_tasks(loop), loop.run_until_complete(asyncio.wait([loop.create_task(f(0))]))[1])
async def forever():
    while True: await asyncio.sleep(.01); n.append(1); len(n) == 3 and loop.stop()
n = []; t = loop.create_task(forever()); loop.run_forever(); print(len(n)); t.cancel()
try: loop.run_until_complete(t)
except asyncio.CancelledError: print('cancelled')
loop.run_until_complete(loop.shutdown_asyncgens()); loop.run_until_complete(loop.shutdown_default_executor()); loop.close(); other.close()
try: loop.create_task(c := f(1))
except RuntimeError as e: print(e); c.close()
