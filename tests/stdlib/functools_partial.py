# partial: text, state, copies, nesting; reduce and cmp_to_key with what they cannot take.
import copy
import functools
from functools import partial


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


def f(*args, **kwargs):
    return args, kwargs


p = partial(f, 1, 'two', k=3, **{'odd key': 4})
print(repr(p).replace(repr(f), 'F'), p.func is f, p.args, p.keywords)
print(p(5, k=6), partial(p, 7, z=8)(9), partial(p).func is f, partial(p, 7).args)


class Named(partial):
    pass


n = Named(f, 1)
n.extra = 'x'
print(repr(n).replace(repr(f), 'F'), partial(n, 2).func is n, n.__dict__)
print(repr(partial(print)), partial(int, base=2)('101'), partial.__name__, partial.__module__)
p = partial(f)
p.__setstate__((f, (p,), {'self': p}, {}))
print(repr(p).replace(repr(f), 'F'))
p.__setstate__((f, (), {}, {}))


class BadRepr:
    def __repr__(self):
        raise ValueError('repr')


show(repr, partial(f, BadRepr()))
show(repr, partial(f, k=BadRepr()))
show(repr, partial(BadRepr.__repr__.__get__(BadRepr())))

c = copy.copy(n)
print(c is not n, c.func is f, c.args, c.keywords, c.extra, type(c).__name__)
print([part for part in partial(f, 1, a=2).__reduce__()[2]][1:], partial(f).__reduce__()[0], n.__reduce__()[2][3])
deep = copy.deepcopy(partial(f, [1], a=[2]))
print(deep.args, deep.keywords)
fresh = partial(f)
fresh.__setstate__((max, (1, 2), None, {'note': 5}))
print(fresh(3), fresh.note, fresh.keywords)
for state in None, (), (f, (), {}), (5, (), {}, {}), (f, 5, {}, {}), (f, (), 5, {}), (f, (), {}, {}, 1), [f, (), {}, {}]:
    show(partial(f).__setstate__, state)
show(partial)
show(partial, 5)
show(partial, func=f)
show(setattr, fresh, 'func', f)
show(delattr, fresh, 'args')
print(partial[int])

# reduce
print(functools.reduce(f, [1]), functools.reduce(lambda a, b: a + b, [1, 2], 10), functools.reduce(f, [], 'first'))
show(functools.reduce, f, [])
show(functools.reduce, f, 5)
show(functools.reduce, f)
show(functools.reduce, 5, [1, 2])
show(functools.reduce, lambda a, b: 1 / 0, [1, 2])


def broken():
    yield 1
    raise ValueError('broken')


show(functools.reduce, f, broken())

# cmp_to_key
K = functools.cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=K), K(1) < K(2), K(1) == K(1), K(1) != K(1), K(2) >= K(1), K(2) > K(1), K(1) <= K(1), K(obj=5).obj)
for args, kwargs in ((), {}), ((1, 2), {}), ((1,), {'obj': 2}), ((), {'x': 1}):
    show(K, *args, **kwargs)
show(lambda: K(1) < 5)
show(lambda: K(1) == 5)
show(lambda: K(1) < functools.cmp_to_key(len)(2))
show(hash, K(1))
show(lambda: functools.cmp_to_key(lambda a, b: 'x')(1) < functools.cmp_to_key(lambda a, b: 0)(2))
show(lambda: functools.cmp_to_key(lambda a, b: 1 / 0)(1) < functools.cmp_to_key(lambda a, b: 0)(2))
show(functools.cmp_to_key)
show(lambda: functools.cmp_to_key(5)(1) < functools.cmp_to_key(5)(2))
show(lambda: functools.cmp_to_key(mycmp=f)(3).obj)
show(lambda: K(1) < K(None))
empty = K(1)
empty.obj = 7
print(empty.obj, empty < K(8))
