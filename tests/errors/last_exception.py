# SPDX-License-Identifier: MIT
# sys.last_exc: functions of atexit may read it, and what its traceback holds lives longer than they.
import asyncio
import atexit
import sys


class Held:
    def __del__(self):
        print('dropped, finalizing:', sys.is_finalizing())


async def forgotten():
    pass


async def main():
    held = Held()
    coroutine = forgotten()
    print(hasattr(sys, 'last_exc'), hasattr(sys, 'last_type'))
    {}['missing']


def at_exit():
    print(repr(sys.last_exc), sys.last_type, sys.last_value is sys.last_exc)
    print(sys.last_traceback is sys.last_exc.__traceback__)


atexit.register(at_exit)
asyncio.run(main())
