# Instances of a native type that are made before a method of any is looked up; some get attributes
# of their own later, which hide the method at the same place of the program.
import asyncio


async def lines(readers, turns):
    got = []
    for turn in range(turns):
        for reader in readers:
            got.append(await reader.readline())
    return got


def hidden(reader, text):
    async def readline():
        return text
    reader.readline = readline


class Shouting(asyncio.StreamReader):
    async def readline(self):
        return (await super().readline()).upper()


async def main():
    readers = [asyncio.StreamReader() for i in range(8)] + [Shouting() for i in range(3)]
    for i, reader in enumerate(readers):
        reader.feed_data(b''.join(b'line %d of %d\n' % (k, i) for k in range(40)))
    print(len(await lines(readers, 20)))
    hidden(readers[2], b'hidden')
    hidden(readers[9], b'hidden too')
    readers[4].note = 'an attribute that hides nothing'
    print(await lines(readers, 2))
    del readers[2].readline
    readers[5].__dict__['readline'] = readers[6].readline
    print(await lines(readers, 2))
    print(readers[4].note, 'readline' in vars(readers[9]), 'readline' in vars(readers[2]))

    async def replaced(self):
        return b'replaced'
    events = [asyncio.Event() for i in range(6)]
    for turn in range(30):
        for event in events:
            event.set() if turn % 2 else event.clear()
    print([event.is_set() for event in events])
    Shouting.readline = replaced
    print(await lines(readers, 1))


asyncio.run(main())
