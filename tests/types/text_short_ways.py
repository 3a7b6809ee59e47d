# Texts made into lists and sets, compared, searched and capitalised: of each width, and of subclasses.
class S(str):
    def __iter__(self):
        return iter(['own', 'iterator'])

    def __eq__(self, other):
        return 'own ==' if isinstance(other, str) else NotImplemented

    def __ne__(self, other):
        return 'own !='

    def __contains__(self, item):
        return item == 'own'

    __hash__ = str.__hash__


texts = ['', 'a', 'abca', 'Hello wORLD it\'s 3rd-class x2y', '\xe9t\xc9 \xff\xb5\xdf', 'жук Жук', 'a😀b😀', '\x00\x7f\x80',
         'x' * 100, S('sub class')]
for s in texts:
    print(list(s), tuple(s), sorted(set(s)), sorted(frozenset(s)), [*s], {*s} == set(s), len(set(s)))
    l = [1]
    l.extend(s)
    l += s
    print(len(l), l[-1:], ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()))
    t = set('ab')
    t.update(s)
    t |= set(s)
    print(len(t), sorted(t)[:5])


def compared(pairs):
    out = []
    for a, b in pairs:
        out.append(a == b)
        out.append(a != b)
        if a == b:
            out.append('equal')
        if a != b:
            out.append('not')
        out.append('yes' if not a == b else 'no')
        while a != b:
            break
        else:
            out.append('loop ended')
    return out


small = ''.join(['a', 'b'])
pairs = [('a', 'a'), ('a', 'b'), ('ab', small), ('ab', 'ba'), ('ab', 'abc'), ('\xe9', '\xe9'), ('\xe9', 'é'), ('ж', 'ж'),
         ('ж', '\x16'), ('', ''), ('', 'a'), (S('a'), 'a'), ('a', S('a')), ('a', 1), (1, 'a'), ('a', None), ('a', b'a'),
         ('x' * 40, 'x' * 39 + 'y'), ('x' * 40, 'x' * 40)]
print(compared(pairs))
print(compared(pairs) == compared(pairs[::-1])[::1] or 'order matters')


def contained(pairs):
    out = []
    for text, part in pairs:
        try:
            out.append((part in text, part not in text))
            if part in text:
                out.append('in')
        except TypeError as e:
            out.append(str(e))
    return out


print(contained([('aeiou', 'a'), ('aeiou', 'u'), ('aeiou', 'x'), ('aeiou', ''), ('', 'a'), ('', ''), ('aeiou', 'ei'),
                 ('aeiou', 'ie'), ('x' * 24 + 'y', 'y'), ('x' * 23 + 'y', 'y'), ('é', 'é'), ('жe', 'e'), ('e', 'ж'), (S('abc'), 'a'),
                 (S('abc'), 'own'), ('abc', S('a')), ('abc', 1), ('abc', None), (['a'], 'a'), ({'a': 1}, 'a'), (b'a', 'a')]))
print([c in 'aeiou' for c in 'the quick é ж'], [c not in 'ж' for c in 'e\x16ж'])
