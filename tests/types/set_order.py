# SPDX-License-Identifier: MIT
# The order in which sets print, under PYTHONHASHSEED=0.
print({300, 5, 77}, {'a', 'b', 'c'}, {'x', 'yy', 'zzz', 'wwww', 'vvvvv'}, {3.5, 1.25, -0.5, 100.0}, {(1, 2), (3, 4), ()}, {'ж', 'ё', 'а'})
print(set('the quick brown fox jumps over the lazy dog'), frozenset('привет мир'))
s = set()
for i in range(40):
    s.add(i * 37 % 101)
    if i % 8 == 7: print(s)
for i in range(0, 101, 3): s.discard(i)
print(s)
for i in range(1000, 1012): s.add(i)
print(s, {*s} == s, s - {1000}, s & set(range(50)), s | {-1, -2}, s ^ {1, 2, 3})
print({-1, -2, -3, 2**61, 2**62, 2**70}, {True, 2, 'two', 2.5, None} == {1, 2, 'two', 2.5, None}, {1.0, 2, 3}, set(range(20, 0, -1)), {b'a', b'b', 'c'}, {0.1, 0.2, 0.3})
w = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
t = set()
for x in w: t.add(x); print(t)
while t: print(t.pop(), end=' ')
print()
u = set(range(10)); u.pop(); u.add(100); print(u.pop(), u.pop(), u, u.copy(), set(u), set(list(u)), {x for x in u}, frozenset(u))
