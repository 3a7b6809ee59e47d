# SPDX-License-Identifier: MIT
# The public methods of every builtin type: which there are.
TYPES = [int, float, complex, bool, str, bytes, bytearray, memoryview, list, tuple, dict, set, frozenset, range, slice, type, object,
         property, classmethod, staticmethod, BaseException, Exception, OSError, StopIteration, ImportError, UnicodeDecodeError,
         ExceptionGroup, enumerate, zip, map, filter, reversed, super]
for t in TYPES:
    public = [n for n in dir(t) if not n.startswith('_')]
    print(t.__name__, len(public), ' '.join(public))
    for n in public:
        if not hasattr(t, n):
            print('  lost', n)


def function(): pass
def generator(): yield
async def coroutine(): pass
async def agen(): yield


c = coroutine()
for v in [function, generator(), c, agen(), iter([]), iter(()), iter({}), iter(set()), iter(''), iter(b''), {}.keys(), {}.values(), {}.items(),
          function.__code__, [].append, len, None, ...]:
    print(type(v).__name__, ' '.join(n for n in dir(v) if not n.startswith('_')))
c.close()
