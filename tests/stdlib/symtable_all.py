# symtable: blocks, names and what they mean, and its errors.
import symtable
SRC = '''
import os, sys as system
from a.b import c as d
X: int = 1
Y: str
def f(a, /, b, *args, c=1, **kw):
    global G
    loc = a + X
    G = 2
    def inner():
        nonlocal loc
        loc += b
        return lambda q: q + loc
    lst = [i * loc for i in range(b) if (w := i)]
    gen = (j for j in lst)
    dd = {k: v for k, v in kw.items()}
    return inner, gen, [[m for m in n] for n in lst]
class C(dict):
    attr = X
    __private = 3
    def method(self):
        self.z = __class__
        return super().x + self.__private
    @staticmethod
    def st(): pass
    async def am(self): yield 1
    nested = [attr for attr in range(3)]
    class D: pass
for t in f: print(t, unknown)
try: pass
except E as e: del e
async def co():
    async for q in z: await q
    async with y as r: pass
top = [u for u in X]
'''
def show(t, depth=0):
    p = '  ' * depth
    print(p, repr(t), t.get_type(), t.get_name(), t.get_lineno(), t.is_optimized(), t.is_nested(), t.has_children(), sorted(t.get_identifiers()))
    if isinstance(t, symtable.Function):
        print(p, 'fn', [sorted(x) for x in (t.get_locals(), t.get_globals(), t.get_nonlocals(), t.get_frees())], t.get_parameters())
    if isinstance(t, symtable.Class):
        print(p, 'cls', t.get_methods())
    for n in sorted(t.get_identifiers()):
        s = t.lookup(n)
        print(p, ' ', repr(s), s.get_name(), *[int(x()) for x in (s.is_referenced, s.is_parameter, s.is_global, s.is_nonlocal, s.is_declared_global, s.is_local, s.is_annotated, s.is_free, s.is_imported, s.is_assigned, s.is_namespace)], [x.get_name() for x in s.get_namespaces()])
    for c in t.get_children():
        show(c, depth + 1)
show(symtable.symtable(SRC, '?', 'exec'))
show(symtable.symtable('a + (lambda x: x)(b)', 'file', 'eval'))
show(symtable.symtable('x = 1', 'file', 'single'))
show(symtable.symtable(b'# coding: latin-1\nx = 1', 'file', 'exec'))
show(symtable.symtable('from __future__ import annotations\ndef f(a: B) -> C: x: D = 1', 'file', 'exec'))
for args in [('x', '?', 'bad'), ('x +', '?', 'exec'), ('def f(a, a): pass', 'n.py', 'exec'), ('def f():\n  x = 1\n  global x', '?', 'exec'), ('x\0', '?', 'exec'), (5, '?', 'exec')]:
    try:
        print(symtable.symtable(*args))
    except (ValueError, SyntaxError, TypeError) as e:
        print(type(e).__name__, e)
t = symtable.symtable('def f(): pass\ndef f(): pass\nclass f: pass\nx=1', 'a', 'exec')
s = t.lookup('f')
print(s.get_namespaces())
for n in 'f', 'x', 'nope':
    try:
        print(t.lookup(n).get_namespace())
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
print(t.lookup('x') is t.lookup('x'), t.get_symbols())
print(symtable.__all__, list(symtable.SymbolTableType), t.get_children()[0].get_id() == t.get_children()[0].get_id(), type(t.get_id()))
