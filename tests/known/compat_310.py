# SPDX-License-Identifier: MIT
# flags: -X compat=3.10 --virtual-time
# Generators as coroutines and bare coroutines in asyncio.wait(), as CPython 3.10 had them.
import asyncio
import warnings

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')

    @asyncio.coroutine
    def number(n):
        yield from asyncio.sleep(n / 10)
        return n

    @asyncio.coroutine

    def plain(n):
        return n

    @asyncio.coroutine
    async def modern(n):
        return n

    async def main():
        print(type(number(1)), asyncio.iscoroutine(number(1)), asyncio.iscoroutinefunction(number))
        print(await number(1), await plain(2), await modern(3))
        print(await asyncio.gather(number(1), plain(2), modern(3)))
        print(await asyncio.create_task(number(4)), await asyncio.ensure_future(number(5)), await asyncio.wait_for(number(6), 5))
        print(await asyncio.get_running_loop().create_task(number(7), name='seven'), await asyncio.shield(number(8)))
        print(sorted([await f for f in asyncio.as_completed([number(1), number(2)])]))
        done, pending = await asyncio.wait([number(1), modern(2)])
        print(sorted(t.result() for t in done), pending)
        done, pending = await asyncio.wait([asyncio.create_task(modern(3))])
        print([t.result() for t in done])

    @asyncio.coroutine
    def old_main():
        return (yield from asyncio.gather(number(1), number(2)))

    loop = asyncio.get_event_loop()
    loop.run_until_complete(main())
    print(loop.run_until_complete(old_main()), asyncio.run(old_main()))
    loop.close()
for w in seen:
    print(w.lineno, w.category.__name__, w.message)
