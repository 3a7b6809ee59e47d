# SPDX-License-Identifier: MIT
# Algorithms with generators: permutations, tree walks, queens, primes, hanoi.
def perms(s):
    if len(s) <= 1: yield s
    else:
        for i, c in enumerate(s):
            for p in perms(s[:i] + s[i + 1:]): yield c + p
print(list(perms('abc')), len(list(perms('abcdef'))))
def primes():
    found = {}
    n = 2
    while True:
        if n not in found: yield n; found[n * n] = [n]
        else:
            for p in found.pop(n): found.setdefault(n + p, []).append(p)
        n += 1
import itertools
print(list(itertools.islice(primes(), 20)))
def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n: yield cols; return
    for c in range(n):
        if c not in cols and row + c not in d1 and row - c not in d2: yield from queens(n, row + 1, cols + (c,), d1 + (row + c,), d2 + (row - c,))
print(next(queens(8)), sum(1 for _ in queens(6)))
def hanoi(n, a='A', b='B', c='C'):
    if n: yield from hanoi(n - 1, a, c, b); yield a + c; yield from hanoi(n - 1, b, a, c)
print(*hanoi(3))
class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
print(list(Tree(2, Tree(1), Tree(4, Tree(3)))))
def scheduler(tasks):
    tasks = list(tasks)
    while tasks:
        for t in tasks[:]:
            try: print(next(t), end=' ')
            except StopIteration as e: tasks.remove(t); print('done', e.value, end=' ')
def task(n, k):
    for i in range(k): yield f'{n}{i}'
    return n
scheduler([task('a', 3), task('b', 1), task('c', 2)]); print()
def fibs():
    a, b = 0, 1
    while True:
        a, b = (yield a) or b, a + b
f = fibs(); print([next(f) for _ in range(10)])
