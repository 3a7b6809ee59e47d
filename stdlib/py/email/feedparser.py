# SPDX-License-Identifier: MIT
"""Reading messages that come in pieces. Whatever comes becomes a message; what is wrong is noted in
it."""

import re

from email import errors
from email._policybase import compat32

__all__ = ['FeedParser', 'BytesFeedParser']

_line = re.compile('.*?(?:\r\n|\r|\n)|.+', re.DOTALL)
_line_end = re.compile(r'(\r\n|\r|\n)\Z')
_empty = re.compile(r'\r\n|\r|\n')
_header = re.compile(r'^(From |[\041-\071\073-\176]*:|[\t ])')


class _Lines:
    """The lines of a message. Those that a boundary outside of a part may be end the part."""

    def __init__(self, lines):
        self.lines = lines
        self.at = 0
        self.ends = []      # predicates

    def read(self):
        """The next line; '' at the end of the part."""
        if self.at == len(self.lines):
            return ''
        line = self.lines[self.at]
        for is_end in reversed(self.ends):
            if is_end(line):
                return ''
        self.at += 1
        return line

    def unread(self):
        self.at -= 1

    def put(self, line):
        """A line that is to be read next."""
        self.lines.insert(self.at, line)

    def rest(self):
        """All lines to the end of the part."""
        lines = []
        while line := self.read():
            lines.append(line)
        return lines


def _without_end(text):
    match = _line_end.search(text)
    return text[:-len(match[0])] if match else text


class _Reader:
    """A message out of lines, by way of the messages in it."""

    def __init__(self, lines, new_message, policy, headers_only):
        self.lines = _Lines(lines)
        self.new_message = new_message
        self.policy = policy
        self.headers_only = headers_only

    def read(self, parent=None):
        """One message; it is attached to its parent before it is read."""
        message = self.new_message()
        if parent is not None:
            if parent.get_content_type() == 'multipart/digest':
                message.set_default_type('message/rfc822')
            parent.attach(message)
        self._read_headers(message)
        if self.headers_only:
            message.set_payload(''.join(self.lines.rest()))
        elif message.get_content_type() == 'message/delivery-status':
            self._read_blocks(message)
        elif message.get_content_maintype() == 'message':
            self.read(message)
        elif message.get_content_maintype() == 'multipart':
            self._read_parts(message)
        else:
            message.set_payload(''.join(self.lines.rest()))
        return message

    def _defect(self, message, defect):
        self.policy.handle_defect(message, defect)

    # ---- headers ----

    def _read_headers(self, message):
        headers = []
        while line := self.lines.read():
            if not _header.match(line):
                # the empty line belongs to neither; any other one is the body's already
                if not _empty.match(line):
                    self._defect(message, errors.MissingHeaderBodySeparatorDefect())
                    self.lines.unread()
                break
            headers.append(line)
        pending = []
        for number, line in enumerate(headers):
            if line[0] in ' \t':
                if pending:
                    pending.append(line)
                else:
                    self._defect(message, errors.FirstHeaderLineIsContinuationDefect(line))
                continue
            self._store(message, pending)
            if line.startswith('From '):
                if number == 0:
                    message.set_unixfrom(_without_end(line))
                elif number == len(headers) - 1:
                    # it is rather the first line of the body
                    self.lines.put(line)
                    return
                else:
                    message.defects.append(errors.MisplacedEnvelopeHeaderDefect(line))
            elif line.startswith(':'):
                self._defect(message, errors.InvalidHeaderDefect("Missing header name."))
            else:
                pending.append(line)
        self._store(message, pending)

    def _store(self, message, pending):
        if pending:
            message.set_raw(*self.policy.header_source_parse(pending))
            pending.clear()

    # ---- bodies ----

    def _read_blocks(self, message):
        """Blocks of headers with empty lines between them."""
        while True:
            self.lines.ends.append(_empty.match)
            self.read(message)
            self.lines.ends.pop()
            self.lines.read()
            if not self.lines.read():
                return
            self.lines.unread()

    def _read_parts(self, message):
        boundary = message.get_boundary()
        if boundary is None:
            self._defect(message, errors.NoBoundaryInMultipartDefect())
            message.set_payload(''.join(self.lines.rest()))
            return
        encoding = str(message.get('content-transfer-encoding', '8bit')).lower()
        if encoding not in ('7bit', '8bit', 'binary'):
            self._defect(message, errors.InvalidMultipartContentTransferEncodingDefect())
        sign = re.compile('(?P<sep>--' + re.escape(boundary) +
                          r')(?P<end>--)?(?P<ws>[ \t]*)(?P<linesep>\r\n|\r|\n)?$')
        preamble, started, closing = [], False, None
        while line := self.lines.read():
            match = sign.match(line)
            if not match:
                preamble.append(line)
            elif match['end']:
                closing = match
                break
            else:
                if not started:
                    started = True
                    if preamble:
                        preamble[-1] = _without_end(preamble[-1])
                        message.preamble = ''.join(preamble)
                self._read_part(message, sign)
        if not started:
            self._defect(message, errors.StartBoundaryNotFoundDefect())
            message.set_payload(''.join(preamble))
            self.lines.rest()
            message.epilogue = ''
        elif closing is None:
            self._defect(message, errors.CloseBoundaryNotFoundDefect())
        else:
            self._read_epilogue(message, closing['linesep'])

    def _read_part(self, message, sign):
        # several boundaries in a row are one
        while True:
            line = self.lines.read()
            if not line:
                break
            if not sign.match(line):
                self.lines.unread()
                break
        self.lines.ends.append(sign.match)
        part = self.read(message)
        self.lines.ends.pop()
        # the line end in front of a boundary belongs to the boundary
        while (part.get_content_maintype() == 'message' and part.is_multipart()
               and part.get_payload()):
            part = part.get_payload()[-1]
        if part.get_content_maintype() == 'multipart':
            if part.epilogue == '':
                part.epilogue = None
            elif part.epilogue is not None:
                part.epilogue = _without_end(part.epilogue)
        elif isinstance(part._payload, str):
            part._payload = _without_end(part._payload)

    def _read_epilogue(self, message, linesep):
        epilogue = ([''] if linesep else []) + self.lines.rest()
        if epilogue:
            match = _empty.match(epilogue[0])
            if match:
                epilogue[0] = epilogue[0][len(match[0]):]
        message.epilogue = ''.join(epilogue)


class FeedParser:
    """A message out of pieces of text."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._factory = _factory
        self._headersonly = False
        self._pieces = []

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """More text."""
        self._pieces.append(data)

    def _new_message(self):
        factory = self._factory
        if factory is None:
            from email.message import Message
            factory = self.policy.message_factory or Message
        try:
            return factory(policy=self.policy)
        except TypeError:
            return factory()    # one that knows no policies

    def close(self):
        """The message."""
        lines = _line.findall(''.join(self._pieces))
        message = _Reader(lines, self._new_message, self.policy, self._headersonly).read()
        if message.get_content_maintype() == 'multipart' and not message.is_multipart() \
                and not self._headersonly:
            self.policy.handle_defect(message, errors.MultipartInvariantViolationDefect())
        return message


class BytesFeedParser(FeedParser):
    """The same of bytes."""

    def feed(self, data):
        super().feed(data.decode('ascii', 'surrogateescape'))
