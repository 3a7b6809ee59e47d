# SPDX-License-Identifier: MIT
# str.format and format_map: fields, attributes, indexes, nested specs, errors.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


class P:
    x = 1
    items = [10, {'k': 'v'}]
    def __format__(self, spec): return '<P:' + spec + '>'
    def __repr__(self): return 'P()'
p = P()
d = {'a': 1, 'key with space': 2, '0': 'zero'}
show('\'{} {}\'.format(1, 2), \'{0} {1} {0}\'.format(\'a\', \'b\'), \'{x}\'.format(x=5), \'{{}}\'.format(), \'{0[a]} {0[key with space]} {0[0]}\'.format(d)', lambda: ('{} {}'.format(1, 2), '{0} {1} {0}'.format('a', 'b'), '{x}'.format(x=5), '{{}}'.format(), '{0[a]} {0[key with space]} {0[0]}'.format(d)))
show('\'{.x} {.items[0]} {0.items[1][k]}\'.format(p, p)', lambda: ('{.x} {.items[0]} {0.items[1][k]}'.format(p, p)))
show('\'{0.x} {0.items[0]} {0.items[1][k]}\'.format(p), \'{:>5}|{:^5}|{:<5}|\'.format(1, 2, 3), \'{:{}}|{:{w}.{p}f}\'.format(\'a\', 5, 3.14159, w=8, p=2)', lambda: ('{0.x} {0.items[0]} {0.items[1][k]}'.format(p), '{:>5}|{:^5}|{:<5}|'.format(1, 2, 3), '{:{}}|{:{w}.{p}f}'.format('a', 5, 3.14159, w=8, p=2)))
show('\'{!r} {!s} {!a} {!r:>5}\'.format(\'ж\', \'ж\', \'ж\', \'q\'), \'{:spec}\'.format(p), \'{!r:8}|\'.format(p), \'{0!s:.1}\'.format(\'xyz\')', lambda: ('{!r} {!s} {!a} {!r:>5}'.format('ж', 'ж', 'ж', 'q'), '{:spec}'.format(p), '{!r:8}|'.format(p), '{0!s:.1}'.format('xyz')))
show('\'{:,} {:_} {:x} {:%}\'.format(1234567, 1234567, 255, 0.25), \'{0:{1}{2}}\'.format(5, \'>\', 4)', lambda: ('{:,} {:_} {:x} {:%}'.format(1234567, 1234567, 255, 0.25), '{0:{1}{2}}'.format(5, '>', 4)))
show('\'{a}{b}\'.format_map({\'a\': 1, \'b\': 2}), \'{a.x}\'.format_map({\'a\': p}), \'{x}\'.format_map(type(\'D\', (dict,), {\'__missing__\': lambda s, k: \'?\' + k})())', lambda: ('{a}{b}'.format_map({'a': 1, 'b': 2}), '{a.x}'.format_map({'a': p}), '{x}'.format_map(type('D', (dict,), {'__missing__': lambda s, k: '?' + k})())))
show('\'{\'.format()', lambda: '{'.format())
show('\'}\'.format()', lambda: '}'.format())
show('\'{0\'.format(1)', lambda: '{0'.format(1))
show('\'{} {1}\'.format(1, 2)', lambda: ('{} {1}'.format(1, 2)))
show('\'{0} {}\'.format(1, 2)', lambda: ('{0} {}'.format(1, 2)))
show('\'{}\'.format()', lambda: '{}'.format())
show('\'{1}\'.format(0)', lambda: '{1}'.format(0))
show('\'{a}\'.format(b=1)', lambda: '{a}'.format(b=1))
show('\'{a}\'.format_map({})', lambda: '{a}'.format_map({}))
show('\'{0.nosuch}\'.format(1)', lambda: '{0.nosuch}'.format(1))
show('\'{0[5]}\'.format([1])', lambda: '{0[5]}'.format([1]))
show('\'{0[x]}\'.format([1])', lambda: '{0[x]}'.format([1]))
show('\'{!z}\'.format(1)', lambda: '{!z}'.format(1))
show('\'{!}\'.format(1)', lambda: '{!}'.format(1))
show('\'{!rx}\'.format(1)', lambda: '{!rx}'.format(1))
show('\'{:d}\'.format(\'a\')', lambda: '{:d}'.format('a'))
show('\'{0[}\'.format([1])', lambda: '{0[}'.format([1]))
show('\'{0[]}\'.format([1])', lambda: '{0[]}'.format([1]))
show('\'{0.}\'.format(1)', lambda: '{0.}'.format(1))
show('\'{:{:{}}}\'.format(1, 2, 3)', lambda: ('{:{:{}}}'.format(1, 2, 3)))
show('\'{a b}\'.format(**{\'a b\': 1})', lambda: '{a b}'.format(**{'a b': 1}))
show('\'{}\'.format(*[1, 2]), \'{1}{0}\'.format(*\'ab\'), \'{:c}{:c}\'.format(65, 1078), \'{:>{w}}\'.format(\'a\', w=3)', lambda: ('{}'.format(*[1, 2]), '{1}{0}'.format(*'ab'), '{:c}{:c}'.format(65, 1078), '{:>{w}}'.format('a', w=3)))
show('\'{:=+6d}|{:+.1e}|{:#x}\'.format(42, 12345.678, 255)', lambda: ('{:=+6d}|{:+.1e}|{:#x}'.format(42, 12345.678, 255)))
show('\'{-1}\'.format(1)', lambda: '{-1}'.format(1))
show('\'{ 0}\'.format(1)', lambda: '{ 0}'.format(1))
show('\'{0 }\'.format(1)', lambda: '{0 }'.format(1))
