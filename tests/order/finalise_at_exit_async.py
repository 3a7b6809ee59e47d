# As finalise_at_exit, after asyncio was imported: the collector comes to __main__ first.
import asyncio


class Plain:
    def __init__(self, name, below=None):
        self.name, self.below = name, below

    def __del__(self):
        print('del', self.name, asyncio is None)


async def main():
    global kept
    kept = Plain('kept', Plain('below'))
    await asyncio.sleep(0)


chain = Plain('1', Plain('2', Plain('3')))
many = [Plain(i) for i in range(4)]
pair = Plain('pair', [Plain('a'), Plain('b')])
asyncio.run(main())
print('end of the script')
