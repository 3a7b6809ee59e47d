# SPDX-License-Identifier: MIT
"""What set_content() and get_content() of a message do, by the kind of the content."""

import binascii
import email.charset
import email.message
from email import errors, quoprimime

__all__ = ['ContentManager', 'raw_data_manager']


class ContentManager:
    """Functions that get and set contents: by the type of the message, by the class of the
    object."""

    def __init__(self):
        self.get_handlers = {}
        self.set_handlers = {}

    def add_get_handler(self, key, handler):
        """handler(message, ...) for a type like text/plain or text; '' for all others."""
        self.get_handlers[key] = handler

    def get_content(self, msg, *args, **kw):
        """The content of the message."""
        content_type = msg.get_content_type()
        for key in (content_type, msg.get_content_maintype(), ''):
            if key in self.get_handlers:
                return self.get_handlers[key](msg, *args, **kw)
        raise KeyError(content_type)

    def add_set_handler(self, typekey, handler):
        """handler(message, object, ...) for a class, its name, or None for all others."""
        self.set_handlers[typekey] = handler

    def set_content(self, msg, obj, *args, **kw):
        """Make the object the content of the message."""
        if msg.get_content_maintype() == 'multipart':
            raise TypeError("set_content not valid on multipart")
        setter = self._setter_for(type(obj))
        msg.clear_content()
        setter(msg, obj, *args, **kw)

    def _setter_for(self, kind):
        for cls in kind.__mro__:
            for key in (cls, _full_name(cls), cls.__qualname__, cls.__name__):
                if key in self.set_handlers:
                    return self.set_handlers[key]
        if None in self.set_handlers:
            return self.set_handlers[None]
        raise KeyError(_full_name(kind))


def _full_name(cls):
    return '.'.join(filter(None, (cls.__module__, cls.__qualname__)))


raw_data_manager = ContentManager()


# ---- getting ----

def get_text_content(msg, errors='replace'):
    """The text."""
    content = msg.get_payload(decode=True)
    return content.decode(msg.get_param('charset', 'ASCII'), errors=errors)


def get_non_text_content(msg):
    """The bytes."""
    return msg.get_payload(decode=True)


def get_message_content(msg):
    """The message inside."""
    return msg.get_payload(0)


def get_and_fixup_unknown_message_content(msg):
    """A message of an unknown kind, as bytes."""
    return bytes(msg.get_payload(0))


raw_data_manager.add_get_handler('text', get_text_content)
for _maintype in ('audio', 'image', 'video', 'application'):
    raw_data_manager.add_get_handler(_maintype, get_non_text_content)
for _subtype in ('rfc822', 'external-body'):
    raw_data_manager.add_get_handler('message/' + _subtype, get_message_content)
raw_data_manager.add_get_handler('message', get_and_fixup_unknown_message_content)


# ---- setting ----

def _prepare_set(msg, maintype, subtype, headers):
    msg['Content-Type'] = '/'.join((maintype, subtype))
    if not headers:
        return
    if not hasattr(headers[0], 'name'):
        policy = msg.policy
        headers = [policy.header_factory(*policy.header_source_parse([header]))
                   for header in headers]
    try:
        for header in headers:
            if header.defects:
                raise header.defects[0]
            msg[header.name] = header
    except errors.HeaderDefect as error:
        raise ValueError("Invalid header: {}".format(header.fold(policy=msg.policy))) from error


def _place(msg, payload, cte, disposition, filename, cid, params):
    """The payload, and the headers that follow the type."""
    msg.set_payload(payload)
    msg['Content-Transfer-Encoding'] = cte
    if filename is not None:
        msg['Content-Disposition'] = 'attachment' if disposition is None else disposition
        msg.set_param('filename', filename, header='Content-Disposition', replace=True)
    elif disposition is not None:
        msg['Content-Disposition'] = disposition
    if cid is not None:
        msg['Content-ID'] = cid
    for key, value in ({} if params is None else params).items():
        msg.set_param(key, value)


def _encode_base64(data, max_line_length):
    step = max_line_length // 4 * 3
    return ''.join(binascii.b2a_base64(data[i:i + step]).decode('ascii')
                   for i in range(0, len(data), step))


def _quoted(lines, policy):
    data = b'\n'.join(lines) + b'\n'
    return quoprimime.body_encode(data.decode('latin-1'), policy.max_line_length)


def _encode_text(string, charset, cte, policy):
    """(transfer encoding, text): the shortest one when none is asked for."""
    lines = string.encode(charset).splitlines()
    linesep = policy.linesep.encode('ascii')

    def embedded():
        return linesep.join(lines) + linesep

    def plain():
        return b'\n'.join(lines) + b'\n'
    if cte is None:
        if max((len(line) for line in lines), default=0) <= policy.max_line_length:
            try:
                return '7bit', plain().decode('ascii')
            except UnicodeDecodeError:
                pass
            if policy.cte_type == '8bit':
                return '8bit', plain().decode('ascii', 'surrogateescape')
        sniffed = lines[:10]
        short_quoted = quoprimime.body_encode((b'\n'.join(sniffed) + b'\n').decode('latin-1'),
                                              policy.max_line_length)
        short_base64 = binascii.b2a_base64(linesep.join(sniffed) + linesep)
        cte = 'base64' if len(short_quoted) > len(short_base64) else 'quoted-printable'
        if cte == 'quoted-printable' and len(lines) <= 10:
            return cte, short_quoted
    if cte == '7bit':
        return cte, plain().decode('ascii')
    if cte == '8bit':
        return cte, plain().decode('ascii', 'surrogateescape')
    if cte == 'quoted-printable':
        return cte, _quoted(lines, policy)
    if cte == 'base64':
        return cte, _encode_base64(embedded(), policy.max_line_length)
    raise ValueError("Unknown content transfer encoding {}".format(cte))


def set_text_content(msg, string, subtype="plain", charset='utf-8', cte=None, disposition=None,
                     filename=None, cid=None, params=None, headers=None):
    """A text."""
    _prepare_set(msg, 'text', subtype, headers)
    cte, payload = _encode_text(string, charset, cte, msg.policy)
    msg.set_param('charset', email.charset.ALIASES.get(charset, charset), replace=True)
    _place(msg, payload, cte, disposition, filename, cid, params)


# by the subtype: the transfer encodings that can be asked for, and the one that is used otherwise
_message_ctes = {
    'rfc822': (('7bit', '8bit', 'binary'), '8bit'),
    'external-body': (('7bit',), '7bit'),
}


def set_message_content(msg, message, subtype="rfc822", cte=None, disposition=None, filename=None,
                        cid=None, params=None, headers=None):
    """A message inside the message."""
    if subtype == 'partial':
        raise ValueError("message/partial is not supported for Message objects")
    allowed, usual = _message_ctes.get(subtype, ((), '7bit'))
    if cte is None:
        cte = usual
    elif allowed and cte not in allowed:
        raise ValueError(f"message/{subtype} parts do not support cte={cte}")
    _prepare_set(msg, 'message', subtype, headers)
    _place(msg, [message], cte, disposition, filename, cid, params)


def _bytes_as(cte, data, policy):
    """The bytes as a payload in a transfer encoding."""
    if cte == 'base64':
        return _encode_base64(data, policy.max_line_length)
    if cte == 'quoted-printable':
        # line ends are data here: none may be changed on the way
        return binascii.b2a_qp(data, quotetabs=True, istext=False, header=False).decode('ascii')
    if cte in ('7bit', '8bit', 'binary'):
        return data.decode('ascii', 'strict' if cte == '7bit' else 'surrogateescape')
    return data


def set_bytes_content(msg, data, maintype, subtype, cte='base64', disposition=None, filename=None,
                      cid=None, params=None, headers=None):
    """Bytes of some type."""
    _prepare_set(msg, maintype, subtype, headers)
    _place(msg, _bytes_as(cte, data, msg.policy), cte, disposition, filename, cid, params)


raw_data_manager.add_set_handler(str, set_text_content)
raw_data_manager.add_set_handler(email.message.Message, set_message_content)
for _type in (bytes, bytearray, memoryview):
    raw_data_manager.add_set_handler(_type, set_bytes_content)
