# SPDX-License-Identifier: MIT
# split, rsplit, splitlines, join, strip.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


for s in ['', ' ', 'a b  c', ' a ', 'a,b,,c', ',', 'a', '\ta\n b\u00a0c ', 'x--y--z', 'аб вг']:
    print(repr(s), s.split(), s.rsplit(), s.split(','), s.split(' '), s.split(None, 1), s.rsplit(None, 1), s.split(',', 1), s.rsplit(',', 1), s.split('--'), s.split(maxsplit=0), s.split(sep=' ', maxsplit=2))
for s in ['', 'a\nb', 'a\r\nb\rc\n', '\n', '\n\n', 'a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g', 'no end', '\r\n\r']:
    print(repr(s), s.splitlines(), s.splitlines(True), s.splitlines(keepends=True))
for s in ['  a  ', 'xxaxx', '\n\ta \u2003', 'abcba', '', '---']:
    print(repr(s), repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), s.strip('x'), s.lstrip('ab'), s.rstrip('ab-'), s.strip(None), s.strip(''))
show('\'a\'.split(\'\')', lambda: 'a'.split(''))
show('\'a\'.split(1)', lambda: 'a'.split(1))
show('\'a\'.split(\'b\', \'c\')', lambda: ('a'.split('b', 'c')))
show('\'a\'.strip(1)', lambda: 'a'.strip(1))
show('\',\'.join([]), \',\'.join([\'a\']), \', \'.join(\'abc\'), \'\'.join((\'x\', \'y\')), \'-\'.join({\'k\': 1}), \'.\'.join(c for c in \'ab\'), \'ж\'.join([\'a\', \'б\'])', lambda: (','.join([]), ','.join(['a']), ', '.join('abc'), ''.join(('x', 'y')), '-'.join({'k': 1}), '.'.join(c for c in 'ab'), 'ж'.join(['a', 'б'])))
show('\',\'.join([1])', lambda: (','.join([1])))
show('\',\'.join([\'a\', None])', lambda: (','.join(['a', None])))
show('\',\'.join(5)', lambda: (','.join(5)))
show('\',\'.join([\'a\', b\'b\'])', lambda: (','.join(['a', b'b'])))
show('\'a b c\'.rsplit(\' \', 1), \'a  b\'.split(\' \'), \' a b \'.rsplit(maxsplit=1), \'aXbXc\'.rsplit(\'X\', -1)', lambda: ('a b c'.rsplit(' ', 1), 'a  b'.split(' '), ' a b '.rsplit(maxsplit=1), 'aXbXc'.rsplit('X', -1)))
show('\'abc\'.split(\'c\'), \'abc\'.split(\'abc\'), \'\\x1fa\\x1e\'.split(), \'a\\u200bb\'.split()', lambda: ('abc'.split('c'), 'abc'.split('abc'), '\x1fa\x1e'.split(), 'a\u200bb'.split()))
