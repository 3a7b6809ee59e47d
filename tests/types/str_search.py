# SPDX-License-Identifier: MIT
# find, index, count, replace, startswith and the like, with bounds.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


s = 'abracadabra'
for args in [('a',), ('a', 1), ('a', -1), ('abra', 1), ('z',), ('',), ('', 5), ('', 11), ('', 12), ('a', 3, 4), ('bra', -5, None), ('a', None, 2), ('a', 100), ('ra', 0, -1)]:
    row = [s.find(*args), s.rfind(*args), s.count(*args), s.startswith(*args), s.endswith(*args)]
    for name in ('index', 'rindex'):
        try:
            row.append(getattr(s, name)(*args))
        except ValueError as e:
            row.append(str(e))
    print(args, row)
show('s.startswith((\'x\', \'ab\')), s.endswith((\'bra\', \'q\')), s.startswith(()), s.startswith(\'b\', 1), \'\'.startswith(\'\'), \'\'.endswith(\'\', 1)', lambda: (s.startswith(('x', 'ab')), s.endswith(('bra', 'q')), s.startswith(()), s.startswith('b', 1), ''.startswith(''), ''.endswith('', 1)))
show('s.startswith(1)', lambda: s.startswith(1))
show('s.startswith((\'a\', 1)), s.startswith((\'b\', 1))', lambda: (s.startswith(('a', 1)), s.startswith(('b', 1))))
show('s.endswith([1])', lambda: s.endswith([1]))
show('s.find(1)', lambda: s.find(1))
show('s.find(\'a\', \'b\')', lambda: (s.find('a', 'b')))
show('s.find()', lambda: s.find())
show('s.count(None)', lambda: s.count(None))
show('s.replace(\'a\', \'X\'), s.replace(\'a\', \'X\', 2), s.replace(\'a\', \'\'), s.replace(\'\', \'-\'), s.replace(\'\', \'-\', 3), s.replace(\'abra\', \'abra\'), s.replace(\'a\', \'b\', 0), s.replace(\'a\', \'b\', -1), s.replace(\'a\', \'b\', count=1)', lambda: (s.replace('a', 'X'), s.replace('a', 'X', 2), s.replace('a', ''), s.replace('', '-'), s.replace('', '-', 3), s.replace('abra', 'abra'), s.replace('a', 'b', 0), s.replace('a', 'b', -1), s.replace('a', 'b', count=1)))
show('s.replace(\'a\')', lambda: s.replace('a'))
show('s.replace(\'a\', 1)', lambda: (s.replace('a', 1)))
show('s.removeprefix(\'abra\'), s.removeprefix(\'x\'), s.removesuffix(\'ra\'), s.removesuffix(\'\'), \'\'.removeprefix(\'a\')', lambda: (s.removeprefix('abra'), s.removeprefix('x'), s.removesuffix('ra'), s.removesuffix(''), ''.removeprefix('a')))
show('s.partition(\'c\'), s.rpartition(\'a\'), s.partition(\'z\'), s.rpartition(\'z\'), s.partition(\'abracadabra\')', lambda: (s.partition('c'), s.rpartition('a'), s.partition('z'), s.rpartition('z'), s.partition('abracadabra')))
show('s.partition(\'\')', lambda: s.partition(''))
show('s.partition(1)', lambda: s.partition(1))
show('\'a\' in s, \'\' in s, \'cad\' in s, \'xyz\' in s, s in s', lambda: ('a' in s, '' in s, 'cad' in s, 'xyz' in s, s in s))
show('1 in s', lambda: 1 in s)
show('\'Привет, мир\'.find(\'мир\'), \'Привет\'.index(\'в\'), \'ёжик\'.count(\'ж\'), \'ааа\'.replace(\'аа\', \'б\'), \'😀x😀\'.rfind(\'😀\'), \'😀\'.find(\'\\ud83d\')', lambda: ('Привет, мир'.find('мир'), 'Привет'.index('в'), 'ёжик'.count('ж'), 'ааа'.replace('аа', 'б'), '😀x😀'.rfind('😀'), '😀'.find('\ud83d')))
show('(\'ab\' * 1000 + \'abc\').find(\'abc\'), (\'a\' * 5000 + \'b\').find(\'aab\'), (\'x\' * 300).count(\'xx\'), (\'ab\' * 5000).rfind(\'ba\')', lambda: (('ab' * 1000 + 'abc').find('abc'), ('a' * 5000 + 'b').find('aab'), ('x' * 300).count('xx'), ('ab' * 5000).rfind('ba')))
