# SPDX-License-Identifier: MIT
"""A header in lines of the length that a policy allows, with encoded words where they are
needed."""

import sys
import urllib.parse

from email import _encoded_words, errors
from email._header_values import get_unstructured
from email._tokens import SPECIALS, WSP, Node, has_surrogates, quote_string

_SPECIALS_AND_ENDS = SPECIALS | frozenset('\r\n')
# what is kept on one line if one is long enough for it
_WHOLE = frozenset(('address-list', 'address', 'mailbox', 'invalid-mailbox', 'name-addr', 'group',
                    'group-list', 'mailbox-list'))


def fold(tree, policy):
    """The text of the tree in lines, each with its end."""
    folder = _Folder(policy)
    folder.add(tree)
    return policy.linesep.join(folder.lines) + policy.linesep


class _Folder:
    """Lines in the making. A part that does not fit is taken apart, and at last encoded."""

    def __init__(self, policy):
        self.policy = policy
        self.maxlen = policy.max_line_length or sys.maxsize
        self.encoding = 'utf-8' if policy.utf8 else 'us-ascii'
        self.lines = ['']
        self.last_word = None       # where the encoded word begins that ends the last line
        self.blocked = 0            # depth of parts that must not be encoded
        self.encode_next = False
        # white space that began a line: an encoded word behind it has to hold it
        self.leading = ''

    def room(self):
        return self.maxlen - len(self.lines[-1])

    def take_space(self):
        """White space at the end of the last line goes to the next one."""
        line = self.lines[-1]
        if line[-1:] not in (' ', '\t'):
            return ''
        self.lines[-1] = line[:-1]
        return line[-1]

    def charset_of(self, text):
        """The character set that the text has to be encoded in, or None."""
        try:
            text.encode(self.encoding)
            return None
        except UnicodeEncodeError:
            return 'unknown-8bit' if has_surrogates(text) else 'utf-8'

    def add(self, tree):
        parts = list(tree)
        while parts:
            part = parts.pop(0)
            if part is None:
                self.blocked -= 1
                continue
            text = str(part)
            charset = self.charset_of(text)
            wants = self.encode_next or charset is not None or self._holds_ends(part, text)
            self.encode_next = False
            if part.kind == 'mime-parameters':
                _fold_parameters(part, self)
            elif not wants or self.blocked:
                self._add_plain(part, text, parts)
            elif self._add_whole(part):
                continue
            elif isinstance(part, Node):
                parts[:0] = part
            else:
                self._encode(text, part.ew_combine_allowed, charset or self.encoding)

    def _holds_ends(self, part, text):
        """Line ends that came in by way of encoded words must not get out."""
        if part.kind in ('ptext', 'vtext', 'comment-text'):
            return not _SPECIALS_AND_ENDS.isdisjoint(text)
        return '\n' in text or '\r' in text

    def _add_whole(self, part):
        """A part that is folded by itself, if one line is enough for it."""
        if not part.ew_combine_allowed or not part.encoded_words_allowed:
            self.last_word = None       # an address must not end up in the encoded word of a name
        if not (isinstance(part, Node) and part.breakable):
            return False
        if part.encoded_words_allowed and part.kind not in _WHOLE:
            return False
        inner = fold(part, self.policy)[:-len(self.policy.linesep)]
        if self.policy.linesep in inner:
            return False
        if len(inner) > self.room():
            self.lines.append(self.take_space())
        self.lines[-1] += inner
        return True

    def _add_plain(self, part, text, parts):
        if len(text) <= self.room():
            self.lines[-1] += text
            return
        self.leading = ''
        if part.breakable and len(text) + 1 <= self.maxlen:
            space = self.take_space()
            if space or part.starts_with_space():
                line = space + text
                self.lines.append(line)
                self.leading = line[:len(line) - len(line.lstrip(' \t'))]
                self.last_word = None
                return
        if isinstance(part, Node):
            inner = list(part)
            if not part.encoded_words_allowed:
                self.blocked += 1
                inner.append(None)
            parts[:0] = inner
            return
        if part.encoded_words_allowed and not self.blocked:
            parts.insert(0, part)
            self.encode_next = True
            return
        space = self.take_space()
        if space or part.starts_with_space():
            self.lines.append(space + text)
        else:
            self.lines[-1] += text

    def _encode(self, text, combines, charset):
        """The text as encoded words; one that ends the last line is made anew with this in it."""
        lines = self.lines
        if self.last_word is not None and combines:
            text = str(get_unstructured(lines[-1][self.last_word:] + text))
            lines[-1] = lines[-1][:self.last_word]
        elif text[0] in WSP:
            space, text = text[0], text[1:]
            if len(lines[-1]) == self.maxlen:
                lines.append(self.take_space())
            lines[-1] += space
        tail = ''
        if text[-1:] in (' ', '\t'):
            text, tail = text[:-1], text[-1]
        word_at = len(lines[-1]) if self.last_word is None else self.last_word
        charset = 'utf-8' if charset == 'us-ascii' else charset
        around = len(charset) + 7
        if around + 1 >= self.maxlen:
            raise errors.HeaderParseError('max_line_length is too small to fit an encoded word')
        leading, self.leading = self.leading, ''
        while text:
            room = self.room()
            size = room - around - len(leading)
            if size <= 0:
                if lines[-1] == ' ':
                    leading = ''    # more white space than a line has room for
                lines.append(' ')
                continue
            if leading and len(lines) > 1 and len(lines[-1]) == 1:
                lines[-1] += _encoded_words.encode(leading, charset=charset)
            leading = ''
            piece = text[:size]
            word = _encoded_words.encode(piece, charset=charset)
            while len(word) > room:
                piece = piece[:-1]
                word = _encoded_words.encode(piece, charset=charset)
            lines[-1] += word
            text = text[len(piece):]
            if text:
                lines.append(' ')
                word_at = len(lines[-1])
        lines[-1] += tail
        self.last_word = word_at if combines else None


def _fold_parameters(part, folder):
    """MIME parameters, one by one; a long value is spread over several (RFC 2231)."""
    lines, maxlen = folder.lines, folder.maxlen
    for name, value in part.params:
        if not lines[-1].rstrip().endswith(';'):
            lines[-1] += ';'
        charset, handler = folder.encoding, 'strict'
        needed = folder.charset_of(value)
        if needed:
            charset = needed
            handler = 'surrogateescape' if needed == 'unknown-8bit' else 'strict'
            encoded = urllib.parse.quote(value, safe='', errors=handler)
            text = "{}*={}''{}".format(name, charset, encoded)
        else:
            text = '{}={}'.format(name, quote_string(value))
        if len(lines[-1]) + len(text) + 1 < maxlen:
            lines[-1] += ' ' + text
        elif len(text) + 2 <= maxlen:
            lines.append(' ' + text)
        else:
            _spread(lines, maxlen, name, value, charset, handler)


def _spread(lines, maxlen, name, value, charset, handler):
    section, head = 0, charset + "''"
    while value:
        around = len(name) + len(str(section)) + 3 + len(head)
        if maxlen <= around + 3:
            maxlen = 78     # an absurd limit is no limit here
        most = maxlen - around - 2
        # A name without room for a value beside it: the value in one piece, or a character a line.
        size = most if most > 0 else len(value)
        encoded = urllib.parse.quote(value[:size], safe='', errors=handler)
        while 0 < most < len(encoded) and size > 1:
            size -= 1
            encoded = urllib.parse.quote(value[:size], safe='', errors=handler)
        lines.append(" {}*{}*={}{}".format(name, section, head, encoded))
        head = ''
        section += 1
        value = value[size:]
        if value:
            lines[-1] += ';'
