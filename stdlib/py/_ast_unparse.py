# SPDX-License-Identifier: MIT
"""ast.unparse: the text of a tree."""

import ast
import sys
from contextlib import contextmanager

# How tightly what is written binds: an operand that binds less is put in brackets.
(NAMED_EXPR, TUPLE, YIELD, TEST, OR, AND, NOT, CMP, EXPR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR,
 POWER, AWAIT, ATOM) = range(18)
BOR = EXPR

_SINGLE_QUOTES = "'", '"'
_MULTI_QUOTES = '"""', "'''"
_ALL_QUOTES = _SINGLE_QUOTES + _MULTI_QUOTES
_INFINITY = '1e' + repr(sys.float_info.max_10_exp + 1)

_BINARY = {'Add': ('+', ARITH), 'Sub': ('-', ARITH), 'Mult': ('*', TERM), 'MatMult': ('@', TERM),
           'Div': ('/', TERM), 'Mod': ('%', TERM), 'LShift': ('<<', SHIFT), 'RShift': ('>>', SHIFT),
           'BitOr': ('|', BOR), 'BitXor': ('^', BXOR), 'BitAnd': ('&', BAND),
           'FloorDiv': ('//', TERM), 'Pow': ('**', POWER)}
_UNARY = {'Invert': ('~', FACTOR), 'Not': ('not', NOT), 'UAdd': ('+', FACTOR),
          'USub': ('-', FACTOR)}
_COMPARE = {'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is',
            'IsNot': 'is not', 'In': 'in', 'NotIn': 'not in'}
_BOOLEAN = {'And': ('and', AND), 'Or': ('or', OR)}


def _kind(node):
    return type(node).__name__


def _literal(string, quote_types=_ALL_QUOTES, escape_special_whitespace=False):
    """The text of a string between quotes, and the quotes that can be used."""
    def escape(char):
        if char in '\n\t' and not escape_special_whitespace:
            return char
        if char == '\\' or not char.isprintable():
            return char.encode('unicode_escape').decode('ascii')
        return char
    text = ''.join(map(escape, string))
    possible = [quote for quote in quote_types
                if ('\n' not in text or quote in _MULTI_QUOTES) and quote not in text]
    if not possible:
        string = repr(string)
        return string[1:-1], [next((quote for quote in quote_types if string[0] in quote),
                                   string[0])]
    if text:
        possible.sort(key=lambda quote: quote[0] == text[-1])
        if possible[0][0] == text[-1]:
            text = text[:-1] + '\\' + text[-1]
    return text, possible


class Unparser(ast.NodeVisitor):
    def __init__(self, keep_lines=False):
        self._source = []
        self._levels = {}
        self._indent = 0
        self._in_try_star = False
        self._lines = 1 if keep_lines else None     # the line that the next text is on

    # ---- writing ----

    def text(self, node):
        self._source = []
        self.visit_any(node)
        return ''.join(self._source)

    def visit_any(self, node):
        if isinstance(node, list):
            for item in node:
                self.visit(item)
        else:
            self.visit(node)

    def write(self, *parts):
        self._source.extend(parts)
        if self._lines is not None:
            self._lines += sum(part.count('\n') for part in parts)

    def fill(self, text='', node=None):
        """Begins a line. With keep_lines that is the line that the statement has in the tree, if
        possible."""
        if self._source:
            self.write('\n')
        if self._lines is not None and node is not None:
            wanted = getattr(node, 'lineno', 0)
            for decorator in getattr(node, 'decorator_list', ())[:1]:
                wanted = min(wanted, getattr(decorator, 'lineno', wanted))
            while self._lines < wanted:
                self.write('\n')
        self.write('    ' * self._indent + text)

    def maybe_newline(self):
        if self._source:
            self.write('\n')

    @contextmanager
    def block(self):
        self.write(':')
        self._indent += 1
        yield
        self._indent -= 1

    def body(self, statements):
        with self.block():
            self.visit_any(statements)

    @contextmanager
    def brackets(self, opening, closing, condition=True):
        if condition:
            self.write(opening)
        yield
        if condition:
            self.write(closing)

    def require(self, level, node):
        """Brackets, if the node's surroundings bind more tightly than `level`."""
        return self.brackets('(', ')', self._levels.get(node, TEST) > level)

    def levels(self, level, *nodes):
        for node in nodes:
            if node is not None:
                self._levels[node] = level

    def several(self, items, write=None, separator=', '):
        write = write or self.visit
        for i, item in enumerate(items):
            if i:
                self.write(separator)
            write(item)

    def items_view(self, items):
        """A tuple's items: one has a comma behind it."""
        if len(items) == 1:
            self.visit(items[0])
            self.write(',')
        else:
            self.several(items)

    def docstring_of(self, node):
        body = node.body
        if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and \
                isinstance(body[0].value.value, str):
            return body[0].value
        return None

    def body_with_docstring(self, node):
        docstring = self.docstring_of(node)
        if docstring is None:
            self.visit_any(node.body)
            return
        self.fill(node=node.body[0])
        if docstring.kind == 'u':
            self.write('u')
        text, quotes = _literal(docstring.value, _MULTI_QUOTES)
        self.write(f'{quotes[0]}{text}{quotes[0]}')
        self.visit_any(node.body[1:])

    # ---- statements ----

    def visit_Module(self, node):
        self._ignores = {}
        self.body_with_docstring(node)

    def visit_FunctionType(self, node):
        with self.brackets('(', ')'):
            self.several(node.argtypes)
        self.write(' -> ')
        self.visit(node.returns)

    def visit_Expr(self, node):
        self.fill(node=node)
        self.levels(YIELD, node.value)
        self.visit(node.value)

    def visit_NamedExpr(self, node):
        with self.require(NAMED_EXPR, node):
            self.levels(ATOM, node.target, node.value)
            self.visit(node.target)
            self.write(' := ')
            self.visit(node.value)

    def visit_Import(self, node):
        self.fill('import ', node)
        self.several(node.names)

    def visit_ImportFrom(self, node):
        self.fill('from ', node)
        self.write('.' * (node.level or 0))
        if node.module:
            self.write(node.module)
        self.write(' import ')
        self.several(node.names)

    def visit_Assign(self, node):
        self.fill(node=node)
        for target in node.targets:
            self.levels(TUPLE, target)
            self.visit(target)
            self.write(' = ')
        self.visit(node.value)

    def visit_AugAssign(self, node):
        self.fill(node=node)
        self.visit(node.target)
        self.write(' ' + _BINARY[_kind(node.op)][0] + '= ')
        self.visit(node.value)

    def visit_AnnAssign(self, node):
        self.fill(node=node)
        with self.brackets('(', ')', not node.simple and isinstance(node.target, ast.Name)):
            self.visit(node.target)
        self.write(': ')
        self.visit(node.annotation)
        if node.value:
            self.write(' = ')
            self.visit(node.value)

    def keyword_statement(self, word, node, value):
        self.fill(word, node)
        if value:
            self.write(' ')
            self.visit(value)

    def visit_Return(self, node):
        self.keyword_statement('return', node, node.value)

    def visit_Pass(self, node):
        self.fill('pass', node)

    def visit_Break(self, node):
        self.fill('break', node)

    def visit_Continue(self, node):
        self.fill('continue', node)

    def visit_Delete(self, node):
        self.fill('del ', node)
        self.several(node.targets)

    def visit_Assert(self, node):
        self.fill('assert ', node)
        self.visit(node.test)
        if node.msg:
            self.write(', ')
            self.visit(node.msg)

    def visit_Global(self, node):
        self.fill('global ', node)
        self.several(node.names, self.write)

    def visit_Nonlocal(self, node):
        self.fill('nonlocal ', node)
        self.several(node.names, self.write)

    def visit_Await(self, node):
        with self.require(AWAIT, node):
            self.write('await')
            if node.value:
                self.write(' ')
                self.levels(ATOM, node.value)
                self.visit(node.value)

    def visit_Yield(self, node):
        with self.require(YIELD, node):
            self.write('yield')
            if node.value:
                self.write(' ')
                self.levels(ATOM, node.value)
                self.visit(node.value)

    def visit_YieldFrom(self, node):
        with self.require(YIELD, node):
            self.write('yield from ')
            self.levels(ATOM, node.value)
            self.visit(node.value)

    def visit_Raise(self, node):
        self.keyword_statement('raise', node, node.exc)
        if node.cause:
            self.write(' from ')
            self.visit(node.cause)

    def visit_Try(self, node, star=False):
        before, self._in_try_star = self._in_try_star, star
        self.fill('try', node)
        self.body(node.body)
        self.visit_any(node.handlers)
        for word, statements in ('else', node.orelse), ('finally', node.finalbody):
            if statements:
                self.fill(word)
                self.body(statements)
        self._in_try_star = before

    def visit_TryStar(self, node):
        self.visit_Try(node, True)

    def visit_ExceptHandler(self, node):
        self.fill('except*' if self._in_try_star else 'except', node)
        if node.type:
            self.write(' ')
            self.visit(node.type)
        if node.name:
            self.write(' as ' + node.name)
        self.body(node.body)

    def decorators(self, node):
        for decorator in node.decorator_list:
            self.fill('@', decorator)
            self.visit(decorator)

    def visit_ClassDef(self, node):
        self.maybe_newline()
        self.decorators(node)
        self.fill('class ' + node.name, None if node.decorator_list else node)
        self.type_params(node)
        with self.brackets('(', ')', node.bases or node.keywords):
            self.several(node.bases + node.keywords)
        with self.block():
            self.body_with_docstring(node)

    def type_params(self, node):
        params = getattr(node, 'type_params', None)
        if params:
            with self.brackets('[', ']'):
                self.several(params)

    def visit_FunctionDef(self, node, word='def'):
        self.maybe_newline()
        self.decorators(node)
        self.fill(f'{word} {node.name}', None if node.decorator_list else node)
        self.type_params(node)
        with self.brackets('(', ')'):
            self.visit(node.args)
        if node.returns:
            self.write(' -> ')
            self.visit(node.returns)
        with self.block():
            self.body_with_docstring(node)

    def visit_AsyncFunctionDef(self, node):
        self.visit_FunctionDef(node, 'async def')

    def visit_For(self, node, word='for '):
        self.fill(word, node)
        self.levels(TUPLE, node.target)
        self.visit(node.target)
        self.write(' in ')
        self.visit(node.iter)
        self.body(node.body)
        self.else_part(node)

    def visit_AsyncFor(self, node):
        self.visit_For(node, 'async for ')

    def else_part(self, node):
        if node.orelse:
            self.fill('else')
            self.body(node.orelse)

    def visit_If(self, node):
        self.fill('if ', node)
        self.visit(node.test)
        self.body(node.body)
        while len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            node = node.orelse[0]
            self.fill('elif ', node)
            self.visit(node.test)
            self.body(node.body)
        self.else_part(node)

    def visit_While(self, node):
        self.fill('while ', node)
        self.visit(node.test)
        self.body(node.body)
        self.else_part(node)

    def visit_With(self, node, word='with '):
        self.fill(word, node)
        self.several(node.items)
        self.body(node.body)

    def visit_AsyncWith(self, node):
        self.visit_With(node, 'async with ')

    def visit_Match(self, node):
        self.fill('match ', node)
        self.visit(node.subject)
        self.body(node.cases)

    # ---- expressions ----

    def visit_JoinedStr(self, node):
        self.write('f')
        parts = []
        for value in node.values:
            outer, self._source = self._source, []
            self.fstring_part(value)
            parts.append((''.join(self._source), isinstance(value, ast.Constant)))
            self._source = outer
        quotes, texts = list(_ALL_QUOTES), []
        for text, constant in parts:
            if constant:
                text, possible = _literal(text, quotes, True)
                if set(possible).isdisjoint(quotes):
                    quotes = None
                    break
                quotes = possible
            elif '\n' in text:
                quotes = [quote for quote in quotes if quote in _MULTI_QUOTES]
            texts.append(text)
        if quotes is None:
            quotes = ["'''"]
            texts = [repr('"' + text)[2:-1] if constant else text for text, constant in parts]
        self.write(quotes[0] + ''.join(texts) + quotes[0])

    def fstring_part(self, node, in_spec=False):
        if isinstance(node, ast.JoinedStr):
            for value in node.values:
                self.fstring_part(value, in_spec)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.replace('{', '{{').replace('}', '}}')
            if in_spec:
                for char, escaped in ('\\', '\\\\'), ("'", "\\'"), ('"', '\\"'), ('\n', '\\n'):
                    text = text.replace(char, escaped)
            self.write(text)
        elif isinstance(node, ast.FormattedValue):
            self.visit_FormattedValue(node)
        else:
            raise ValueError(f'Unexpected node inside JoinedStr, {node!r}')

    def visit_FormattedValue(self, node):
        inner = type(self)()
        inner.levels(TEST + 1, node.value)
        text = inner.text(node.value)
        with self.brackets('{', '}'):
            self.write(' ' * text.startswith('{') + text)
            if node.conversion != -1:
                self.write('!' + chr(node.conversion))
            if node.format_spec:
                self.write(':')
                self.fstring_part(node.format_spec, True)

    def visit_Name(self, node):
        self.write(node.id)

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, tuple):
            with self.brackets('(', ')'):
                if len(value) == 1:
                    self.constant(value[0])
                    self.write(',')
                else:
                    self.several(value, self.constant)
        elif value is ...:
            self.write('...')
        else:
            if node.kind == 'u':
                self.write('u')
            self.constant(value)

    def constant(self, value):
        if isinstance(value, (float, complex)):
            self.write(
                repr(value).replace('inf', _INFINITY).replace('nan', f'({_INFINITY}-{_INFINITY})'))
        else:
            self.write(repr(value))

    def visit_List(self, node):
        with self.brackets('[', ']'):
            self.several(node.elts)

    def comprehension(self, opening, closing, node):
        with self.brackets(opening, closing):
            self.visit(node.elt)
            self.visit_any(node.generators)

    def visit_ListComp(self, node):
        self.comprehension('[', ']', node)

    def visit_GeneratorExp(self, node):
        self.comprehension('(', ')', node)

    def visit_SetComp(self, node):
        self.comprehension('{', '}', node)

    def visit_DictComp(self, node):
        with self.brackets('{', '}'):
            self.visit(node.key)
            self.write(': ')
            self.visit(node.value)
            self.visit_any(node.generators)

    def visit_comprehension(self, node):
        self.write(' async for ' if node.is_async else ' for ')
        self.levels(TUPLE, node.target)
        self.visit(node.target)
        self.write(' in ')
        self.levels(TEST + 1, node.iter, *node.ifs)
        self.visit(node.iter)
        for condition in node.ifs:
            self.write(' if ')
            self.visit(condition)

    def visit_IfExp(self, node):
        with self.require(TEST, node):
            self.levels(TEST + 1, node.body, node.test)
            self.visit(node.body)
            self.write(' if ')
            self.visit(node.test)
            self.write(' else ')
            self.levels(TEST, node.orelse)
            self.visit(node.orelse)

    def visit_Set(self, node):
        if not node.elts:
            self.write('{*()}')
            return
        with self.brackets('{', '}'):
            self.several(node.elts)

    def visit_Dict(self, node):
        def entry(pair):
            key, value = pair
            if key is None:
                self.write('**')
                self.levels(EXPR, value)
            else:
                self.visit(key)
                self.write(': ')
            self.visit(value)
        with self.brackets('{', '}'):
            self.several(list(zip(node.keys, node.values)), entry)

    def visit_Tuple(self, node):
        with self.brackets('(', ')', len(node.elts) == 0 or self._levels.get(node, TEST) > TUPLE):
            self.items_view(node.elts)

    def visit_UnaryOp(self, node):
        sign, level = _UNARY[_kind(node.op)]
        with self.require(level, node):
            self.write(sign)
            if level != FACTOR:
                self.write(' ')
            self.levels(level, node.operand)
            self.visit(node.operand)

    def visit_BinOp(self, node):
        sign, level = _BINARY[_kind(node.op)]
        with self.require(level, node):
            if sign == '**':
                left, right = level + 1, level
            else:
                left, right = level, level + 1
            self.levels(left, node.left)
            self.visit(node.left)
            self.write(f' {sign} ')
            self.levels(right, node.right)
            self.visit(node.right)

    def visit_Compare(self, node):
        with self.require(CMP, node):
            self.levels(CMP + 1, node.left, *node.comparators)
            self.visit(node.left)
            for operator, operand in zip(node.ops, node.comparators):
                self.write(f' {_COMPARE[_kind(operator)]} ')
                self.visit(operand)

    def visit_BoolOp(self, node):
        word, level = _BOOLEAN[_kind(node.op)]
        with self.require(level, node):
            for i, value in enumerate(node.values):
                if i:
                    self.write(f' {word} ')
                level += 1              # a nested one of the same kind has brackets
                self.levels(level if level <= ATOM else ATOM, value)
                self.visit(value)

    def visit_Attribute(self, node):
        self.levels(ATOM, node.value)
        self.visit(node.value)
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, int):
            self.write(' ')             # 1 .real
        self.write('.' + node.attr)

    def visit_Call(self, node):
        self.levels(ATOM, node.func)
        self.visit(node.func)
        with self.brackets('(', ')'):
            self.several(node.args + node.keywords)

    def visit_Subscript(self, node):
        self.levels(ATOM, node.value)
        self.visit(node.value)
        with self.brackets('[', ']'):
            index = node.slice
            if isinstance(index, ast.Tuple) and index.elts:
                self.items_view(index.elts)
            else:
                self.visit(index)

    def visit_Starred(self, node):
        self.write('*')
        self.levels(EXPR, node.value)
        self.visit(node.value)

    def visit_Ellipsis(self, node):
        self.write('...')

    def visit_Slice(self, node):
        if node.lower:
            self.visit(node.lower)
        self.write(':')
        if node.upper:
            self.visit(node.upper)
        if node.step:
            self.write(':')
            self.visit(node.step)

    def visit_Lambda(self, node):
        with self.require(TEST, node):
            self.write('lambda')
            outer, self._source = self._source, []
            self.visit(node.args)
            text, self._source = ''.join(self._source), outer
            if text:
                self.write(' ', text)
            self.write(': ')
            self.levels(TEST, node.body)
            self.visit(node.body)

    # ---- parts ----

    def visit_arg(self, node):
        self.write(node.arg)
        if node.annotation:
            self.write(': ')
            self.visit(node.annotation)

    def visit_arguments(self, node):
        first = True

        def comma():
            nonlocal first
            if not first:
                self.write(', ')
            first = False
        plain = node.posonlyargs + node.args
        defaults = [None] * (len(plain) - len(node.defaults)) + node.defaults
        for i, (argument, default) in enumerate(zip(plain, defaults), 1):
            comma()
            self.visit(argument)
            if default:
                self.write('=')
                self.visit(default)
            if i == len(node.posonlyargs):
                self.write(', /')
        if node.vararg or node.kwonlyargs:
            comma()
            self.write('*')
            if node.vararg:
                self.visit(node.vararg)
        for argument, default in zip(node.kwonlyargs, node.kw_defaults):
            comma()
            self.visit(argument)
            if default:
                self.write('=')
                self.visit(default)
        if node.kwarg:
            comma()
            self.write('**')
            self.visit(node.kwarg)

    def visit_keyword(self, node):
        self.write('**' if node.arg is None else node.arg + '=')
        self.visit(node.value)

    def visit_alias(self, node):
        self.write(node.name)
        if node.asname:
            self.write(' as ' + node.asname)

    def visit_withitem(self, node):
        self.visit(node.context_expr)
        if node.optional_vars:
            self.write(' as ')
            self.visit(node.optional_vars)

    def visit_match_case(self, node):
        self.fill('case ', node.pattern)
        self.visit(node.pattern)
        if node.guard:
            self.write(' if ')
            self.visit(node.guard)
        self.body(node.body)

    def visit_MatchValue(self, node):
        self.visit(node.value)

    def visit_MatchSingleton(self, node):
        self.constant(node.value)

    def visit_MatchSequence(self, node):
        with self.brackets('[', ']'):
            self.several(node.patterns)

    def visit_MatchStar(self, node):
        self.write('*' + (node.name or '_'))

    def visit_MatchMapping(self, node):
        def entry(pair):
            self.visit(pair[0])
            self.write(': ')
            self.visit(pair[1])
        with self.brackets('{', '}'):
            self.several(list(zip(node.keys, node.patterns)), entry)
            if node.rest is not None:
                if node.keys:
                    self.write(', ')
                self.write('**' + node.rest)

    def visit_MatchClass(self, node):
        self.levels(ATOM, node.cls)
        self.visit(node.cls)

        def entry(pair):
            if isinstance(pair, tuple):
                self.write(pair[0] + '=')
                self.visit(pair[1])
            else:
                self.visit(pair)
        with self.brackets('(', ')'):
            self.several(node.patterns + list(zip(node.kwd_attrs, node.kwd_patterns)), entry)

    def visit_MatchAs(self, node):
        if node.name is None:
            self.write('_')
        elif node.pattern is None:
            self.write(node.name)
        else:
            with self.require(TEST, node):
                self.levels(BOR, node.pattern)
                self.visit(node.pattern)
                self.write(' as ' + node.name)

    def visit_MatchOr(self, node):
        with self.require(BOR, node):
            self.levels(BOR + 1, *node.patterns)
            self.several(node.patterns, separator=' | ')
