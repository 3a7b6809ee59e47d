# SPDX-License-Identifier: MIT
# Indexing, slicing, iteration of one, two and four byte strings.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


for s in ['hello', 'привет', '日本語', 'a😀b', 'é']:
    print(len(s), [c for c in s], s[0], s[-1], s[::-1], s[1:3], s[::2], list(enumerate(s)), [ord(c) for c in s], list(reversed(s)))
show('\'abc\'[3]', lambda: 'abc'[3])
show('\'abc\'[-4]', lambda: 'abc'[-4])
show('\'abc\'[\'a\']', lambda: 'abc'['a'])
show('\'abc\'[1.0]', lambda: 'abc'[1.0])
show('\'abc\' * 3, 3 * \'ab\', \'a\' * 0, \'a\' * -1, \'\' * 5, \'ж\' * 2', lambda: ('abc' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, '' * 5, 'ж' * 2))
show('\'a\' * 1.5', lambda: 'a' * 1.5)
show('\'a\' * \'b\'', lambda: 'a' * 'b')
show('\'a\' * 2**62', lambda: 'a' * 2**62)
show('\'a\' + 1', lambda: 'a' + 1)
show('1 + \'a\'', lambda: 1 + 'a')
show('\'a\' + b\'b\'', lambda: 'a' + b'b')
show('\'a\' \'b\' "c", \'x\' + \'ж\' + \'😀\', \'a\' % (), \'a\' in \'abc\'', lambda: ('a' 'b' "c", 'x' + 'ж' + '😀', 'a' % (), 'a' in 'abc'))
s = ''
for c in 'строка😀':
    s += c
    print(len(s), s)
t = s
s += '!'
print(t, s)
try:
    s[0] = 'x'
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
try:
    s.x = 1
except AttributeError as e:
    print(e)
it = iter('ab')
print(next(it), next(it), next(it, 'end'), it.__length_hint__())
class S(str):
    def __str__(self): return 'S.str'
    def __getitem__(self, i): return 'item'
x = S('abc')
print(x, str(x), repr(x), x[0], x + 'd', type(x + 'd').__name__, x.upper(), type(x[:]).__name__, f'{x}', '%s' % x, '{}'.format(x), ''.join([x, 'd']), {x: 1}['abc'], len(x))
