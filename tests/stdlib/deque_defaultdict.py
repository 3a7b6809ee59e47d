# SPDX-License-Identifier: MIT
# deque: both ends, rotation, limits, mutation under iteration, errors.
from collections import deque, defaultdict
import copy
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = deque('abc')
d.append('d'); d.appendleft('z'); d.extend([1, 2]); d.extendleft([3, 4])
print(d, len(d), d[0], d[-1], d[4], list(reversed(d)), 'b' in d, 'q' in d)
print(d.pop(), d.popleft(), d)
for n in (1, -2, 5, 100, -100, 0):
    d.rotate(n); print(d)
d.reverse(); print(d, d.count('a'), d.index('b'), d.index('a', -3) if 'a' in list(d)[-3:] else None)
d.insert(2, 'I'); d.insert(-1, 'J'); d.insert(100, 'K'); d.insert(-100, 'L'); print(d)
d.remove('I'); del d[0]; del d[-1]; d[1] = 'set'; print(d)
m = deque(range(10), maxlen=4)
print(m, m.maxlen, d.maxlen); m.append(10); m.appendleft(5); m.extend('xyz'); print(m); m.extendleft('uv'); print(m)
print(m + deque([1]), m * 2, deque([1, 2]) * 3, 2 * deque('ab'), deque([1]) * -1, m.copy(), m.copy().maxlen, copy.copy(m), copy.deepcopy(m), deque(maxlen=0))
e = deque([1, 2]); e += [3]; e *= 2; print(e, e == deque([1, 2, 3, 1, 2, 3]), e < deque([1, 3]), e == [1], e != deque(), deque() == deque(), deque('ab') <= deque('ab'))
e.append(e); print(e); e.clear(); print(e, bool(e), bool(deque('a')))
e.extend(range(5)); e.extend(e); print(e)
def mutate():
    for x in e:
        e.append(1)
t(mutate)
class Eq:
    def __eq__(self, other): e.clear(); return False
e.append(Eq())
for f in (lambda: e.index(9), lambda: deque([1]).remove(2), lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[1], lambda: deque([1])['a'], lambda: deque([1])[0:1], lambda: deque(5), lambda: deque([], -1),
          lambda: deque([], 'a'), lambda: deque([1], 1).insert(0, 2), lambda: deque([1]) + [2], lambda: deque([1]) * 'a', lambda: hash(deque()), lambda: deque([1]).index(5), lambda: deque([1]) < [1], lambda: deque(1, 2, 3), lambda: deque([1]).rotate('a'), lambda: deque([1]).__setitem__(5, 1), lambda: deque().append()):
    t(f)
print(deque.__module__, deque.__name__, deque[int], d.__reduce__()[:3], m.__reduce__()[:3])
class Sub(deque):
    pass
s = Sub([1, 2], 2); s.x = 5
print(s, s.copy(), type(s + s), s.__dict__, s.__reduce__()[:3])
it = iter(deque([1, 2, 3])); next(it); print(it.__length_hint__(), list(it), it.__length_hint__())
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
q = deque(maxlen=2)
for i in range(4):
    q.append(D(i)); print('appended', i)
q.popleft(); print('popped')
x = q.pop(); print('kept'); del x; print()
q.extend([D(7), D(8)]); q.rotate(1); q[0] = None; print('replaced'); del q[1]; print('deleted')
q.append(D(9)); q.clear(); print('cleared')
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1], big[300], sum(big))
dd = defaultdict(list)
dd['a'].append(1); dd['b']; print(dd, dd.default_factory, dict(dd), dd.copy(), copy.copy(dd), copy.deepcopy(dd), 'q' in dd, dd.get('q'))
print(defaultdict(int, a=1) | {'b': 2}, {'b': 2} | defaultdict(int, a=1), type(defaultdict(int) | {}), defaultdict(None, {1: 2}), defaultdict())
t(lambda: defaultdict()['x']); t(lambda: defaultdict(5)); t(lambda: defaultdict(int, 5)); t(lambda: defaultdict(list, a=1).__reduce__()[:4])
dd.default_factory = lambda: 42; print(dd['new'], dd.__missing__('k2'), sorted(map(str, dd)))
rec = defaultdict(None); rec.default_factory = rec.copy; rec['r'] = rec; print(repr(rec).count('...') > 0)
class DD(defaultdict):
    def __missing__(self, key): return key * 2
print(DD(list)['ab'], DD(int, x=1))
