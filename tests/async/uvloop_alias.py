# `import uvloop` gives the built-in loop. Where the package is missing (CPython of the tests), the same by hand.
import asyncio
import sys
import warnings

try:
    import uvloop
except ImportError:
    import types
    uvloop = types.ModuleType('uvloop')
    exec('''
import asyncio
class Loop(asyncio.SelectorEventLoop): pass
class EventLoopPolicy(asyncio.DefaultEventLoopPolicy):
    _loop_factory = Loop
def new_event_loop(): return Loop()
def install():
    import warnings
    warnings.warn('uvloop.install() is deprecated in favor of uvloop.run() starting with Python 3.12.', DeprecationWarning)
    asyncio.set_event_loop_policy(EventLoopPolicy())
def run(main, *, loop_factory=new_event_loop, debug=None):
    with asyncio.Runner(loop_factory=loop_factory, debug=debug) as runner: return runner.run(main)
__version__ = '0.21.0'
''', uvloop.__dict__)


async def main():
    await asyncio.sleep(0)
    return type(asyncio.get_running_loop()).__name__, isinstance(asyncio.get_running_loop(), uvloop.Loop)

print(asyncio.run(main())[1], uvloop.run(main()), uvloop.__version__.count('.'))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    uvloop.install()
print([(w.category.__name__, str(w.message)) for w in seen])
print(asyncio.run(main()), isinstance(asyncio.get_event_loop_policy(), uvloop.EventLoopPolicy))
loop = uvloop.new_event_loop()
print(loop.run_until_complete(main()), asyncio.new_event_loop().__class__ is uvloop.Loop)
loop.close()
asyncio.set_event_loop_policy(None)
with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    print(runner.run(main()))
