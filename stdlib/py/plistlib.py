# SPDX-License-Identifier: MIT
"""Property lists of Apple's systems: load, dump, loads, dumps in the forms of XML and of bytes."""

import binascii
import codecs
import datetime
import enum
import itertools
import re
import struct
from io import BytesIO

__all__ = ['InvalidFileException', 'FMT_XML', 'FMT_BINARY', 'load', 'dump', 'loads', 'dumps', 'UID']

PlistFormat = enum.Enum('PlistFormat', 'FMT_XML FMT_BINARY', module=__name__)
globals().update(PlistFormat.__members__)


class UID:
    """A number that names an object of an archive."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError('data must be an int')
        if data >= 1 << 64:
            raise ValueError('UIDs cannot be >= 2**64')
        if data < 0:
            raise ValueError('UIDs must be positive')
        self.data = data

    def __index__(self):
        return self.data

    def __repr__(self):
        return f'{self.__class__.__name__}({self.data!r})'

    def __reduce__(self):
        return self.__class__, (self.data,)

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, UID) else NotImplemented

    def __hash__(self):
        return hash(self.data)


class InvalidFileException(ValueError):
    def __init__(self, message='Invalid file'):
        ValueError.__init__(self, message)


# ---- XML ----

PLISTHEADER = b'''\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
"http://www.apple.com/DTDs/PropertyList-1.0.dtd">
'''
_control = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f]').search
_date = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?Z',
                   re.ASCII).match


def _date_from_string(text, aware):
    numbers = [int(group) for group in _date(text).groups() if group is not None]
    return datetime.datetime(*numbers, tzinfo=datetime.UTC if aware else None)


def _date_to_string(moment, aware):
    if aware:
        moment = moment.astimezone(datetime.UTC)
    return f'{moment:%Y}'.rjust(4, '0') + f'{moment:-%m-%dT%H:%M:%SZ}'


def _escape(text):
    if _control(text):
        raise ValueError("strings can't contain control characters; use bytes instead")
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    for char, code in (('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;')):
        text = text.replace(char, code)
    return text


class _XMLReader:
    """Builds the value while expat reads."""

    def __init__(self, dict_type, aware):
        self.stack, self.keys, self.root, self.text = [], [], None, []
        self.dict_type, self.aware = dict_type, aware

    def parse(self, file):
        from xml.parsers.expat import ParserCreate
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EntityDeclHandler = self.entity
        self.parser.ParseFile(file)
        return self.root

    def entity(self, *args):
        raise InvalidFileException('XML entity declarations are not supported in plist files')

    def begin(self, element, attributes):
        self.text.clear()
        if element in ('dict', 'array'):
            value = self.dict_type() if element == 'dict' else []
            self.add(value)
            self.stack.append(value)
            self.keys.append(None)

    def end(self, element):
        text = ''.join(self.text)
        self.text.clear()
        read = getattr(self, 'end_' + element, None)
        if read:
            read(text)

    def add(self, value):
        if not self.stack:
            self.root = value
        elif isinstance(self.stack[-1], list):
            self.stack[-1].append(value)
        elif self.keys[-1] is None:
            raise ValueError(f'unexpected element at line {self.parser.CurrentLineNumber}')
        else:
            self.stack[-1][self.keys[-1]] = value
            self.keys[-1] = None

    def end_dict(self, text):
        if self.keys[-1] is not None:
            raise ValueError(
                f'missing value for key {self.keys[-1]!r} at line {self.parser.CurrentLineNumber}')
        self.stack.pop()
        self.keys.pop()

    def end_array(self, text):
        self.stack.pop()
        self.keys.pop()

    def end_key(self, text):
        if not self.stack or isinstance(self.stack[-1], list) or self.keys[-1] is not None:
            raise ValueError(f'unexpected key at line {self.parser.CurrentLineNumber}')
        self.keys[-1] = text

    def end_true(self, text):
        self.add(True)

    def end_false(self, text):
        self.add(False)

    def end_integer(self, text):
        if text.startswith(('0x', '0X')):
            self.add(int(text, 16))
        else:
            self.add(int(text))

    def end_real(self, text):
        self.add(float(text))

    def end_string(self, text):
        self.add(text)

    def end_data(self, text):
        self.add(binascii.a2b_base64(text.encode()))

    def end_date(self, text):
        self.add(_date_from_string(text, self.aware))


class _XMLWriter:
    def __init__(self, file, sort_keys, skipkeys, aware):
        self.file, self.depth = file, 0
        self.sort_keys, self.skipkeys, self.aware = sort_keys, skipkeys, aware

    def line(self, text):
        self.file.write(b'\t' * self.depth + text.encode('utf-8') + b'\n')

    def element(self, name, text):
        self.line(f'<{name}>{_escape(text)}</{name}>')

    def whole(self, value):
        self.file.write(PLISTHEADER)
        self.file.write(b'<plist version="1.0">\n')
        self.value(value)
        self.file.write(b'</plist>\n')

    def value(self, value):
        if isinstance(value, str):
            self.element('string', value)
        elif value is True or value is False:
            self.line('<true/>' if value else '<false/>')
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self.element('integer', '%d' % value)
        elif isinstance(value, float):
            self.element('real', repr(value))
        elif isinstance(value, dict):
            self.dictionary(value)
        elif isinstance(value, (bytes, bytearray)):
            self.data(value)
        elif isinstance(value, datetime.datetime):
            self.element('date', _date_to_string(value, self.aware))
        elif isinstance(value, (tuple, list)):
            self.array(value)
        else:
            raise TypeError(f'unsupported type: {type(value)}')

    def data(self, data):
        self.line('<data>')
        width = max(16, 76 - len('\t' * self.depth * 8))
        step = width // 4 * 3
        for i in range(0, len(data), step):
            self.line(binascii.b2a_base64(data[i:i + step], newline=False).decode())
        self.line('</data>')

    def dictionary(self, value):
        if not value:
            self.line('<dict/>')
            return
        self.line('<dict>')
        self.depth += 1
        for key, item in sorted(value.items()) if self.sort_keys else value.items():
            if not isinstance(key, str):
                if self.skipkeys:
                    continue
                raise TypeError('keys must be strings')
            self.element('key', key)
            self.value(item)
        self.depth -= 1
        self.line('</dict>')

    def array(self, value):
        if not value:
            self.line('<array/>')
            return
        self.line('<array>')
        self.depth += 1
        for item in value:
            self.value(item)
        self.depth -= 1
        self.line('</array>')


# ---- bytes ----

_EPOCH = datetime.datetime(2001, 1, 1)


class _BinaryReader:
    def __init__(self, dict_type, aware):
        self.dict_type, self.aware = dict_type, aware

    def parse(self, file):
        try:
            self.file = file
            file.seek(-32, 2)
            trailer = file.read(32)
            if len(trailer) != 32:
                raise InvalidFileException()
            offset_size, self.ref_size, count, top, table = struct.unpack('>6xBBQQQ', trailer)
            file.seek(table)
            self.offsets = self.numbers(count, offset_size)
            self.objects = [None] * count
            self.done = [False] * count
            return self.object(top)
        except (OSError, IndexError, struct.error, OverflowError, ValueError) as e:
            if isinstance(e, InvalidFileException):
                raise
            raise InvalidFileException()

    def read(self, n):
        data = self.file.read(n)
        if len(data) != n:
            raise InvalidFileException()
        return data

    def number(self, size, signed=False):
        return int.from_bytes(self.read(size), 'big', signed=signed)

    def numbers(self, count, size):
        data = self.file.read(size * count)
        if not size or len(data) != size * count:
            raise InvalidFileException()
        return [int.from_bytes(data[i:i + size], 'big') for i in range(0, size * count, size)]

    def size(self, low):
        """The count of what follows; from 15 on it is a number of its own."""
        return low if low != 15 else self.number(1 << (self.read(1)[0] & 3))

    def object(self, ref):
        if self.done[ref]:
            return self.objects[ref]
        self.file.seek(self.offsets[ref])
        token = self.read(1)[0]
        high, low = token & 0xf0, token & 0x0f
        self.done[ref] = True
        if high == 0xd0:
            return self.dictionary(ref, low)
        if high == 0xa0:
            items = self.objects[ref] = []
            items.extend(self.object(r) for r in self.numbers(self.size(low), self.ref_size))
            return items
        self.objects[ref] = self.plain(token, high, low)
        return self.objects[ref]

    def dictionary(self, ref, low):
        size = self.size(low)
        keys = self.numbers(size, self.ref_size) if size else []
        values = self.numbers(size, self.ref_size) if size else []
        made = self.objects[ref] = self.dict_type()
        try:
            for key, value in zip(keys, values):
                made[self.object(key)] = self.object(value)
        except TypeError:
            raise InvalidFileException()
        return made

    def plain(self, token, high, low):
        if token in (0x00, 0x08, 0x09, 0x0f):
            return {0x00: None, 0x08: False, 0x09: True, 0x0f: b''}[token]
        if high == 0x10:
            return self.number(1 << low, signed=low >= 3)
        if token in (0x22, 0x23):
            return struct.unpack('>f' if token == 0x22 else '>d',
                                 self.read(4 if token == 0x22 else 8))[0]
        if token == 0x33:
            moment = _EPOCH + datetime.timedelta(seconds=struct.unpack('>d', self.read(8))[0])
            return moment.replace(tzinfo=datetime.UTC) if self.aware else moment
        if high == 0x40:
            return self.read(self.size(low))
        if high == 0x50:
            return self.read(self.size(low)).decode('ascii')
        if high == 0x60:
            return self.read(self.size(low) * 2).decode('utf-16be')
        if high == 0x80:
            return UID(self.number(1 + low))
        raise InvalidFileException()


def _bytes_for(count):
    return next(size for size in (1, 2, 4, 8) if count < 1 << 8 * size)


class _BinaryWriter:
    """First the objects are numbered, equal ones as one; then they are written one behind the
    other."""

    def __init__(self, file, sort_keys, skipkeys, aware):
        self.file = file
        self.sort_keys, self.skipkeys, self.aware = sort_keys, skipkeys, aware

    def whole(self, value):
        self.objects, self.numbers, self.by_id = [], {}, {}
        self.collect(value)
        self.ref_size = _bytes_for(len(self.objects))
        self.file.write(b'bplist00')
        offsets = []
        for one in self.objects:
            offsets.append(self.file.tell())
            self.write(one)
        table = self.file.tell()
        size = _bytes_for(table)
        for offset in offsets:
            self.file.write(offset.to_bytes(size, 'big'))
        self.file.write(struct.pack('>6xBBQQQ', size, self.ref_size, len(offsets),
                                    self.number_of(value), table))

    def number_of(self, value):
        if _is_plain(value):
            return self.numbers[type(value), value]
        return self.by_id[id(value)]

    def collect(self, value):
        if _is_plain(value):
            if (type(value), value) in self.numbers:
                return
            self.numbers[type(value), value] = len(self.objects)
        elif id(value) in self.by_id:
            return
        else:
            self.by_id[id(value)] = len(self.objects)
        self.objects.append(value)
        if isinstance(value, dict):
            keys, values = self.parts(value)
            for inner in itertools.chain(keys, values):
                self.collect(inner)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                self.collect(inner)

    def parts(self, value):
        keys, values = [], []
        for key, item in sorted(value.items()) if self.sort_keys else value.items():
            if not isinstance(key, str):
                if self.skipkeys:
                    continue
                raise TypeError('keys must be strings')
            keys.append(key)
            values.append(item)
        return keys, values

    def head(self, token, size):
        if size < 15:
            self.file.write(bytes((token | size,)))
            return
        width = _bytes_for(size)
        self.file.write(
            bytes((token | 0xf, 0x10 | width.bit_length() - 1)) + size.to_bytes(width, 'big'))

    def refs(self, values):
        for value in values:
            self.file.write(self.number_of(value).to_bytes(self.ref_size, 'big'))

    def write(self, value):
        write = self.file.write
        if value is None or value is False or value is True:
            write(b'\x00' if value is None else b'\x09' if value else b'\x08')
        elif isinstance(value, int):
            self.integer(value)
        elif isinstance(value, float):
            write(struct.pack('>Bd', 0x23, value))
        elif isinstance(value, datetime.datetime):
            if self.aware:
                value = value.astimezone(datetime.UTC).replace(tzinfo=None)
            write(struct.pack('>Bd', 0x33, (value - _EPOCH).total_seconds()))
        elif isinstance(value, (bytes, bytearray)):
            self.head(0x40, len(value))
            write(value)
        elif isinstance(value, str):
            self.text(value)
        elif isinstance(value, UID):
            self.uid(value)
        elif isinstance(value, (list, tuple)):
            self.head(0xa0, len(value))
            self.refs(value)
        elif isinstance(value, dict):
            keys, values = self.parts(value)
            self.head(0xd0, len(keys))
            self.refs(keys)
            self.refs(values)
        else:
            raise TypeError(value)

    def integer(self, value):
        if value < 0:
            if value < -1 << 63:
                raise OverflowError(value)
            self.file.write(struct.pack('>Bq', 0x13, value))
        elif value < 1 << 63:
            size = _bytes_for(value)
            self.file.write(bytes((0x10 | size.bit_length() - 1,)) + value.to_bytes(size, 'big'))
        elif value < 1 << 64:
            self.file.write(b'\x14' + value.to_bytes(16, 'big', signed=True))
        else:
            raise OverflowError(value)

    def text(self, value):
        try:
            data, token, size = value.encode('ascii'), 0x50, len(value)
        except UnicodeEncodeError:
            data, token = value.encode('utf-16be'), 0x60
            size = len(data) // 2
        self.head(token, size)
        self.file.write(data)

    def uid(self, value):
        size = _bytes_for(value.data)
        self.file.write(bytes((0x80 | size - 1,)) + value.data.to_bytes(size, 'big'))


def _is_plain(value):
    return isinstance(value, (str, int, float, datetime.datetime, bytes))


# ---- both ----

_BOMS = (b'', codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE,
         codecs.BOM_UTF32_LE)
_ENCODINGS = (None, None, 'utf-16be', 'utf-16le', 'utf-32be', 'utf-32le')


def _is_xml(head):
    for bom, encoding in zip(_BOMS, _ENCODINGS):
        for start in '<?xml', '<plist':
            if head.startswith(bom + (start.encode(encoding) if encoding
                                      else start.encode('ascii'))):
                return True
    return False


def load(fp, *, fmt=None, dict_type=dict, aware_datetime=False):
    """Read a .plist file. 'fp' should be a readable and binary file object."""
    if fmt is None:
        head = fp.read(32)
        fp.seek(0)
        fmt = FMT_XML if _is_xml(head) else FMT_BINARY if head[:8] == b'bplist00' else None
        if fmt is None:
            raise InvalidFileException()
    reader = _XMLReader if fmt is FMT_XML else _BinaryReader
    return reader(dict_type, aware_datetime).parse(fp)


def loads(value, *, fmt=None, dict_type=dict, aware_datetime=False):
    """Read a .plist file from a bytes object."""
    if isinstance(value, str):
        if fmt == FMT_BINARY:
            raise TypeError('value must be bytes-like object when fmt is FMT_BINARY')
        value = value.encode()
    return load(BytesIO(value), fmt=fmt, dict_type=dict_type, aware_datetime=aware_datetime)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False, aware_datetime=False):
    """Write a value to a file that is open for bytes."""
    if fmt not in PlistFormat.__members__.values():
        raise ValueError('Unsupported format: %r' % (fmt,))
    writer = _XMLWriter if fmt is FMT_XML else _BinaryWriter
    writer(fp, sort_keys, skipkeys, aware_datetime).whole(value)


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True, aware_datetime=False):
    """A value as the bytes of a file."""
    file = BytesIO()
    dump(value, file, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys,
         aware_datetime=aware_datetime)
    return file.getvalue()
