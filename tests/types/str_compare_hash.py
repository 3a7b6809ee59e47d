# SPDX-License-Identifier: MIT
# Ordering by code point, hashing as under PYTHONHASHSEED=0, interning does not show.
words = ['b', 'a', 'B', 'ё', 'е', 'я', 'Я', '', 'aa', 'a\x00', '😀', '\uffff', 'ab']
print(sorted(words), max(words), min(words))
for w in words:
    print(ascii(w), hash(w), hash(w) == hash(''.join(w)))
print('a' < 'b' <= 'b', 'a' == 'a', 'a' != b'a', 'Z' < 'a', 'абв' < 'абг', '' < 'a', 'a' > '')
for w in (b'', b'a', b'abc', b'\xff' * 40, 'a' * 100, 'ж' * 33):
    print(hash(w))
print(hash('abc') == hash(b'abc'), hash(''), hash(b''))
print({'one', 'two', 'three', 'четыре', 'пять'}, {c for c in 'hello world'})
print(hash((1, 2)), hash(()), hash((1.5, 'a')), hash(('a', ('b', 3))), hash(frozenset([1, 2, 3])), hash(frozenset()), hash(None) == hash(None), hash(range(5)), hash(range(0)), hash(2**61 - 1), hash(2**61), hash(-2), hash(-1), hash(10**30), hash(-10**30), hash(True))
