# SPDX-License-Identifier: MIT
# flags: --virtual-time
# asyncio.timeout, timeout_at: expiry, reschedule, nesting, None, state, repr.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(.01) as cm: await asyncio.sleep(1)
    except TimeoutError as e: print('timeout', cm.expired(), repr(e), repr(e.__cause__), asyncio.current_task().cancelling())
    async with asyncio.timeout(1) as cm: await asyncio.sleep(0)
    print(cm.expired(), cm.when() is not None)
    async with asyncio.timeout(None) as cm:
        print(cm.when()); cm.reschedule(loop.time() + 1); print(cm.when() > loop.time()); cm.reschedule(None)
    try:
        async with asyncio.timeout(1) as cm: cm.reschedule(loop.time() - 1); await asyncio.sleep(.5)
    except TimeoutError: print('rescheduled to the past')
    try:
        async with asyncio.timeout_at(loop.time() + .01): await asyncio.sleep(1)
    except TimeoutError: print('timeout_at')
    try:
        async with asyncio.timeout(.05) as o:
            try:
                async with asyncio.timeout(.01) as i: await asyncio.sleep(1)
            except TimeoutError: print('inner', i.expired(), o.expired())
            await asyncio.sleep(1)
    except TimeoutError: print('outer', o.expired())
    try:
        async with asyncio.timeout(.01) as o:
            async with asyncio.timeout(.05) as i: await asyncio.sleep(1)
    except TimeoutError: print('outer first', i.expired(), o.expired())
    try:
        async with asyncio.timeout(.01):
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: raise ValueError('other') from None
    except ValueError as e: print(repr(e), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(.01):
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: pass
            print('swallowed')
    except TimeoutError: print('no') 
    else: print('no TimeoutError when swallowed')
    try:
        async with asyncio.timeout(0): await asyncio.sleep(0); print('?')
    except TimeoutError: print('zero')
    async with asyncio.timeout(0): pass
    cm = asyncio.timeout(1)
    for bad in (lambda: cm.reschedule(1),):
        try: bad()
        except RuntimeError as e: print(e)
    async with cm: pass
    try:
        async with cm: pass
    except RuntimeError as e: print(e)
    try: cm.reschedule(1)
    except RuntimeError as e: print(e)
    print(repr(asyncio.timeout(None)), repr(cm).startswith('<Timeout [finished]'))
    async def outside():
        async with asyncio.timeout(.05): await asyncio.sleep(1)
    t = asyncio.create_task(outside()); await asyncio.sleep(.01); t.cancel()
    try: await t
    except asyncio.CancelledError: print('a cancel is not a timeout')
asyncio.run(main())
