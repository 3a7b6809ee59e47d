# SPDX-License-Identifier: MIT
"""Character sets, templates with $-placeholders, and the engine of str.format() as a class."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
           "hexdigits", "octdigits", "printable", "punctuation", "whitespace", "Formatter",
           "Template"]

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalise the words between sep, and join them again."""
    return (sep or ' ').join([word.capitalize() for word in s.split(sep)])


# A class that sets one of these needs the re module.
_PATTERN_NAMES = frozenset(('pattern', 'flags', 'idpattern', 'braceidpattern'))


class _ClassValue:
    """An attribute of a class that is made when it is first asked for."""

    def __init__(self, make):
        self._make = make

    def __get__(self, instance, owner):
        return self._make(owner)


class Template:
    """A string with $name and ${name}; $$ stands for the delimiter itself.

    Subclasses may set delimiter, idpattern, braceidpattern or pattern: the latter three, which
    are regular expressions, need the re module."""
    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None

    def __init__(self, template):
        self.template = template

    @_ClassValue
    def flags(cls):
        import re
        return re.IGNORECASE

    @_ClassValue
    def pattern(cls):
        return _compile_pattern(cls)

    def __init_subclass__(cls):
        super().__init_subclass__()
        if isinstance(cls.__dict__.get('pattern'), str):
            import re
            cls.pattern = re.compile(cls.pattern, cls.flags | re.VERBOSE)

    def _pieces(self):
        """(kind, name, whole text, position) for each part: 'text', 'escaped', 'named', 'braced' or
        'invalid'. The position is that behind the delimiter of what is invalid."""
        for cls in type(self).__mro__:
            if cls is Template:
                return _scan(self.template, self.delimiter)
            if not _PATTERN_NAMES.isdisjoint(cls.__dict__):
                return _regex_pieces(self.pattern, self.template)

    def _line_error(self, position):
        lines = self.template[:position].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = position - len(''.join(lines[:-1])), len(lines)
        # The column counts from 1 and belongs to the character after the delimiter.
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (line, column))

    def substitute(self, mapping={}, /, **kws):
        """The text with each placeholder replaced; KeyError if one is missing."""
        lookup = _merged(mapping, kws)
        result = []
        for kind, name, whole, position in self._pieces():
            if kind == 'named':
                result.append(str(lookup[name]))
            elif kind == 'invalid':
                self._line_error(position)
            elif kind == 'unknown':
                raise ValueError('Unrecognized named group in pattern', self.pattern)
            else:
                result.append(self.delimiter if kind == 'escaped' else whole)
        return ''.join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        """As substitute(), but what cannot be replaced stays as it is."""
        lookup = _merged(mapping, kws)
        result = []
        for kind, name, whole, _ in self._pieces():
            if kind == 'named':
                try:
                    whole = str(lookup[name])
                except KeyError:
                    pass
            elif kind == 'unknown':
                raise ValueError('Unrecognized named group in pattern', self.pattern)
            result.append(self.delimiter if kind == 'escaped' else whole)
        return ''.join(result)

    def is_valid(self):
        """True if substitute() would find no invalid placeholder."""
        for kind, *_ in self._pieces():
            if kind == 'invalid':
                return False
            if kind == 'unknown':
                raise ValueError('Unrecognized named group in pattern', self.pattern)
        return True

    def get_identifiers(self):
        """The names of the placeholders, each once, in order."""
        names = {}
        for kind, name, *_ in self._pieces():
            if kind == 'named':
                names.setdefault(name)
            elif kind == 'unknown':
                raise ValueError('Unrecognized named group in pattern', self.pattern)
        return list(names)


def _merged(mapping, kws):
    if not kws:
        return mapping
    if not mapping:
        return kws
    from collections import ChainMap
    return ChainMap(kws, mapping)


_FIRST = frozenset(ascii_letters + '_')
_OTHER = frozenset(ascii_letters + '_' + digits)


def _identifier_end(text, start):
    """The end of the ASCII identifier at start; start itself if there is none."""
    end = start
    if end < len(text) and text[end] in _FIRST:
        end += 1
        while end < len(text) and text[end] in _OTHER:
            end += 1
    return end


def _scan(text, mark):
    at = 0
    size = len(mark)
    while True:
        found = text.find(mark, at)
        if found < 0:
            yield 'text', '', text[at:], at
            return
        yield 'text', '', text[at:found], at
        at = found + size
        if text.startswith(mark, at):
            yield 'escaped', '', mark + mark, found
            at += size
            continue
        end = _identifier_end(text, at)
        if end > at:
            yield 'named', text[at:end], text[found:end], found
            at = end
            continue
        if text.startswith('{', at):
            end = _identifier_end(text, at + 1)
            if end > at + 1 and text.startswith('}', end):
                yield 'named', text[at + 1:end], text[found:end + 1], found
                at = end + 1
                continue
        yield 'invalid', '', mark, at


def _compile_pattern(cls):
    import re
    mark = re.escape(cls.delimiter)
    braced = cls.braceidpattern or cls.idpattern
    return re.compile(rf"""
            {mark}(?:
              (?P<escaped>{mark})  |   # Escape sequence of two delimiters
              (?P<named>{cls.idpattern})       |   # delimiter and a Python identifier
              {{(?P<braced>{braced})}} |   # delimiter and a braced identifier
              (?P<invalid>)             # Other ill-formed delimiter exprs
            )
            """, cls.flags | re.VERBOSE)


def _regex_pieces(pattern, text):
    at = 0
    for match in pattern.finditer(text):
        yield 'text', '', text[at:match.start()], at
        at = match.end()
        name = match.group('named') or match.group('braced')
        if name is not None:
            yield 'named', name, match.group(), at
        elif match.group('escaped') is not None:
            yield 'escaped', '', match.group(), at
        elif match.group('invalid') is not None:
            yield 'invalid', '', match.group(), match.start('invalid')
        else:
            yield 'unknown', '', match.group(), at
    yield 'text', '', text[at:], at


def _parse_format(text):
    """(literal, field, spec, conversion) for each part of a format string."""
    literal = ''
    i, size = 0, len(text)
    while i < size:
        char = text[i]
        if char not in '{}':
            literal += char
            i += 1
            continue
        if text[i + 1:i + 2] == char:
            # A doubled brace ends a literal that holds one of them.
            yield literal + char, None, None, None
            literal = ''
            i += 2
            continue
        if char == '}':
            raise ValueError("Single '}' encountered in format string")
        if i + 1 == size:
            raise ValueError("Single '{' encountered in format string")
        field, spec, conversion, i = _parse_field(text, i + 1)
        yield literal, field, spec, conversion
        literal = ''
    if literal:
        yield literal, None, None, None


def _parse_field(text, i):
    """Read a replacement field from after its brace; returns the index after its end."""
    start, size, bracket = i, len(text), False
    while i < size:
        char = text[i]
        if char == '[':
            bracket = True
        elif char == ']':
            bracket = False
        elif bracket:
            pass
        elif char == '{':
            raise ValueError("unexpected '{' in field name")
        elif char in '}:!':
            break
        i += 1
    else:
        raise ValueError("expected '}' before end of string")
    field, conversion = text[start:i], None
    if text[i] == '!':
        if i + 1 >= size:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[i + 1]
        i += 2
        if i >= size:
            raise ValueError("unmatched '{' in format spec")
        if text[i] not in ':}':
            raise ValueError("expected ':' after conversion specifier")
    if text[i] == '}':
        return field, '', conversion, i + 1
    start, depth = i + 1, 1
    i += 1
    while i < size:
        if text[i] == '{':
            depth += 1
        elif text[i] == '}':
            depth -= 1
            if not depth:
                return field, text[start:i], conversion, i + 1
        i += 1
    raise ValueError("unmatched '{' in format spec" if depth > 1 or start == size
                     else "expected '}' before end of string")


def _split_field_name(name):
    """(first, rest): first is an int or a str, rest pairs (is attribute, key)."""
    end = 0
    while end < len(name) and name[end] not in '.[':
        end += 1
    first = name[:end]
    return int(first) if first.isdecimal() else first, _field_rest(name[end:])


def _field_rest(rest):
    i, size = 0, len(rest)
    while i < size:
        start = i + 1
        if rest[i] == '.':
            i = start
            while i < size and rest[i] not in '.[':
                i += 1
            if i == start:
                raise ValueError("Empty attribute in format string")
            yield True, rest[start:i]
        elif rest[i] == '[':
            i = rest.find(']', start)
            if i < 0:
                raise ValueError("Missing ']' in format string")
            key = rest[start:i]
            if not key:
                raise ValueError("Empty attribute in format string")
            i += 1
            yield False, int(key) if key.isdecimal() else key
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")


class Formatter:
    """str.format() with methods to override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth,
                 auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field is None:
                continue
            first, _ = _split_field_name(field)
            if first == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to '
                                     'automatic field numbering')
                field = str(auto_arg_index) + field
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError('cannot switch from manual field specification to '
                                     'automatic field numbering')
                auto_arg_index = False
            obj, used = self.get_field(field, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args,
                                                 recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _parse_format(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _split_field_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            obj = getattr(obj, key) if is_attribute else obj[key]
        return obj, first
