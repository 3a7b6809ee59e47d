# SPDX-License-Identifier: MIT
# flags: -X dev
# Debug mode: slow steps are reported, coroutines remember their origin, calls from a wrong thread fail.
import asyncio, time, threading
async def main():
    loop = asyncio.get_running_loop(); print(loop.get_debug(), loop.slow_callback_duration)
    loop.slow_callback_duration = 5
    t = asyncio.create_task(asyncio.sleep(0)); print('created at' in repr(t)); await t
    f = loop.create_future(); print('created at' in repr(f)); f.cancel()
    def wrong():
        try: loop.call_soon(print)
        except RuntimeError as e: errors.append(str(e))
    errors = []; th = threading.Thread(target=wrong); th.start(); th.join(); print(errors)
    try: loop.call_soon(main)
    except TypeError as e: print(str(e))
    h = loop.call_soon(print, 'handle'); print('created at' in repr(h)); await asyncio.sleep(0)
asyncio.run(main())
print(asyncio.coroutines._is_debug_mode() if hasattr(asyncio.coroutines, '_is_debug_mode') else True)
