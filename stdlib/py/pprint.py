# SPDX-License-Identifier: MIT
"""Pretty-print data structures: on one line if that fits, else an item a line."""

import collections as _collections
import sys as _sys
import types as _types

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Pretty-print a Python object to a stream [default is sys.stdout]."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact,
                  sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    """The text that pprint() writes."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact,
                         sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint() that leaves the keys of dicts in their order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def _facts(object):
    """(text, can eval() read it, does the object contain itself)"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)


def saferepr(object):
    """The text of an object on one line; what contains itself is only named there."""
    return _facts(object)[0]


def isreadable(object):
    """Would eval() make the object of its text?"""
    return _facts(object)[1]


def isrecursive(object):
    """Does the object contain itself?"""
    return _facts(object)[2]


class _safe_key:
    """Orders what does not compare: by the text of the type and by address."""

    __slots__ = ['obj']

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


def _recursion(object):
    return f'<Recursion on {type(object).__name__} with id={id(object)}>'


_SCALARS = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})


class _Text:
    """A stream that keeps what is written."""

    def __init__(self):
        self.parts = []
        self.write = self.parts.append


def _has_made_repr(object):
    """Is it an instance of a dataclass whose __repr__ the decorator has made?"""
    cls = type(object)
    if not hasattr(cls, '__dataclass_fields__') or not cls.__dataclass_params__.repr:
        return False
    made = getattr(cls.__repr__, '__wrapped__', None)
    return made is not None and '_make_repr' in made.__code__.co_qualname


class PrettyPrinter:
    """Handle pretty printing operations onto a stream using a set of configured parameters."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        for name, wrong, wanted in (('indent', indent < 0, '>= 0'),
                                    ('depth', depth is not None and depth <= 0, '> 0'),
                                    ('width', width == 0, '!= 0')):
            if wrong:
                raise ValueError(f'{name} must be {wanted}')
        self._indent_per_level, self._width, self._depth = indent, width, depth
        self._stream = _sys.stdout if stream is None else stream
        self._compact, self._sort_dicts = bool(compact), sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write('\n')

    def pformat(self, object):
        text = _Text()
        self._format(object, text, 0, 0, {}, 0)
        return ''.join(text.parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, stream, indent, allowance, context, level):
        """Writes the object; `allowance`: so many columns are needed behind it on its last line."""
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            way = self._dispatch.get(type(object).__repr__)
            if way is None and _has_made_repr(object):
                way = PrettyPrinter._pprint_dataclass
            if way is not None:
                context[key] = 1
                way(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    _dispatch = {}

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        items = [(field.name, getattr(object, field.name))
                 for field in object.__dataclass_fields__.values()
                 if field.repr and field._field_type.name == '_FIELD']
        stream.write(name + '(')
        self._format_namespace_items(items, stream, indent + len(name) + 1, allowance, context,
                                     level)
        stream.write(')')

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write('{' + self._first_indent())
        if object:
            self._format_dict_items(self._items(object), stream, indent, allowance + 1, context,
                                    level)
        stream.write('}')

    def _first_indent(self):
        return (self._indent_per_level - 1) * ' '

    def _items(self, object):
        return sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + '(')
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context,
                     level)
        stream.write(')')

    def _bracketed(self, opening, items, closing, stream, indent, allowance, context, level):
        stream.write(opening)
        self._format_items(items, stream, indent, allowance + len(closing), context, level)
        stream.write(closing)

    def _pprint_list(self, object, *rest):
        self._bracketed('[', object, ']', *rest)

    def _pprint_tuple(self, object, *rest):
        self._bracketed('(', object, ',)' if len(object) == 1 else ')', *rest)

    def _pprint_set(self, object, stream, indent, *rest):
        if not len(object):
            stream.write(repr(object))
            return
        cls, opening, closing = object.__class__, '{', '}'
        if cls is not set:
            opening, closing = cls.__name__ + '({', '})'
            indent += len(cls.__name__) + 1
        self._bracketed(opening, sorted(object, key=_safe_key), closing, stream, indent, *rest)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        chunks = _str_chunks(object, self._width - indent, allowance)
        if len(chunks) == 1:
            stream.write(repr(object))
            return
        self._write_chunks(chunks, stream, indent, level == 1)

    def _write_chunks(self, chunks, stream, indent, brackets):
        text = ('\n' + ' ' * indent).join(chunks)
        stream.write(f'({text})' if brackets else text)

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        self._write_chunks(_bytes_chunks(object, self._width - indent, allowance), stream, indent,
                           level == 1)

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write('bytearray(')
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(')')

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write('mappingproxy(')
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(')')

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        cls = type(object)
        name = 'namespace' if cls is _types.SimpleNamespace else cls.__name__
        stream.write(name + '(')
        self._format_namespace_items(object.__dict__.items(), stream, indent + len(name) + 1,
                                     allowance, context, level)
        stream.write(')')

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for i, (key, value) in enumerate(items):
            text = self._repr(key, context, level)
            stream.write(text + ': ')
            self._format(value, stream, indent + len(text) + 2, allowance if i == last else 1,
                         context, level)
            if i != last:
                stream.write(',\n' + ' ' * indent)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        last = len(items) - 1
        for i, (name, value) in enumerate(items):
            stream.write(name + '=')
            if id(value) in context:
                stream.write('...')
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if i == last else 1,
                             context, level)
            if i != last:
                stream.write(',\n' + ' ' * indent)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        stream.write(self._first_indent())
        items = list(items)
        new_line, between = ',\n' + ' ' * indent, ''
        width = full = self._width - indent + 1
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                full -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                need = len(text) + 2
                if width < need:
                    width = full
                    if between:
                        between = new_line
                if width >= need:
                    width -= need
                    stream.write(between + text)
                    between = ', '
                    continue
            stream.write(between)
            between = new_line
            self._format(item, stream, indent, allowance if last else 1, context, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def format(self, object, context, maxlevels, level):
        """Format object for a specific context, returning a string and flags indicating whether the
        representation is 'readable' and whether the object represents a recursive construct."""
        return self._safe_repr(object, context, maxlevels, level)

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = object.__class__.__name__
        indent += len(name) + 1
        stream.write(f'{name}({factory},\n{" " * indent}')
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + '({' + self._first_indent())
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2,
                                context, level)
        stream.write('})')

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + '(')
        indent += len(name) + 1
        for i, part in enumerate(object.maps):
            last = i == len(object.maps) - 1
            self._format(part, stream, indent, allowance + 1 if last else 1, context, level)
            stream.write(')' if last else ',\n' + ' ' * indent)

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + '([')
        indent += len(name) + 1
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write('])')
        else:
            self._format_items(object, stream, indent, 2, context, level)
            stream.write(f'],\n{" " * indent}maxlen={self._repr(object.maxlen, context, level)})')

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _safe_repr(self, object, context, maxlevels, level):
        """(text, can eval() read it, does it contain itself)."""
        cls = type(object)
        if cls in _SCALARS:
            return repr(object), True, False
        own = getattr(cls, '__repr__', None)
        if own is int.__repr__ and issubclass(cls, int):
            return (f'{object:_d}' if self._underscore_numbers else repr(object)), True, False
        for kind in dict, list, tuple:
            if own is kind.__repr__ and issubclass(cls, kind):
                return self._container(kind, object, context, maxlevels, level)
        text = repr(object)
        return text, text and not text.startswith('<'), False

    def _container(self, kind, object, context, maxlevels, level):
        if kind is tuple:
            form = '(%s,)' if len(object) == 1 else '(%s)'
        else:
            form = '[%s]' if kind is list else '{%s}'
        if not object:
            return form % '', True, False
        key = id(object)
        if maxlevels and level >= maxlevels:
            return form % '...', False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive, parts = True, False, []
        for entry in self._items(object) if kind is dict else object:
            texts = []
            for part in entry if kind is dict else (entry,):
                text, part_readable, part_recursive = self.format(
                    part, context, maxlevels, level + 1)
                texts.append(text)
                readable = readable and part_readable
                recursive = recursive or part_recursive
            parts.append(': '.join(texts))
        del context[key]
        return form % ', '.join(parts), readable, recursive


def _str_chunks(text, width, allowance):
    """The text as literals that are no wider than `width`: broken behind lines, else behind
    words."""
    chunks, lines = [], text.splitlines(True)
    for i, line in enumerate(lines):
        last_line = i == len(lines) - 1
        literal = repr(line)
        if len(literal) <= width - (allowance if last_line else 0):
            chunks.append(literal)
            continue
        current, words = '', _words(line)
        for j, word in enumerate(words):
            room = width - (allowance if last_line and j == len(words) - 1 else 0)
            if len(repr(current + word)) > room:
                if current:
                    chunks.append(repr(current))
                current = word
            else:
                current += word
        if current:
            chunks.append(repr(current))
    return chunks


def _words(line):
    """Words, each with the white space behind it."""
    words, start, in_space = [], 0, False
    for i, char in enumerate(line):
        if char.isspace():
            in_space = True
        elif in_space:
            words.append(line[start:i])
            start, in_space = i, False
    words.append(line[start:])
    return words


def _bytes_chunks(data, width, allowance):
    current, chunks, last = b'', [], len(data) // 4 * 4
    for i in range(0, len(data), 4):
        part = data[i:i + 4]
        if i == last:
            width -= allowance
        if len(repr(current + part)) > width:
            if current:
                chunks.append(repr(current))
            current = part
        else:
            current += part
    if current:
        chunks.append(repr(current))
    return chunks


def _register():
    P, table = PrettyPrinter, PrettyPrinter._dispatch
    for cls, way in ((dict, P._pprint_dict), (_collections.OrderedDict, P._pprint_ordered_dict),
                     (list, P._pprint_list), (tuple, P._pprint_tuple), (set, P._pprint_set),
                     (frozenset, P._pprint_set), (str, P._pprint_str), (bytes, P._pprint_bytes),
                     (bytearray, P._pprint_bytearray),
                     (_types.MappingProxyType, P._pprint_mappingproxy),
                     (_types.SimpleNamespace, P._pprint_simplenamespace),
                     (_collections.defaultdict, P._pprint_default_dict),
                     (_collections.Counter, P._pprint_counter),
                     (_collections.ChainMap, P._pprint_chain_map),
                     (_collections.deque, P._pprint_deque), (_collections.UserDict, P._pprint_user),
                     (_collections.UserList, P._pprint_user),
                     (_collections.UserString, P._pprint_user)):
        table[cls.__repr__] = way


_register()
