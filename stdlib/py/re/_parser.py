# SPDX-License-Identifier: MIT
"""Python's syntax of regular expressions, read into a tree. A node is a tuple that begins with its
kind:

    ('lit', code)                        one character
    ('any',)                             .
    ('set', negated, items)              items: (first, last) pairs and letters of d D s S w W
    ('at', letter)                       one of ^ $ A Z b B
    ('seq', nodes)  ('alt', nodes)
    ('rep', low, high, mode, node)       high None: no limit; mode: '' '?' '+'
    ('group', number, on, off, node)     number None: does not capture; flags for the inside
    ('atomic', node)
    ('look', behind, negated, node)
    ('ref', number)
    ('cond', number, yes, no)
"""

import types

IGNORECASE, LOCALE, MULTILINE, DOTALL, UNICODE, VERBOSE, ASCII = 2, 4, 8, 16, 32, 64, 256
_FLAGS = {'i': IGNORECASE, 'L': LOCALE, 'm': MULTILINE, 's': DOTALL, 'x': VERBOSE, 'a': ASCII,
          'u': UNICODE}
_KINDS = ASCII | LOCALE | UNICODE

_DIGITS = frozenset('0123456789')
_OCTAL = frozenset('01234567')
_HEX = frozenset('0123456789abcdefABCDEF')
_LETTERS = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
_SPACE = frozenset(' \t\n\r\v\f')
_CONTROLS = {'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11, '\\': 92}
_HEX_LENGTH = {'x': 2, 'u': 4, 'U': 8}
_MAX_REPEAT = 4294967295
_MAX_GROUPS = 1073741823
_MAX_WIDTH = 1 << 64


class PatternError(Exception):
    """Exception raised for invalid regular expressions.

    Attributes:

        msg: The unformatted error message
        pattern: The regular expression pattern
        pos: The index in the pattern where compilation failed (may be None)
        lineno: The line corresponding to pos (may be None)
        colno: The column corresponding to pos (may be None)
    """
    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = f'{msg} at position {pos}'
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


class _Restart(Exception):
    """(?x) was met: what came before has to be read again."""


class _Source:
    """A text and a place in it. Characters behind a backslash come with it."""

    def __init__(self, text):
        self.original = text
        self.is_text = isinstance(text, str)
        self.text = text if self.is_text else str(text, 'latin1')
        self.at = 0
        # Where a backslash stands at the end; it matters if a token begins there.
        self.last = len(self.text) - 1 if self.text.endswith('\\') else -1
        self._check()

    def _check(self):
        if self.at == self.last:
            raise self.error("bad escape (end of pattern)", self.at)

    def error(self, message, at):
        if not self.is_text:
            message = message.encode('ascii', 'backslashreplace').decode('ascii')
        return PatternError(message, self.original, at)

    def peek(self):
        """The next token, or None."""
        char = self.text[self.at:self.at + 1]
        if char == '\\':
            return self.text[self.at:self.at + 2]
        return char or None

    def take(self):
        token = self.peek()
        if token:
            self.at += len(token)
            self._check()
        return token

    def accept(self, token):
        if self.peek() == token:
            self.take()
            return True
        return False

    def take_while(self, count, allowed):
        start = self.at
        while self.at - start < count and self.peek() in allowed:
            self.take()
        return self.text[start:self.at]

    def take_until(self, end, what):
        start = self.at
        while True:
            token = self.take()
            if token is None:
                if self.at == start:
                    raise self.error(f"missing {what}", self.at)
                raise self.error(f"missing {end}, unterminated name", start)
            if token == end:
                name = self.text[start:self.at - 1]
                if not name:
                    raise self.error(f"missing {what}", start)
                return name

    def check_name(self, name, at):
        if not self.is_text and not name.isascii():
            raise self.error(f"bad character in group name {name!a}", at)
        if not name.isidentifier():
            raise self.error(f"bad character in group name {name!r}", at)


class _Parser:
    def __init__(self, source, flags):
        self.source = source
        self.flags = flags
        self.names = {}
        self.groups = 1
        self.widths = {}          # number of a closed group: (low, high)
        self.closing = []         # numbers as the groups close, each with its outermost repetition
        self.conditions = {}      # groups that a condition asks for: where
        self.behind = None        # first group number inside the outermost look-behind

    def warn(self, message, at):
        import sys
        import warnings
        depth, frame = 1, sys._getframe()
        while frame and frame.f_globals.get('__name__') in ('re', 're._parser'):
            frame = frame.f_back
            depth += 1
        warnings.warn(f'{message} at position {at}', FutureWarning, stacklevel=depth)

    # ---- alternatives and sequences ----

    def whole(self):
        node = self.alternatives(self.flags & VERBOSE, True)
        if self.source.peek() is not None:
            raise self.source.error("unbalanced parenthesis", self.source.at)
        for number, at in self.conditions.items():
            if number >= self.groups:
                raise self.source.error(f"invalid group reference {number}", at)
        return node

    def alternatives(self, verbose, top=False):
        nodes = [self.sequence(verbose, top)]
        while self.source.accept('|'):
            nodes.append(self.sequence(verbose))
        return nodes[0] if len(nodes) == 1 else ('alt', nodes)

    def sequence(self, verbose, top=False):
        """top: global flags may stand here."""
        source, nodes = self.source, []
        while True:
            token = source.peek()
            if token is None or token in '|)':
                break
            start, closed = source.at, len(self.closing)
            source.take()
            if verbose and token in _SPACE:
                continue
            if verbose and token == '#':
                while source.take() not in (None, '\n'):
                    pass
                continue
            if token in '*+?{':
                self.repeat(token, start, nodes, closed)
                continue
            node = self.atom(token, start, verbose, top and not nodes)
            if node == 'flags':
                verbose = self.flags & VERBOSE
            elif node:
                nodes.append(node)
        return nodes[0] if len(nodes) == 1 else ('seq', nodes)

    def atom(self, token, start, verbose, first):
        """A node; None where there is nothing to match; 'flags' after global flags."""
        if token[0] == '\\':
            return self.escape(token, start)
        if token == '[':
            return self.set(start)
        if token == '(':
            return self.bracket(start, verbose, first)
        if token == '.':
            return ('any',)
        if token in '^$':
            return ('at', token)
        return ('lit', ord(token))

    def repeat(self, token, start, nodes, closed):
        source = self.source
        after = source.at
        low, high = {'?': (0, 1), '*': (0, None), '+': (1, None), '{': (0, None)}[token]
        if token == '{':
            if source.peek() == '}':
                nodes.append(('lit', ord('{')))
                return
            first = last = source.take_while(1 << 60, _DIGITS)
            if source.accept(','):
                last = source.take_while(1 << 60, _DIGITS)
            if not source.accept('}'):
                nodes.append(('lit', ord('{')))
                source.at = after
                return
            if first:
                low = self.count(first)
            if last:
                high = self.count(last)
                if high < low:
                    raise source.error("min repeat greater than max repeat", after)
        if not nodes or nodes[-1][0] == 'at':
            raise source.error("nothing to repeat", start)
        if nodes[-1][0] == 'rep':
            raise source.error("multiple repeat", start)
        mode = '?' if source.accept('?') else '+' if source.accept('+') else ''
        node = nodes[-1]
        if high is None or high > 1:
            self.mark_loop(node, start)
        nodes[-1] = ('rep', low, high, mode, node)

    def count(self, digits):
        number = int(digits)
        if number >= _MAX_REPEAT:
            raise OverflowError("the repetition number is too large")
        return number

    def mark_loop(self, node, loop):
        """The groups inside `node` are repeated by the repetition at `loop`."""
        inside = set(_groups_in(node))
        if inside:
            self.closing = [(number, loop + 1 if number in inside else old)
                            for number, old in self.closing]

    # ---- escapes ----

    def escape(self, token, start):
        source, char = self.source, token[1]
        if char in 'dDsSwW':
            return ('set', False, [char])
        if char in 'AZbB':
            return ('at', char)
        if char == '0':
            return ('lit', int('0' + source.take_while(2, _OCTAL), 8))
        if char in _DIGITS:
            return self.back_reference(char, start)
        return ('lit', self.character(token, start))

    def back_reference(self, digits, start):
        source = self.source
        if source.peek() in _DIGITS:
            digits += source.take()
            if digits[0] in _OCTAL and digits[1] in _OCTAL and source.peek() in _OCTAL:
                digits += source.take()
                return ('lit', self.octal(digits, start))
        number = int(digits)
        if number >= self.groups:
            raise source.error(f"invalid group reference {number}", start + 1)
        return self.reference(number, start)

    def octal(self, digits, start):
        code = int(digits, 8)
        if code > 0o377:
            raise self.source.error(f"octal escape value \\{digits} outside of range 0-0o377",
                                    start)
        return code

    def reference(self, number, at):
        if number not in self.widths:
            raise self.source.error("cannot refer to an open group", at)
        self.check_behind(number)
        return ('ref', number)

    def check_behind(self, number):
        if self.behind is not None:
            if number not in self.widths:
                raise self.source.error("cannot refer to an open group", self.source.at)
            if number >= self.behind:
                raise self.source.error(
                    "cannot refer to group defined in the same lookbehind subpattern",
                    self.source.at)

    def character(self, token, start):
        """The code of an escape that stands for one character."""
        source, char = self.source, token[1]
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char in _HEX_LENGTH and (char == 'x' or source.is_text):
            digits = source.take_while(_HEX_LENGTH[char], _HEX)
            if len(digits) != _HEX_LENGTH[char]:
                raise source.error(f"incomplete escape {token}{digits}", start)
            code = int(digits, 16)
            if code > 0x10ffff:
                raise source.error(f"bad escape {token}{digits}", start)
            return code
        if char == 'N' and source.is_text:
            return self.named_character(start)
        if char in _LETTERS or char in _DIGITS:
            raise source.error(f"bad escape {token}", start)
        return ord(char)

    def named_character(self, start):
        source = self.source
        if not source.accept('{'):
            raise source.error("missing {", source.at)
        name = source.take_until('}', 'character name')
        try:
            text = ('\\N{%s}' % name).encode('ascii').decode('unicode_escape')
        except (UnicodeError, ValueError):
            text = ''
        if len(text) != 1:
            raise source.error(f"undefined character name {name!r}", start)
        return ord(text)

    # ---- sets ----

    def set(self, start):
        source, items, size = self.source, [], 0
        if source.peek() == '[':
            self.warn('Possible nested set', source.at)
        negated = source.accept('^')
        while True:
            at = source.at
            token = source.take()
            if token is None:
                raise source.error("unterminated character set", start)
            if token == ']' and size:
                break
            if size and token in _SET_OPERATORS and source.peek() == token:
                self.warn(f'Possible set {_SET_OPERATORS[token]}', source.at - 1)
            low, first = self.set_member(token, at), token
            size += 1
            if not source.accept('-'):
                items.append(low)
                continue
            at = source.at
            token = source.take()
            if token is None:
                raise source.error("unterminated character set", start)
            if token == ']':
                items += [low, (45, 45)]
                break
            if token == '-':
                self.warn('Possible set difference', source.at - 2)
            high = self.set_member(token, at)
            if isinstance(low, str) or isinstance(high, str) or high[0] < low[0]:
                # Of escapes only the letter counts, as in CPython.
                raise source.error(f"bad character range {first}-{token}",
                                   source.at - len(first) - 1 - len(token))
            items.append((low[0], high[0]))
        if (len(items) == 1 and not negated and isinstance(items[0], tuple)
                and items[0][0] == items[0][1]):
            return ('lit', items[0][0])
        return ('set', negated, items)

    def set_member(self, token, at):
        """The item for a token of a set."""
        source = self.source
        if token[0] != '\\':
            return ord(token), ord(token)
        char = token[1]
        if char in 'dDsSwW':
            return char
        if char in _OCTAL:
            code = self.octal(char + source.take_while(2, _OCTAL), at)
        else:
            code = self.character(token, at)
        return code, code

    # ---- brackets ----

    def bracket(self, start, verbose, first):
        source = self.source
        if not source.accept('?'):
            return self.group(start, verbose, None, 0, 0, True)
        char = source.take()
        if char is None:
            raise source.error("unexpected end of pattern", source.at)
        if char == 'P':
            return self.named(start, verbose)
        if char == ':':
            return self.group(start, verbose, None, 0, 0, False)
        if char == '#':
            while True:
                if source.peek() is None:
                    raise source.error("missing ), unterminated comment", start)
                if source.take() == ')':
                    return None
        if char in '=!<':
            return self.look(char, start, verbose)
        if char == '(':
            return self.condition(start, verbose)
        if char == '>':
            node = self.alternatives(verbose)
            self.close(start)
            return ('atomic', node)
        if char in _FLAGS or char == '-':
            flags = self.inline_flags(char)
            if flags:
                return self.group(start, verbose, None, *flags, False)
            if not first:
                raise source.error('global flags not at the start of the expression', start)
            if self.flags & VERBOSE and not verbose:
                raise _Restart
            return 'flags'
        raise source.error(f"unknown extension ?{char}", source.at - len(char) - 1)

    def close(self, start):
        if not self.source.accept(')'):
            raise self.source.error("missing ), unterminated subpattern", start)

    def group(self, start, verbose, name, on, off, captures):
        number = None
        if captures:
            number = self.groups
            self.groups += 1
            if name is not None:
                if name in self.names:
                    raise self.source.error(
                        f"redefinition of group name {name!r} as group {number}; "
                        f"was group {self.names[name]}", self.source.at - len(name) - 1)
                self.names[name] = number
        node = self.alternatives((verbose or on & VERBOSE) and not off & VERBOSE)
        self.close(start)
        if captures:
            self.widths[number] = self.width(node)
            self.closing.append((number, 0))
        return ('group', number, on, off, node)

    def named(self, start, verbose):
        source = self.source
        if source.accept('<'):
            at = source.at
            name = source.take_until('>', 'group name')
            source.check_name(name, at)
            return self.group(start, verbose, name, 0, 0, True)
        if source.accept('='):
            at = source.at
            name = source.take_until(')', 'group name')
            source.check_name(name, at)
            if name not in self.names:
                raise source.error(f"unknown group name {name!r}", at)
            return self.reference(self.names[name], at)
        char = source.take()
        if char is None:
            raise source.error("unexpected end of pattern", source.at)
        raise source.error(f"unknown extension ?P{char}", source.at - len(char) - 2)

    def look(self, char, start, verbose):
        source, behind, outer = self.source, char == '<', self.behind
        if behind:
            char = source.take()
            if char is None:
                raise source.error("unexpected end of pattern", source.at)
            if char not in '=!':
                raise source.error(f"unknown extension ?<{char}", source.at - len(char) - 2)
            if outer is None:
                self.behind = self.groups
        node = self.alternatives(verbose)
        self.behind = outer
        self.close(start)
        return ('look', behind, char == '!', node)

    def condition(self, start, verbose):
        source = self.source
        at = source.at
        name = source.take_until(')', 'group name')
        if name.isdecimal() and name.isascii():
            number = int(name)
            if not number:
                raise source.error("bad group number", at)
            if number >= _MAX_GROUPS:
                raise source.error(f"invalid group reference {number}", at)
            self.conditions.setdefault(number, at)
        else:
            source.check_name(name, at)
            if name not in self.names:
                raise source.error(f"unknown group name {name!r}", at)
            number = self.names[name]
        self.check_behind(number)
        yes, no = self.sequence(verbose), None
        if source.accept('|'):
            no = self.sequence(verbose)
            if source.peek() == '|':
                raise source.error("conditional backref with more than two branches", source.at)
        self.close(start)
        return ('cond', number, yes, no)

    def inline_flags(self, char):
        """(on, off), or None after flags for the whole pattern, which are set."""
        source, on, off = self.source, 0, 0
        if char != '-':
            while True:
                on |= self.inline_flag(char, on)
                char = source.take()
                if char is None:
                    raise source.error("missing -, : or )", source.at)
                if char in ')-:':
                    break
                self.known_flag(char, "missing -, : or )")
        if char == ')':
            self.flags |= on
            return None
        if char == '-':
            char = source.take()
            if char is None:
                raise source.error("missing flag", source.at)
            self.known_flag(char, "missing flag")
            while True:
                if _FLAGS[char] & _KINDS:
                    raise source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'",
                                       source.at)
                off |= _FLAGS[char]
                char = source.take()
                if char is None:
                    raise source.error("missing :", source.at)
                if char == ':':
                    break
                self.known_flag(char, "missing :")
        if on & off:
            raise source.error("bad inline flags: flag turned on and off", source.at - 1)
        return on, off

    def inline_flag(self, char, on):
        source, flag = self.source, _FLAGS[char]
        if source.is_text and char == 'L':
            raise source.error("bad inline flags: cannot use 'L' flag with a str pattern",
                               source.at)
        if not source.is_text and char == 'u':
            raise source.error("bad inline flags: cannot use 'u' flag with a bytes pattern",
                               source.at)
        if flag & _KINDS and (on | flag) & _KINDS != flag:
            raise source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible",
                               source.at)
        return flag

    def known_flag(self, char, otherwise):
        if char not in _FLAGS:
            message = "unknown flag" if char.isalpha() else otherwise
            raise self.source.error(message, self.source.at - len(char))

    # ---- widths ----

    def width(self, node):
        """How many characters a node can match: (fewest, most)."""
        kind = node[0]
        if kind in ('lit', 'any', 'set'):
            return 1, 1
        if kind in ('at', 'look'):
            return 0, 0
        if kind == 'group':
            return self.widths[node[1]] if node[1] in self.widths else self.width(node[4])
        if kind == 'atomic':
            return self.width(node[1])
        if kind == 'ref':
            return self.widths.get(node[1], (0, _MAX_WIDTH))
        if kind == 'seq':
            parts = [self.width(part) for part in node[1]]
            low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
        elif kind == 'alt':
            parts = [self.width(part) for part in node[1]]
            low, high = min(part[0] for part in parts), max(part[1] for part in parts)
        elif kind == 'cond':
            yes, no = self.width(node[2]), self.width(node[3]) if node[3] else (0, 0)
            low, high = min(yes[0], no[0]), max(yes[1], no[1])
        else:
            low, high = self.width(node[4])
            low, high = low * node[1], high * (_MAX_REPEAT if node[2] is None else node[2])
        return min(low, _MAX_WIDTH), min(high, _MAX_WIDTH)

    def check_look_behind(self, node):
        """Look-behinds need one width; inner ones first."""
        for part in _parts(node):
            self.check_look_behind(part)
        if node[0] == 'look' and node[1]:
            low, high = self.width(node[3])
            if low > _MAX_REPEAT:
                raise PatternError("looks too much behind")
            if low != high:
                raise PatternError("look-behind requires fixed-width pattern")


_SET_OPERATORS = {'-': 'difference', '&': 'intersection', '~': 'symmetric difference', '|': 'union'}


def _parts(node):
    """The nodes inside a node."""
    kind = node[0]
    if kind in ('seq', 'alt'):
        return node[1]
    if kind in ('rep', 'group'):
        return node[4:5]
    if kind == 'atomic':
        return node[1:2]
    if kind == 'look':
        return node[3:4]
    if kind == 'cond':
        return [part for part in node[2:4] if part]
    return ()


def _groups_in(node):
    if node[0] == 'group' and node[1]:
        yield node[1]
    for part in _parts(node):
        yield from _groups_in(part)


def _check_flags(is_text, flags):
    if is_text:
        if flags & LOCALE:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if flags & ASCII and flags & UNICODE:
            raise ValueError("ASCII and UNICODE flags are incompatible")
        return flags if flags & ASCII else flags | UNICODE
    if flags & UNICODE:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    if flags & LOCALE and flags & ASCII:
        raise ValueError("ASCII and LOCALE flags are incompatible")
    return flags


def parse(pattern, flags):
    """(tree, flags, groupindex, names, closing) as _re.compile() wants them."""
    source = _Source(pattern)
    try:
        parser = _Parser(source, flags)
        tree = parser.whole()
    except _Restart:
        source = _Source(pattern)
        parser = _Parser(source, flags | VERBOSE)
        tree = parser.whole()
    flags = _check_flags(source.is_text, parser.flags)
    parser.check_look_behind(tree)
    names = [None] * (parser.groups - 1)
    for name, number in parser.names.items():
        names[number - 1] = name
    closing = tuple(number for pair in parser.closing for number in pair)
    return tree, flags, types.MappingProxyType(parser.names), tuple(names), closing


def parse_template(template, pattern):
    """A replacement as one text, or as a list of texts and numbers of groups."""
    source = _Source(template)
    parts, text = [], []

    def add_group(number, at):
        if number > pattern.groups:
            raise source.error(f"invalid group reference {number}", at)
        end_text()
        parts.append(number)

    def end_text():
        if text:
            whole = ''.join(text)
            parts.append(whole if source.is_text else whole.encode('latin1'))
            text.clear()

    while token := source.peek():
        start = source.at
        source.take()
        if token[0] != '\\':
            text.append(token)
            continue
        char = token[1]
        if char == 'g':
            add_group(*_template_group(source, pattern))
        elif char == '0':
            text.append(chr(int('0' + source.take_while(2, _OCTAL), 8) & 0xff))
        elif char in _DIGITS:
            digits = char + source.take_while(1, _DIGITS)
            if (len(digits) == 2 and digits[0] in _OCTAL and digits[1] in _OCTAL
                    and source.peek() in _OCTAL):
                digits += source.take()
                code = int(digits, 8)
                if code > 0o377:
                    raise source.error(f'octal escape value \\{digits} outside of range 0-0o377',
                                       start)
                text.append(chr(code))
            else:
                add_group(int(digits), start + 1)
        elif char in _CONTROLS:
            text.append(chr(_CONTROLS[char]))
        elif char in _LETTERS:
            raise source.error(f'bad escape {token}', start)
        else:
            text.append(token)
    end_text()
    if not parts:
        return '' if source.is_text else b''
    return parts[0] if len(parts) == 1 and not isinstance(parts[0], int) else parts


def _template_group(source, pattern):
    """(number, position) of \\g<...>."""
    if not source.accept('<'):
        raise source.error("missing <", source.at)
    at = source.at
    name = source.take_until('>', 'group name')
    if name.isdecimal() and name.isascii():
        number = int(name)
        if number >= _MAX_GROUPS:
            raise source.error(f"invalid group reference {number}", at)
        return number, at
    source.check_name(name, at)
    try:
        return pattern.groupindex[name], at
    except KeyError:
        raise IndexError(f"unknown group name {name!r}") from None
