# SPDX-License-Identifier: MIT
"""A message: its headers, in order, and its body or its parts."""

import binascii
import re
from io import BytesIO, StringIO
from itertools import dropwhile
from operator import not_

from email import _encoded_words, errors, iterators, utils
from email._policybase import compat32
from email._tokens import has_surrogates
from email.charset import Charset

__all__ = ['Message', 'EmailMessage']

SEMISPACE = '; '
_tspecials = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')


def _splitparam(param):
    a, sep, b = str(param).partition(';')
    return (a.strip(), b.strip()) if sep else (a.strip(), None)


def _formatparam(param, value=None, quote=True):
    """name=value as a header has it, quoted where needed."""
    if value is None or len(value) == 0:
        return param
    if isinstance(value, tuple):
        param += '*'
        value = utils.encode_rfc2231(value[2], value[0], value[1])
        return '%s=%s' % (param, value)
    try:
        value.encode('ascii')
    except UnicodeEncodeError:
        return '%s*=%s' % (param, utils.encode_rfc2231(value, 'utf-8', ''))
    if quote or _tspecials.search(value):
        return '%s="%s"' % (param, utils.quote(value))
    return '%s=%s' % (param, value)


def _parseparam(s):
    """The pieces between semicolons that are not in quotes."""
    plist, start, quoted, i = [], 0, False, 0
    s = ';' + str(s)
    pieces = []
    for i, char in enumerate(s):
        if char == '"' and (i == 0 or s[i - 1] != '\\'):
            quoted = not quoted
        elif char == ';' and not quoted:
            pieces.append(s[start:i])
            start = i + 1
    pieces.append(s[start:])
    for piece in pieces[1:]:
        name, equals, value = piece.partition('=')
        if equals:
            piece = name.strip().lower() + '=' + value.strip()
        plist.append(piece.strip())
    return plist


def _unquotevalue(value):
    if isinstance(value, tuple):
        return value[0], value[1], utils.unquote(value[2])
    return utils.unquote(value)


def _to_bytes(text, codec):
    """ASCII and bytes that could not be decoded as they are, all other text in a codec."""
    try:
        return text.encode('ascii', 'surrogateescape')
    except UnicodeError:
        return text.encode(codec)


def _join(pieces):
    """The text of a header, which does not begin with an empty piece."""
    return SEMISPACE.join(dropwhile(not_, pieces))


class Message:
    """Headers are asked for as in a dict, whatever the case of their names; the payload is a text
    or a list of messages."""

    def __init__(self, policy=compat32):
        self.policy, self._headers = policy, []
        self._unixfrom = self._payload = self._charset = self.preamble = self.epilogue = None
        self.defects, self._default_type = [], 'text/plain'

    def __str__(self):
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The text of the message."""
        from email.generator import Generator
        out = StringIO()
        Generator(out, mangle_from_=False, maxheaderlen=maxheaderlen,
                  policy=self.policy if policy is None else policy).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def __bytes__(self):
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """The bytes of the message."""
        from email.generator import BytesGenerator
        out = BytesIO()
        BytesGenerator(out, mangle_from_=False,
                       policy=self.policy if policy is None
                       else policy).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def is_multipart(self):
        """Whether the payload is a list of parts."""
        return isinstance(self._payload, list)

    def set_unixfrom(self, unixfrom):
        self._unixfrom = unixfrom

    def get_unixfrom(self):
        return self._unixfrom

    # ---- payload ----

    def attach(self, payload):
        """Add a part."""
        if self._payload is None:
            self._payload = []
        append = getattr(self._payload, 'append', None)
        if append is None:
            raise TypeError("Attach is not valid on a message with a non-multipart payload")
        append(payload)

    def get_payload(self, i=None, decode=False):
        """The payload, or part i of it; decode: as bytes, without transfer encoding."""
        if self.is_multipart():
            if decode:
                return None
            return self._payload if i is None else self._payload[i]
        if i is not None and not isinstance(self._payload, list):
            raise TypeError('Expected list, got %s' % type(self._payload))
        payload = self._payload
        if not decode:
            return self._readable(payload)
        encoding = self.get('content-transfer-encoding', '')
        encoding = encoding.cte if hasattr(encoding, 'cte') else str(encoding).lower()
        if isinstance(payload, str):
            # text that a program has put there without saying in which character set
            data = _to_bytes(payload, 'raw-unicode-escape')
        else:
            data = payload
        if data is None:
            return None
        return self._decoded(data, encoding)

    def _readable(self, payload):
        """Bytes outside ASCII in a text are decoded as the type says."""
        if not (isinstance(payload, str) and has_surrogates(payload)):
            return payload
        try:
            data = payload.encode('ascii', 'surrogateescape')
        except UnicodeEncodeError:
            return payload
        try:
            return data.decode(self.get_content_charset('ascii'), 'replace')
        except LookupError:
            return data.decode('ascii', 'replace')

    def _decoded(self, data, encoding):
        """The bytes without transfer encoding."""
        if encoding == 'quoted-printable':
            return binascii.a2b_qp(data)
        if encoding == 'base64':
            value, defects = _encoded_words._decode_b(b''.join(data.splitlines()))
            for defect in defects:
                self.policy.handle_defect(self, defect)
            return value
        if encoding in ('x-uuencode', 'uuencode', 'uue', 'x-uue'):
            try:
                return _decode_uu(data)
            except ValueError:
                return data
        return data

    def set_payload(self, payload, charset=None):
        """Replace the payload."""
        if charset is not None and hasattr(payload, 'encode'):
            payload = self._encoded(payload, charset)
        whole = not hasattr(payload, 'decode')
        self._payload = payload if whole else payload.decode('ascii', 'surrogateescape')
        if charset is not None:
            self.set_charset(charset)

    @staticmethod
    def _encoded(text, charset):
        if not isinstance(charset, Charset):
            try:
                return text.encode('ascii', 'surrogateescape')
            except UnicodeEncodeError:
                charset = Charset(charset)
        return text.encode(charset.output_charset, 'surrogateescape')

    def set_charset(self, charset):
        """The character set of the text, which is encoded as it asks for; None takes it away."""
        if charset is None:
            self.del_param('charset')
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        if charset is not None:
            self._declare(charset)

    def _declare(self, charset):
        """Say in the headers what the text is in, and encode it."""
        sent_as = charset.get_output_charset()
        if 'MIME-Version' not in self:
            self.add_header('MIME-Version', '1.0')
        if 'Content-Type' in self:
            self.set_param('charset', sent_as)
        else:
            self.add_header('Content-Type', 'text/plain', charset=sent_as)
        if charset != sent_as:
            self._payload = charset.body_encode(self._payload)
        if 'Content-Transfer-Encoding' not in self:
            self._encode_body(charset)

    def _encode_body(self, charset):
        encoding = charset.get_body_encoding()
        if callable(encoding):
            encoding(self)
            return
        if self._payload:
            self._payload = _to_bytes(self._payload, charset.output_charset)
        self._payload = charset.body_encode(self._payload)
        self.add_header('Content-Transfer-Encoding', encoding)

    def get_charset(self):
        return self._charset

    # ---- headers ----

    def __len__(self):
        return len(self._headers)

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        most = self.policy.header_max_count(name)
        if most and sum(k.lower() == name.lower() for k, _ in self._headers) >= most:
            raise ValueError("There may be at most {} {} headers in a message".format(most, name))
        self._headers.append(self.policy.header_store_parse(name, val))

    def __delitem__(self, name):
        name = name.lower()
        self._headers = [(k, v) for k, v in self._headers if k.lower() != name]

    def __contains__(self, name):
        return self._index(name.lower()) >= 0

    def _index(self, lower):
        """Where the first header with the name is; -1: nowhere."""
        for i, (k, _) in enumerate(self._headers):
            if k.lower() == lower:
                return i
        return -1

    def __iter__(self):
        for name, _ in self._headers:
            yield name

    def keys(self):
        return [k for k, _ in self._headers]

    def values(self):
        return [self.policy.header_fetch_parse(k, v) for k, v in self._headers]

    def items(self):
        return [(k, self.policy.header_fetch_parse(k, v)) for k, v in self._headers]

    def get(self, name, failobj=None):
        """The first header with the name."""
        i = self._index(name.lower())
        return failobj if i < 0 else self.policy.header_fetch_parse(*self._headers[i])

    def set_raw(self, name, value):
        self._headers.append((name, value))

    def raw_items(self):
        return iter(self._headers.copy())

    def get_all(self, name, failobj=None):
        """All headers with the name in a list."""
        found = [self.policy.header_fetch_parse(k, v) for k, v in self._headers
                 if k.lower() == name.lower()]
        return found or failobj

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters; '_' in their names stands for '-'."""
        parts = []
        for k, v in _params.items():
            k = k.replace('_', '-')
            parts.append(k if v is None else _formatparam(k, v))
        if _value is not None:
            parts.insert(0, _value)
        self[_name] = SEMISPACE.join(parts)

    def replace_header(self, _name, _value):
        """Give the first header with the name another value."""
        lower = _name.lower()
        i = self._index(lower)
        if i < 0:
            raise KeyError(lower)
        self._headers[i] = self.policy.header_store_parse(self._headers[i][0], _value)

    # ---- the type and its parameters ----

    def get_content_type(self):
        """maintype/subtype in small letters."""
        value = self.get('content-type')
        if value is None:
            return self.get_default_type()
        kind = _splitparam(value)[0].lower()
        return kind if kind.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        return self.get_content_type().split('/')[1]

    def get_default_type(self):
        return self._default_type

    def set_default_type(self, ctype):
        self._default_type = ctype

    def _params(self, header):
        value = self.get(header)
        if value is None:
            return None
        params = []
        for p in _parseparam(value):
            name, equals, val = p.partition('=')
            params.append((name.strip(), val.strip()) if equals else (p.strip(), ''))
        return utils.decode_params(params)

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """The parameters of a header as pairs; the value itself is the first one."""
        params = self._params(header)
        if params is None:
            return failobj
        return [(k, _unquotevalue(v)) for k, v in params] if unquote else params

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """One parameter of a header."""
        for k, v in self._params(header) or ():
            if k.lower() == param.lower():
                return _unquotevalue(v) if unquote else v
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None,
                  language='', replace=False):
        """Give a parameter of a header a value."""
        if charset:
            value = (charset, language, value)
        before = self.get(header)
        written = _formatparam(param, value, requote)
        if self.get_param(param, header=header):
            same = param.lower()
            after = _join(written if k.lower() == same else _formatparam(k, v, requote)
                          for k, v in self.get_params(header=header, unquote=requote))
        else:
            implied = 'text/plain' if header.lower() == 'content-type' else None
            after = _join((implied if before is None else before, written))
        if after == before:
            return
        if replace:
            self.replace_header(header, after)
        else:
            self._renew(header, after)

    def _renew(self, header, value):
        """The header, with another value, becomes the last one."""
        del self[header]
        self[header] = value

    def del_param(self, param, header='content-type', requote=True):
        """Take a parameter out of a header."""
        if header not in self:
            return
        after = _join(_formatparam(p, v, requote)
                      for p, v in self.get_params(header=header, unquote=requote)
                      if p.lower() != param.lower())
        if after != self.get(header):
            self._renew(header, after)

    def set_type(self, type, header='Content-Type', requote=True):
        """Set maintype/subtype and keep the parameters."""
        if type.count('/') != 1:
            raise ValueError
        if header.lower() == 'content-type':
            del self['mime-version']
            self['MIME-Version'] = '1.0'
        old = self.get_params([], header, requote)
        self._renew(header, type)
        for name, value in old[1:]:
            self.set_param(name, value, header, requote)

    def get_filename(self, failobj=None):
        """The name of the file that a part is."""
        name = self.get_param('filename', None, 'content-disposition')
        if name is None:
            name = self.get_param('name', None, 'content-type')
        return failobj if name is None else utils.collapse_rfc2231_value(name).strip()

    def get_boundary(self, failobj=None):
        """What stands between the parts."""
        boundary = self.get_param('boundary')
        return failobj if boundary is None else utils.collapse_rfc2231_value(boundary).rstrip()

    def set_boundary(self, boundary):
        """Set what stands between the parts; the header stays where it is."""
        params = self._params('content-type')
        if params is None:
            raise errors.HeaderParseError('No Content-Type header found')
        quoted = '"%s"' % boundary
        changed = [(k, quoted if k.lower() == 'boundary' else v) for k, v in params]
        if changed == params and not any(k.lower() == 'boundary' for k, _ in params):
            changed.append(('boundary', quoted))
        text = SEMISPACE.join([k if v == '' else '%s=%s' % (k, v) for k, v in changed])
        self._headers = [self.policy.header_store_parse(name, text)
                         if name.lower() == 'content-type' else (name, value)
                         for name, value in self._headers]

    def get_content_charset(self, failobj=None):
        """The character set of the type, in small letters."""
        charset = self.get_param('charset')
        if charset is None:
            return failobj
        if isinstance(charset, tuple):
            charset = charset[2]
        return charset.lower()

    def get_charsets(self, failobj=None):
        """The character sets of all parts."""
        return [part.get_content_charset(failobj) for part in self.walk()]

    def get_content_disposition(self):
        """'inline', 'attachment' or None."""
        value = self.get('content-disposition')
        return None if value is None else _splitparam(value)[0].lower()

    walk = iterators.walk


def _decode_uu(encoded):
    """The bytes of a uuencoded file."""
    lines = encoded.splitlines()
    for start, line in enumerate(lines):
        if line.startswith(b'begin '):
            mode, _, path = line.removeprefix(b'begin ').partition(b' ')
            try:
                int(mode, base=8)
            except ValueError:
                continue
            break
    else:
        raise ValueError('`begin` line not found')
    pieces = []
    for line in lines[start + 1:]:
        if not line:
            raise ValueError('Truncated input')
        if line.strip(b' \t\r\n\f') == b'end':
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            # some encoders pad too much
            size = (((line[0] - 32) & 63) * 4 + 5) // 3
            pieces.append(binascii.a2b_uu(line[:size]))
    return b''.join(pieces)


def _default_policy():
    from email.policy import default    # email.policy imports this module
    return default


class MIMEPart(Message):
    """A part of a message, with methods for its content."""

    _body_types = {('text', 'plain'), ('text', 'html'), ('multipart', 'related'),
                   ('multipart', 'alternative')}

    def __init__(self, policy=None):
        super().__init__(_default_policy() if policy is None else policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        """The text of the message."""
        chosen = self.policy if policy is None else policy
        width = chosen.max_line_length if maxheaderlen is None else maxheaderlen
        return super().as_string(unixfrom, width, chosen)

    def __str__(self):
        return self.as_string(policy=self.policy.clone(utf8=True))

    def is_attachment(self):
        """Is it meant to be saved rather than shown?"""
        disposition = self.get('content-disposition')
        return False if disposition is None else disposition.content_disposition == 'attachment'

    # ---- the content ----

    def set_content(self, *args, content_manager=None, **kw):
        """Make an object the content, as the content manager knows how."""
        manager = self.policy.content_manager if content_manager is None else content_manager
        manager.set_content(self, *args, **kw)

    def get_content(self, *args, content_manager=None, **kw):
        """The content, as the content manager knows how."""
        manager = self.policy.content_manager if content_manager is None else content_manager
        return manager.get_content(self, *args, **kw)

    def clear_content(self):
        """Remove the payload and the headers that speak of it."""
        self._headers = [(n, v) for n, v in self._headers if not n.lower().startswith('content-')]
        self._payload = None

    def clear(self):
        """Remove everything."""
        self._headers = []
        self._payload = None

    # ---- several parts ----

    def _make_multipart(self, subtype, disallowed_subtypes, boundary):
        """What there is becomes the first part."""
        if self.get_content_maintype() == 'multipart':
            existing = self.get_content_subtype()
            if existing in disallowed_subtypes + (subtype,):
                raise ValueError("Cannot convert {} to {}".format(existing, subtype))
        kept, moved = [], []
        for name, value in self._headers:
            (moved if name.lower().startswith('content-') else kept).append((name, value))
        if moved:
            part = self._new_part()
            part._headers = moved
            part._payload = self._payload
            self._payload = [part]
        else:
            self._payload = []
        self._headers = kept
        self['Content-Type'] = 'multipart/' + subtype
        if boundary is not None:
            self.set_param('boundary', boundary)

    def make_related(self, boundary=None):
        """Become a page with what it shows."""
        self._make_multipart('related', ('alternative', 'mixed'), boundary)

    def make_alternative(self, boundary=None):
        """Become several forms of the same."""
        self._make_multipart('alternative', ('mixed',), boundary)

    def make_mixed(self, boundary=None):
        """Become a text with files."""
        self._make_multipart('mixed', (), boundary)

    def _new_part(self):
        return type(self)(policy=self.policy)

    def _add_multipart(self, _subtype, *args, _disp=None, **kw):
        if self.get_content_type() != 'multipart/' + _subtype:
            getattr(self, 'make_' + _subtype)()
        part = self._new_part()
        part.set_content(*args, **kw)
        if _disp and 'content-disposition' not in part:
            part['Content-Disposition'] = _disp
        self.attach(part)

    def add_related(self, *args, **kw):
        """Add what the first part shows, a picture of a page for example."""
        self._add_multipart('related', *args, _disp='inline', **kw)

    def add_alternative(self, *args, **kw):
        """Add another form of the same."""
        self._add_multipart('alternative', *args, **kw)

    def add_attachment(self, *args, **kw):
        """Add a file."""
        self._add_multipart('mixed', *args, _disp='attachment', **kw)

    def iter_parts(self):
        """The parts."""
        if self.is_multipart():
            yield from self.get_payload()

    def iter_attachments(self):
        """The parts that are not the body."""
        maintype, subtype = self.get_content_type().split('/')
        if maintype != 'multipart' or subtype == 'alternative':
            return
        payload = self.get_payload()
        if not isinstance(payload, list):
            return
        parts = payload.copy()
        if subtype == 'related':
            yield from self._not_the_root(parts)
            return
        seen = []
        for part in parts:
            kind = tuple(part.get_content_type().split('/'))
            if kind in self._body_types and not part.is_attachment() and kind[1] not in seen:
                seen.append(kind[1])
                continue
            yield part

    def _not_the_root(self, parts):
        """Those of related parts that the one named by `start`, or the first one, shows."""
        start = self.get_param('start')
        if start:
            others = [part for part in parts if part.get('content-id') != start]
            if len(others) < len(parts):
                return others
        parts.pop(0)
        return parts

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """The part that is most likely to be meant to be read."""
        best, body = len(preferencelist), None
        for rank, part in self._find_body(self, preferencelist):
            if rank < best:
                best, body = rank, part
                if rank == 0:
                    break
        return body

    def _find_body(self, part, preferencelist):
        if part.is_attachment():
            return
        maintype, subtype = part.get_content_type().split('/')
        kind, inside = None, ()
        if maintype == 'text':
            kind = subtype
        elif maintype == 'multipart' and self.is_multipart():
            if subtype == 'related':
                kind, inside = subtype, self._root_of(part)
            else:
                inside = part.iter_parts()
        if kind is not None and kind in preferencelist:
            yield preferencelist.index(kind), part
        for subpart in inside:
            yield from self._find_body(subpart, preferencelist)

    @staticmethod
    def _root_of(related):
        """The part that shows the others: the one named by `start`, or the first one."""
        start = related.get_param('start')
        if start:
            for part in related.iter_parts():
                if part['content-id'] == start:
                    yield part
                    return
        yield from related.get_payload()[:1]


class EmailMessage(MIMEPart):
    """A whole message: one with a content has a version of MIME too."""

    def set_content(self, *args, **kw):
        """Make an object the content, as the content manager knows how."""
        super().set_content(*args, **kw)
        if 'MIME-Version' not in self:
            self['MIME-Version'] = '1.0'
