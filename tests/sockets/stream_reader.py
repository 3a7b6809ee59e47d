# SPDX-License-Identifier: MIT
# flags: --virtual-time
# StreamReader fed by hand: every reading method and its errors.
import asyncio
async def t(c):
    try: print(await c)
    except Exception as e: print(type(e).__name__, e, getattr(e, 'partial', None), getattr(e, 'expected', None), getattr(e, 'consumed', None))
async def main():
    R = asyncio.StreamReader
    r = R(); r.feed_data(b'line1\nline2\nrest'); print(await r.readline(), await r.read(3), await r.readuntil(b'\n')); r.feed_eof(); print(await r.readline(), r.at_eof(), await r.read())
    r = R(); r.feed_data(b'abcdef'); r.feed_eof(); print(await r.readexactly(2), await r.readexactly(0)); await t(r.readexactly(10)); print(await r.read(-1))
    r = R(); r.feed_data(b'no separator'); r.feed_eof(); await t(r.readuntil(b';')); await t(r.readuntil(b''))
    r = R(limit=5); r.feed_data(b'0123456789\n'); await t(r.readuntil(b'\n')); print(await r.read(100))
    r = R(limit=5); r.feed_data(b'0123456789\nxx\n'); await t(r.readline()); print(await r.readline())
    r = R(limit=5); r.feed_data(b'0123456789'); await t(r.readuntil(b'\n'))
    r = R(); r.feed_data(b'a;b|c'); print(await r.readuntil((b';', b'|')), await r.readuntil((b';', b'|'))); await t(r.readexactly(-1)); print(await r.read(0))
    r = R(); r.feed_data(b'x\ny\nz'); r.feed_eof(); print([l async for l in r])
    r = R(); r.set_exception(OSError('broken')); await t(r.read()); await t(r.readline()); print(repr(r.exception()))
    r = R(); g = asyncio.create_task(r.readline()); await asyncio.sleep(0); r.feed_data(b'late'); await asyncio.sleep(0); r.feed_data(b' line\n'); print(await g)
    r = R(); g = asyncio.create_task(r.read(10)); await asyncio.sleep(0); await t(r.read(1)); r.feed_eof(); print(await g)
    r = R(); g = asyncio.create_task(r.readexactly(4)); await asyncio.sleep(0); r.feed_data(b'ab'); await asyncio.sleep(0); r.feed_data(b'cdef'); print(await g, await r.read(9))
    r = R(); g = asyncio.create_task(r.read()); await asyncio.sleep(0); g.cancel(); await asyncio.wait([g]); r.feed_data(b'ok'); print(await r.read(2))
    try: R(limit=0)
    except ValueError as e: print(e)
    print(repr(R()), repr(R(limit=7)))
asyncio.run(main())
