# SPDX-License-Identifier: MIT
# flags: --virtual-time
# get_stack and print_stack; of the frames those of this file (how many the library has is its own matter).
import asyncio, sys
async def inner(): await asyncio.sleep(1)
async def outer(): await inner()
async def bad(): raise ValueError('x')
async def main():
    t = asyncio.create_task(outer(), name='T'); print([f.f_code.co_name for f in t.get_stack()]); await asyncio.sleep(0); print([f.f_code.co_name for f in t.get_stack()], [f.f_lineno for f in t.get_stack(limit=1)])
    b = asyncio.create_task(bad(), name='B'); await asyncio.wait([b]); print([f.f_code.co_name for f in b.get_stack()]); b.exception()
    print([f.f_code.co_name for f in asyncio.current_task().get_stack() if f.f_code.co_filename == __file__]); t.cancel(); await asyncio.wait([t]); print(t.get_stack(), t.get_coro().__name__)
asyncio.run(main())
