# Trees that contain themselves are an error, not an endless loop.
import ast


def attempt(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, e)


e = ast.UnaryOp(op=ast.Not(), lineno=0, col_offset=0, operand=ast.Constant(1))
e.operand = e
attempt(lambda: compile(ast.Expression(e), '<test>', 'eval'))
f = ast.UnaryOp(op=ast.Not(), lineno=0, col_offset=0, operand=e)
e.operand = f
attempt(lambda: compile(ast.Expression(e), '<test>', 'eval'))

tree = ast.parse('f(x)')
call = tree.body[0].value
call.args.append(call)
attempt(lambda: compile(tree, '<test>', 'exec'))
attempt(lambda: ast.dump(tree))
attempt(lambda: ast.unparse(tree))

# The same node twice in one tree is none.
one = ast.Constant(1, lineno=1, col_offset=0)
attempt(lambda: eval(compile(ast.Expression(ast.Tuple([one, one], ast.Load(), lineno=1, col_offset=0)), '', 'eval')))
