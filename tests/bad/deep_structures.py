# SPDX-License-Identifier: MIT
# Structures nested a million deep: built, and freed without recursion.
for make in (lambda x: [x], lambda x: (x,), lambda x: {'k': x}, lambda x: [None, x, {'a': 1}]):
    x = None
    for _ in range(1_000_000):
        x = make(x)
    del x
    print('freed')
class Node:
    __slots__ = ('next',)
n = None
for _ in range(300_000):
    m = Node(); m.next = n; n = m
del n, m
print('nodes freed')
class Obj: pass
n = None
for _ in range(200_000):
    m = Obj(); m.next = n; n = m
del n, m
print('objects freed')
x = []
for _ in range(100_000):
    x = [x]
for f in (repr, lambda v: v == [v], lambda v: v < [v], str):
    try:
        f(x)
        print('ok')
    except RecursionError:
        print('RecursionError')
f = lambda: 0
for _ in range(100_000): f = (lambda g: lambda: g)(f)
del f
print('closures freed')
g = iter([1])
for _ in range(50_000): g = map(str, g)
del g
print('iterators freed')
