# SPDX-License-Identifier: MIT
# ast: every public name, trees with places, text and back, literals, visitors, compile() of trees.
import ast, sys, warnings
warnings.simplefilter('ignore')
source = '''"""Module."""
from __future__ import annotations
import os.path as p, sys
from . import a
from ..b import (c as d, e)
@deco(1)
async def f(a, b: int = 1, /, c=2, *args: str, d, e=5, **kw) -> None:
    """Doc

    more"""
    global x
    async with a as b, c: await d
    async for i in j: yield i
    else: return
    return [await z for z in y if z async for w in v]
@dec
class C(Base, metaclass=M, **kw):
    u'unicode doc'
    x: int = 1
    (y): str
    self.z: float
    def m(self): pass
for i, (j, *k) in enumerate(x):
    if i: continue
    elif j: break
    elif k: pass
    else: del a, b[0], c.d
else:
    while 1: x += 1
    else: x @= 2
try: pass
except (A, B) as e: raise X from e
except: raise
else: pass
finally: assert a, 'msg'
try: pass
except* A: pass
with open(a) as f, g(): pass
match x:
    case 1 | -2 | 'a' | None | True | 1 + 2j: pass
    case [a, *_, b] if a: pass
    case {'k': v, **rest}: pass
    case {**rest}: pass
    case P(1, x=2) as q: pass
    case a.b: pass
    case (1 | 2) as z: pass
    case _: pass
x = y = lambda a, *, b=1: (yield)
z = (a if b else c) if (d if e else f) else g
z = a or b and not c, (a or b) and c, not (a and b), a < b <= c != d is not e not in f, (a < b) < c
z = -a ** -b, (-a) ** b, (a ** b) ** c, a ** b ** c, a - (b - c), a + b * c, (a + b) * c, ~a & b | c ^ d << 2, a @ b // c % d
z = {1: 2, **a}, {1, *b}, [*a], {}, set(), (), (1,), a[1], a[1:2, ::3], a[:], a[1,], a[()], a[*b], f(*a, b, *c, k=1, **d), f(x for x in y)
z = f'a{b!r:>{c}}{{}}{d + 1}', f"it's {x['k']}", b'bytes\\xff', 'a\\'b"c', 'new\\nline', 1e400, 1j, -1, 10 ** 20, ..., 0xff, 1.5, u'u', 'a' 'b', f'{x}' 'y', f'{ {1} }', f'{a=}'
z = {k: v for k, v in x if k}, {a for a in b}, (a for a in b if c if d), [a for a in b for c in d]
z = (x := 1), (lambda: 1)(), (a, b)[0], a.b.c[d](e).f, 1 .real, 1.5.real, (yield), (await x)
a, b = b, a
a[0], c.d = x
print(x, end='')
nonlocal_ = 1
if x: y
'''.replace('(await x)', '1').replace('(yield)', '1')
tree = ast.parse(source)
print(ast.dump(tree, indent=2, include_attributes=True))
print(ast.dump(tree)); print(ast.dump(tree, annotate_fields=False)); print(ast.dump(ast.parse('f(x)\nclass A: pass'), show_empty=True, indent=1))
text = ast.unparse(tree)
print(text)
print(ast.dump(ast.parse(text)) == ast.dump(tree))
for mode, text in ('eval', 'a + 1'), ('single', 'x = 1\n'), ('func_type', '(int, *str, **bytes) -> bool'), ('exec', ''):
    print(ast.dump(ast.parse(text, mode=mode)))
for n in 'AST mod stmt expr expr_context boolop operator unaryop cmpop pattern excepthandler type_ignore type_param slice Index ExtSlice Suite AugLoad AugStore Param FunctionType TypeIgnore TypeAlias TypeVar ParamSpec TypeVarTuple'.split():
    c = getattr(ast, n); print(n, c.__mro__[1].__name__, c._fields, c._attributes, c.__module__)
names = [n for n in dir(ast) if n[0] != '_' and isinstance(getattr(ast, n), type) and issubclass(getattr(ast, n), ast.AST)]
print(len(names), [(n, getattr(ast, n)._fields, getattr(ast, n).__match_args__ == getattr(ast, n)._fields, getattr(ast, n)._attributes) for n in names])
def attempt(call, *args, **kw):
    try: print(repr(call(*args, **kw)))
    except Exception as error:
        import re
        print(type(error).__name__, re.sub('0x[0-9a-f]+', 'ID', str(error)))
for text in '1', '-1', '+1.5', '1+2j', '-1-2j', '"a"', "b'x'", '[1, (2, 3), {4: 5}, {6}]', 'set()', 'None', 'True', '...', '  1', '{**a}', 'a', '1 + 1', 'f()', '[x for x in y]', '-"a"', '1 +', '"a" "b"', 'f"a"', '{1: 2, **{}}', '1 < 2', '--1', 'not 1', '\n1', '(1,)', '1j + 1', 'set(1)', '()':
    attempt(ast.literal_eval, text)
attempt(ast.literal_eval, ast.parse('[1]', mode='eval')); attempt(ast.literal_eval, 5); attempt(ast.literal_eval, ast.Name('x', ast.Load()))
name = ast.Name('x'); print(ast.dump(name), name.id, type(name.ctx).__name__, ast.dump(ast.Call(ast.Name('f'), [])), ast.dump(ast.FunctionDef('f', ast.arguments(), [ast.Pass()])), ast.Constant(1, kind=None).value, ast.Constant(5).kind)
attempt(ast.Name, 'a', 'b', 'c'); attempt(ast.Name, 'a', id='b'); attempt(ast.dump, 5); attempt(ast.Pass, 1)
warnings.simplefilter('error'); attempt(ast.Name); attempt(ast.Name, 'x', foo=1); attempt(ast.BinOp, ast.Constant(1), ast.Add()); warnings.simplefilter('ignore')
import copy, pickle
n2 = copy.deepcopy(tree.body[5]); print(ast.dump(n2) == ast.dump(tree.body[5]), n2 is tree.body[5], n2.lineno)
print(ast.get_docstring(tree), repr(ast.get_docstring(tree.body[5])), repr(ast.get_docstring(tree.body[5], clean=False)), ast.get_docstring(tree.body[6])); attempt(ast.get_docstring, tree.body[0])
code = 'def f():\n    return (1 +\n        2)\n'
fn = ast.parse(code).body[0]
print(repr(ast.get_source_segment(code, fn)), repr(ast.get_source_segment(code, fn.body[0].value)), repr(ast.get_source_segment(code, fn.body[0].value, padded=True)), ast.get_source_segment(code, ast.Pass()))
print([type(x).__name__ for x in ast.walk(fn)], [type(x).__name__ for x in ast.iter_child_nodes(fn)], [k for k, v in ast.iter_fields(fn)])
new = ast.copy_location(ast.Constant(5), fn.body[0].value); print(new.lineno, new.end_col_offset, ast.increment_lineno(new, 10).lineno, new.end_lineno)
made = ast.fix_missing_locations(ast.Module([ast.Expr(ast.Call(ast.Name('print', ast.Load()), [ast.Constant('made')], []))], [])); print(ast.dump(made, include_attributes=True)); exec(compile(made, '<made>', 'exec'))
class Visitor(ast.NodeVisitor):
    def visit_Name(self, node): print('name', node.id)
    def visit_Constant(self, node): print('constant', node.value)
Visitor().visit(ast.parse('a + b * 3\nc(d)'))
class Old(ast.NodeVisitor):
    def visit_Num(self, node): print('num', node.value)
    def generic_visit(self, node): print(type(node).__name__); super().generic_visit(node)
Old().visit(ast.parse('1 + "a"', mode='eval'))
class Transformer(ast.NodeTransformer):
    def visit_Name(self, node): return ast.copy_location(ast.Subscript(ast.Name('data', ast.Load()), ast.Constant(node.id), node.ctx), node)
    def visit_Pass(self, node): return None
    def visit_Expr(self, node): return [node, ast.copy_location(ast.Expr(ast.Constant('twice')), node)]
changed = ast.fix_missing_locations(Transformer().visit(ast.parse('x + y\nif z:\n    pass\n    w')))
print(ast.unparse(changed))
print(eval(compile(ast.fix_missing_locations(Transformer().visit(ast.parse('x + y', mode='eval'))), '<t>', 'eval'), {'data': {'x': 1, 'y': 2}}))
space = {}
exec(compile(ast.parse('def f(a):\n    """Doc."""\n\n    # comment\n    x = (a +\n         1)\n    return 1 / x\n', 'file.py'), 'file.py', 'exec'), space)
print(space['f'].__doc__, space['f'](1))
try: space['f'](-1)
except ZeroDivisionError as error: print(error.__traceback__.tb_next.tb_lineno, error.__traceback__.tb_next.tb_frame.f_code.co_filename)
for bad in (lambda: compile(ast.parse('1'), 'f', 'eval'), lambda: compile(ast.parse('1', mode='eval'), 'f', 'exec'), lambda: compile(ast.Module([ast.Pass()], []), 'f', 'exec'), lambda: compile(ast.fix_missing_locations(ast.Module([ast.If(ast.Constant(1), [], [])], [])), 'f', 'exec'), lambda: ast.parse('x ='), lambda: ast.parse('  x'), lambda: ast.parse('1', mode='other'), lambda: compile(ast.parse('return'), 'f', 'exec')):
    attempt(bad)
print(compile('1', 'f', 'exec', ast.PyCF_ONLY_AST).body[0].value.value, ast.PyCF_TYPE_COMMENTS, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, ast.PyCF_OPTIMIZED_AST)
print(type(ast.Index(5)).__name__, type(ast.ExtSlice([ast.Constant(1)])).__name__, isinstance(ast.parse('x', mode='eval'), ast.mod), ast.unparse(ast.Constant((1, 2))), ast.unparse([ast.Pass(), ast.Break()]), ast.unparse(ast.Constant(float('inf'))))
match ast.parse('a.b').body[0].value:
    case ast.Attribute(value=ast.Name(id=i), attr=at): print('matched', i, at)
import os
with open('one.py', 'w') as file: file.write('x = 1\n')
print(os.system(f'{sys.executable} -m ast one.py >out 2>&1'), open('out').read())
