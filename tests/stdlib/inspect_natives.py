# Signatures of classes and functions that CPython writes in C.
import builtins, collections, datetime, decimal, functools, inspect, io, itertools, math, operator, signal, sys, threading, time, types
import weakref

SKIP = {('builtins', 'anext'), ('builtins', 'help'), ('builtins', 'type'), ('math', 'hypot'), ('collections', 'deque'),
        ('types', 'CellType'), ('types', 'CodeType'), ('types', 'CapsuleType'), ('sys', 'getallocatedblocks'), ('signal', 'sigwait'),
        ('threading', 'excepthook'), ('threading', 'RLock'), ('types', 'DynamicClassAttribute'), ('types', 'GenericAlias')}
for m in (builtins, operator, functools, itertools, io, math, time, datetime, decimal, threading, types, weakref):
    for n in sorted(n for n in getattr(m, '__all__', dir(m)) if n[0] != '_'):
        v = getattr(m, n)
        if not callable(v) or isinstance(v, type) and issubclass(v, BaseException) or (m.__name__, n) in SKIP:
            continue
        if inspect.isfunction(v):
            continue
        try:
            print(m.__name__, n, inspect.signature(v))
        except Exception as e:
            print(m.__name__, n, type(e).__name__, e)


class L(list):
    pass


class M(dict):
    def __init__(self, a, *b):
        pass


class P(functools.partial):
    pass


for v in L, M, P, L().append, functools.partial(sorted, [1]), functools.partial(map, len), sys.getsizeof, sys.audit:
    try:
        print(inspect.signature(v))
    except Exception as e:
        print(type(e).__name__, str(e)[:40])
print(inspect.signature(map).bind(len, [1], [2]).arguments)
print(inspect.signature(sorted).parameters['key'].kind, inspect.signature(enumerate).parameters['start'].default)
print(inspect.signature(io.StringIO).parameters['newline'])
