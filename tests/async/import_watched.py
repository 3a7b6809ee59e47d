# A script that watches imports sees those that modules of the library make.
import builtins

seen = []
plain = builtins.__import__


def watched(name, globals=None, locals=None, fromlist=(), level=0):
    seen.append((name, level))
    return plain(name, globals, locals, fromlist, level)


builtins.__import__ = watched
import asyncio
builtins.__import__ = plain

print(seen[0])
print(('events', 1) in seen, any(level == 1 for name, level in seen))


async def main():
    return 'runs'


print(asyncio.run(main()))
