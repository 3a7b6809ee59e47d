# SPDX-License-Identifier: MIT
"""Addresses of headers, read as leniently as RFC 2822 allows; and the check that sender and reader
will agree about them."""

import re

_SPECIALS = '()<>@,:;."[]'
_LWS = ' \t'
_FWS = ' \t\r\n'
_ATOM_ENDS = _SPECIALS + _FWS
_PHRASE_ENDS = _ATOM_ENDS.replace('.', '')


def _quoted(text):
    return text.replace('\\', '\\\\').replace('"', '\\"')


class _Scanner:
    """Goes over the text; comments are collected on the way."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.comments = []

    def here(self):
        """The character at the place, '' at the end."""
        return self.text[self.at:self.at + 1]

    def skip(self):
        """Over white space, which is returned, and comments."""
        space = []
        while char := self.here():
            if char in _FWS:
                if char in _LWS:
                    space.append(char)
                self.at += 1
            elif char == '(':
                self.comments.append(self.comment())
            else:
                break
        return ''.join(space)

    # ---- pieces ----

    def delimited(self, begin, ends, comments=True):
        """What stands between begin and one of the ends, without backslashes."""
        if self.here() != begin:
            return ''
        out, escaped = [], False
        self.at += 1
        while char := self.here():
            if escaped:
                out.append(char)
                escaped = False
            elif char in ends:
                self.at += 1
                break
            elif comments and char == '(':
                out.append(self.comment())
                continue
            elif char == '\\':
                escaped = True
            else:
                out.append(char)
            self.at += 1
        return ''.join(out)

    def comment(self):
        return self.delimited('(', ')\r')

    def quote(self):
        return self.delimited('"', '"\r', False)

    def atom(self, ends=_ATOM_ENDS):
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in ends:
            self.at += 1
        return self.text[begin:self.at]

    def phrase(self):
        """The words of a name."""
        words = []
        while char := self.here():
            if char in _FWS:
                self.at += 1
            elif char == '"':
                words.append(self.quote())
            elif char == '(':
                self.comments.append(self.comment())
            elif char in _PHRASE_ENDS:
                break
            else:
                words.append(self.atom(_PHRASE_ENDS))
        return words

    def domain(self):
        parts = []
        while char := self.here():
            if char in _LWS:
                self.at += 1
            elif char == '(':
                self.comments.append(self.comment())
            elif char == '[':
                parts.append('[%s]' % self.delimited('[', ']\r', False))
            elif char == '.':
                self.at += 1
                parts.append('.')
            elif char == '@':
                return ''       # a@b@c is no address, whichever of the two was meant
            elif char in _ATOM_ENDS:
                break
            else:
                parts.append(self.atom())
        return ''.join(parts)

    def spec(self):
        """local@domain."""
        parts = []
        self.skip()
        while char := self.here():
            keeps_space = True
            if char == '.' or char in _ATOM_ENDS and char != '"':
                if parts and not parts[-1].strip():
                    parts.pop()
                if char != '.':
                    break
                parts.append('.')
                self.at += 1
                keeps_space = False
            elif char == '"':
                parts.append('"%s"' % _quoted(self.quote()))
            else:
                parts.append(self.atom())
            space = self.skip()
            if keeps_space and space:
                parts.append(space)
        if self.here() != '@':
            return ''.join(parts)
        self.at += 1
        self.skip()
        domain = self.domain()
        return ''.join(parts) + '@' + domain if domain else ''

    def route(self):
        """<local@domain>, perhaps with an old route in front."""
        expects_route, found = False, ''
        self.at += 1
        self.skip()
        while char := self.here():
            if expects_route:
                self.domain()
                expects_route = False
            elif char == '>':
                self.at += 1
                break
            elif char == '@':
                self.at += 1
                expects_route = True
            elif char == ':':
                self.at += 1
            else:
                found = self.spec()
                self.at += 1
                break
            self.skip()
        return found

    # ---- addresses ----

    def address(self):
        """[(name, address)]: those of a group are several."""
        self.comments = comments = []
        self.skip()
        begin = self.at
        words = self.phrase()
        self.skip()
        char, found = self.here(), []
        if char and char in '.@':
            # there is no name, it is an address from the start on
            self.at = begin
            self.comments = comments
            spec = self.spec()
            found = [(' '.join(self.comments), spec)]
        elif char == ':':
            self.at += 1
            while self.at < len(self.text):
                self.skip()
                if self.here() == ';':
                    self.at += 1
                    break
                found += self.address()
        elif char == '<':
            address = self.route()
            name = ' '.join(words)
            if self.comments:
                name += ' (' + ' '.join(self.comments) + ')'
            found = [(name, address)]
        elif words:
            found = [(' '.join(self.comments), words[0])]
        elif char and char in _SPECIALS:
            self.at += 1
        self.skip()
        if self.here() == ',':
            self.at += 1
        return found

    def addresses(self):
        found = []
        while self.at < len(self.text):
            found += self.address() or [('', '')]
        return found


def parse(text):
    """[(name, address), ...]"""
    return _Scanner(text).addresses() if text else []


# ---- the strict reading ----

def without_quoted(text):
    """The text without what stands between quotes."""
    if '"' not in text:
        return text
    out, start, opened = [], 0, None
    for at, char in _characters(text):
        if char != '"':
            continue
        if opened is None:
            opened = at
        else:
            out.append(text[start:opened])
            start, opened = at + 1, None
    return ''.join(out) + text[start:]


def _characters(text):
    """(place, character), those behind a backslash together with it."""
    for match in re.finditer(r'\\(.)|(.)|(\\)\Z', text, re.DOTALL):
        if match[2]:
            yield match.start(), match[2]
        else:
            yield match.end() - 1, match[0]


def _parentheses_match(text):
    depth = 0
    for _, char in _characters(without_quoted(text)):
        depth += (char == '(') - (char == ')')
        if depth < 0:
            return False
    return depth == 0


def parse_strictly(texts):
    """The addresses, those that hide something replaced by ('', '')."""
    checked = [text if _parentheses_match(text) else "('', '')" for text in texts]
    return checked, [('', '') if '[' in pair[1] else pair for pair in parse(', '.join(checked))]
