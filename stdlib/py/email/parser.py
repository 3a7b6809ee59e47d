# SPDX-License-Identifier: MIT
"""Reading messages."""

import io
import re

from email import errors
from email.message import EmailMessage, Message
from email.policy import compat32

__all__ = ['Parser', 'HeaderParser', 'BytesParser', 'BytesHeaderParser', 'FeedParser',
           'BytesFeedParser']

_line = re.compile('.*?(?:\r\n|\r|\n)|.+', re.DOTALL)
_header = re.compile(r'^(From |[\041-\071\073-\176]*:|[\t ])')


def _new_message(factory, policy):
    if factory is None:
        return (Message if policy is compat32 or not hasattr(policy, 'utf8')
                else EmailMessage)(policy=policy)
    try:
        return factory(policy=policy)
    except TypeError:
        return factory()


class _Reader:
    """One message, or the headers of one, out of lines."""

    def __init__(self, factory, policy, headers_only):
        self.factory = factory
        self.policy = policy
        self.headers_only = headers_only

    def read(self, lines):
        message = _new_message(self.factory, self.policy)
        at = self.read_headers(message, lines)
        body = lines[at:]
        if self.headers_only:
            message.set_payload(''.join(body))
        elif message.get_content_maintype() == 'multipart':
            self.read_parts(message, body)
        elif message.get_content_type() == 'message/rfc822':
            message._payload = [self.read(body)]
        else:
            message._payload = ''.join(body)
        return message

    def defect(self, message, defect):
        self.policy.handle_defect(message, defect)

    def read_headers(self, message, lines):
        """Fills in the headers; returns the index of the body."""
        pending, i = [], 0

        def store():
            if pending:
                message.set_raw(*self.policy.header_source_parse(pending))
                pending.clear()
        while i < len(lines):
            line = lines[i]
            if not _header.match(line):
                # The empty line belongs to neither; any other one is the body's already.
                if line.strip('\r\n'):
                    self.defect(message, errors.MissingHeaderBodySeparatorDefect())
                else:
                    i += 1
                break
            i += 1
            if line[0] in ' \t':
                if not pending:
                    self.defect(message, errors.FirstHeaderLineIsContinuationDefect(line))
                else:
                    pending.append(line)
            elif line.startswith('From '):
                if i == 1:
                    message.set_unixfrom(line.rstrip('\r\n'))
                else:
                    self.defect(message, errors.MisplacedEnvelopeHeaderDefect(line))
            elif line.startswith(':'):
                self.defect(message, errors.InvalidHeaderDefect("Missing header name."))
            else:
                store()
                pending.append(line)
        store()
        return i

    def read_parts(self, message, lines):
        boundary = message.get_boundary()
        if boundary is None:
            self.defect(message, errors.NoBoundaryInMultipartDefect())
            message._payload = ''.join(lines)
            return
        sign = re.compile('--' + re.escape(boundary) + r'(--)?[ \t]*(?:\r\n|\r|\n)?$')
        parts, current, closed = [], [], False
        pieces = [current]
        for i, line in enumerate(lines):
            match = None if closed else sign.match(line)
            if match is None:
                current.append(line)
                continue
            closed = bool(match[1])
            current = []
            pieces.append(current)
        if len(pieces) == 1:
            self.defect(message, errors.StartBoundaryNotFoundDefect())
            message._payload = ''.join(lines)
            return
        if pieces[0]:
            message.preamble = _chomped(''.join(pieces[0]))
        if closed:
            message.epilogue = ''.join(pieces.pop())
        else:
            self.defect(message, errors.CloseBoundaryNotFoundDefect())
        for piece in pieces[1:]:
            if piece:
                # The line end in front of a boundary belongs to the boundary.
                piece[-1] = _chomped(piece[-1])
            part = self.read(piece)
            if message.get_content_type() == 'multipart/digest':
                part.set_default_type('message/rfc822')
            parts.append(part)
        message._payload = parts


def _chomped(text):
    return text[:-2] if text.endswith('\r\n') else text[:-1] if text[-1:] in ('\n', '\r') else text


class FeedParser:
    """A message out of pieces of text."""

    def __init__(self, _factory=None, *, policy=compat32):
        self._factory = _factory
        self.policy = policy
        self._pieces = []
        self._headersonly = False

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """More text."""
        self._pieces.append(data)

    def close(self):
        """The message."""
        text = ''.join(self._pieces)
        reader = _Reader(self._factory, self.policy, self._headersonly)
        message = reader.read(_line.findall(text))
        if message.get_content_maintype() == 'multipart' and not message.is_multipart() \
                and not self._headersonly:
            self.policy.handle_defect(message, errors.MultipartInvariantViolationDefect())
        return message


class BytesFeedParser(FeedParser):
    """The same of bytes."""

    def feed(self, data):
        super().feed(data.decode('ascii', 'surrogateescape'))


class Parser:
    """Reads messages out of files and texts."""

    def __init__(self, _class=None, *, policy=compat32):
        self._class = _class
        self.policy = policy

    def parse(self, fp, headersonly=False):
        """The message in a text file."""
        feedparser = FeedParser(self._class, policy=self.policy)
        if headersonly:
            feedparser._set_headersonly()
        while data := fp.read(8192):
            feedparser.feed(data)
        return feedparser.close()

    def parsestr(self, text, headersonly=False):
        """The message that a text is."""
        return self.parse(io.StringIO(text), headersonly=headersonly)


class HeaderParser(Parser):
    """Reads the headers only; the rest is the payload."""

    def parse(self, fp, headersonly=True):
        return Parser.parse(self, fp, True)

    def parsestr(self, text, headersonly=True):
        return Parser.parsestr(self, text, True)


class BytesParser:
    """Reads messages out of binary files and bytes."""

    def __init__(self, *args, **kw):
        self.parser = Parser(*args, **kw)

    def parse(self, fp, headersonly=False):
        """The message in a binary file."""
        text = fp.read().decode('ascii', 'surrogateescape')
        return self.parser.parsestr(text, headersonly)

    def parsebytes(self, text, headersonly=False):
        """The message that bytes are."""
        return self.parser.parsestr(text.decode('ascii', 'surrogateescape'), headersonly)


class BytesHeaderParser(BytesParser):
    """Reads the headers only."""

    def parse(self, fp, headersonly=True):
        return BytesParser.parse(self, fp, headersonly=True)

    def parsebytes(self, text, headersonly=True):
        return BytesParser.parsebytes(self, text, headersonly=True)
