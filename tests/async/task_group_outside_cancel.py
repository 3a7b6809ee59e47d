# SPDX-License-Identifier: MIT
# flags: --virtual-time
# A task in a TaskGroup that is cancelled from outside; cancel and failure together; base exceptions.
import asyncio
async def sleeper(n):
    try: await asyncio.sleep(1)
    except asyncio.CancelledError: print('c', n); raise
async def group():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(sleeper(1)); tg.create_task(sleeper(2))
    finally: print('group left', asyncio.current_task().cancelling())
async def both():
    async def bad():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: raise ValueError('while cancelled')
    async with asyncio.TaskGroup() as tg: tg.create_task(bad())
async def main():
    t = asyncio.create_task(group()); await asyncio.sleep(.01); t.cancel('outside')
    try: await t
    except asyncio.CancelledError as e: print('cancelled', t.cancelled())
    t = asyncio.create_task(both()); await asyncio.sleep(.01); t.cancel()
    try: await t
    except BaseException as e: print(type(e).__name__, getattr(e, 'exceptions', None), t.cancelling())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(sleeper('g'))
            await asyncio.sleep(0)
            raise GeneratorExit if 0 else ValueError('b')
    except* ValueError as e: print(repr(e))
    print(asyncio.current_task().cancelling())
    async with asyncio.TaskGroup() as tg:
        async with asyncio.timeout(.5): tg.create_task(sleeper('long')); await asyncio.sleep(.01)
        print('in time')
    try:
        async with asyncio.timeout(.05):
            async with asyncio.TaskGroup() as tg: tg.create_task(sleeper('timed'))
    except TimeoutError: print('TimeoutError through the group')
asyncio.run(main())
