# Arguments that a function gathers, given one by one, from a tuple or list and from a dict.


def rest(*args):
    return args


def one_rest(a, *args):
    return a, args


def default_rest(a, b=2, *args):
    return a, b, args


def rest_only(*args, key=1):
    return args, key


def keywords(**kw):
    return kw


def both(a, *args, b=5, **kw):
    return a, args, b, kw


def local(*args):
    first = last = None
    for x in args:
        last = x
        if first is None:
            first = x
    return first, last


class Text(str):
    pass


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('end of', self.name)


def attempt(f, *args, **kw):
    try:
        print(f.__name__, f(*args, **kw))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


def through(f):
    def wrapper(*args, **kw):
        return f(*args, **kw)
    wrapper.__name__ = 'through ' + f.__name__
    return wrapper


functions = [rest, one_rest, default_rest, rest_only, keywords, both, local]
functions += [through(through(f)) for f in functions]
spread = [(), (1,), [1, 2], (1, 2, 3), list(range(5)), tuple(range(40)), 'abc', range(3), {'k': 1}]
named = [{}, {'key': 3}, {'a': 1, 'b': 2}, {'z': 1, 'key': 2}, {Text('b'): 1}, {'args': 1, 'kw': 2},
         {'n%d' % i: i for i in range(40)}]
for f in functions:
    for s in spread:
        for d in named[:4]:
            attempt(f, *s, **d)
    for d in named:
        attempt(f, 1, **d)
        attempt(f, **d)
for f in functions:
    for d in ({1: 2}, {'b': 1, None: 2}, {'': 1}):
        try:
            print(f(1, **d))
        except TypeError as e:
            print(f.__name__, e)

row = (1, 2)
print(rest(*row) == row, rest(*()) is rest(), rest(1, 2), rest(*[1], *[2], 3))


def ends():
    print(local(Noisy('a'), Noisy('b'))[0].name)
    kept = rest(Noisy('c'), Noisy('d'))
    print(len(kept))
    del kept
    print('gone')
    items = [Noisy('e'), Noisy('f')]
    got = one_rest(*items)
    items.clear()
    print(got[0].name, got[1][0].name)
    got = None
    print('all gone')


ends()


def deep(n, *args):
    return deep(n - 1, n, *args) if n else len(args)


def wide(n, *args, **kw):
    return wide(n - 1, *args, **kw) if n else (args, kw)


print(deep(60), wide(100, 1, 2, x=3))
