# SPDX-License-Identifier: MIT
# collections: namedtuple, Counter, ChainMap, UserDict, UserList, UserString, abc.
import collections
import collections.abc as abc
import copy
from collections import *


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


Pt = namedtuple('Pt', 'x y')
p = Pt(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), Pt._make([3, 4]), Pt._fields, Pt.__doc__, Pt.x.__doc__, Pt.__match_args__, p == (1, 2), hash(p) == hash((1, 2)))
print(namedtuple('D', 'a,b c', defaults=[5, 6])(1), namedtuple('R', 'a for a _x', rename=True)._fields, namedtuple('E', '')(), namedtuple('O', ['only'])(7), Pt.__module__, namedtuple('M', 'a', module='mm').__module__)
for f in [lambda: Pt(1), lambda: Pt(1, 2, 3), lambda: Pt(1, z=3), lambda: setattr(p, 'x', 1), lambda: Pt._make([1]), lambda: p._replace(q=1),
          lambda: namedtuple('for', 'a'), lambda: namedtuple('A', 'a a'), lambda: namedtuple('A', '_a'), lambda: namedtuple('A', '1a'),
          lambda: namedtuple('A', 'a', defaults=[1, 2]), lambda: namedtuple('A', ['class'])]:
    show(f)


class Sub(Pt):
    __slots__ = ()

    @property
    def s(self):
        return self.x + self.y


print(Sub(3, 4), Sub(3, 4).s, copy.copy(p), Pt.__new__.__defaults__, D.__name__ if False else Pt.__new__.__qualname__, p.__getnewargs__())
c = Counter('abracadabra')
print(c, c.most_common(2), c['zz'], c.total(), sorted(c.elements()), Counter(a=3, b=1), Counter({'x': 2}), Counter())
c.update('aab')
c.subtract({'a': 10, 'q': 1})
print(c, +c, -c, c.copy() == c, sorted(c.items()))
a, b = Counter(a=3, b=1), Counter(a=1, b=2, d=0)
print(a + b, a - b, a | b, a & b, a == b, a <= b, a < a + b, a >= b, a > b, a != b, a == Counter(a=3, b=1, z=0))
a += b
print(a)
a -= Counter(a=1)
print(a)
a |= Counter(z=5)
a &= Counter(z=2, a=9)
print(a)
del a['nothing']
show(Counter.fromkeys, 'abc')
show(Counter, 3)
show(Counter, 'a', 'b')
print(Counter(['x', 1, 'x', None]), Counter(a=-1), repr(Counter({'a': 'z', 'b': 1})))
m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(m, m['a'], m['b'], len(m), list(m), dict(m), m.get('q', 0), 'b' in m, m.maps, m.parents, m.new_child({'c': 4}), m.new_child(d=5))
m['b'] = 7
print(m.maps, m | {'z': 1}, {'z': 1} | m, bool(ChainMap()), ChainMap.fromkeys('ab', 1), m.copy() is m, m == {'a': 1, 'b': 7})
for f in [lambda: m['nope'], lambda: m.__delitem__('nope'), lambda: m.pop('nope'), lambda: ChainMap().popitem(), lambda: m.pop('b')]:
    show(f)
d = UserDict({'a': 1}, b=2)
print(d, d['a'], len(d), d | {'c': 3}, {'c': 3} | d, d.copy(), copy.copy(d), UserDict.fromkeys('ab', 0), d.get('zz', 5), 'a' in d, d.pop('a'), d.data, list(d.items()), d == {'b': 2})
d |= {'n': 1}
print(d, d.setdefault('s', 4), d.popitem() in [('b', 2), ('n', 1)])
show(lambda: d['no'])


class MissingDict(UserDict):
    def __missing__(self, key):
        return key * 2


print(MissingDict()['ab'], MissingDict().get('ab'))
l = UserList([3, 1, 2])
print(l, l[0], l[1:], l + [4], [0] + l, l * 2, sorted(l), 3 in l, len(l), l == [3, 1, 2], l < [4], l.index(1), l.count(2), type(l[1:]).__name__)
l.append(5)
l.extend([6])
l.insert(0, 9)
l.remove(1)
l.sort()
l.reverse()
l += (7,)
l *= 1
print(l, l.pop(), l.copy(), copy.copy(l), repr(UserList('abc')))
s = UserString('Hello')
print(s, repr(s), s + '!', 'x' + s, s * 2, s[1:3], len(s), s.upper(), s.find('l'), s == 'Hello', s.replace('l', 'L'), s.split('l'), s.startswith('He'),
      hash(s) == hash('Hello'), 'ell' in s, s.center(9, '*'), type(s.lower()).__name__, s % (), UserString('%d') % 3, s.encode(), int(UserString('12')), s.title(), s.isalpha(), s < 'Z', s.join('ab'), s.zfill(8))
checks = {'Hashable': (1, []), 'Iterable': ([], 1), 'Iterator': (iter([]), []), 'Reversible': ([], set()), 'Sized': ([], 1), 'Container': ([], 1),
          'Callable': (len, 1), 'Collection': ([], iter([])), 'Set': ({1}, [1]), 'MutableSet': ({1}, frozenset()), 'Mapping': ({}, []),
          'MutableMapping': ({}, type.__dict__), 'Sequence': ((), {}), 'MutableSequence': ([], ()), 'KeysView': ({}.keys(), []), 'ItemsView': ({}.items(), []),
          'ValuesView': ({}.values(), []), 'MappingView': ({}.keys(), []), 'Generator': ((i for i in ()), iter([])), 'Awaitable': (1, 2), 'Buffer': (b'', '')}
for name, (yes, no) in checks.items():
    cls = getattr(abc, name)
    print(name, isinstance(yes, cls), isinstance(no, cls), issubclass(type(yes), cls), sorted(cls.__abstractmethods__))
print(isinstance(deque(), abc.MutableSequence), isinstance(OrderedDict(), abc.MutableMapping), isinstance(range(3), abc.Sequence), isinstance('', abc.Sequence))


class MySeq(abc.Sequence):
    def __getitem__(self, i):
        return [1, 2, 3][i]

    def __len__(self):
        return 3


q = MySeq()
print(list(q), 2 in q, q.index(3), q.count(1), list(reversed(q)))
show(q.index, 9)
show(abc.Sequence)
show(abc.Hashable)


class MyMap(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f'MyMap({self.d})'


m = MyMap()
m.update({'a': 1}, b=2)
m.update([('c', 3)])
print(m, m.get('z'), m.setdefault('d', 4), m.pop('a'), m.pop('zz', 0), m.keys(), list(m.items()), 2 in m.values(), ('b', 2) in m.items(), m == {'b': 2, 'c': 3, 'd': 4}, m.keys() & {'b'}, m.keys() | {'x'} == {'b', 'c', 'd', 'x'})
print(m.popitem(), len(m), 'b' in m)
m.clear()
show(m.pop, 'q')
show(m.popitem)


class MySet(abc.MutableSet):
    def __init__(self, it=()): self.s = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
    def add(self, x): self.s.append(x) if x not in self.s else None
    def discard(self, x): self.s.remove(x) if x in self.s else None
    def __repr__(self): return f'MySet({self.s})'


x, y = MySet([1, 2, 3]), MySet([2, 3, 4])
print(x & y, x | y, x - y, x ^ y, x <= y, x < x | y, x >= {1}, x == {1, 2, 3}, x.isdisjoint([9]), x > {1}, {1, 5} - x, x & [1], x._hash() == hash(frozenset([1, 2, 3])))
x |= {7}
x -= {1}
x ^= {2, 8}
x &= {7, 8}
print(x, x.pop(), x)
show(x.remove, 99)
x.clear()
show(x.pop)
print(abc.Callable[[int, str], bool], abc.Mapping[str, int], abc.Callable[..., int], abc.Callable[[], None].__args__)


class G(abc.Generator):
    def send(self, v): return v
    def throw(self, t, v=None, tb=None): super().throw(t, v, tb)


g = G()
print(next(g), g.send(5), g.close(), iter(g) is g)
show(g.throw, ValueError('v'))
class It:
    def __iter__(self): pass
class NoIt(It):
    __iter__ = None
print(issubclass(It, abc.Iterable), issubclass(NoIt, abc.Iterable))
show(lambda: collections.nothing)
