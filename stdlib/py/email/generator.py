# SPDX-License-Identifier: MIT
"""Writing messages to files."""

import random
import re
import sys
import time
from copy import deepcopy
from io import BytesIO, StringIO

from email._tokens import has_surrogates
from email.errors import HeaderWriteError

__all__ = ['Generator', 'DecodedGenerator', 'BytesGenerator']

NLCRE = re.compile(r'\r\n|\r|\n')
fcre = re.compile(r'^From ', re.MULTILINE)
NEWLINE_WITHOUT_FWSP = re.compile(r'\r\n[^ \t]|\r[^ \n\t]|\n[^ \t]')


class Generator:
    """Writes messages as text. A method _handle_MAIN_SUB or _handle_MAIN writes bodies of a
    type."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *, policy=None):
        if mangle_from_ is None:
            mangle_from_ = True if policy is None else policy.mangle_from_
        self._fp, self._mangle_from_ = outfp, mangle_from_
        self.policy, self.maxheaderlen = policy, maxheaderlen

    def write(self, s):
        """Write a string."""
        self._fp.write(s)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message and all its parts."""
        policy = msg.policy if self.policy is None else self.policy
        changes = {'linesep': linesep, 'max_line_length': self.maxheaderlen}
        changes = {name: value for name, value in changes.items() if value is not None}
        if changes:
            policy = policy.clone(**changes)
        self._NL = policy.linesep
        self._encoded_NL = self._encode(self._NL)
        saved = self.policy, msg.policy
        try:
            self.policy = msg.policy = policy
            if unixfrom:
                line = msg.get_unixfrom() or 'From nobody ' + time.ctime(time.time())
                self.write(line + self._NL)
            self._write(msg)
        finally:
            self.policy, msg.policy = saved

    def clone(self, fp):
        """The same for another file."""
        return self.__class__(fp, self._mangle_from_, None, policy=self.policy)

    # ---- text or bytes ----

    def _new_buffer(self):
        return StringIO()

    def _encode(self, s):
        return s

    def _write_lines(self, lines):
        """The text with the line ends of the policy."""
        if not lines:
            return
        *ended, last = NLCRE.split(lines)
        for line in ended:
            self.write(line)
            self.write(self._NL)
        if last:
            self.write(last)

    # ---- a message ----

    def _write(self, msg):
        """The body is made first: it may change the headers."""
        out = self._fp
        try:
            self._munge_cte = None
            self._fp = body = self._new_buffer()
            self._dispatch(msg)
        finally:
            self._fp = out
            munged = self._munge_cte
            del self._munge_cte
        if munged:
            msg = deepcopy(msg)
            if msg.get('content-transfer-encoding') is None:
                msg['Content-Transfer-Encoding'] = munged[0]
            else:
                msg.replace_header('content-transfer-encoding', munged[0])
            msg.replace_header('content-type', munged[1])
        writer = getattr(msg, '_write_headers', None)
        if writer is None:
            self._write_headers(msg)
        else:
            writer(self)
        self._fp.write(body.getvalue())

    def _dispatch(self, msg):
        main, sub = msg.get_content_maintype(), msg.get_content_subtype()
        for name in ('_'.join((main, sub)), main):
            writer = getattr(self, '_handle_' + name.replace('-', '_'), None)
            if writer is not None:
                break
        else:
            writer = self._writeBody
        writer(msg)

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            folded = self.policy.fold(name, value)
            if self.policy.verify_generated_headers:
                self._verify(folded)
            self.write(folded)
        self.write(self._NL)

    def _verify(self, folded):
        """A value must not bring in headers of its own."""
        linesep = self.policy.linesep
        if not folded.endswith(linesep):
            raise HeaderWriteError(f'folded header does not end with {linesep!r}: {folded!r}')
        if NEWLINE_WITHOUT_FWSP.search(folded.removesuffix(linesep)):
            raise HeaderWriteError(f'folded header contains newline: {folded!r}')

    # ---- bodies ----

    def _handle_text(self, msg):
        payload = msg.get_payload()
        if not isinstance(payload, str):
            if payload is not None:
                raise TypeError(f'string payload expected: {type(payload)}')
            return
        if has_surrogates(msg._payload):
            charset = msg.get_param('charset')
            if charset is not None:
                # bytes outside ASCII cannot stay as they are in a text
                text = msg._payload
                msg = deepcopy(msg)
                del msg['content-transfer-encoding']
                msg.set_payload(text, charset)
                payload = msg.get_payload()
                self._munge_cte = (msg['content-transfer-encoding'], msg['content-type'])
        self._write_text(payload)

    _writeBody = _handle_text

    def _write_text(self, payload):
        if self._mangle_from_:
            payload = fcre.sub('>From ', payload)
        self._write_lines(payload)

    def _flat(self, msg, clone):
        buffer = self._new_buffer()
        clone(buffer).flatten(msg, unixfrom=False, linesep=self._NL)
        return buffer.getvalue()

    def _handle_multipart(self, msg):
        subparts = msg.get_payload()
        if isinstance(subparts, str):
            self.write(subparts)        # it calls itself multipart but has no parts
            return
        if not isinstance(subparts, list):
            subparts = [] if subparts is None else [subparts]
        texts = [self._flat(part, self.clone) for part in subparts]
        boundary = msg.get_boundary()
        if not boundary:
            boundary = self._make_boundary(self._encoded_NL.join(texts))
            msg.set_boundary(boundary)
        newline = self._NL
        if msg.preamble is not None:
            self._write_text(msg.preamble)
            self.write(newline)
        self.write('--' + boundary + newline)
        for i, text in enumerate(texts):
            if i:
                self.write(newline + '--' + boundary + newline)
            self._fp.write(text)
        self.write(newline + '--' + boundary + '--' + newline)
        if msg.epilogue is not None:
            self._write_text(msg.epilogue)

    def _handle_multipart_signed(self, msg):
        """What is signed must not be folded anew."""
        saved = self.policy
        self.policy = saved.clone(max_line_length=0)
        try:
            self._handle_multipart(msg)
        finally:
            self.policy = saved

    def _handle_message_delivery_status(self, msg):
        """Blocks of headers, with an empty line between them."""
        blocks = []
        for part in msg.get_payload():
            lines = self._flat(part, self.clone).split(self._encoded_NL)
            if lines and lines[-1] == self._encode(''):
                del lines[-1]
            blocks.append(self._encoded_NL.join(lines))
        self._fp.write(self._encoded_NL.join(blocks))

    def _handle_message(self, msg):
        payload = msg._payload
        if isinstance(payload, list):
            payload = self._flat(msg.get_payload(0), self.clone)
        else:
            payload = self._encode(payload)
        self._fp.write(payload)

    @classmethod
    def _make_boundary(cls, text=None):
        """A line that is not in the text."""
        width = len(repr(sys.maxsize - 1))
        boundary = '===============%0*d==' % (width, random.randrange(sys.maxsize))
        if text is None:
            return boundary
        candidate, counter = boundary, 0
        while cls._compile_re('^--' + re.escape(candidate) + '(--)?\r?$',
                              re.MULTILINE).search(text):
            candidate = boundary + '.' + str(counter)
            counter += 1
        return candidate

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s, flags)


class BytesGenerator(Generator):
    """Writes messages as bytes."""

    def _encode(self, s):
        return s.encode('ascii')

    def write(self, s):
        """Write a string; bytes hidden in it come out as they were."""
        self._fp.write(s.encode('ascii', 'surrogateescape'))

    def _new_buffer(self):
        return BytesIO()

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self._fp.write(self.policy.fold_binary(name, value))
        self.write(self._NL)

    def _handle_text(self, msg):
        if msg._payload is None:
            return
        if has_surrogates(msg._payload) and self.policy.cte_type != '7bit':
            self._write_text(msg._payload)
        else:
            super()._handle_text(msg)

    _writeBody = _handle_text

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s.encode('ascii'), flags)


_FMT = '[Non-text (%(type)s) part of message omitted, filename %(filename)s]'


class DecodedGenerator(Generator):
    """Writes the texts of a message, and a line for each other part."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None, *, policy=None):
        Generator.__init__(self, outfp, mangle_from_, maxheaderlen, policy=policy)
        self._fmt = _FMT if fmt is None else fmt

    def _dispatch(self, msg):
        for part in msg.walk():
            maintype = part.get_content_maintype()
            if maintype == 'text':
                print(part.get_payload(decode=False), file=self)
            elif maintype != 'multipart':
                print(self._fmt % {
                    'type': part.get_content_type(), 'maintype': part.get_content_maintype(),
                    'subtype': part.get_content_subtype(),
                    'filename': part.get_filename('[no filename]'),
                    'description': part.get('Content-Description', '[no description]'),
                    'encoding': part.get('Content-Transfer-Encoding', '[no encoding]')}, file=self)


_make_boundary = Generator._make_boundary
