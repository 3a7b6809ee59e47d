# SPDX-License-Identifier: MIT
"""The tree of _parser in PCRE2's syntax, for subjects of 8, 16 or 32 bits a character.

Nothing is left to PCRE2's own reading: characters are numbers, groups have no names, flags are
written out where they count. What PCRE2 would do in another way is said in other words: \\s, and
for one-byte subjects \\d and \\w, are sets; \\B does not match in an empty text; ^ of MULTILINE
matches behind a newline at the end (PCRE2_ALT_CIRCUMFLEX); characters that are too wide for the
subject match nothing.
"""

from re._parser import ASCII, DOTALL, IGNORECASE, LOCALE, MULTILINE, UNICODE

_KINDS = ASCII | LOCALE | UNICODE
_LIMIT = {8: 0xff, 16: 0xffff, 32: 0xffffffff}
_MAX_COUNT = 65535

# Characters that are one when case does not count: those that PCRE2 sees in another way, and those
# that have one member in Latin-1 and one beyond.
_FOLDS = [(0x49, 0x69, 0x130, 0x131), (0x390, 0x1fd3), (0x3b0, 0x1fe3), (0xfb05, 0xfb06)]
_WIDE_FOLDS = [(0x178, 0xff), (0x17f, 0x53, 0x73), (0x39c, 0x3bc, 0xb5), (0x1e9e, 0xdf),
               (0x212a, 0x4b, 0x6b), (0x212b, 0xc5, 0xe5)]
_fold = {code: fold for fold in _FOLDS for code in fold}
_wide_fold = {code: fold for fold in _FOLDS + _WIDE_FOLDS for code in fold}

# Blocks beyond the BMP with letters in two cases; there PCRE2 does not fold ranges.
_HIGH_CASED = [(0x10400, 0x105ff), (0x10c80, 0x10cff), (0x118a0, 0x118df), (0x16e40, 0x16e7f),
               (0x1e900, 0x1e943)]

_ASCII_SETS = {'d': [(48, 57)], 's': [(9, 13), (32, 32)],
               'w': [(48, 57), (65, 90), (95, 95), (97, 122)]}
_SPACE = [(9, 13), (28, 32), (0x85, 0x85), (0xa0, 0xa0), (0x1680, 0x1680), (0x2000, 0x200a),
          (0x2028, 0x2029), (0x202f, 0x202f), (0x205f, 0x205f), (0x3000, 0x3000)]
_LATIN_WORD = [(48, 57), (65, 90), (95, 95), (97, 122), (0xaa, 0xaa), (0xb2, 0xb3), (0xb5, 0xb5),
               (0xb9, 0xba), (0xbc, 0xbe), (0xc0, 0xd6), (0xd8, 0xf6), (0xf8, 0xff)]


def _complement(ranges, limit):
    at, result = 0, []
    for first, last in ranges:
        if at < first:
            result.append((at, first - 1))
        at = last + 1
    if at <= limit:
        result.append((at, limit))
    return result


def _char(code):
    char = chr(code) if code < 128 else ''
    return char if char.isalnum() or char == '_' else '\\x{%x}' % code


def _uses_unicode(node, flags):
    """Does anything in the tree follow Unicode's rules?"""
    kind = node[0]
    if kind in ('set', 'lit', 'ref') or kind == 'at' and node[1] in 'bB':
        return bool(flags & UNICODE)
    if kind == 'group':
        if node[2] & _KINDS:
            flags &= ~_KINDS
        flags = (flags | node[2]) & ~node[3]
    from re._parser import _parts
    return any(_uses_unicode(part, flags) for part in _parts(node))


class _Translator:
    def __init__(self, bits, unicode):
        self.bits = bits
        self.limit = _LIMIT[bits]
        self.unicode = unicode  # PCRE2_UCP is on
        self.out = []

    def node(self, node, flags):
        getattr(self, node[0])(node, flags)

    def by_hand(self, flags):
        """Case has to be folded here: ASCII's rules beside Unicode's."""
        return flags & IGNORECASE and self.unicode and not flags & UNICODE

    # ---- characters ----

    def lit(self, node, flags):
        code = node[1]
        if flags & IGNORECASE and flags & UNICODE and code in _wide_fold and \
                (code > self.limit or code in _fold and self.bits > 8):
            self.ranges([(member, member) for member in _wide_fold[code]], False, flags)
        elif code > self.limit or self.by_hand(flags):
            self.ranges([(code, code)], False, flags)
        else:
            self.out.append(_char(code))

    def any(self, node, flags):
        self.out.append('.' if flags & DOTALL else '\\N')

    def set(self, node, flags):
        ranges, classes = [], ''
        for item in node[2]:
            if isinstance(item, tuple):
                ranges.append(item)
            else:
                more, name = self.category(item, flags)
                ranges += more
                classes += name
        if flags & IGNORECASE and flags & UNICODE:
            for fold in _FOLDS + _WIDE_FOLDS:
                if any(first <= code <= last for code in fold for first, last in node_ranges(node)):
                    ranges += [(code, code) for code in fold]
            ranges += _high_cases(node_ranges(node))
        self.ranges(ranges, node[1], flags, classes)

    def category(self, letter, flags):
        """(ranges, PCRE2's class) for a letter of d D s S w W."""
        kind = letter.lower()
        if not flags & UNICODE:
            ranges = _ASCII_SETS[kind]
        elif kind == 's':
            ranges = _SPACE
        elif self.bits == 8:
            ranges = _LATIN_WORD if kind == 'w' else _ASCII_SETS['d']
        else:
            return [], '\\' + letter
        return (_complement(ranges, self.limit) if letter != kind else ranges), ''

    def ranges(self, ranges, negated, flags, classes=''):
        hand = self.by_hand(flags)
        if hand:
            ranges = ranges + _ascii_cases(ranges)
        text = ''.join(_char(first) if first == last else f'{_char(first)}-{_char(last)}'
                       for first, last in ((first, min(last, self.limit)) for first, last in ranges
                                           if first <= self.limit)) + classes
        if not text:
            # Nothing, or anything; one character wide, as look-behinds want it.
            text = '.' if negated else '[^\\x{0}-\\x{%x}]' % self.limit
        else:
            text = f'[^{text}]' if negated else f'[{text}]'
        self.out.append(f'(?-i:{text})' if hand else text)

    # ---- places ----

    def at(self, node, flags):
        letter = node[1]
        if letter in '^$':
            self.out.append(f'(?m:{letter})' if flags & MULTILINE else letter)
        elif letter == 'A':
            self.out.append('\\A')
        elif letter == 'Z':
            self.out.append('\\z')
        else:
            if letter == 'B':
                self.out.append('(?!\\A\\z)')
            if self.unicode and not flags & UNICODE:
                word = '[0-9A-Z_a-z]'
                edge = f'(?<={word})(?!{word})|(?<!{word})(?={word})'
                self.out.append(f'(?-i:(?:{edge}))' if letter == 'b' else f'(?-i:(?!{edge}))')
            else:
                self.out.append('\\' + letter)

    # ---- structure ----

    def seq(self, node, flags):
        for part in node[1]:
            if part[0] == 'alt':
                self.wrapped(part, flags)
            else:
                self.node(part, flags)

    def alt(self, node, flags):
        for i, part in enumerate(node[1]):
            if i:
                self.out.append('|')
            self.node(part, flags)

    def wrapped(self, node, flags, head='(?:'):
        self.out.append(head)
        self.node(node, flags)
        self.out.append(')')

    def rep(self, node, flags):
        _, low, high, mode, inner = node
        if low > _MAX_COUNT or high is not None and high > _MAX_COUNT:
            return self.long_rep(node, flags)
        if (inner[0] in ('lit', 'any', 'set') or inner[0] == 'group' and inner[1]
                and not inner[2] | inner[3]):
            self.node(inner, flags)
        else:
            self.wrapped(inner, flags)
        if high is None:
            count = ('*', '+')[low] if low < 2 else '{%d,}' % low
        elif low == high:
            count = '{%d}' % low
        else:
            count = '?' if high == 1 else '{%d,%d}' % (low, high)
        self.out.append(count + mode)

    def long_rep(self, node, flags):
        """More than PCRE2 counts: one repetition behind another."""
        _, low, high, mode, inner = node
        if any(True for _ in _captures(inner)):
            from re import PatternError
            raise PatternError("more than 65535 repetitions of a group are not available in Rondo")
        if mode == '+':
            return self.wrapped(('rep', low, high, '', inner), flags, '(?>')
        parts = []
        rest = None if high is None else high - low
        while low > 0:
            step = min(low, _MAX_COUNT)
            parts.append(('rep', step, step, '', inner))
            low -= step
        if rest is None:
            parts.append(('rep', 0, None, mode, inner))
        while rest:
            step = min(rest, _MAX_COUNT)
            parts.append(('rep', 0, step, mode, inner))
            rest -= step
        self.wrapped(('seq', parts), flags)

    def group(self, node, flags):
        _, number, on, off, inner = node
        before = flags
        if on & _KINDS:
            flags &= ~_KINDS
        flags = (flags | on) & ~off
        head = '(' if number else '(?:'
        if (before ^ flags) & IGNORECASE:
            head = '(?i:' if flags & IGNORECASE else '(?-i:'
        self.wrapped(inner, flags, head)

    def atomic(self, node, flags):
        self.wrapped(node[1], flags, '(?>')

    def look(self, node, flags):
        _, behind, negated, inner = node
        head = '(?' + ('<' if behind else '') + ('!' if negated else '=')
        self.wrapped(inner, flags, head)

    def ref(self, node, flags):
        self.out.append('\\g{%d}' % node[1])

    def cond(self, node, flags):
        _, number, yes, no = node
        self.wrapped(yes, flags, f'(?({number})')
        if no:
            self.out[-1] = '|'
            self.node(no, flags)
            self.out.append(')')


def node_ranges(node):
    return [item for item in node[2] if isinstance(item, tuple)]


def _captures(node):
    from re._parser import _groups_in
    return _groups_in(node)


def _ascii_cases(ranges):
    """The ASCII letters of the other case."""
    result = []
    for first, last in ranges:
        for low, high, step in (65, 90, 32), (97, 122, -32):
            low, high = max(first, low), min(last, high)
            if low <= high:
                result.append((low + step, high + step))
    return result


def _high_cases(ranges):
    """The letters of the other case beyond the BMP."""
    result = []
    for first, last in ranges:
        for low, high in _HIGH_CASED if last > 0xffff else ():
            for code in range(max(first, low), min(last, high) + 1):
                other = ord(chr(code).swapcase())
                if other != code:
                    result.append((other, other))
    return result


def translate(tree, flags, bits):
    """The pattern for subjects of this width, behind 'U' where Unicode's properties count, else
    'A'."""
    unicode = _uses_unicode(tree, flags)
    translator = _Translator(bits, unicode)
    head = '(?i)' if flags & IGNORECASE else ''
    translator.node(tree, flags)
    return ('U' if unicode else 'A') + head + ''.join(translator.out)
