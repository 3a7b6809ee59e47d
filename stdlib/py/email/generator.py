# SPDX-License-Identifier: MIT
"""Writing messages to files."""

__all__ = ['Generator', 'DecodedGenerator', 'BytesGenerator']


class Generator:
    """Writes messages as text."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *, policy=None):
        self._fp = outfp
        self._mangle_from_ = mangle_from_
        self.maxheaderlen = maxheaderlen
        self.policy = policy

    def write(self, s):
        self._fp.write(s)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message."""
        policy = msg.policy if self.policy is None else self.policy
        changes = {}
        if linesep is not None:
            changes['linesep'] = linesep
        if self.maxheaderlen is not None:
            changes['max_line_length'] = self.maxheaderlen
        if self._mangle_from_ is not None:
            changes['mangle_from_'] = self._mangle_from_
        lines = []
        policy = policy.clone(**changes)
        if unixfrom:
            from time import ctime
            lines.append((msg.get_unixfrom() or 'From nobody ' + ctime()) + policy.linesep)
        msg._write(lines, policy, isinstance(self, BytesGenerator))
        self.write(''.join(lines))

    def clone(self, fp):
        """The same for another file."""
        return self.__class__(fp, self._mangle_from_, None, policy=self.policy)


class BytesGenerator(Generator):
    """Writes messages as bytes."""

    def write(self, s):
        self._fp.write(s.encode('ascii', 'surrogateescape'))


class DecodedGenerator(Generator):
    """Writes the texts of a message, and a line for each other part."""

    _FORMAT = '[Non-text (%(type)s) part of message omitted, filename %(filename)s]'

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None, *, policy=None):
        Generator.__init__(self, outfp, mangle_from_, maxheaderlen, policy=policy)
        self._fmt = self._FORMAT if fmt is None else fmt

    def flatten(self, msg, unixfrom=False, linesep=None):
        for name, value in msg.items():
            self.write('%s: %s\n' % (name, value))
        self.write('\n')
        for part in msg.walk():
            if part.get_content_maintype() == 'text':
                print(part.get_payload(decode=False), file=self)
            elif not part.is_multipart():
                print(self._fmt % {
                    'type': part.get_content_type(), 'maintype': part.get_content_maintype(),
                    'subtype': part.get_content_subtype(),
                    'filename': part.get_filename('[no filename]'),
                    'description': part.get('Content-Description', '[no description]'),
                    'encoding': part.get('Content-Transfer-Encoding', '[no encoding]')},
                    file=self)
