# SPDX-License-Identifier: MIT
# Stability, keys, reverse, errors, mutation during the sort.
pairs = [(i * 7 % 5, i) for i in range(20)]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted('bAcB'), sorted('bAcB', key=str.lower), sorted([3, 1, 2], reverse=1), sorted([]), sorted({'b': 1, 'a': 2}), sorted([True, False, 0, 1]))
a = [5, 2, 8]; print(a.sort(), a, a.sort(reverse=True), a, a.sort(key=lambda x: -x), a, a.sort(key=None), a)
for bad in (lambda: sorted([1, 'a']), lambda: sorted([1, None]), lambda: sorted([{}, {}]), lambda: sorted(5), lambda: sorted([1], key=5), lambda: sorted([1, 2], key=lambda x: 1 / 0), lambda: sorted(), lambda: sorted([1], None), lambda: sorted([1], reverse='x'), lambda: [1, 1j].sort()):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
class K:
    log = []
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        K.log.append((self.v, o.v))
        return self.v < o.v
    def __repr__(self): return f'K{self.v}'
print(sorted([K(3), K(1), K(2)]), K.log)
K.log.clear(); print(sorted([K(i) for i in range(6)]), K.log)
K.log.clear(); print(sorted([K(i) for i in (5, 4, 3, 2, 1, 0)]), K.log)
K.log.clear(); print(sorted([K(i) for i in (2, 2, 1, 1, 3, 0, 9, 4, 4, 7)]), len(K.log), min([K(2), K(1)]), max([K(2), K(5)]), K.log[-2:])
b = [3, 2, 1]
def nasty(x):
    b.append(x)
    return x
try:
    b.sort(key=nasty)
except ValueError as e:
    print(e, b)
seed, big = 1, []
for i in range(1000):
    seed = seed * 1103515245 + 12345 & 0x7fffffff
    big.append((seed >> 16) % 50)
s = sorted(range(1000), key=big.__getitem__)
print(s[:20], s[-5:], all((big[x], x) < (big[y], y) for x, y in zip(s, s[1:])))
r = sorted(range(1000), key=big.__getitem__, reverse=True)
print(r[:10], sorted(map(str, range(30))), sorted([0.5, 1, 2.5, -1, 10**20]), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted(['é', 'z', 'a', 'Ж']))
c = [1, 2, 3]
try:
    c.sort(key=lambda x: 1 / (x - 2))
except ZeroDivisionError:
    print('kept', c)
