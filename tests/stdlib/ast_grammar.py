# SPDX-License-Identifier: MIT
# ast: the docstrings of the classes of nodes and their _field_types.
import ast
import warnings

for name, cls in sorted(vars(ast).items()):
    if isinstance(cls, type) and issubclass(cls, ast.AST) and name[0] != '_' and cls is not ast.AST:
        if name in ('slice', 'Index', 'ExtSlice', 'Suite', 'AugLoad', 'AugStore', 'Param'):
            continue
        print(name, cls.__doc__)
        print(name, cls.__bases__[0].__name__, getattr(cls, '_field_types', None))
print([c.__name__ for c in ast.stmt.__subclasses__()])
print('_field_types' in vars(ast.AST), hasattr(ast.expr, '_field_types'), vars(ast.Pass)['_field_types'])
print(ast.Name._field_types['ctx'] is ast.expr_context, ast.If._field_types['body'].__args__)


class Own(ast.Name):
    pass


print(Own._field_types == ast.Name._field_types, Own.__doc__)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    node = ast.ImportFrom(module='math', names=[ast.alias('pi')])
print(node.level, ast.ImportFrom.level, seen, ast.dump(node))
exec(compile(ast.fix_missing_locations(ast.Module([node], [])), 'x', 'exec'))
print(pi, ast.unparse(node))
