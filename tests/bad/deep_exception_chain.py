# SPDX-License-Identifier: MIT
# A chain of a hundred thousand exceptions is made, walked and freed.
e = None
for i in range(100_000):
    n = ValueError(i)
    n.__context__ = e
    e = n
count = 0
p = e
while p:
    count += 1
    p = p.__context__
print(count)
del e, n, p
g = ValueError('leaf')
try:
    for _ in range(5000):
        g = ExceptionGroup('g', [g])
    print(type(g.split(ValueError)[0]).__name__)
except RecursionError:
    print('RecursionError')
def f(n):
    try:
        raise ValueError(n)
    except ValueError:
        if n: f(n - 1)
        else: raise
try:
    f(100)
except ValueError as e:
    d = 0
    while e: d += 1; e = e.__context__
    print(d)
