# SPDX-License-Identifier: MIT
"""XML-RPC: values as XML and back."""

import base64
import time
from datetime import datetime
from decimal import Decimal
from xml.parsers import expat

MAXINT, MININT = 2**31 - 1, -2**31


class Error(Exception):
    """What all errors of this package are."""
    __str__ = object.__repr__


class ProtocolError(Error):
    """An answer of HTTP that is an error."""

    def __init__(self, url, errcode, errmsg, headers):
        super().__init__()
        self.url, self.errcode, self.errmsg, self.headers = url, errcode, errmsg, headers

    def __repr__(self):
        return f'<{self.__class__.__name__} for {self.url}: {self.errcode} {self.errmsg}>'

    __str__ = __repr__


class ResponseError(Error):
    """An answer that is no XML-RPC."""
    __str__ = Exception.__repr__


class Fault(Error):
    """What the function at the other end has raised."""

    def __init__(self, faultCode, faultString, **extra):
        super().__init__()
        self.faultCode, self.faultString = faultCode, faultString

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.faultCode}: {self.faultString!r}>'

    __str__ = __repr__


boolean = Boolean = bool


def escape(s):
    """Text as XML has it."""
    return s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def _as_time_text(value):
    if isinstance(value, datetime):
        return value.strftime('%Y%m%dT%H:%M:%S').rjust(17, '0')
    if not isinstance(value, (tuple, time.struct_time)):
        value = time.localtime(value or time.time())
    return '%04d%02d%02dT%02d:%02d:%02d' % tuple(value[:6])


class DateTime:
    """A date and time as ISO 8601 writes it; value: text, seconds, a tuple or a datetime."""

    def __init__(self, value=0):
        self.value = value if isinstance(value, str) else _as_time_text(value)

    def make_comparable(self, other):
        """Both as texts, or as what `other` is."""
        if isinstance(other, DateTime):
            return self.value, other.value
        if isinstance(other, datetime):
            return self.value, _as_time_text(other)
        if isinstance(other, str):
            return self.value, other
        if hasattr(other, 'timetuple'):
            return self.timetuple(), other.timetuple()
        return NotImplemented

    def timetuple(self):
        """As time.struct_time."""
        return time.strptime(self.value, '%Y%m%dT%H:%M:%S')

    def __str__(self):
        return self.value

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.value!r} at {id(self):#x}>'

    def decode(self, data):
        """Take the text of an element."""
        self.value = str(data).strip()

    def encode(self, out):
        """Write the element."""
        out.write(f'<value><dateTime.iso8601>{self.value}</dateTime.iso8601></value>\n')


def _comparison(name):
    def compare(self, other):
        pair = self.make_comparable(other)
        return pair if pair is NotImplemented else getattr(pair[0], name)(pair[1])
    compare.__name__ = name
    compare.__qualname__ = f'DateTime.{name}'
    return compare


for _name in '__lt__', '__le__', '__gt__', '__ge__', '__eq__':
    setattr(DateTime, _name, _comparison(_name))
DateTime.__hash__ = None


class Binary:
    """Bytes; the attribute data holds them."""
    __hash__ = None

    def __init__(self, data=None):
        if data is not None and not isinstance(data, (bytes, bytearray)):
            raise TypeError(f'expected bytes or bytearray, not {data.__class__.__name__}')
        self.data = bytes(data or b'')

    def __str__(self):
        return str(self.data, 'latin-1')

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, Binary) else other)

    def decode(self, data):
        """Take the text of an element."""
        self.data = base64.decodebytes(data)

    def encode(self, out):
        """Write the element."""
        out.write('<value><base64>\n' + base64.encodebytes(self.data).decode('ascii')
                  + '</base64></value>\n')


WRAPPERS = DateTime, Binary


# ---- writing ----

class Marshaller:
    """Values to XML."""

    def __init__(self, encoding=None, allow_none=False):
        self.encoding, self.allow_none = encoding, allow_none
        self.memo = {}                  # containers that are being written
        self.data = None

    def dumps(self, values):
        """The parameters, or the fault, as text."""
        out = []
        if isinstance(values, Fault):
            out.append('<fault>\n')
            self._dump({'faultCode': values.faultCode, 'faultString': values.faultString},
                       out.append)
            out.append('</fault>\n')
        else:
            out.append('<params>\n')
            for value in values:
                out.append('<param>\n')
                self._dump(value, out.append)
                out.append('</param>\n')
            out.append('</params>\n')
        return ''.join(out)

    def _dump(self, value, write):
        writer = self.dispatch.get(type(value))
        if writer is None:
            if not hasattr(value, '__dict__') or isinstance(value, tuple(self.dispatch)):
                raise TypeError(f'cannot marshal {type(value)} objects')
            writer = Marshaller.dump_instance
        writer(self, value, write)

    def dump_nil(self, value, write):
        if not self.allow_none:
            raise TypeError('cannot marshal None unless allow_none is enabled')
        write('<value><nil/></value>')

    def dump_bool(self, value, write):
        write(f'<value><boolean>{value and 1 or 0}</boolean></value>\n')

    def dump_long(self, value, write):
        if not MININT <= value <= MAXINT:
            raise OverflowError('int exceeds XML-RPC limits')
        write(f'<value><int>{int(value)}</int></value>\n')

    dump_int = dump_long

    def dump_double(self, value, write):
        write(f'<value><double>{value!r}</double></value>\n')

    def dump_unicode(self, value, write, escape=escape):
        write(f'<value><string>{escape(value)}</string></value>\n')

    def dump_bytes(self, value, write):
        Binary(value).encode(_Writer(write))

    def _inside(self, value, what):
        if id(value) in self.memo:
            raise TypeError(f'cannot marshal recursive {what}')
        self.memo[id(value)] = None

    def dump_array(self, value, write):
        self._inside(value, 'sequences')
        write('<value><array><data>\n')
        for each in value:
            self._dump(each, write)
        write('</data></array></value>\n')
        del self.memo[id(value)]

    def dump_struct(self, value, write, escape=escape):
        self._inside(value, 'dictionaries')
        write('<value><struct>\n')
        for name, each in value.items():
            if not isinstance(name, str):
                raise TypeError('dictionary key must be string')
            write(f'<member>\n<name>{escape(name)}</name>\n')
            self._dump(each, write)
            write('</member>\n')
        write('</struct></value>\n')
        del self.memo[id(value)]

    def dump_datetime(self, value, write):
        DateTime(value).encode(_Writer(write))

    def dump_instance(self, value, write):
        if isinstance(value, WRAPPERS):
            value.encode(_Writer(write))
        else:
            self.dump_struct(value.__dict__, write)

    dispatch = {type(None): dump_nil, bool: dump_bool, int: dump_long, float: dump_double,
                str: dump_unicode, bytes: dump_bytes, bytearray: dump_bytes, tuple: dump_array,
                list: dump_array, dict: dump_struct, datetime: dump_datetime,
                DateTime: dump_instance, Binary: dump_instance}


class _Writer:
    """What encode() writes to."""

    def __init__(self, write):
        self.write = write


# ---- reading ----

class Unmarshaller:
    """XML to values: the target of a parser."""

    def __init__(self, use_datetime=False, use_builtin_types=False):
        self._builtin_times = use_builtin_types or use_datetime
        self._builtin_bytes = use_builtin_types
        self._values = []               # finished ones, of all containers that are open
        self._starts = []               # where those of each open container begin
        self._text = []
        self._untyped = False           # a <value> without an element in it is a text
        self._kind = self._method = None
        self._encoding = 'utf-8'

    def close(self):
        """The parameters; Fault if it is one."""
        if self._kind is None or self._starts:
            raise ResponseError()
        if self._kind == 'fault':
            raise Fault(**self._values[0])
        return tuple(self._values)

    def getmethodname(self):
        """Which function is called; None in an answer."""
        return self._method

    def xml(self, encoding, standalone):
        """The head of the document."""
        self._encoding = encoding

    def start(self, tag, attrs):
        tag = tag.rpartition(':')[2]
        if tag in ('array', 'struct'):
            self._starts.append(len(self._values))
        self._text = []
        if self._untyped and tag not in self.dispatch:
            raise ResponseError(f'unknown tag {tag!r}')
        self._untyped = tag == 'value'

    def data(self, text):
        self._text.append(text)

    def end(self, tag):
        self.end_dispatch(tag, ''.join(self._text))

    def end_dispatch(self, tag, data):
        """An element has ended, and `data` is its text."""
        end = self.dispatch.get(tag.rpartition(':')[2])
        if end is not None:
            end(self, data)

    def _put(self, value):
        self._values.append(value)
        self._untyped = False

    def end_nil(self, data):
        self._put(None)

    def end_boolean(self, data):
        if data not in ('0', '1'):
            raise TypeError('bad boolean value')
        self._put(data == '1')

    def end_int(self, data):
        self._put(int(data))

    def end_double(self, data):
        self._put(float(data))

    def end_bigdecimal(self, data):
        self._put(Decimal(data))

    def end_string(self, data):
        self._put(data)

    end_name = end_string

    def _contents(self):
        start = self._starts.pop()
        inside = self._values[start:]
        del self._values[start:]
        return inside

    def end_array(self, data):
        self._put(self._contents())

    def end_struct(self, data):
        inside = self._contents()
        self._put(dict(zip(inside[::2], inside[1::2])))

    def end_base64(self, data):
        value = Binary()
        value.decode(data.encode('ascii'))
        self._put(value.data if self._builtin_bytes else value)

    def end_dateTime(self, data):
        value = DateTime()
        value.decode(data)
        self._put(datetime.strptime(value.value, '%Y%m%dT%H:%M:%S') if self._builtin_times
                  else value)

    def end_value(self, data):
        if self._untyped:
            self._put(data)

    def end_params(self, data):
        self._kind = 'params'

    def end_fault(self, data):
        self._kind = 'fault'

    def end_methodName(self, data):
        self._method = data
        self._kind = 'methodName'

    dispatch = {'nil': end_nil, 'boolean': end_boolean, 'bigdecimal': end_bigdecimal,
                **dict.fromkeys(('i1', 'i2', 'i4', 'i8', 'int', 'biginteger'), end_int),
                'double': end_double, 'float': end_double, 'string': end_string, 'name': end_name,
                'array': end_array, 'struct': end_struct, 'base64': end_base64,
                'dateTime.iso8601': end_dateTime, 'value': end_value, 'params': end_params,
                'fault': end_fault, 'methodName': end_methodName}


class ExpatParser:
    """Feeds an Unmarshaller."""

    def __init__(self, target):
        self._parser = expat.ParserCreate(None, None)
        self._parser.StartElementHandler = target.start
        self._parser.EndElementHandler = target.end
        self._parser.CharacterDataHandler = target.data
        target.xml(None, None)

    def feed(self, data):
        self._parser.Parse(data, False)

    def close(self):
        parser, self._parser = self._parser, None
        if parser is not None:
            parser.Parse(b'', True)


def getparser(use_datetime=False, use_builtin_types=False):
    """A parser and the target that it feeds."""
    target = Unmarshaller(use_datetime, use_builtin_types)
    return ExpatParser(target), target


def dumps(params, methodname=None, methodresponse=None, encoding=None, allow_none=False):
    """A call, an answer (methodresponse) or a fault as a document."""
    assert isinstance(params, (tuple, Fault)), 'argument must be tuple or Fault instance'
    if isinstance(params, Fault):
        methodresponse = True
    elif methodresponse:
        assert len(params) == 1, 'response tuple must be a singleton'
    body = Marshaller(encoding or 'utf-8', allow_none).dumps(params)
    named = f" encoding='{encoding}'" if encoding and encoding != 'utf-8' else ''
    head = f"<?xml version='1.0'{named}?>\n"
    if methodname:
        return (f'{head}<methodCall>\n<methodName>{methodname}</methodName>\n{body}'
                '</methodCall>\n')
    return f'{head}<methodResponse>\n{body}</methodResponse>\n' if methodresponse else body


def loads(data, use_datetime=False, use_builtin_types=False):
    """The parameters in a document, and the name of the function; a fault is raised."""
    parser, target = getparser(use_datetime, use_builtin_types)
    parser.feed(data)
    parser.close()
    return target.close(), target.getmethodname()
