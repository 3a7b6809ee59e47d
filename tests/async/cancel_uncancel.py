# SPDX-License-Identifier: MIT
# flags: --virtual-time
# cancelling() and uncancel(): counts, and a cancel that is taken back before it is delivered.
import asyncio
async def main():
    me = asyncio.current_task()
    print(me.cancelling(), me.uncancel())
    me.cancel(); me.cancel(); print(me.cancelling())
    try: await asyncio.sleep(0)
    except asyncio.CancelledError: print('caught', me.cancelling(), me.uncancel(), me.uncancel(), me.uncancel())
    await asyncio.sleep(0); print('goes on')
    me.cancel(); print(me.uncancel())
    await asyncio.sleep(0); print('taken back in time')
    async def child():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: print('child', asyncio.current_task().cancelling()); raise
    t = asyncio.create_task(child()); await asyncio.sleep(0)
    t.cancel('a'); t.cancel('b')
    try: await t
    except asyncio.CancelledError as e: print(e.args, t.cancelling(), t.uncancel(), t.uncancel())
    me.cancel('x')
    try: await t
    except asyncio.CancelledError as e: print('await of a done task', e.args)
    print(me.cancelling())
    f = asyncio.get_running_loop().create_future(); f.set_result(1); me.uncancel(); me.cancel()
    try: print(await f)
    except asyncio.CancelledError: print('not for a done future')
    try: await asyncio.sleep(0)
    except asyncio.CancelledError: print('but for a sleep')
asyncio.run(main())
