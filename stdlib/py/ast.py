# SPDX-License-Identifier: MIT
"""Syntax trees: parsing to them, walking, changing, printing, evaluating literals, back to text and
to code."""

import _ast
import sys
import re
from enum import IntEnum, auto
from contextlib import contextmanager, nullcontext
from _ast_grammar import describe as _describe

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST


class AST:
    """A node: what it consists of is named in _fields, where it stands in _attributes."""

    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        cls, fields = type(self), self._fields
        if len(args) > len(fields):
            raise TypeError(f'{cls.__name__} constructor takes at most {len(fields)} positional '
                            f'argument{"" if len(fields) == 1 else "s"}')
        given = set()
        for name, value in zip(fields, args):
            setattr(self, name, value)
            given.add(name)
        for name, value in kwargs.items():
            if name in fields and name in given:
                raise TypeError(f'{cls.__name__} got multiple values for argument {name!r}')
            if name not in fields and name not in self._attributes:
                _warn(
                    f'{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. Support '
                    f'for arbitrary '
                    'keyword arguments is deprecated and will be removed in Python 3.15.')
            given.add(name)
            setattr(self, name, value)
        for name, kind in cls._kinds.items():
            if name in given:
                continue
            if kind in ('list', 'holes', 'idents', 'cmpops'):
                setattr(self, name, [])
            elif kind == 'ctx':
                setattr(self, name, Load())
            elif kind in ('opt', 'optid', 'u', 'text') :
                pass                    # the class has None
            else:
                _warn(
                    f'{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. '
                    f'This will become an '
                    'error in Python 3.15.')

    _kinds = {}

    def __reduce_ex__(self, protocol):
        return _rebuild, (type(self), self.__dict__.copy())


def _rebuild(cls, state):
    node = cls.__new__(cls)
    node.__dict__.update(state)
    return node


def _warn(text):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel=3)


AST.__module__ = 'ast'
_PLACE = 'lineno', 'col_offset', 'end_lineno', 'end_col_offset'


def _make_class(name, base, kinds=None, attributes=None):
    space = {'__module__': 'ast'}
    if kinds is not None:
        fields = tuple(kinds)
        space.update(_fields=fields, __match_args__=fields, _kinds=kinds)
        for field, kind in kinds.items():
            if kind in ('opt', 'optid', 'u', 'text'):
                space[field] = None
    if attributes is not None:
        space['_attributes'] = attributes
        if attributes and name != 'pattern':
            space['end_lineno'] = space['end_col_offset'] = None
    made = globals()[name] = type(name, (base,), space)
    return made


def _make_classes():
    """The classes of all kinds of nodes, as parser/ast.def has them; what CPython has beside these
    is added."""
    bases = {'mod': _make_class('mod', AST), 'stmt': _make_class('stmt', AST, attributes=_PLACE),
             'expr': _make_class('expr', AST, attributes=_PLACE),
             'pattern': _make_class('pattern', AST, attributes=_PLACE)}
    handler = _make_class('excepthandler', AST, attributes=_PLACE)
    more = {'FunctionDef': {'type_comment': 'text', 'type_params': 'list'},
            'ClassDef': {'type_params': 'list'}, 'Assign': {'type_comment': 'text'},
            'For': {'type_comment': 'text'}, 'With': {'type_comment': 'text'},
            'arg': {'type_comment': 'text'}, 'Module': {'type_ignores': 'list'},
            'ImportFrom': {'level': 'opt'}}
    for name in 'FunctionDef', 'For', 'With':
        more['Async' + name] = more[name]
    made = []
    for name, category, fields in _ast.node_table():
        kinds = {('kind' if kind == 'u' else field): kind for field, kind in fields}
        kinds.update(more.get(name, {}))
        if name == 'ExceptHandler':
            base, attributes = handler, None
        elif category in bases:
            base, attributes = bases[category], None
        else:
            base, attributes = AST, _PLACE if category == 'part' else ()
        made.append(_make_class(name, base, kinds, attributes))
        if name == 'Assign':
            _make_class('TypeAlias', base,
                        {'name': 'node', 'type_params': 'list', 'value': 'node'})
    groups = []
    for base, names in (('expr_context', 'Load Store Del'), ('boolop', 'And Or'),
                        ('unaryop', 'Invert Not UAdd USub'),
                        ('operator',
                         'Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd '
                         'FloorDiv'), ('cmpop', 'Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn')):
        base = _make_class(base, AST)
        groups.append([_make_class(name, base, {})() for name in names.split()])
    _make_class('FunctionType', bases['mod'], {'argtypes': 'list', 'returns': 'node'})
    _make_class('TypeIgnore', _make_class('type_ignore', AST), {'lineno': 'int', 'tag': 'ident'})
    param = _make_class('type_param', AST, attributes=_PLACE)
    _make_class('TypeVar', param, {'name': 'ident', 'bound': 'opt', 'default_value': 'opt'})
    _make_class('ParamSpec', param, {'name': 'ident', 'default_value': 'opt'})
    _make_class('TypeVarTuple', param, {'name': 'ident', 'default_value': 'opt'})
    _describe(AST, {name: value for name, value in globals().items()
                   if isinstance(value, type) and issubclass(value, AST)})
    return (made, *groups)


_parts = _make_classes()               # what compile() makes trees from


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=None,
          optimize=-1):
    """Parse the source into an AST node."""
    if mode == 'func_type':
        return _parse_function_type(source, filename)
    return compile(source, filename, mode, PyCF_ONLY_AST, optimize=optimize)


def _parse_function_type(source, filename):
    """The comment of a function's type: (int, *str) -> bool."""
    head, arrow, result = source.rpartition('->')
    head = head.strip()
    if not arrow or not head.startswith('(') or not head.endswith(')'):
        raise SyntaxError('invalid syntax', (filename, 1, 1, source, 1, 1))
    call = compile('f' + head, filename, 'eval', PyCF_ONLY_AST).body
    types = [argument.value if isinstance(argument, Starred) else argument
             for argument in call.args]
    types += [keyword.value for keyword in call.keywords]
    return FunctionType(argtypes=types,
                        returns=compile(result.strip(), filename, 'eval', PyCF_ONLY_AST).body)


def literal_eval(node_or_string):
    """Evaluate an expression node or a string containing only a Python expression: literals and
    containers of them."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(' \t'), mode='eval')
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _literal(node_or_string)


def _malformed(node):
    text = 'malformed node or string'
    line = getattr(node, 'lineno', None)
    if line:
        text += f' on line {line}'
    raise ValueError(f'{text}: {node!r}')


def _number(node):
    if type(node) is not Constant or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _signed_number(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        operand = _number(node.operand)
        return +operand if isinstance(node.op, UAdd) else -operand
    return _number(node)


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == 'set' and \
            node.args == node.keywords == []:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_literal, node.keys), map(_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _signed_number(node.left), _number(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _signed_number(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """Return a formatted dump of the tree in node."""
    if not isinstance(node, AST):
        raise TypeError('expected AST, got %r' % node.__class__.__name__)
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    return _dump(node, 0, annotate_fields, include_attributes, indent, show_empty)[0]


_ABSENT = object()


def _dump(node, level, annotate, attributes, indent, show_empty):
    """(text, is it so simple that it stays on its line)."""
    level += 1
    if indent is None:
        prefix, separator = '', ', '
    else:
        prefix = '\n' + indent * level
        separator = ',' + prefix
    rest = annotate, attributes, indent, show_empty
    if isinstance(node, list):
        if not node:
            return '[]', True
        return f'[{prefix}{separator.join(_dump(item, level, *rest)[0] for item in node)}]', False
    if not isinstance(node, AST):
        return repr(node), True
    parts, simple, keywords, cls = [], True, annotate, type(node)
    left_out = []
    for name in node._fields:
        value = getattr(node, name, _ABSENT)
        if value is _ABSENT or value is None and getattr(cls, name, ...) is None:
            keywords = True             # a gap: what follows is named
            continue
        if not show_empty and value == []:
            if not keywords:
                left_out.append(repr(value))
            continue
        if not keywords:
            parts.extend(left_out)
            left_out = []
        text, is_simple = _dump(value, level, *rest)
        simple = simple and is_simple
        parts.append(f'{name}={text}' if keywords else text)
    if attributes:
        for name in node._attributes:
            value = getattr(node, name, _ABSENT)
            if value is _ABSENT or value is None and getattr(cls, name, ...) is None:
                continue
            text, is_simple = _dump(value, level, *rest)
            simple = simple and is_simple
            parts.append(f'{name}={text}')
    name = node.__class__.__name__
    if simple and len(parts) <= 3:
        return f'{name}({", ".join(parts)})', not parts
    return f'{name}({prefix}{separator.join(parts)})', False


_ABSENT = object()


def copy_location(new_node, old_node):
    """Copy source location from old_node to new_node if possible, and return new_node."""
    for name in _PLACE:
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or hasattr(old_node, name) and name.startswith('end_'):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give nodes without a location that of their parents, recursively."""
    def fix(node, place):
        own = list(place)
        for i, name in enumerate(_PLACE):
            if name in node._attributes:
                value = getattr(node, name, None)
                if name.startswith('end_') and value is None or not hasattr(node, name):
                    setattr(node, name, own[i])
                else:
                    own[i] = value
        for child in iter_child_nodes(node):
            fix(child, own)
    fix(node, (1, 0, 1, 0))
    return node


def increment_lineno(node, n=1):
    """Move a node and all below it by n lines."""
    for child in walk(node):
        # The line of a TypeIgnore is a field.
        places = ('lineno',) if isinstance(child, TypeIgnore) else child._attributes
        for name in 'lineno', 'end_lineno':
            line = getattr(child, name, 0) if name in places else None
            if line is not None:
                setattr(child, name, line + n)
    return node


def iter_fields(node):
    """Yield a tuple of (fieldname, value) for each field in node._fields that is present on
    node."""
    for name in node._fields:
        try:
            yield name, getattr(node, name)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """Yield all direct child nodes of node."""
    for name, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def get_docstring(node, clean=True):
    """Return the docstring for the given node or None if no docstring can be found."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % (node.__class__.__name__))
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    first = node.body[0].value
    if not (isinstance(first, Constant) and isinstance(first.value, str)):
        return None
    if clean:
        import inspect
        return inspect.cleandoc(first.value)
    return first.value


def _splitlines_no_ff(source, maxlines=None):
    """Lines as the language sees them: form feeds do not end one."""
    lines = []
    for number, line in enumerate(re.findall(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$', source), 1):
        if maxlines is not None and number > maxlines:
            break
        lines.append(line)
    return lines


def get_source_segment(source, node, *, padded=False):
    """Get source code segment of the source that generated node."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = _splitlines_no_ff(source, maxlines=last + 1)
    if first == last:
        return lines[first].encode()[start:end].decode()
    padding = ''
    if padded:
        padding = ''.join(char if char in '\f\t' else ' '
                          for char in lines[first].encode()[:start].decode())
    return (padding + lines[first].encode()[start:].decode() + ''.join(lines[first + 1:last]) +
            lines[last].encode()[:end].decode())


def walk(node):
    """The node and all below it, the nearer ones first."""
    from collections import deque
    waiting = deque((node,))
    while waiting:
        waiting.extend(iter_child_nodes(waiting[0]))
        yield waiting.popleft()


class NodeVisitor:
    """Walks the tree and calls a method visit_CLASSNAME for every node that has one."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, 'visit_' + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Called if no explicit visitor function exists for a node."""
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        """Methods of before Python 3.8: visit_Num and its like."""
        value = node.value
        name = _OLD_NAMES.get(type(value))
        if name is not None:
            method = getattr(self, 'visit_' + name, None)
            if method is not None:
                import warnings
                warnings.warn(f'visit_{name} is deprecated; add visit_Constant', DeprecationWarning,
                              2)
                return method(node)
        return self.generic_visit(node)


_OLD_NAMES = {int: 'Num', float: 'Num', complex: 'Num', str: 'Str', bytes: 'Bytes',
              bool: 'NameConstant', type(None): 'NameConstant', type(...): 'Ellipsis'}


class NodeTransformer(NodeVisitor):
    """A NodeVisitor whose methods return what takes the place of the node: another one, a list, or
    None."""

    def generic_visit(self, node):
        for name, old in iter_fields(node):
            if isinstance(old, list):
                new = []
                for item in old:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            new.extend(item)
                            continue
                    new.append(item)
                old[:] = new
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
        return node


def unparse(ast_obj):
    """Unparse an ast.AST object and generate a string with code that would produce an equivalent
    ast.AST object."""
    from _ast_unparse import Unparser
    return Unparser().text(ast_obj)


class slice(AST):
    """A name of Python 3.8: what stands in brackets."""


class ExtSlice(slice):
    """A name of Python 3.8: several slices, a Tuple now."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


class Index(slice):
    """A name of Python 3.8: an index, which stands for itself now."""

    def __new__(cls, value, **kwargs):
        return value


class Suite(mod):                       # noqa: F821
    """Deprecated AST node class. Unused in Python 3."""


class AugLoad(expr_context):            # noqa: F821
    """Deprecated AST node class. Unused in Python 3."""


class AugStore(expr_context):           # noqa: F821
    """Deprecated AST node class. Unused in Python 3."""


class Param(expr_context):              # noqa: F821
    """Deprecated AST node class. Unused in Python 3."""


def _parser():
    import argparse
    parser = argparse.ArgumentParser(prog='python -m ast')
    add = parser.add_argument
    add('infile', nargs='?', default='-', help='the file to parse; defaults to stdin')
    add('-m', '--mode', default='exec', choices=('exec', 'single', 'eval', 'func_type'),
        help='specify what kind of code must be parsed')
    add('--no-type-comments', default=True, action='store_false',
        help="don't add information about type comments")
    add('-a', '--include-attributes', action='store_true',
        help='include attributes such as line numbers and column offsets')
    add('-i', '--indent', type=int, default=3, help='indentation of nodes (number of spaces)')
    return parser


def main():
    """python -m ast: dump the tree of a file."""
    args = _parser().parse_args()
    if args.infile == '-':
        name, source = '<stdin>', sys.stdin.buffer.read()
    else:
        name = args.infile
        with open(name, 'rb') as file:
            source = file.read()
    tree = parse(source, name, args.mode, type_comments=args.no_type_comments)
    print(dump(tree, include_attributes=args.include_attributes, indent=args.indent))


if __name__ == '__main__':
    from ast import main                # compile() makes the nodes of that module
    main()
