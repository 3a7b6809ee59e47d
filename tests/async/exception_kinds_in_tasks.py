# SPDX-License-Identifier: MIT
# flags: --virtual-time
# SystemExit and KeyboardInterrupt in tasks leave the loop; other base exceptions are kept.
import asyncio
async def raiser(e): await asyncio.sleep(0); raise e
class Base(BaseException): pass
for e in (SystemExit(3), KeyboardInterrupt('k'), Base('b'), ValueError('v'), asyncio.CancelledError('c'), GeneratorExit('g'), StopAsyncIteration('s')):
    async def main():
        t = asyncio.create_task(raiser(e))
        try: await t
        except BaseException as x: print('  main sees', repr(x)); raise
    try: asyncio.run(main()); print('no exception')
    except BaseException as x: print(type(e).__name__, '->', repr(x))
async def stop(): raise StopIteration
try: asyncio.run(stop())
except RuntimeError as x: print(x)
