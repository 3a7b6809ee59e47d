# Where str.format and % find their arguments, and what they return as it is.
class Name(str):
    pass


class Loud:
    def __format__(self, spec):
        return f'<{spec}>'

    def __str__(self):
        return 'loud'


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


f = str.format
for text in ('', '{}', '{}{}', '{0}{1}{0}', '{a}', '{a}{}{b}', '{a.real}', '{a!r:>5}', '{a:{b}}', '{é}', '{', '}', '{}}', '{{}}', '{{{}}}', '{:{}}', '{0', '{0[', '{a!', '{a!x}',
             '{}{0}', '{0}{}', '{ }', '{-1}', '{00}', '{01}', '{1}', 'é{}é', '€{}{a}', '{a[', '{[0]}', '{.real}', '{:}', '{!r}', '{0!s:}', '{a{b}}'):
    attempt(f, text)
    attempt(f, text, 1, 2)
    attempt(f, text, 'é', a=7, b='^5', **{'é': '€'})
    attempt(f, text, Loud(), 3, a=Loud(), b=Name('x'))
    attempt(text.format_map, {'a': 5, 'b': 6, 'é': 1})
attempt(f, Name('{}'), 5)
attempt(f, '{a}', **{1: 2})
attempt(f, '{a}', **{Name('a'): 2})
attempt(f)
attempt(f, 5)
attempt('{self}{format}'.format, self=1, format=2)
attempt('{}'.format, *range(3))
attempt('{a}'.format, A=1)

text = 'a text of its own'
print('%s' % text is text, type('%s' % Name('x')), '%s' % (text,) == text, '%s' % Loud(), '%%s', 'é%sé' % 'é', '€%s' % 1, '%s%%' % 5, '%s' % ((),), '%s' % 'é€')
for pattern, values in (('%s', ()), ('%s', (1, 2)), ('%', ()), ('%s %', (1,)), ('plain', 'x'), ('plain', 1), ('plain', {}), ('%(a)s', {'a': 1}), ('%(a)s', 'x'), ('%x%o', (255, 8)),
                        ('%s%s', 'ab'), ('%5s|%-5s|%.1s', ('ab', 'ab', 'ab')), ('%q', 1), ('%d', 'x'), ('%c%c', (65, 'é')), (b'%s', b'x'), (b'%s', 'x'), (b'%d%%', 5)):
    attempt(lambda: pattern % values)

for items in ([], [1], [1, 2.5, 3, 4], [1, 2, 3, 'a'], ['a'] * 9, [1, 0.0, 2, 3, 4, None, 5, 6], list(range(11)), [1.5] * 7 + [[]], [True, 1, 2, 3]):
    copies = [items[:], list(items), items.copy(), items + items, [*items], items * 2]
    items.append('end')
    print(copies, tuple(copies[0]))
died = []


class Ends:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        died.append(self.n)


row = [1, Ends(0), 2.5, 3, Ends(1), Ends(2), 4, 5, 6, 7, 8, Ends(3), 'x']
other = row[:]
del row
print(died)
del other
print(died)
