import inspect
def a(a, b, /, c): pass
def b(a, /, *r): pass
def c(a, /, *, k): pass
def d(a, /, b=1, **k): pass
def e(a, b=2, /, *, k): pass
def f(a, b): pass
for fn in (a, b, c, d, e, f):
    for args, kw in (((), {}), ((1,), {}), ((), {'c': 1}), ((), {'a': 1}), ((), {'b': 1}), ((), {'k': 1}), ((1,), {'k': 1}), ((1,), {'a': 1}), ((1,), {'b': 1, 'k': 2})):
        try: print(fn.__name__, args, kw, inspect.signature(fn).bind(*args, **kw))
        except TypeError as x: print(fn.__name__, args, kw, x)
