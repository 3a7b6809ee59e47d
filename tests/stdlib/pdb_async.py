# stdin: pdb_async.txt
# Generators, coroutines and tasks under the debugger.
import asyncio


def numbers(n):
    for i in range(n):
        yield i
    return 'ran out'


async def child(name):
    await asyncio.sleep(0)
    return name * 2


async def main():
    got = []
    for number in numbers(2):
        got.append(number)
    breakpoint()
    a = await child('x')
    b = await asyncio.gather(child('y'), child('z'))
    async with asyncio.timeout(5):
        got.append(await child('t'))
    for number in numbers(2):
        got.append(number)
    return a, b, got


print(asyncio.run(main()))
