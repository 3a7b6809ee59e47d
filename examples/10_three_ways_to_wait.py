# SPDX-License-Identifier: MIT
# flags: --virtual-time
"""gather, wait and as_completed: the same three jobs, awaited in three ways."""
import asyncio


async def job(name, seconds):
    await asyncio.sleep(seconds)
    if name == 'bad':
        raise ValueError('bad job')
    return name


def jobs():
    return [asyncio.create_task(job(*args)) for args in (('first', 0.15), ('bad', 0.1), ('quick', 0.05))]


async def main():
    print('gather:', await asyncio.gather(*jobs(), return_exceptions=True))

    tasks = jobs()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print('wait:', [task in done for task in tasks], f'{len(pending)} pending')
    for task in pending:
        task.cancel()
    print('the exception is kept in the task:', repr(tasks[1].exception()))

    for future in asyncio.as_completed(jobs()):
        try:
            print('as_completed:', await future)
        except ValueError as error:
            print('as_completed:', error)


asyncio.run(main())
