# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Cancellation: before the first step, at an await, swallowed, with message, after completion.
import asyncio
async def job(log):
    log.append('started')
    try: await asyncio.sleep(1)
    except asyncio.CancelledError as e: log.append(('cancelled', e.args)); raise
    finally: log.append('finally')
async def main():
    log = []
    t = asyncio.create_task(job(log)); print(t.cancel())
    try: await t
    except asyncio.CancelledError: print('never ran', log, t.cancelled(), t.done())
    t = asyncio.create_task(job(log)); await asyncio.sleep(0); print(t.cancel('msg'), t.cancelling(), t.cancelled())
    try: await t
    except asyncio.CancelledError as e: print(e.args, log, t.cancelling())
    print(t.cancel(), t.cancelling())
    async def stubborn():
        for i in range(3):
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: print('no', i, asyncio.current_task().cancelling())
        return 'survived'
    t = asyncio.create_task(stubborn())
    for _ in range(3): await asyncio.sleep(0); t.cancel()
    print(await t, t.cancelled(), t.cancelling())
    async def cleanup():
        try: await asyncio.sleep(1)
        finally:
            await asyncio.sleep(.01); print('async cleanup')
    t = asyncio.create_task(cleanup()); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('done')
    async def convert():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: raise ValueError('converted') from None
    t = asyncio.create_task(convert()); await asyncio.sleep(0); t.cancel()
    try: await t
    except ValueError as e: print(e, t.cancelled(), t.done(), repr(t.exception()))
    async def returns():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: return 'value'
    t = asyncio.create_task(returns()); await asyncio.sleep(0); t.cancel(); print(await t, t.cancelled())
    async def self_cancel():
        asyncio.current_task().cancel()
        print('still running')
        await asyncio.sleep(0)
        print('not reached')
    t = asyncio.create_task(self_cancel())
    try: await t
    except asyncio.CancelledError: print('self cancelled')
    async def late():
        asyncio.current_task().cancel()
        return 'returned before an await'
    print(await asyncio.wait([t := asyncio.create_task(late())]) and t.cancelled())
asyncio.run(main())
