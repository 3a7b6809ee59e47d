# SPDX-License-Identifier: MIT
# flags: --virtual-time
"""Timeouts, cancellation, cleanup and shield."""
import asyncio


async def slow(name):
    try:
        await asyncio.sleep(1)
        return f'{name} finished'
    except asyncio.CancelledError:
        print(f'  {name}: cancelled, I clean up')
        raise


async def main():
    print('a timeout cancels what it waits for:')
    try:
        async with asyncio.timeout(0.05):
            await slow('download')
    except TimeoutError:
        print('  TimeoutError')

    print('a task is cancelled by hand:')
    task = asyncio.create_task(slow('task'))
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('  the waiter sees CancelledError, task.cancelled() is', task.cancelled())

    print('shield keeps the inner task alive:')
    payment = asyncio.create_task(asyncio.sleep(0.1, 'payment done'))
    try:
        await asyncio.wait_for(asyncio.shield(payment), 0.02)
    except TimeoutError:
        print('  the waiter has given up, the payment goes on:', await payment)

    print('a group cancels the others when one fails:')
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow('one'))
            group.create_task(slow('two'))
            await asyncio.sleep(0.01)
            raise ValueError('the body fails')
    except* ValueError as failed:
        print('  ', failed.exceptions)


asyncio.run(main())
