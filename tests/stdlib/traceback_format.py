# SPDX-License-Identifier: MIT
# traceback: formatting of exceptions: carets, chains, groups, notes, suggestions.
import io
import os.path
import sys
import traceback


def clean(text):
    return text.replace(__file__, 'FILE').replace(os.path.basename(__file__), 'FILE')


def show(f):
    try:
        f()
    except BaseException:
        print(clean(traceback.format_exc()), end='')
        print('--')


d = {'a': {'b': None}}
zero = 0


def f0(): return 1 / zero
def f1(): d['a']['b']['c']
def f2(): x = d['nope']
def f3(): print(1, 2, d.get('a').foo)
def f4(): return 3 + (4 * 'x' - 2) * 7
def f5(): return int('x')
def f6(): x = int('x')
def f7(): foo(bar(1))
def f8():
    return (1 +
            2 + 'x'
            + 3)
def f9(): int('x'); print(2)
def f10(): x, y = [1]
def f11(): raise ValueError('v')
def f12(): return not -'x'
def f13(): return 2 ** -'x' ** 2
def f14(): return [1, 2, 3][7] + 5
def f15(): assert zero, 'message'
def f16(): return d['a'].get(1, 2)['x'](3)
def f17(): d['a'] += 1
def f18(): return 'é' + 'ü' + 1
def f19(): return '漢字' + 1
def f20(): import nothing_here
def f21(): from errno import EPERMM
def f22(): del d['zz']
def f23(): return max(1, 2, key=lambda q: q.x)
def f24(): return 1 if zero else int('z')
def f25(): return d['a']['b'].x.y
def f26():
    return print(
        1,
        2,
        3,
        int('x'),
        5,
    )
def f27():
    foo = max(
        1,
        'x',
    )
def f28(): return "%d" % 'x'
def f29(): return -(1 / zero)
def f30(): return (lambda a: a.zz)(1)
def f31(): return [i / zero for i in range(3)]
def f32(): return f"{1 / zero}"
def f33(): x: int = int('q')
def f34(): x = y = int('q')
def f35(): return d . get ( 'a' ) [ 'b' ] [ 0 ]
def f36(): return 1 < 'x'
def f37(): return 5 @ 6  # comment
def f38(): return int('q')  # comment
def f39(): return d.get(1)()
def f40(): return 1 << 'x' >> 3


for n in range(41):
    show(globals()[f'f{n}'])


def chain():
    try:
        f0()
    except ZeroDivisionError as e:
        raise KeyError('k') from e


def context():
    try:
        f0()
    except ZeroDivisionError:
        f2()


def suppressed():
    try:
        f0()
    except ZeroDivisionError:
        raise KeyError('k') from None


show(chain)
show(context)
show(suppressed)


def group():
    errors = []
    for f in f0, f2:
        try:
            f()
        except Exception as e:
            errors.append(e)
    errors.append(ExceptionGroup('inner', [ValueError(1), TypeError('two\nlines')]))
    errors[0].add_note('note one\nnote two')
    g = ExceptionGroup('outer', errors)
    g.add_note('group note')
    raise g


show(group)


def wide():
    raise ExceptionGroup('wide', [ValueError(i) for i in range(20)])


show(wide)


def deep():
    e = ValueError('bottom')
    for i in range(14):
        e = ExceptionGroup(f'level {i}', [e])
    raise e


show(deep)


def chained_group():
    try:
        f0()
    except Exception as e:
        raise ExceptionGroup('g', [KeyError(1)]) from e


show(chained_group)


def recurse(n):
    if n:
        recurse(n - 1)
    else:
        1 / zero


show(lambda: recurse(10))
show(lambda: recurse(4))


class Thing:
    attribute = 1
    _hidden = 2

    def method(self):
        return self.methd

    def private(self):
        return self._hiden

    def bare(self):
        return attribute


def sug1(): Thing().atribute
def sug2(): Thing().hidden
def sug3(): Thing().method()
def sug4(): Thing().private()
def sug5(): Thing().bare()
def sug6(): local_variable = 1; local_varable
def sug7(): pritn(1)
def sug8(): asyncio.run(1)
def sug9(): from sys import exti
def sug10(): zzzzzzzzzzzzzz
def sug11(): [].appendd
def sug12(): Thing.ATTRIBUTE


for n in range(1, 13):
    show(globals()[f'sug{n}'])


class Weird(Exception):
    def __str__(self):
        raise RuntimeError


class NoMsg(Exception):
    pass


def weird(): raise Weird
def nomsg(): raise NoMsg
def multi(): raise NoMsg('a\nb')
def syntax(): compile('x = = 1\n', 'some.py', 'exec')
def syntax2(): compile('def f(:\n  pass', 'some.py', 'exec')
def syntax3(): raise SyntaxError('msg', ('f.py', 2, 3, 'abcdef\n', 2, 5))
def syntax4(): raise SyntaxError('only message')
def syntax5(): raise IndentationError('ind', ('f.py', 2, None, '   abc'))
def notes():
    e = ValueError('x')
    e.__notes__ = 'abc'
    raise e
def notes2():
    e = ValueError('x')
    e.__notes__ = 3
    raise e


for f in weird, nomsg, multi, syntax, syntax2, syntax3, syntax4, syntax5, notes, notes2:
    show(f)
