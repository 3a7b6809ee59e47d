# A coroutine of the library that nobody awaits is told of at exit, through warnings.showwarning.
import asyncio
import sys
import warnings


def show(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, str(message).split("'")[1])


warnings.showwarning = show
warnings.simplefilter('always')
sys.kept = [asyncio.sleep(1)]
print('end of the script')
sys.kept.clear()
