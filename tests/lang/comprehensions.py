# SPDX-License-Identifier: MIT
# The four kinds, nesting, conditions, scopes, unpacking targets.
print([x * y for x in range(3) for y in range(x) if x + y > 1], {x % 3 for x in range(9)}, {k: v for k, v in zip('abc', range(3)) if v}, list(x for x in 'ab'))
print([[j for j in range(i)] for i in range(4)], [(a, b) for a, (b, *_) in [(1, 'xy'), (2, 'zw')]], [x for x in range(20) if x % 2 if x % 3], [y for x in [[1, 2], [3]] for y in x])
x = 'outer'
print([x for x in range(2)], x, [lambda: i for i in range(3)][0](), [f() for f in [lambda: i for i in range(3)]])
class A:
    n = 3
    squares = [i * i for i in range(n)]
    try:
        bad = [i * n for i in range(2)]
    except NameError as e:
        print(e)
print(A.squares)
log = []
def it(name, n):
    log.append(name)
    return range(n)
r = [(a, b) for a in it('first', 2) for b in it('second', 2)]
print(r, log); log.clear()
g = ((a, b) for a in it('first', 2) for b in it('second', 2))
print(log, next(g), log)
log.clear(); print({log.append('k') or k: log.append('v') or k for k in range(2)}, log)
try:
    (i for i in 5)
except TypeError as e: print(e)
try:
    list(1 / i for i in [1, 0])
except ZeroDivisionError as e: print(e)
print(sum(i for i in range(4)), max((i for i in [3, 9]), default=0), sorted({i: i for i in 'ba'}), tuple(i for i in ()), dict((i, i) for i in 'z'))
print([i for i in [1, 2, 3] if i > 1 or i == 1 and not i == 2], [i if i else 'zero' for i in range(2)], [*(i for i in 'ab'), *'c'], {**{k: 1 for k in 'a'}})
def f(n): return [n + m for m in range(n)]
print(f(3), [f(i) for i in range(3)], [[n for n in range(m)] for m in range(3)])
v = [w := 1, *[w + 1 for _ in range(2)]]; print(v)
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [c for row in matrix for c in row if c % 2], {(i, j): c for i, row in enumerate(matrix) for j, c in enumerate(row)})
print([locals() for _ in range(1)][0].keys() >= {'_'} if 0 else 'ok', [__name__ for _ in 'a'])
