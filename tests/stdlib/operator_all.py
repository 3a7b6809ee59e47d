# Every function of operator, by its name and by its dunder, with values, with objects, with mistakes.
import operator as op


def show(f, *args, **kw):
    try:
        r = f(*args, **kw)
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    print(getattr(f, '__name__', f), args, '->', r)


two = ['lt', 'le', 'eq', 'ne', 'ge', 'gt', 'is_', 'is_not', 'add', 'and_', 'floordiv', 'lshift', 'mod', 'mul', 'matmul', 'or_',
       'pow', 'rshift', 'sub', 'truediv', 'xor', 'concat', 'contains', 'countOf', 'indexOf', 'getitem', 'delitem', 'iadd', 'iand',
       'iconcat', 'ifloordiv', 'ilshift', 'imod', 'imul', 'imatmul', 'ior', 'ipow', 'irshift', 'isub', 'itruediv', 'ixor']
one = ['not_', 'truth', 'abs', 'index', 'inv', 'invert', 'neg', 'pos', 'length_hint']
for name in two:
    f = getattr(op, name)
    for args in [(7, 2), (7.5, 2), ([1, 2], [3]), ([1, 2, 1], 1), ({1, 2}, {2, 3}), ('ab', 'b'), (1, 'a'), (None, None)]:
        show(f, *args)
    show(f)
    show(f, 1)
    show(f, 1, 2, 3)
for name in one:
    f = getattr(op, name)
    for arg in [5, -5, 2.5, True, [], [1], 'x', None, {1: 2}, 3j]:
        show(f, arg)
    show(f)
    show(f, 1, 2)
show(op.setitem, [1, 2], 0, 5)
show(op.setitem, [1, 2], 5, 5)
show(op.setitem, (), 0, 1)
show(op.setitem, {}, 1)
show(op.length_hint, iter([1, 2]), 7)
show(op.length_hint, (x for x in ()), 7)
show(op.length_hint, 5, 'x')
show(op.is_none if hasattr(op, 'is_none') else op.is_, None, None)
show(op.call, max, 1, 5)
show(op.call, dict, a=1)


class Hint:
    def __init__(self, h):
        self.h = h

    def __length_hint__(self):
        if isinstance(self.h, Exception):
            raise self.h
        return self.h


for h in (5, -1, 'a', NotImplemented, TypeError('t'), ValueError('v')):
    show(op.length_hint, Hint(h), 3)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def move(self, dx=0, *, dy=0):
        return (self.x + dx, self.y + dy)

    def __repr__(self):
        return f'P({self.x!r}, {self.y!r})'


p = Point(1, Point(2, 3))
q = Point(1, 2)
for g in [op.attrgetter('x'), op.attrgetter('x', 'y.x'), op.attrgetter('y.y'), op.attrgetter('z'), op.attrgetter('y.z.q'),
          op.itemgetter(0), op.itemgetter(0, 'a'), op.itemgetter(slice(1)), op.methodcaller('move'), op.methodcaller('move', 1, dy=2),
          op.methodcaller('nothing'), op.methodcaller('move', 1, 2, 3)]:
    print(repr(g), g == g, type(g).__name__)
    show(g, p)
    show(g, [1, 2])
    show(g, {0: 1, 'a': 2})
    show(g)
    show(g, 1, 2)
show(op.attrgetter)
show(op.attrgetter, 1)
show(op.attrgetter, 'a', 1)
show(op.itemgetter)
show(op.methodcaller, 1)
print(sorted([Point(3, 1), Point(1, 2), Point(2, 0)], key=op.attrgetter('x')))
import copy
import gc
for g in (op.attrgetter('x'), op.itemgetter(0), op.methodcaller('move', 1)):
    print(g.__reduce__()[1:], copy.copy(g)(q if 'item' not in repr(g) else [9]))
    g = None
gc.collect()
