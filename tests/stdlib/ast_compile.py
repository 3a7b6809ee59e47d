# compile() of trees: places are kept, and what is no sound tree is refused.
import ast
import sys
import traceback


def attempt(label, tree, mode='exec'):
    try:
        code = compile(tree, '<tree>', mode)
        print(label, 'ok', code.co_name)
    except Exception as e:
        text = str(e).split(' object at')[0]
        print(label, type(e).__name__, text)
        if isinstance(e, SyntaxError):
            print('   ', e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)


# ---- places ----
SOURCE = '''
def f(a, b):
    x = 1
    return g(a) + (
        a / b)


def g(a):
    return [i for i in range(a)][0] if a else 0


f(1, 0)
'''


class Swap(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(value=node.value), node)


tree = Swap().visit(ast.parse(SOURCE))
code = compile(tree, 'lesson.py', 'exec')
print(list(code.co_positions())[-1][:0], code.co_filename)
try:
    exec(code)
except ZeroDivisionError as e:
    for frame in traceback.extract_tb(e.__traceback__)[1:]:
        print(frame.name, frame.lineno, frame.end_lineno, frame.colno, frame.end_colno)
moved = ast.parse('1/0\n')
ast.increment_lineno(moved, 40)
try:
    exec(compile(moved, '<moved>', 'exec'))
except ZeroDivisionError as e:
    frame = traceback.extract_tb(e.__traceback__)[-1]
    print(frame.lineno, frame.colno, frame.end_colno)
wide = ast.parse('1/0')
wide.body[0].value.col_offset, wide.body[0].value.end_col_offset = 200, 300
try:
    exec(compile(wide, '<wide>', 'exec'))
except ZeroDivisionError as e:
    frame = traceback.extract_tb(e.__traceback__)[-1]
    print(frame.lineno, frame.colno, frame.end_colno)

# ---- constants that no text has ----
P = dict(lineno=1, col_offset=0)


def value(v):
    return eval(compile(ast.Expression(ast.Constant(v, **P)), '<c>', 'eval'))


for v in (0, 1, -1, 2**70, -2**70, 10**5000 > 0, 1.5, -0.0, float('inf'), 2j, -2j, None, True, False, ..., 'a\0b', '\ud800', b'\x00\xff', '',
          (), (1, 'a', (2.5, None)), frozenset({1, 2}), frozenset(), -5):
    print(ascii(value(v)))
print(value(float('nan')) != value(float('nan')), value(-2**4000) == -2**4000)
for v in ([], {}, set(), object, (1, []), 1 .__class__):
    attempt('constant', ast.Expression(ast.Constant(v, **P)), 'eval')

# ---- what is missing, or of another sort ----
name = ast.Name('x', ast.Load(), **P)
store = ast.Name('x', ast.Store(), **P)


def expr(node, label=None):
    attempt(label or type(node).__name__, ast.Expression(node), 'eval')


def stmt(*nodes):
    attempt(type(nodes[0]).__name__ if nodes else 'empty', ast.Module(list(nodes), []))


expr(ast.Constant(1))
expr(ast.Constant(1, lineno=1))
expr(ast.Constant(1, lineno=1, col_offset=0, end_lineno=None))
expr(ast.Constant(1, lineno='1', col_offset=0))
expr(ast.Constant(1, lineno=3, col_offset=0, end_lineno=2, end_col_offset=0))
expr(ast.Constant(1, lineno=-1, col_offset=0, end_lineno=2, end_col_offset=0))
expr(ast.Constant(1, lineno=1, col_offset=-2, end_lineno=1, end_col_offset=0))
expr(ast.Constant(1, lineno=1, col_offset=9, end_lineno=1, end_col_offset=5))
expr(ast.Constant(1, lineno=-1, col_offset=-1))
attempt('mode', ast.Module([], []), 'eval')
attempt('mode', ast.Expression(name), 'exec')
attempt('mode', ast.Interactive([]), 'exec')
attempt('mode', ast.Interactive([ast.Pass(**P)]), 'single')
attempt('mode', name, 'eval')
attempt('mode', ast.Module([], []), 'nothing')
attempt('none', ast.Expression(None), 'eval')
expr(ast.Pass(**P))
expr(5)
expr('x')
stmt(name)
stmt(5)
stmt(None)
stmt()
attempt('body', ast.Module(5, []))
attempt('body', ast.Module((ast.Pass(**P),), []))
attempt('body', ast.Module(None, []))
m = ast.Module([], [])
del m.body
attempt('no body', m)
b = ast.BinOp(name, ast.Add(), name, **P)
del b.op
expr(b)
expr(ast.BinOp(name, 5, name, **P))
expr(ast.BinOp(name, None, name, **P))
expr(ast.BinOp(name, ast.And(), name, **P))
expr(ast.BinOp(name, ast.Add, name, **P))
expr(ast.BinOp(None, ast.Add(), name, **P))
expr(ast.BoolOp(ast.And(), [name], **P))
expr(ast.BoolOp(ast.Add(), [name, name], **P))
expr(ast.BoolOp(ast.Or(), [name, None], **P))
expr(ast.UnaryOp(ast.Add(), name, **P))
expr(ast.Compare(name, [], [], **P))
expr(ast.Compare(name, [ast.Eq()], [], **P))
expr(ast.Compare(name, [ast.Eq()], [name, name], **P))
expr(ast.Compare(name, [ast.Add()], [name], **P))
expr(ast.Name('x', 5, **P))
expr(ast.Name('x', ast.Store(), **P))
expr(ast.Name('x', ast.Del(), **P))
for text in 'None', 'True', 'False', 'x y', '', '__debug__':
    expr(ast.Name(text, ast.Load(), **P), text)
expr(ast.Name(5, ast.Load(), **P))
expr(ast.Name(None, ast.Load(), **P))
expr(ast.Name(b'x', ast.Load(), **P))
expr(ast.Attribute(name, 5, ast.Load(), **P))
expr(ast.Attribute(name, 'a', ast.Store(), **P))
expr(ast.Attribute(store, 'a', ast.Load(), **P))
expr(ast.Subscript(name, store, ast.Load(), **P))
expr(ast.Subscript(name, None, ast.Load(), **P))
expr(ast.List([store], ast.Load(), **P))
expr(ast.Tuple([name], ast.Store(), **P))
expr(ast.List([None], ast.Load(), **P))
expr(ast.List(None, ast.Load(), **P))
expr(ast.Set([], **P))
expr(ast.Dict([name], [], **P))
expr(ast.Dict([None], [name], **P))
expr(ast.Dict([name], [None], **P))
expr(ast.NamedExpr(ast.Attribute(name, 'a', ast.Store(), **P), name, **P))
expr(ast.NamedExpr(store, name, **P))
expr(ast.NamedExpr(name, name, **P))
expr(ast.ListComp(name, [], **P))
expr(ast.ListComp(name, [ast.comprehension(store, name, [], 0)], **P))
expr(ast.ListComp(name, [ast.comprehension(name, name, [], 0)], **P))
expr(ast.ListComp(name, [ast.comprehension(store, name, [store], 0)], **P))
expr(ast.ListComp(name, [5], **P))
expr(ast.DictComp(name, name, [], **P))
expr(ast.Call(name, [store], [], **P))
expr(ast.Call(name, [], [ast.keyword('a', store, **P)], **P))
expr(ast.Call(name, [], [ast.keyword('a', name, **P), ast.keyword('a', name, **P)], **P))
expr(ast.Call(name, [], [ast.keyword(5, name, **P)], **P))
expr(ast.Call(name, [ast.Starred(name, ast.Load(), **P)], [ast.keyword(None, name, **P)], **P))
expr(ast.Starred(name, ast.Load(), **P))
expr(ast.Slice(None, None, None, **P))
expr(ast.JoinedStr([ast.Constant('a', **P), ast.FormattedValue(name, -1, None, **P)], **P))
expr(ast.FormattedValue(name, 115, ast.JoinedStr([ast.Constant('>3', **P)], **P), **P))
expr(ast.Yield(None, **P))
expr(ast.Await(name, **P))
expr(ast.Lambda(ast.arguments([], [ast.arg('a', None, **P)], None, [], [], None, [name, name]), name, **P))
expr(ast.Lambda(ast.arguments([], [], None, [ast.arg('a', None, **P)], [], None, []), name, **P))
expr(ast.Lambda(ast.arguments([], [ast.arg('a', None, **P), ast.arg('a', None, **P)], None, [], [], None, []), name, **P))
expr(ast.Lambda(ast.arguments([], [ast.arg('a', None, **P)], None, [ast.arg('k', None, **P)], [None], None, []), name, **P))
expr(ast.IfExp(name, name, store, **P))

none = ast.arguments([], [], None, [], [], None, [])
one = ast.Pass(**P)
stmt(ast.FunctionDef('f', none, [], [], None, None, [], **P))
stmt(ast.FunctionDef(None, none, [one], [], None, None, [], **P))
stmt(ast.FunctionDef('f', none, [one], [store], None, None, [], **P))
stmt(ast.FunctionDef('f', none, [one], [], None, None, [], **P))
stmt(ast.ClassDef('C', [], [], [], [], [], **P))
stmt(ast.ClassDef('C', [store], [], [one], [], [], **P))
stmt(ast.Return(name, **P))
stmt(ast.Delete([], **P))
stmt(ast.Delete([name], **P))
stmt(ast.Delete([ast.Constant(1, **P)], **P))
stmt(ast.Assign([], name, **P))
stmt(ast.Assign([name], name, **P))
stmt(ast.Assign([ast.Constant(1, **P)], name, **P))
stmt(ast.Assign([ast.Starred(store, ast.Store(), **P)], name, **P))
stmt(ast.Assign([ast.Tuple([ast.Starred(store, ast.Store(), **P)] * 2, ast.Store(), **P)], name, **P))
stmt(ast.AugAssign(name, ast.Add(), name, **P))
stmt(ast.AugAssign(ast.Tuple([store], ast.Store(), **P), ast.Add(), name, **P))
stmt(ast.AnnAssign(ast.Attribute(name, 'a', ast.Store(), **P), name, None, 1, **P))
stmt(ast.AnnAssign(store, name, None, 1, **P))
stmt(ast.AnnAssign(store, name, None, 'x', **P))
stmt(ast.For(name, name, [one], [], None, **P))
stmt(ast.For(store, name, [], [], None, **P))
stmt(ast.While(name, [], [], **P))
stmt(ast.If(name, [], [], **P))
stmt(ast.If(store, [one], [], **P))
stmt(ast.With([], [one], None, **P))
stmt(ast.With([ast.withitem(name, name)], [one], None, **P))
stmt(ast.With([ast.withitem(name, None)], [], None, **P))
stmt(ast.Raise(None, name, **P))
stmt(ast.Try([], [], [], [one], **P))
stmt(ast.Try([one], [], [], [], **P))
stmt(ast.Try([one], [], [one], [one], **P))
stmt(ast.Try([one], [ast.ExceptHandler(None, None, [], **P)], [], [], **P))
stmt(ast.Try([one], [ast.ExceptHandler(None, None, [one])], [], [], **P))
stmt(ast.Try([one], [ast.ExceptHandler(None, None, [one], **P), ast.ExceptHandler(name, None, [one], **P)], [], [], **P))
stmt(ast.Try([one], [one], [], [], **P))
stmt(ast.TryStar([one], [], [], [], **P))
stmt(ast.Assert(store, None, **P))
stmt(ast.Import([], **P))
stmt(ast.Import([ast.alias('sys', None, **P)], **P))
stmt(ast.Import([ast.alias(None, None, **P)], **P))
stmt(ast.ImportFrom(None, [ast.alias('x', None, **P)], -1, **P))
stmt(ast.ImportFrom('m', [], 0, **P))
stmt(ast.Global([], **P))
stmt(ast.Nonlocal(['x'], **P))
stmt(ast.Global([5], **P))
stmt(ast.Expr(None, **P))
stmt(ast.Expr(store, **P))
stmt(ast.Break(**P))
stmt(ast.Continue(**P))


def match(*patterns):
    cases = [ast.match_case(p, None, [one]) for p in patterns]
    attempt('match ' + ' '.join(type(p).__name__ for p in patterns), ast.Module([ast.Match(name, cases, **P)], []))


Q = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
wild = ast.MatchAs(None, None, **Q)
match()
match(wild)
match(wild, wild)
match(ast.MatchAs(wild, None, **Q))
match(ast.MatchAs(wild, 'x', **Q))
match(ast.MatchAs(None, '_', **Q))
match(ast.MatchAs(None, 'None', **Q))
match(ast.MatchAs(None, None, **P))
match(ast.MatchOr([wild], **Q))
match(ast.MatchOr([ast.MatchValue(ast.Constant(1, **P), **Q), wild], **Q))
match(ast.MatchStar('x', **Q))
match(ast.MatchSequence([ast.MatchStar('x', **Q)], **Q))
match(ast.MatchSequence([ast.MatchStar('x', **Q), ast.MatchStar('y', **Q)], **Q))
match(ast.MatchSequence([ast.MatchStar('_', **Q)], **Q))
match(ast.MatchSingleton(5, **Q))
match(ast.MatchSingleton(None, **Q))
match(ast.MatchValue(name, **Q))
match(ast.MatchValue(ast.Attribute(name, 'a', ast.Load(), **P), **Q))
for v in 1, -1, 'a', b'b', 1.5, 2j, None, True, ..., (1,):
    match(ast.MatchValue(ast.Constant(v, **P), **Q))
match(ast.MatchValue(ast.UnaryOp(ast.USub(), ast.Constant(1, **P), **P), **Q))
match(ast.MatchValue(ast.UnaryOp(ast.Not(), ast.Constant(1, **P), **P), **Q))
match(ast.MatchValue(ast.BinOp(ast.Constant(1, **P), ast.Add(), ast.Constant(2j, **P), **P), **Q))
match(ast.MatchValue(ast.BinOp(ast.Constant(1, **P), ast.Mult(), ast.Constant(2j, **P), **P), **Q))
match(ast.MatchMapping([ast.Constant(1, **P)], [], None, **Q))
match(ast.MatchMapping([ast.Constant(None, **P)], [wild], 'rest', **Q))
match(ast.MatchMapping([name], [wild], None, **Q))
match(ast.MatchMapping([], [], '_', **Q))
match(ast.MatchClass(name, [], ['a'], [], **Q))
match(ast.MatchClass(ast.Constant(1, **P), [], [], [], **Q))
match(ast.MatchClass(name, [wild], ['a'], [wild], **Q))
match(ast.MatchClass(name, [], ['a', 'a'], [wild, wild], **Q))

# ---- subclasses, sharing, depth ----


class MyName(ast.Name):
    pass


x = 7
print(eval(compile(ast.Expression(MyName('x', ast.Load(), **P)), '<s>', 'eval')))
print(eval(compile(ast.Expression(ast.BinOp(name, ast.Mult(), name, **P)), '<s>', 'eval')))
node = ast.Constant(0, **P)
for i in range(900):
    node = ast.BinOp(node, ast.Add(), ast.Constant(1, **P), **P)
print(eval(compile(ast.Expression(node), '<deep>', 'eval')))
loop = ast.List([], ast.Load(), **P)
loop.elts.append(loop)
try:
    compile(ast.Expression(loop), '<loop>', 'eval')
except RecursionError as e:
    print(e)
print(type(compile(ast.Module([], []), 'x', 'exec', ast.PyCF_ONLY_AST)))
doc = ast.parse('"doc"\nclass C:\n    "c"\n    def f(self): "f"\n')
space = {}
exec(compile(doc, 'd', 'exec'), space)
print(space['__doc__'], space['C'].__doc__, space['C'].f.__doc__, space['C'].f.__qualname__)
exec(compile(ast.parse('assert x == 8, "optimized"'), 'd', 'exec', optimize=1))
print(compile(ast.parse('from __future__ import annotations\ny: nothing = 1'), 'd', 'exec').co_flags & 0x1000000 != 0)
