# Functions and classes of a module's level may be compiled before the rest of the module is read: what comes later still counts.
import warnings


def run(text, names=()):
    g, l = {'log': []}, None
    try:
        exec(compile(text, 'pieces', 'exec'), g)
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'lineno', None))
    print(g['log'], [g.get(n) for n in names])


# A statement of the module that comes later.
run('''
class A:
    def m(self):
        del self
        return super().__repr__()
class B:
    def __init__(self): super().__init__()
try: A().m()
except Exception as e: log.append(str(e))
B()
''')
run('''
class A:
    def m(self):
        del self
        return super().__repr__()
try: A().m()
except Exception as e: log.append(str(e))
super = super
''')
run('''
def f():
    global x
    x = 1
f()
x += 1
del x
log.append('x' in globals())
x = [x for x in 'ab']
''', ['x'])
g, l = {}, {}
exec('def f():\n    global x, y\n    x = 1\nx = 2\nz = 3\nclass C:\n    global y\n    y = 4\n', g, l)
print(sorted(n for n in g if n != '__builtins__'), sorted(l))

# The order of errors and warnings.
run('def f(a, a): pass\nx = )\n')
run('def f():\n    break\ndef g(a, a): pass\n')
run('def f():\n    break\nnonlocal x\n')
run('def f():\n    return 1\nfrom __future__ import annotations\n')
run('def f():\n    return\n1 = 2\n')
run('def f(): pass\n    x = 1\n')
run('class C:\n    def f(): pass\n  def g(): pass\n')
run('def f(): (\nx = 1\n')
run('@f\nx = 1\n')
run('def f(): pass\nelse: pass\n')
run('try:\n    pass\ndef f(): pass\n')
run('async def f():\n    await g()\nawait g()\n')
run('def f(): pass\nreturn 1\n')
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    run('def f():\n    return 1 is 1\nx = "\\d"\ny = 0\ndef g():\n    return "\\e" is 2\n')
for w in seen:
    print(w.category.__name__, w.message, w.lineno)

# Annotations, __future__, docstrings, decorators, defaults, qualified names, private names.
run('''"""The text."""
from __future__ import annotations
def f(a: 1 + 1 = 2 * 3, *b: "x", c: list[int] = -1, **d: None) -> a.b:
    """ of f """
    x: y.z = 1
    def inner(p: q) -> r: pass
    return inner
class C(dict, metaclass=type):
    """ of C """
    __p: int = 5
    def __q(self): return self.__p
    class D:
        def e(self): return __class__
log.append((f.__doc__, f.__annotations__, f.__defaults__, f.__kwdefaults__, f(0).__qualname__, f(0).__annotations__))
log.append((C.__doc__, C.__annotations__, C()._C__q(), C.D.e.__qualname__, C.D().e().__name__))
k: int = 3
''', ['__doc__', '__annotations__'])
run('''
def deco(*args): return lambda f: log.append((f.__name__, len(args))) or f
@deco(1,
      2)
@deco(lambda: 0 if 1 else 2 and 3)
async def f(): pass
@deco([i for i in range(3)], {j: k for j, k in zip('ab', 'cd')})
class C: x = [y for y in 'xy']; z = lambda self: [self.x for _ in (1, 2)]
def g(h=(lambda: [w for w in (1, 2)])()): return h
''')
run('''
def f():
    try:
        raise KeyError(1)
    except KeyError as e:
        def g(): return e
        yield g().args
    finally:
        yield from [v for v in 'uv']
log += f()
if True:
    def f(): return 'second'
else:
    def f(): return 'third'
log.append(f())
def f(): return 'last'
log.append(f())
''')

# Long modules: the tokens come in windows, which must not cut a statement anywhere.
for n in [*range(0, 60), *range(330, 360), 1000]:
    text = 'x = 1\n' * n + '''
@log.append
@id
def f(): pass
def f(a=(1,
         2)):
    return a
if n < 0: y = 1
elif n == 0: y = 2
else:
    y = 3
try:
    z = 1 / n
except ZeroDivisionError:
    z = 0

else: z = 5

finally: w = 1
# comment
class C:
    def m(self):

        return f()
# comment
  # comment
for i in 1, 2: pass
else:
    v = C().m()
while n: break
else: v += (0,)
''' * 9
    g = {'n': n, 'log': []}
    exec(text, g)
    ok = g['y'] == (3 if n else 2) and g['z'] == (5 if n else 0) and g['v'] == ((1, 2) if n else (1, 2, 0))
    if not ok or len(g['log']) != 9:
        print(n, g['y'], g['z'], g['v'], len(g['log']))
for n in range(500, 520):
    for tail in ('x = 1 +\n', 'def f(:\n  pass\n', 'if x:\ny\n', 'x = (1,\n', '  x\n', 'else: 1\n', '@a\n1\n', "'''\n"):
        try:
            compile('x = 1\n' * n + tail + 'y = 1\n' * 600, 'long', 'exec')
        except SyntaxError as e:
            if n == 510: print(type(e).__name__, e, e.lineno, e.offset, e.end_offset)
