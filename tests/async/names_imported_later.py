# asyncio imports some of its modules when a name of theirs is first used: no program can tell by the names.
import asyncio
import importlib
import inspect

print(asyncio.TaskGroup.__name__, asyncio.taskgroups.TaskGroup is asyncio.TaskGroup)
from asyncio import Barrier, StreamReader, to_thread
import asyncio.locks
print(Barrier is asyncio.locks.Barrier, asyncio.Lock is asyncio.locks.Lock, to_thread is asyncio.threads.to_thread)
for name in ('streams', 'subprocess', 'protocols', 'transports', 'taskgroups', 'threads', 'locks'):
    module = importlib.import_module('asyncio.' + name)
    print(name, getattr(asyncio, name) is module, all(getattr(asyncio, n) is getattr(module, n) for n in module.__all__),
          set(module.__all__) <= set(asyncio.__all__))
print(asyncio.Server.__name__)
print([n for n in asyncio.__all__ if not hasattr(asyncio, n)], set(asyncio.__all__) <= set(dir(asyncio)))
space = {}
exec('from asyncio import *', space)
print(sorted(set(asyncio.__all__) - set(space)))
print(inspect.isclass(asyncio.Condition), asyncio.selector_events._SelectorTransport is not None)
try:
    asyncio.nothing
except AttributeError as e:
    print(e)
try:
    from asyncio import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split(' (')[0])
asyncio.Barrier = 3
print(asyncio.Barrier)
del asyncio.Barrier
