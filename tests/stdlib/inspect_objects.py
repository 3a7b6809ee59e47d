# SPDX-License-Identifier: MIT
# inspect: predicates, members, source, frames, states.
import functools
import inspect
import types


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def plain(a, b):
    """Plain.

        indented
    last
    """
    x = 1
    return x


def gen():
    yield 1
async def co(): pass
async def agen(): yield 1


@types.coroutine
def oldco():
    yield


class A:
    """Doc of A."""
    slot = 3

    def m(self): "doc m"

    @classmethod
    def c(cls): pass

    @staticmethod
    def s(): pass

    @property
    def p(self):
        "doc p"
        return 1


class B(A):
    def m(self): pass
    # trailing comment

    class Inner:
        def deep(self):
            return [
                1,
            ]


class S:
    __slots__ = ('z',)


@functools.lru_cache
@functools.wraps(plain)
def decorated(a,
              b=(1,
                 2)):
    # comment
    s = """
not indented
"""
    return s


lam = lambda q: q + 1
preds = ['ismodule', 'isclass', 'ismethod', 'isfunction', 'isgeneratorfunction', 'isgenerator', 'iscoroutinefunction',
         'iscoroutine', 'isasyncgenfunction', 'isasyncgen', 'isawaitable', 'istraceback', 'isframe', 'iscode', 'isbuiltin',
         'isroutine', 'isabstract', 'ismethoddescriptor', 'isdatadescriptor', 'isgetsetdescriptor', 'ismemberdescriptor', 'ismethodwrapper']
c, g, ag, oc = co(), gen(), agen(), oldco()
for name, o in [('inspect', inspect), ('A', A), ('A().m', A().m), ('plain', plain), ('gen', gen), ('g', g), ('co', co), ('c', c),
                ('agen', agen), ('ag', ag), ('oldco', oldco), ('oc', oc), ('len', len), ('str.join', str.join), ('[].append', [].append),
                ('frame', inspect.currentframe()), ('code', plain.__code__), ('A.p', A.__dict__['p']), ('A.s', A.__dict__['s']),
                ('A.c', A.__dict__['c']), ('S.z', S.z), ('partial co', functools.partial(co)), ('int.real', int.__dict__['real']),
                ('object().__str__', object().__str__), ('3', 3)]:
    print(name, [p for p in preds if getattr(inspect, p)(o)])
c.close()


@inspect.markcoroutinefunction
def marked(): return co()


print(inspect.iscoroutinefunction(marked), inspect.iscoroutinefunction(plain))
print([n for n, v in inspect.getmembers(A) if not n.startswith('__')])
print([n for n, v in inspect.getmembers(A, inspect.isfunction)], inspect.getmembers(A(), inspect.ismethod)[0][0])
print([n for n, v in inspect.getmembers_static(A(), lambda v: isinstance(v, property))])
for attr in inspect.classify_class_attrs(B):
    if not attr.name.startswith('__'):
        print(attr.name, attr.kind, attr.defining_class.__name__)
print(inspect.getmro(B), inspect.unwrap(decorated).__name__)
loop = types.SimpleNamespace()
loop.__wrapped__ = loop
try:
    inspect.unwrap(loop)
except ValueError as e:
    print('ValueError', str(e)[:35])
for o in [plain, A, A.m, B.m, A.p, B, 3, lam, A().m]:
    print(repr(inspect.getdoc(o))) if o != 3 else None
print(repr(inspect.cleandoc('  a\n    b\n      c\n\n')), repr(inspect.cleandoc('')), repr(inspect.cleandoc('\n\n  x\n')))
for o in [plain, gen, A.m, B, B.Inner, B.Inner.deep, lam, decorated.__wrapped__, A.c, co, oldco]:
    try:
        lines, n = inspect.getsourcelines(o)
        print(n, len(lines), ''.join(lines), end='')
    except Exception as e:
        print(type(e).__name__, e)
show(inspect.getsource, len)
show(inspect.getfile, 3)
show(inspect.getfile, int)
print(inspect.getsourcefile(plain).endswith('inspect_objects.py'), inspect.getmodule(plain).__name__, inspect.getmodulename('/a/b/c.py'), inspect.getmodulename('x.txt'))
# comment above
# second
def commented(): pass
print(repr(inspect.getcomments(commented)), inspect.getcomments(plain))
print(inspect.getattr_static(A(), 'p'). __class__, inspect.getattr_static(A, 'slot'), inspect.getattr_static(A, 'no', 'dflt'))
show(inspect.getattr_static, A, 'nope')


def outer(a, b=2, *args, **kw):
    def inner():
        info = inspect.stack()
        f = inspect.currentframe()
        print([i.function for i in info[:3]], info[0].lineno - info[1].lineno, info[1].code_context, info[1].index)
        print(inspect.getargvalues(f.f_back).args, inspect.formatargvalues(*inspect.getargvalues(f.f_back)[:3], {'a': 1, 'b': 2, 'args': (), 'kw': {}}))
        print(inspect.getframeinfo(f).function, inspect.getframeinfo(f, 3).index, inspect.getlineno(f) > 0, a)
    inner()


outer(1)
print(inspect.getargs(outer.__code__))
try:
    1 / 0
except ZeroDivisionError as e:
    t = inspect.trace()
    print(len(t), t[0].function, t[0].code_context, inspect.getinnerframes(e.__traceback__)[0].lineno == t[0].lineno)
    print(t[0].positions.col_offset, t[0].positions.end_col_offset)


def closure():
    x = 1
    def f(): return x, len, inspect, nothing
    return inspect.getclosurevars(f)


cv = closure()
print(cv.nonlocals, list(cv.globals), cv.builtins, cv.unbound)
g = gen()
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
next(g)
print(inspect.getgeneratorstate(g))
g.close()
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))


async def inside(v):
    print(inspect.getcoroutinestate(cc))
    await oldco()


cc = inside(7)
print(inspect.getcoroutinestate(cc), inspect.getcoroutinelocals(cc))
cc.send(None)
print(inspect.getcoroutinestate(cc), inspect.getcoroutinelocals(cc))
cc.close()
print(inspect.getcoroutinestate(cc), inspect.getcoroutinelocals(cc))
print(inspect.getasyncgenstate(ag), inspect.getasyncgenlocals(ag))
show(inspect.getgeneratorlocals, 3)
print(inspect.getclasstree([A, B, S]))
print(inspect.getclasstree([A, B], unique=True))
print(inspect.BufferFlags.FULL, inspect.CO_COROUTINE, inspect.indentsize('\t x'))
