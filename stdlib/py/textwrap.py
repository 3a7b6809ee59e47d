# SPDX-License-Identifier: MIT
"""Breaking text into lines, and indenting it."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

# Only these count as white space here: a no-break space does not part words.
_whitespace = '\t\n\x0b\x0c\r '
_SPACE = frozenset(_whitespace)


def _is_word(char):
    return char.isalnum() or char == '_'


class TextWrapper:
    """Wraps text; the attributes say how."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(char): ' ' for char in _whitespace})
        return text

    def _split(self, text):
        """The text as chunks: runs of white space and pieces of words that may be parted."""
        chunks = []
        i, size = 0, len(text)
        while i < size:
            start = i
            if text[i] in _SPACE:
                while i < size and text[i] in _SPACE:
                    i += 1
                chunks.append(text[start:i])
                continue
            while i < size and text[i] not in _SPACE:
                i += 1
            word = text[start:i]
            if self.break_on_hyphens and '-' in word:
                chunks.extend(_split_hyphens(word))
            else:
                chunks.append(word)
        return chunks

    def _fix_sentence_endings(self, chunks):
        for i in range(len(chunks) - 1):
            if chunks[i + 1] == " " and _ends_sentence(chunks[i]):
                chunks[i + 1] = "  "

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            chunk = reversed_chunks[-1]
            end = space_left
            if self.break_on_hyphens and len(chunk) > space_left:
                hyphen = chunk.rfind('-', 0, space_left)
                if hyphen > 0 and any(char != '-' for char in chunk[:hyphen]):
                    end = hyphen + 1
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                del chunks[-1]
            line, length = [], 0
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == '':
                length -= len(line[-1])
                del line[-1]
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1
                        and not chunks[0].strip()) and length <= width):
                lines.append(indent + ''.join(line))
            else:
                self._end_with_placeholder(lines, line, length, width, indent)
                break
        return lines

    def _end_with_placeholder(self, lines, line, length, width, indent):
        """The last line that is allowed: drop chunks until the placeholder fits."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                line.append(self.placeholder)
                lines.append(indent + ''.join(line))
                return
            length -= len(line[-1])
            del line[-1]
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """The paragraph as a list of lines without newlines."""
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The paragraph as one string with newlines."""
        return "\n".join(self.wrap(text))


def _ends_sentence(chunk):
    """A lower-case letter, a full stop or its like, perhaps a quote."""
    if chunk[-1:] in ('"', "'"):
        chunk = chunk[:-1]
    return len(chunk) >= 2 and chunk[-1] in '.!?' and 'a' <= chunk[-2] <= 'z'


def _split_hyphens(word):
    """The pieces of a word with hyphens: 'well-known' gives 'well-' and 'known'; '--' between
    words is a piece of its own; '-x' and '--option' stay whole."""
    pieces = []
    start = i = 0
    size = len(word)
    while i < size:
        if word[i] != '-':
            i += 1
            continue
        end = i
        while end < size and word[end] == '-':
            end += 1
        if end - i >= 2:
            # A dash made of hyphens: parts words on both sides of it.
            before = word[i - 1] if i > start else ''
            after = word[end] if end < size else ''
            if before and (_is_word(before) or before in '!"\'&.,?') and _is_word(after or ' '):
                pieces.append(word[start:i])
                pieces.append(word[i:end])
                start = end
            i = end
            continue
        # One hyphen: two letters (or letter, hyphen-letter) before it, a letter after it.
        before_ok = i >= 2 and _is_letter(word[i - 1]) and _is_letter(word[i - 2])
        if not before_ok and i >= 3:
            before_ok = (_is_letter(word[i - 1]) and word[i - 2] == '-'
                         and _is_letter(word[i - 3]))
        if before_ok and end < size and _is_letter(word[end]) and (
                end + 1 < size and (_is_letter(word[end + 1]) or word[end + 1] == '-'
                                    and end + 2 < size and _is_letter(word[end + 2]))):
            pieces.append(word[start:end])
            start = end
        i = end
    if start < size:
        pieces.append(word[start:])
    return pieces


def _is_letter(char):
    return _is_word(char) and not char.isdecimal()


def wrap(text, width=70, **kwargs):
    """Wrap one paragraph: a list of lines."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Wrap one paragraph: a string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse white space and cut the text so that it fits into width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """Remove the white space that all lines begin with."""
    lines = text.split('\n')
    margin = None
    for i, line in enumerate(lines):
        content = line.lstrip(' \t')
        if not content:
            lines[i] = ''
            continue
        indent = line[:len(line) - len(content)]
        if margin is None:
            margin = indent
        elif not indent.startswith(margin):
            common = 0
            while common < min(len(margin), len(indent)) and margin[common] == indent[common]:
                common += 1
            margin = margin[:common]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    """Put prefix before each line that is not blank (or for which predicate is true)."""
    pieces = []
    for line in text.splitlines(True):
        if line.strip() if predicate is None else predicate(line):
            pieces.append(prefix)
        pieces.append(line)
    return ''.join(pieces)
