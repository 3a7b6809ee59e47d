# A class derived from dict as the namespace of exec() and eval(): which of its methods are asked, and when.
class Supplies(dict):
    def __missing__(self, key):
        print('missing', key)
        if key in ('print', 'range', 'list', 'int'):
            raise KeyError(key)
        return 'made ' + key


class Tells(dict):
    def __getitem__(self, key):
        print('get', key)
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        print('set', key)
        super().__setitem__(key, value)

    def __delitem__(self, key):
        print('del', key)
        super().__delitem__(key)


def run(code, *spaces):
    try:
        exec(code, *spaces)
    except Exception as e:
        print('  ', type(e).__name__, e)
    print('  ', *(sorted(space) for space in spaces))


SOURCES = [
    'x = nothing',
    'def f():\n    return nothing\nprint(f())',
    'x = [nothing for i in range(2)]\nprint(x)',
    'class C:\n    y = nothing\nprint(C.y)',
    'global q\nq = w\nprint(q)\ndel q',
    'print((lambda: nope)())',
    'x = (nope for i in [1])\nprint(list(x))',
    'nothing += "!"\nprint(nothing)\ndel nothing',
    'x: int = 3\nprint(x)',
    'del unknown',
    'for i in range(2):\n    i = i + one',
    'one = 1\nfor i in range(3):\n    one += 1\n    print(one)',
    'import string\nprint(string.digits)',
    'print(eval("made"))',
    '"%s" % __name__',
]
for source in SOURCES:
    print('==', source)
    code = compile(source, '<text>', 'exec')
    for kind in Supplies, Tells:
        both = kind()
        run(code, both, both)
        run(code, kind())
        run(code, {}, kind())
        run(code, kind(), {})
        run(code, {'nothing': 'given', 'w': 1, 'one': 1, 'nope': 2, '__name__': 'n'})   # the same code in a dict, and back again
        run(code, kind(nothing='given', one=1))


class Fails(dict):
    def __getitem__(self, key):
        raise ZeroDivisionError(key)


run('print(1)', Fails())
run('def f(): return a\nf()', Fails())
print(eval('a + b', Supplies(a='1')))
