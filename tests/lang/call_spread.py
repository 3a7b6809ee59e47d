# f(*a, **k): what is unpacked first, what is complained about, and what the callee may change meanwhile.
def f(a, b=2, *, c=3):
    return a, b, c


class Mapping:
    def __init__(self, name, **items):
        self.name, self.items = name, items

    def keys(self):
        print('keys of', self.name)
        return self.items.keys()

    def __getitem__(self, key):
        return self.items[key]


def items(*values):
    print('iterated')
    yield from values


print(f(*[1]), f(*(1, 5)), f(**{'a': 1}), f(*[1], **{'c': 7}), f(1, *[2], **{'c': 8}), f(*'ab'))
print(f(*items(1, 2), **Mapping('m', c=9)))
print(f(**Mapping('n', a=4)), f(**{'c': 1, 'b': 2, 'a': 3}))
for call in (lambda: f(*5), lambda: f(**5), lambda: f(*5, **6), lambda: f(**{1: 2}), lambda: f(*[1], **{'a': 2}),
             lambda: f(*[1, 2, 3]), lambda: f(**{'d': 1, 'a': 1}), lambda: f(), lambda: f(**{}), lambda: max(**{'x': 1}),
             lambda: f(*[1], **{'b' + 'c': 1}), lambda: len(*[[1], 2])):
    try:
        print(call())
    except TypeError as e:
        print(e)


def changes(a, b, rest):
    rest.clear()
    return a, b


names = {'a': [1], 'b': 2}
names['rest'] = names
print(changes(**names), names)
values = [[1], 2]
values.append(values)
print(changes(*values), values)


def keeps(**kw):
    kw['x'] = 1
    return kw


d = {'y': 2}
print(keeps(**d), d, keeps(**d) is d)
print(list(f(*(i, i)) for i in range(3)))


def generator(*args, **kw):
    yield args, kw


print(list(generator(*[1], **{'k': 2})))
text = ''.join(['a'])
print(f(**{text: 1, text.replace('a', 'b'): 3}))


def many(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3):
    return a0 + d3


print(many(*range(34)), many(*range(33), **{'d3': 50}))


def deep(n, *args):
    return n if n == 0 else deep(*(n - 1,), **{})


print(deep(200))
