# Items of all type codes as loops, indices, sum, list and comparison see them.
from array import array

LIMITS = {'b': (-128, 127), 'B': (0, 255), 'h': (-2**15, 2**15 - 1), 'H': (0, 2**16 - 1),
          'i': (-2**31, 2**31 - 1), 'I': (0, 2**32 - 1), 'l': (-2**63, 2**63 - 1),
          'L': (0, 2**64 - 1), 'q': (-2**63, 2**62), 'Q': (2**62, 2**63)}
for code, limits in LIMITS.items():
    a = array(code, limits)
    print(code, list(a), sum(a), min(a), max(a), a[0], a[-1], a.tolist(), tuple(a), limits[0] in a)
    a[0], a[-2] = limits[1], limits[1]
    print(a, a.index(limits[1]), a.count(limits[1]), a == array(code, [limits[1]] * 2))
for code in 'fd':
    a = array(code, [0.1, -0.0, 1e300 if code == 'd' else 1e30, float('inf'), float('nan')])
    print(a, list(a), sum(a[:3]), a == a, a[:3] == a[:3], array(code, [0.0]) == array(code, [-0.0]))
    a[1] = 7
    a[0] = True
    print(a[:2], sum(array(code, [0.1] * 10)), sum(array(code, [1]), 1), sum(array('i', [1]), 0.5))
print(list(array('w', 'aé€😀')), [c for c in array('u', 'ab')])


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as e:
        print(type(e).__name__, e)


b = array('b', [1, 2, 3])
attempt(b.__getitem__, 3)
attempt(b.__getitem__, -4)
attempt(b.__setitem__, 3, 0)
attempt(b.__setitem__, 0, 128)
attempt(b.__setitem__, 0, -129)
attempt(b.__setitem__, 0, 1.5)
attempt(b.__setitem__, 0, None)
attempt(array('I', [1]).__setitem__, 0, -1)
attempt(array('L', [1]).__setitem__, 0, 2**64)
attempt(array('d', [1]).__setitem__, 0, 'x')
attempt(b.__getitem__, '0')
print(b, b[True], b[1:1], b[1:], b[::-1], b[::2], b[-2:99])
print(array('b', [1, 2]) == array('i', [1, 2]), array('b', [1]) != array('b', [2]),
      array('d', [1]) == array('i', [1]), array('b') == array('d'), array('b') != array('b'))
print(array('b', [1, 2]) < array('b', [1, 3]), array('b', [-1]) < array('B', [255]))


# Changed while it is iterated over.
a = array('i', range(3))
seen = []
for x in a:
    seen.append(x)
    if len(a) < 6:
        a.append(10 + x)
print(seen, a)
a = array('i', range(6))
it = iter(a)
print(next(it), next(it))
del a[2:]
print(next(it, 'end'), next(it, 'end'))
a.extend([7, 8, 9])
print(next(it, 'end'), list(it))


class Sub(array):
    def __getitem__(self, i):
        return 'own'


s = Sub('i', [1, 2])
print(s[0], list(s), sum(s), type(s[:]), type(array.__getitem__(s, slice(1))), s == array('i', [1, 2]))


class Growing:
    def __index__(self):
        del g[1:]
        return 1


g = array('i', [1, 2, 3])
g[0] = 5
attempt(g.__setitem__, 2, Growing())
print(g)
