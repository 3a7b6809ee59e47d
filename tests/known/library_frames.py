# the frames of the library in a traceback that a script formats, and their line numbers
import asyncio
import traceback


async def main():
    raise ValueError('x')


try:
    asyncio.run(main())
except ValueError as e:
    print([(f.filename.rsplit('/')[-1], f.name) for f in traceback.extract_tb(e.__traceback__) if 'known' not in f.filename and f.name != '<module>'])
    print(traceback.format_exc())
