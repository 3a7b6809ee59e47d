# SPDX-License-Identifier: MIT
"""A message: its headers, in order, and its body or its parts."""

import re

from email import errors, utils
from email.policy import compat32

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


class Message:
    """Headers are asked for as in a dict, whatever the case of their names; the payload is a text
    or a list of messages."""

    def __init__(self, policy=compat32):
        self.policy = policy
        self._headers = []
        self._unixfrom = None
        self._payload = None
        self._charset = None
        self.preamble = self.epilogue = None
        self.defects = []
        self._default_type = 'text/plain'

    def __str__(self):
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The text of the message."""
        policy = self.policy if policy is None else policy
        if type(self) is Message or maxheaderlen:
            policy = policy.clone(max_line_length=maxheaderlen)
        policy = policy.clone(mangle_from_=False)
        lines = []
        if unixfrom:
            lines.append(self._unixfrom or 'From nobody ' + utils.time.ctime())
            lines.append(policy.linesep)
        self._write(lines, policy)
        return ''.join(lines)

    def _write(self, lines, policy, binary=False):
        headers, body, pairs = [], [], self._headers
        if not binary and isinstance(self._payload, str) and not self._payload.isascii() \
                and re.search('[\udc80-\udcff]', self._payload) and self.get_param('charset'):
            # Bytes outside ASCII cannot stay as they are in a text.
            body.append(_base64_lines(self._payload.encode('ascii', 'surrogateescape')))
            pairs = [(k, 'base64' if k.lower() == 'content-transfer-encoding' else v)
                     for k, v in pairs]
            if 'content-transfer-encoding' not in self:
                pairs.append(('Content-Transfer-Encoding', 'base64'))
        else:
            self._write_body(body, policy, binary)
            pairs = self._headers      # a boundary may have been added
        for name, value in pairs:
            headers.append(policy.fold(name, value))
        lines += headers
        lines.append(policy.linesep)
        lines += body

    def _write_body(self, lines, policy, binary):
        if self.is_multipart():
            self._write_parts(lines, policy, binary)
        elif self._payload is not None:
            text = self._payload
            if not isinstance(text, str):
                raise TypeError('string payload expected: %s' % type(text))
            if policy.mangle_from_:
                text = re.sub(r'(?m)^From ', '>From ', text)
            lines.append(re.sub('\r\n|\r|\n', lambda m: policy.linesep, text))

    def _write_parts(self, lines, policy, binary):
        boundary, texts = self.get_boundary(), []
        for part in self._payload:
            inner = []
            part._write(inner, policy, binary)
            texts.append(''.join(inner))
        if self.get_content_maintype() == 'message':
            lines += texts
            return
        if boundary is None:
            boundary = _free_boundary(''.join(texts))
            self.set_boundary(boundary)
        newline = policy.linesep
        if self.preamble is not None:
            lines += [self.preamble, newline]
        for i, text in enumerate(texts):
            lines += [newline if i else '', '--', boundary, newline, text]
        lines += [newline, '--', boundary, '--', newline]
        if self.epilogue is not None:
            lines.append(self.epilogue)

    def __bytes__(self):
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """The bytes of the message."""
        policy = (self.policy if policy is None else policy).clone(mangle_from_=False)
        lines = []
        if unixfrom:
            lines.append((self._unixfrom or 'From nobody ' + utils.time.ctime()) + policy.linesep)
        self._write(lines, policy, True)
        return ''.join(lines).encode('ascii', 'surrogateescape')

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
            self._payload = [payload]
        else:
            try:
                self._payload.append(payload)
            except AttributeError:
                raise TypeError("Attach is not valid on a message with a non-multipart payload")

    def get_payload(self, i=None, decode=False):
        """The payload, or part i of it; decode: as bytes, without transfer encoding."""
        if self.is_multipart():
            if decode:
                return None
            return self._payload if i is None else self._payload[i]
        if i is not None and not isinstance(self._payload, list):
            raise TypeError('Expected list, got %s' % type(self._payload))
        payload = self._payload
        if not decode or payload is None:
            return payload
        encoding = str(self.get('content-transfer-encoding', '')).strip().lower()
        if isinstance(payload, str):
            try:
                data = payload.encode('ascii', 'surrogateescape')
            except UnicodeError:
                data = payload.encode('raw-unicode-escape')
        else:
            data = payload
        return _decoded(data, encoding)

    def set_payload(self, payload, charset=None):
        """Replace the payload."""
        if isinstance(payload, bytes):
            payload = payload.decode('ascii', 'surrogateescape')
        self._payload = payload
        if charset is not None:
            self.set_charset(charset)

    def set_charset(self, charset):
        """The character set of the text; encodes it."""
        if charset is None:
            self.del_param('charset')
            self._charset = None
            return
        self._charset = charset
        if 'MIME-Version' not in self:
            self.add_header('MIME-Version', '1.0')
        if 'Content-Type' not in self:
            self.add_header('Content-Type', 'text/plain', charset=str(charset))
        else:
            self.set_param('charset', str(charset))

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
        name = name.lower()
        return any(k.lower() == name for k, _ in self._headers)

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
        name = name.lower()
        for k, v in self._headers:
            if k.lower() == name:
                return self.policy.header_fetch_parse(k, v)
        return failobj

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
        for i, (k, _) in enumerate(self._headers):
            if k.lower() == _name.lower():
                self._headers[i] = self.policy.header_store_parse(k, _value)
                return
        raise KeyError(_name)

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
        params = utils.decode_params(params)
        if hasattr(self.policy, 'utf8'):
            # Policies of today decode parameters.
            params = [(k, '"%s"' % utils.quote(utils.collapse_rfc2231_value(_unquotevalue(v))))
                      if isinstance(v, tuple) else (k, v) for k, v in params]
        return params

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
        if header not in self and header.lower() == 'content-type':
            ctype = 'text/plain'
        else:
            ctype = self.get(header)
        if not self.get_param(param, header=header):
            new = _formatparam(param, value, requote)
            ctype = SEMISPACE.join([ctype, new]) if ctype else new
        else:
            ctype = SEMISPACE.join(
                _formatparam(old, value if old.lower() == param.lower() else old_value, requote)
                for old, old_value in self.get_params(header=header, unquote=requote))
        if ctype != self.get(header):
            if replace:
                self.replace_header(header, ctype)
            else:
                del self[header]
                self[header] = ctype

    def del_param(self, param, header='content-type', requote=True):
        """Take a parameter out of a header."""
        if header not in self:
            return
        ctype = SEMISPACE.join(_formatparam(p, v, requote)
                               for p, v in self.get_params(header=header, unquote=requote)
                               if p.lower() != param.lower())
        if ctype != self.get(header):
            del self[header]
            self[header] = ctype

    def set_type(self, type, header='Content-Type', requote=True):
        """Set maintype/subtype and keep the parameters."""
        if type.count('/') != 1:
            raise ValueError
        if header.lower() == 'content-type':
            del self['mime-version']
            self['MIME-Version'] = '1.0'
        if header not in self:
            self[header] = type
            return
        params = self.get_params(header=header, unquote=requote)
        del self[header]
        self[header] = type
        for p, v in params[1:]:
            self.set_param(p, v, header, requote)

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
        """Set what stands between the parts."""
        if self.get('content-type') is None:
            raise errors.HeaderParseError('No Content-Type header found')
        self.set_param('boundary', boundary, replace=True)

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

    def walk(self):
        """The message and all parts in it."""
        yield self
        if self.is_multipart():
            for part in self._payload:
                yield from part.walk()


def _free_boundary(text):
    """A line that is not in the text."""
    import random
    boundary = '===============%019d==' % random.randrange(1 << 62)
    while boundary in text:
        boundary += '.'
    return boundary


def _decoded(data, encoding):
    """The bytes without transfer encoding."""
    if encoding == 'base64':
        import binascii
        try:
            return binascii.a2b_base64(data)
        except binascii.Error:
            return data
    if encoding == 'quoted-printable':
        import binascii
        return binascii.a2b_qp(data)
    return data


class EmailMessage(Message):
    """A message with methods for its content."""

    def __init__(self, policy=None):
        if policy is None:
            from email.policy import default
            policy = default
        super().__init__(policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        return super().as_string(unixfrom, maxheaderlen or 0, policy)

    def __str__(self):
        return self.as_string()

    def is_attachment(self):
        return self.get_content_disposition() == 'attachment'

    def set_content(self, content, *args, **kw):
        """Make a text, bytes or a message the content."""
        kind = type(content)
        if not isinstance(content, (str, bytes, bytearray, memoryview, Message)):
            raise KeyError(kind.__module__ + '.' + kind.__qualname__)
        self.clear_content()
        if isinstance(content, str):
            self._set_text(content, *args, **kw)
        elif isinstance(content, (bytes, bytearray, memoryview)):
            self._set_bytes(content, *args, **kw)
        else:
            self['Content-Type'] = 'message/' + kw.get('subtype', 'rfc822')
            self['Content-Transfer-Encoding'] = kw.get('cte') or '8bit'
            self._payload = [content]
        if 'MIME-Version' not in self:
            self['MIME-Version'] = '1.0'

    def _describe(self, disposition, filename, cid, params):
        if filename is not None and disposition is None:
            disposition = 'attachment'
        if disposition is not None:
            self.add_header('Content-Disposition', disposition,
                            **({} if filename is None else {'filename': filename}))
        if cid is not None:
            self['Content-ID'] = cid
        for name, value in (params or {}).items():
            self.set_param(name, value)

    def _set_text(self, text, subtype='plain', charset='utf-8', cte=None, disposition=None,
                  filename=None, cid=None, params=None, headers=None):
        import binascii
        self['Content-Type'] = 'text/%s; charset="%s"' % (subtype, charset)
        lines = text.encode(charset).splitlines()
        data = b'\n'.join(lines) + b'\n'
        if cte is None:
            cte = _shortest_encoding(lines, data, self.policy)
        if cte == 'base64':
            payload = _base64_lines(data)
        elif cte == 'quoted-printable':
            payload = _quoted_printable(data)
        else:
            payload = data.decode('ascii', 'surrogateescape')
        self._payload = payload
        self['Content-Transfer-Encoding'] = cte
        self._describe(disposition, filename, cid, params)
        for name, value in headers or ():
            self[name] = value

    def _set_bytes(self, data, maintype, subtype, cte='base64', disposition=None, filename=None,
                   cid=None, params=None, headers=None):
        self['Content-Type'] = '/'.join((maintype, subtype))
        data = bytes(data)
        self._payload = (_base64_lines(data) if cte == 'base64'
                         else data.decode('ascii', 'surrogateescape'))
        self['Content-Transfer-Encoding'] = cte
        self._describe(disposition, filename, cid, params)
        for name, value in headers or ():
            self[name] = value

    def get_content(self, errors='replace'):
        """The text of the content, its bytes, or the message in it."""
        if self.get_content_maintype() == 'multipart':
            raise KeyError(self.get_content_type())
        if self.get_content_type() == 'message/rfc822':
            return self.get_payload(0)
        data = self.get_payload(decode=True)
        if self.get_content_maintype() == 'text':
            return data.decode(self.get_param('charset', 'ASCII'), errors)
        return data

    # ---- several parts ----

    def _make_multipart(self, subtype, boundary=None):
        """What there is becomes the first part."""
        kept, moved = [], []
        for name, value in self._headers:
            (moved if name.lower().startswith('content-') else kept).append((name, value))
        if moved:
            part = type(self)(policy=self.policy)
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
        self._make('related', ('alternative', 'mixed'), boundary)

    def make_alternative(self, boundary=None):
        self._make('alternative', ('mixed',), boundary)

    def make_mixed(self, boundary=None):
        self._make('mixed', (), boundary)

    def _make(self, subtype, forbidden, boundary):
        if self.get_content_maintype() == 'multipart':
            existing = self.get_content_subtype()
            if existing in (*forbidden, subtype):
                raise ValueError("Cannot convert {} to {}".format(existing, subtype))
        self._make_multipart(subtype, boundary)

    def _add_part(self, subtype, disposition, args, kw):
        if self.get_content_maintype() != 'multipart' or self.get_content_subtype() != subtype:
            getattr(self, 'make_' + subtype)()
        part = type(self)(policy=self.policy)
        part.set_content(*args, **kw)
        if disposition and 'content-disposition' not in part:
            part['Content-Disposition'] = disposition
        self.attach(part)

    def add_related(self, *args, **kw):
        """Add what the first part shows, a picture of a page for example."""
        self._add_part('related', 'inline', args, kw)

    def add_alternative(self, *args, **kw):
        """Add another form of the same."""
        self._add_part('alternative', None, args, kw)

    def add_attachment(self, *args, **kw):
        """Add a file."""
        self._add_part('mixed', 'attachment', args, kw)

    def iter_parts(self):
        """The parts."""
        if self.is_multipart():
            yield from self.get_payload()

    def iter_attachments(self):
        """The parts that are not the body."""
        if self.get_content_maintype() != 'multipart' \
                or self.get_content_subtype() == 'alternative':
            return
        parts = list(self.get_payload())
        if self.get_content_subtype() == 'related':
            yield from parts[1:]
            return
        body = self.get_body()
        for part in parts:
            if part.is_attachment() or part is not body and not (
                    body is not None and body in list(part.walk())):
                yield part

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """The part that is most likely to be meant to be read."""
        best = None
        for rank, part in self._bodies(self, preferencelist):
            if best is None or rank < best[0]:
                best = rank, part
        return best[1] if best else None

    def _bodies(self, part, wanted):
        if part.is_attachment():
            return
        maintype, subtype = part.get_content_type().split('/')
        if maintype == 'text':
            if subtype in wanted:
                yield wanted.index(subtype), part
            return
        if maintype != 'multipart' or not self.is_multipart():
            return
        if subtype == 'related':
            if 'related' in wanted:
                yield wanted.index('related'), part
            yield from self._bodies(part.get_payload()[0], wanted)
            return
        for sub in part.iter_parts():
            yield from self._bodies(sub, wanted)

    def clear_content(self):
        """Remove the payload and the headers that speak of it."""
        self._headers = [(n, v) for n, v in self._headers if not n.lower().startswith('content-')]
        self._payload = None

    def clear(self):
        """Remove everything."""
        self._headers = []
        self._payload = None


MIMEPart = EmailMessage


def _base64_lines(data):
    import binascii
    return ''.join(binascii.b2a_base64(data[i:i + 57]).decode() for i in range(0, len(data), 57))


def _quoted_printable(data):
    import binascii
    return binascii.b2a_qp(data, istext=True).decode()


def _shortest_encoding(lines, data, policy):
    """The transfer encoding for a text."""
    if max(map(len, lines), default=0) <= policy.max_line_length:
        if data.isascii():
            return '7bit'
        if policy.cte_type == '8bit':
            return '8bit'
    sample = b'\n'.join(lines[:10])
    if len(_quoted_printable(sample)) > len(_base64_lines(sample)):
        return 'base64'
    return 'quoted-printable'
