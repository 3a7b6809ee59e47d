# SPDX-License-Identifier: MIT
"""
Values as bytes, in the form that CPython's version 4 gives them. Code objects are left out.

Each value begins with a letter. From version 3 on a letter with its high bit set says that the
value may come again: it is numbered, and 'r' with its number stands for it later. CPython marks
what has more than one reference; here that are small integers, names, and what comes more than
once.
"""

import struct
from types import CodeType

version = 4
_FLAG = 0x80
_SIMPLE = {None: b'N', True: b'T', False: b'F', ...: b'.', StopIteration: b'S'}
_SINGLES = {letter: value for value, letter in _SIMPLE.items()}
_DIGIT = 15                     # bits of a digit of long integers


def _size(number):
    if number > 0x7fffffff:
        raise ValueError('unmarshallable object')
    return struct.pack('<i', number)


class _Writer:
    def __init__(self, version, allow_code):
        self.version, self.allow_code = version, allow_code
        self.seen = {}          # how often a value comes
        self.numbers = {}       # the numbers of those that are marked
        self.parts = []

    def whole(self, value):
        if self.version >= 3:
            self.count(value)
        self.write(value)
        return b''.join(self.parts)

    def key(self, value):
        """What tells a value from others; None if that is of no use."""
        kind = type(value)
        if kind is int:
            return value if -5 <= value <= 256 else None
        return None if kind in (float, complex) else ('', value) if kind is str else ('', id(value))

    def count(self, value):
        key = self.key(value)
        if key is not None:
            seen = self.seen[key] = self.seen.get(key, 0) + 1
            if seen > 1:
                return
        if type(value) in (tuple, list, set, frozenset):
            for item in value:
                self.count(item)
        elif type(value) is dict:
            for pair in value.items():
                self.count(pair[0])
                self.count(pair[1])

    def letter(self, letter, value):
        """Write a letter, marked if it has to be; true if a number stands for the value and
        nothing else is to be written."""
        key = self.key(value) if self.version >= 3 else None
        if key is not None:
            if key in self.numbers:
                self.parts.append(b'r' + struct.pack('<I', self.numbers[key]))
                return True
            if type(key) is int or self.seen[key] > 1 or self.is_name(value):
                self.numbers[key] = len(self.numbers)
                letter = bytes([letter[0] | _FLAG])
        self.parts.append(letter)
        return False

    def is_name(self, value):
        return type(value) is str and (value.isidentifier() or len(value) < 2)

    def write(self, value):
        try:
            simple = _SIMPLE[value] if value is None or type(value) in (bool, type, type(...)) \
                else None
        except KeyError:
            raise ValueError('unmarshallable object') from None
        if simple:
            self.parts.append(simple)
            return
        method = _METHODS.get(type(value))
        if method:
            method(self, value)
        elif isinstance(value, CodeType):
            raise ValueError('code objects of Rondo cannot be marshalled' if self.allow_code
                             else 'marshalling code objects is disallowed')
        else:
            try:
                data = memoryview(value).tobytes()
            except TypeError:
                raise ValueError('unmarshallable object') from None
            self.parts += [b's', _size(len(data)), data]

    def write_int(self, value):
        small = -1 << 31 <= value < 1 << 31
        if self.letter(b'i' if small else b'l', value):
            return
        if small:
            self.parts.append(struct.pack('<i', value))
            return
        rest, digits = abs(value), []
        while rest:
            digits.append(rest & (1 << _DIGIT) - 1)
            rest >>= _DIGIT
        self.parts += [struct.pack('<i', len(digits) if value > 0 else -len(digits)),
                       struct.pack(f'<{len(digits)}H', *digits)]

    def float_text(self, number):
        text = format(number, '.17g').encode()
        return bytes([len(text)]) + text

    def write_float(self, value):
        if not self.letter(b'g' if self.version > 1 else b'f', value):
            self.parts.append(struct.pack('<d', value) if self.version > 1
                              else self.float_text(value))

    def write_complex(self, value):
        if not self.letter(b'y' if self.version > 1 else b'x', value):
            for part in value.real, value.imag:
                self.parts.append(struct.pack('<d', part) if self.version > 1
                                  else self.float_text(part))

    def write_bytes(self, value):
        if not self.letter(b's', value):
            self.parts += [_size(len(value)), value]

    def write_str(self, value):
        name = self.version >= 3 and self.is_name(value)
        data = value.encode('utf-8', 'surrogatepass')
        if self.version >= 4 and value.isascii():
            short = len(data) < 256
            letters = (b'z', b'Z') if short else (b'a', b'A')
            if not self.letter(letters[name], value):
                self.parts += [bytes([len(data)]) if short else _size(len(data)), data]
        elif not self.letter(b't' if name else b'u', value):
            self.parts += [_size(len(data)), data]

    def write_tuple(self, value):
        short = self.version >= 4 and len(value) < 256
        if not self.letter(b')' if short else b'(', value):
            self.parts.append(bytes([len(value)]) if short else _size(len(value)))
            for item in value:
                self.write(item)

    def write_list(self, value):
        if not self.letter(b'[', value):
            self.parts.append(_size(len(value)))
            for item in value:
                self.write(item)

    def write_dict(self, value):
        if not self.letter(b'{', value):
            for key, item in value.items():
                self.write(key)
                self.write(item)
            self.parts.append(b'0')

    def write_set(self, value):
        """In the order of what the members look like alone."""
        if not self.letter(b'<' if type(value) is set else b'>', value):
            self.parts.append(_size(len(value)))
            for item in sorted(value, key=lambda item: dumps(item, self.version)):
                self.write(item)


_METHODS = {int: _Writer.write_int, float: _Writer.write_float, complex: _Writer.write_complex,
            bytes: _Writer.write_bytes, str: _Writer.write_str, tuple: _Writer.write_tuple,
            list: _Writer.write_list, dict: _Writer.write_dict, set: _Writer.write_set,
            frozenset: _Writer.write_set}

_NULL = object()


class _Reader:
    def __init__(self, read, allow_code, at_end):
        self.read, self.allow_code, self.at_end = read, allow_code, at_end
        self.numbered = []

    def take(self, count):
        data = self.read(count)
        if len(data) < count:
            raise EOFError(self.at_end)
        return data

    def number(self):
        return int.from_bytes(self.take(4), 'little', signed=True)

    def size(self, what):
        count = self.number()
        if count < 0:
            raise ValueError(f'bad marshal data ({what} size out of range)')
        return count

    def value(self):
        """The next value, or _NULL."""
        letter = self.read(1)
        if not letter:
            raise EOFError('EOF read where object expected')
        marked, letter = letter[0] & _FLAG, bytes([letter[0] & ~_FLAG])
        if letter in _SINGLES:
            return _SINGLES[letter]
        method = _READERS.get(letter)
        if not method:
            raise ValueError('bad marshal data (unknown type code)')
        if not marked or letter in b'0r':
            return method(self, letter, None)
        at = len(self.numbered)
        self.numbered.append(_NULL)
        self.numbered[at] = found = method(self, letter, at)
        return found

    def item(self, what):
        found = self.value()
        if found is _NULL:
            raise TypeError(f'NULL object in marshal data for {what}')
        return found

    def read_null(self, letter, at):
        return _NULL

    def read_reference(self, letter, at):
        number = self.number()
        if not 0 <= number < len(self.numbered) or self.numbered[number] is _NULL:
            raise ValueError('bad marshal data (invalid reference)')
        return self.numbered[number]

    def read_int(self, letter, at):
        return int.from_bytes(self.take(4 if letter == b'i' else 8), 'little', signed=True)

    def read_long(self, letter, at):
        count = self.number()
        if count == -1 << 31:
            raise ValueError('bad marshal data (long size out of range)')
        digits = struct.unpack(f'<{abs(count)}H', self.take(2 * abs(count)))
        if any(digit >> _DIGIT for digit in digits):
            raise ValueError('bad marshal data (digit out of range in long)')
        if digits and not digits[-1]:
            raise ValueError('bad marshal data (unnormalized long data)')
        value = 0
        for digit in reversed(digits):
            value = value << _DIGIT | digit
        return -value if count < 0 else value

    def float_text(self):
        return float(self.take(self.take(1)[0]).decode('latin1'))

    def read_float(self, letter, at):
        return struct.unpack('<d', self.take(8))[0] if letter == b'g' else self.float_text()

    def read_complex(self, letter, at):
        if letter == b'y':
            return complex(*struct.unpack('<2d', self.take(16)))
        return complex(self.float_text(), self.float_text())

    def read_bytes(self, letter, at):
        return bytes(self.take(self.size('bytes object')))

    def read_utf8(self, letter, at):
        return str(self.take(self.size('string')), 'utf-8', 'surrogatepass')

    def read_ascii(self, letter, at):
        count = self.take(1)[0] if letter in b'zZ' else self.size('string')
        return str(self.take(count), 'latin1')

    def items(self, count, what):
        for _ in range(count):
            yield self.item(what)

    def read_tuple(self, letter, at):
        count = self.take(1)[0] if letter == b')' else self.size('tuple')
        return tuple(self.items(count, 'tuple'))

    def gather(self, made, add, at, items):
        """Fill a container, which its own members may refer to."""
        if at is not None:
            self.numbered[at] = made
        for item in items:
            add(item)
        return made

    def read_list(self, letter, at):
        made = []
        return self.gather(made, made.append, at, self.items(self.size('list'), 'list'))

    def read_set(self, letter, at):
        made, count = set(), self.size('set')
        if letter == b'>':
            return frozenset(self.items(count, 'set'))
        return self.gather(made, made.add, at, self.items(count, 'set'))

    def read_dict(self, letter, at):
        made = {}
        return self.gather(made, lambda pair: made.__setitem__(*pair), at, self.pairs())

    def pairs(self):
        while (key := self.value()) is not _NULL:
            item = self.value()
            if item is _NULL:
                break
            yield key, item

    def read_code(self, letter, at):
        raise ValueError('code objects of CPython cannot be loaded by Rondo' if self.allow_code
                         else 'unmarshalling code objects is disallowed')


_READERS = {
    b'0': _Reader.read_null, b'r': _Reader.read_reference, b'i': _Reader.read_int,
    b'I': _Reader.read_int, b'l': _Reader.read_long, b'f': _Reader.read_float,
    b'g': _Reader.read_float, b'x': _Reader.read_complex, b'y': _Reader.read_complex,
    b's': _Reader.read_bytes, b't': _Reader.read_utf8, b'u': _Reader.read_utf8,
    b'a': _Reader.read_ascii, b'A': _Reader.read_ascii, b'z': _Reader.read_ascii,
    b'Z': _Reader.read_ascii, b'(': _Reader.read_tuple, b')': _Reader.read_tuple,
    b'[': _Reader.read_list, b'{': _Reader.read_dict, b'<': _Reader.read_set,
    b'>': _Reader.read_set, b'c': _Reader.read_code}


def dumps(value, version=version, /, *, allow_code=True):
    """The bytes that stand for a value."""
    from operator import index
    try:
        return _Writer(index(version), allow_code).whole(value)
    except RecursionError:
        raise ValueError('object too deeply nested to marshal') from None


def dump(value, file, version=version, /, *, allow_code=True):
    """Write the bytes that stand for a value to a file."""
    return file.write(dumps(value, version, allow_code=allow_code))


def _load(*args):
    try:
        return _Reader(*args).item('object')
    except RecursionError:
        raise ValueError('recursion limit exceeded') from None


def loads(bytes, /, *, allow_code=True):
    """The value that stands at the beginning of bytes."""
    try:
        data = memoryview(bytes).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(bytes).__name__}'") from None
    at = 0

    def read(count):
        nonlocal at
        at += count
        return data[at - count:at]

    return _load(read, allow_code, 'marshal data too short')


def load(file, /, *, allow_code=True):
    """The next value in a file, which is read no further."""
    if not isinstance(start := file.read(0), bytes):
        raise TypeError(f'file.read() returned not bytes but {type(start).__name__}')
    return _load(file.read, allow_code, 'EOF read where not expected')
