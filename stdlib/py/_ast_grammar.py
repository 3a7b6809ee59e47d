# SPDX-License-Identifier: MIT
"""What the fields of syntax trees hold, in the words of Python's abstract grammar: for the
docstrings of the classes in `ast` and their _field_types."""

# The same name mostly means the same everywhere; _OTHERWISE has the rest.
_USUALLY = {
    'alias*': 'names',
    'arg*': 'posonlyargs kwonlyargs',
    'arg?': 'vararg kwarg',
    'arguments': 'args',
    'cmpop*': 'ops',
    'comprehension*': 'generators',
    'excepthandler*': 'handlers',
    'expr': 'value target annotation iter test subject left right operand elt key func slice '
    'context_expr cls',
    'expr*': 'argtypes decorator_list bases targets values keys elts comparators ifs kw_defaults '
    'defaults',
    'expr?': 'returns exc cause msg format_spec lower upper step type optional_vars guard bound '
    'default_value',
    'expr_context': 'ctx',
    'identifier': 'name attr id arg',
    'identifier*': 'kwd_attrs',
    'identifier?': 'module asname rest',
    'int': 'simple conversion is_async lineno',
    'int?': 'level',
    'keyword*': 'keywords',
    'match_case*': 'cases',
    'operator': 'op',
    'pattern': 'pattern',
    'pattern*': 'patterns kwd_patterns',
    'stmt*': 'body orelse finalbody',
    'string': 'tag',
    'string?': 'type_comment kind',
    'type_ignore*': 'type_ignores',
    'type_param*': 'type_params',
    'withitem*': 'items',
}
_OTHERWISE = {
    'AnnAssign.value': 'expr?', 'BoolOp.op': 'boolop', 'Call.args': 'expr*',
    'Constant.value': 'constant', 'ExceptHandler.name': 'identifier?', 'Expression.body': 'expr',
    'FunctionType.returns': 'expr', 'Global.names': 'identifier*', 'IfExp.body': 'expr',
    'IfExp.orelse': 'expr', 'Lambda.body': 'expr', 'MatchAs.name': 'identifier?',
    'MatchAs.pattern': 'pattern?', 'MatchSingleton.value': 'constant',
    'MatchStar.name': 'identifier?', 'Nonlocal.names': 'identifier*', 'Return.value': 'expr?',
    'TypeAlias.name': 'expr', 'UnaryOp.op': 'unaryop', 'Yield.value': 'expr?',
    'arg.annotation': 'expr?', 'arguments.args': 'arg*', 'keyword.arg': 'identifier?',
}
_types = {field: text for text, fields in _USUALLY.items() for field in fields.split()}
_PLAIN = {'identifier': str, 'string': str, 'int': int, 'constant': object}


def _field_text(name, field):
    return _OTHERWISE.get(f'{name}.{field}') or _types[field]


def _field_type(text, classes):
    base = text.rstrip('*?')
    kind = _PLAIN[base] if base in _PLAIN else classes[base]
    return list[kind] if text[-1] == '*' else kind | None if text[-1] == '?' else kind


def _rule(name, fields):
    parts = ', '.join(f'{_field_text(name, field)} {field}' for field in fields)
    return f'{name}({parts})' if parts else name


def describe(node, classes):
    """Give each class of nodes in `classes`, all of them by name, its docstring and _field_types.
    Classes of no fields that others derive from list these."""
    for name, cls in classes.items():
        if cls is node:
            continue
        if '_kinds' in cls.__dict__:
            cls.__doc__ = _rule(name, cls._fields)
            cls._field_types = {field: _field_type(_field_text(name, field), classes)
                                for field in cls._fields}
        else:
            rules = [_rule(kind.__name__, kind._fields) for kind in cls.__subclasses__()]
            simple = not any('(' in rule for rule in rules)
            cls.__doc__ = f'{name} = ' + (' | ' if simple
                                          else '\n' + ' ' * len(name) + ' | ').join(rules)
