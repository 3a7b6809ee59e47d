# SPDX-License-Identifier: MIT
"""Writing JSON. Whole texts are made in _json; iterencode() makes them piece by piece."""

from _json import encode as _encode, encode_basestring, encode_basestring_ascii

c_encode_basestring = encode_basestring
c_encode_basestring_ascii = encode_basestring_ascii
INFINITY = float('inf')


def __getattr__(name):
    if name in ('py_encode_basestring', 'py_encode_basestring_ascii'):      # seldom asked for
        from json import _plain
        return globals().setdefault(name, getattr(_plain, name))
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


class JSONEncoder:
    """Writes values as JSON.

    dict -> object, list and tuple -> array, str -> string, int and float -> number, True, False,
    None -> true, false, null. Anything else goes to default(), which a subclass may override, or
    which may be given as an argument."""
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """Return something that can be written in place of o, or raise TypeError."""
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        """The value as a JSON text."""
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        return ''.join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """The text of the value in pieces."""
        markers = {} if self.check_circular else None
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        if _one_shot:
            return (_encode(o, self.default, markers, self.ensure_ascii, indent,
                            self.item_separator, self.key_separator, self.sort_keys, self.skipkeys,
                            self.allow_nan),)
        return _Pieces(self, markers, indent).value(o, 0)


class _Pieces:
    def __init__(self, encoder, markers, indent):
        self.encoder = encoder
        self.markers = markers
        self.indent = indent
        self.string = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring

    def plain(self, o):
        """The text of what is no container, or None."""
        if isinstance(o, str):
            return self.string(o)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.number(o)
        return None

    def number(self, o):
        if o - o == 0:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError(f'Out of range float values are not JSON compliant: {o!r}')
        return 'NaN' if o != o else 'Infinity' if o > 0 else '-Infinity'

    def enter(self, o):
        if self.markers is not None:
            if id(o) in self.markers:
                raise ValueError("Circular reference detected")
            self.markers[id(o)] = o

    def leave(self, o):
        if self.markers is not None:
            del self.markers[id(o)]

    def line(self, level):
        return '' if self.indent is None else '\n' + self.indent * level

    def value(self, o, level):
        text = self.plain(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.array(o, level)
        elif isinstance(o, dict):
            yield from self.object(o, level)
        else:
            self.enter(o)
            yield from self.value(self.encoder.default(o), level)
            self.leave(o)

    def array(self, items, level):
        if not items:
            yield '[]'
            return
        self.enter(items)
        line = self.line(level + 1)
        before, separator = '[' + line, self.encoder.item_separator + line
        for item in items:
            text = self.plain(item)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self.value(item, level + 1)
            before = separator
        if self.indent is not None:
            yield self.line(level)
        yield ']'
        self.leave(items)

    def key(self, key):
        """The key as a str; None for one that is left out."""
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self.plain(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, '
                        f'not {key.__class__.__name__}')

    def object(self, members, level):
        if not members:
            yield '{}'
            return
        self.enter(members)
        yield '{'
        line = self.line(level + 1)
        if line:
            yield line
        before = ''
        items = sorted(members.items()) if self.encoder.sort_keys else members.items()
        for key, item in items:
            key = self.key(key)
            if key is None:
                continue
            if before:
                yield before
            before = self.encoder.item_separator + line
            yield self.string(key)
            yield self.encoder.key_separator
            text = self.plain(item)
            if text is not None:
                yield text
            else:
                yield from self.value(item, level + 1)
        if self.indent is not None:
            yield self.line(level)
        yield '}'
        self.leave(members)
