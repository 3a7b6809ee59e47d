# asyncio may lie ready before it is imported: nobody can tell.
import sys

BEFORE = ['asyncio' in sys.modules, any(name.startswith('asyncio.') for name in sys.modules)]
print(BEFORE)
print(any(c.__name__ == 'LimitOverrunError' for c in Exception.__subclasses__()))

import asyncio

print('asyncio' in sys.modules, 'asyncio.events' in sys.modules, sys.modules['asyncio.tasks'] is asyncio.tasks)
print(any(c.__name__ == 'LimitOverrunError' for c in Exception.__subclasses__()))


async def main():
    await asyncio.sleep(0)
    return asyncio.current_task().get_name()


print(asyncio.run(main()))

# Without the modules they are executed again, and both work.
old = asyncio
for name in [n for n in sys.modules if n.partition('.')[0] == 'asyncio']:
    del sys.modules[name]
import asyncio

print(asyncio is old, asyncio.events is old.events, asyncio.TimeoutError is old.TimeoutError)
print(asyncio.run(main()) == 'Task-2', old.run(main()) == 'Task-3')
