# SPDX-License-Identifier: MIT
# run_in_executor, to_thread, call_soon_threadsafe, run_coroutine_threadsafe, wrap_future.
import asyncio, threading, time, contextvars
from concurrent.futures import ThreadPoolExecutor
v = contextvars.ContextVar('v', default=0)
async def main():
    loop = asyncio.get_running_loop(); me = threading.get_ident()
    print(await loop.run_in_executor(None, lambda: threading.get_ident() != me), await asyncio.to_thread(pow, 2, exp=5)); v.set(7); print(await asyncio.to_thread(v.get), await loop.run_in_executor(None, v.get))
    with ThreadPoolExecutor(2, thread_name_prefix='mine') as ex: print(await loop.run_in_executor(ex, lambda: threading.current_thread().name[:4]), await asyncio.gather(*[loop.run_in_executor(ex, lambda i=i: i * i) for i in range(4)]))
    try: await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as e: print(e)
    try: await loop.run_in_executor(None, 5)
    except TypeError as e: print(e)
    async def ticker(n):
        for i in range(3): await asyncio.sleep(.01)
        return 'ticks while a thread sleeps'
    print(await asyncio.gather(ticker(1), asyncio.to_thread(time.sleep, .05)))
    f = loop.create_future(); threading.Thread(target=lambda: loop.call_soon_threadsafe(f.set_result, 'from thread')).start(); print(await f)
    async def coro(x): await asyncio.sleep(.01); return x
    def other(): r = asyncio.run_coroutine_threadsafe(coro('threadsafe'), loop); got.append(r.result(5))
    got = []; t = threading.Thread(target=other); t.start(); await asyncio.to_thread(t.join); print(got)
    ex = ThreadPoolExecutor(1); cf = ex.submit(lambda: 'wrapped'); print(await asyncio.wrap_future(cf)); loop.set_default_executor(ex); print(await loop.run_in_executor(None, str, 'default'))
    try: loop.set_default_executor(5)
    except TypeError as e: print(e)
    def inner():
        try: asyncio.get_running_loop()
        except RuntimeError as e: return str(e)
    print(await asyncio.to_thread(inner), await asyncio.to_thread(lambda: asyncio.run(coro('loop in a thread'))))
    t = asyncio.create_task(asyncio.to_thread(time.sleep, .05)); await asyncio.sleep(.01); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled; the thread goes on')
    await loop.shutdown_default_executor(); 
    try: await loop.run_in_executor(None, int)
    except RuntimeError as e: print(e)
asyncio.run(main())
