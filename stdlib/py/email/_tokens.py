# SPDX-License-Identifier: MIT
"""What the value of a header consists of: a tree of nodes whose leaves are pieces of its text."""

import urllib.parse
from operator import itemgetter

from email import errors

WSP = frozenset(' \t')
SPECIALS = frozenset(r'()<>@,:;.\"[]')
ATOM_ENDS = SPECIALS | WSP
DOT_ATOM_ENDS = ATOM_ENDS - frozenset('.')
PHRASE_ENDS = SPECIALS - frozenset('."(')
TSPECIALS = (SPECIALS | frozenset('/?=')) - frozenset('.')
TOKEN_ENDS = TSPECIALS | WSP
ATTRIBUTE_ENDS = TOKEN_ENDS | frozenset("*'%")
EXTENDED_ATTRIBUTE_ENDS = ATTRIBUTE_ENDS - frozenset('%')

# kinds that no encoded word may stand in, and those at whose beginning a line may not end
_NO_ENCODED_WORDS = frozenset((
    'domain', 'addr-spec', 'local-part', 'obs-local-part', 'invalid-obs-local-part',
    'domain-literal', 'no-fold-literal', 'msg-id', 'message-id', 'invalid-message-id',
    'list-separator', 'header-label', 'content-disposition', 'content-type',
    'content-transfer-encoding'))
_UNBREAKABLE = frozenset(('list-separator', 'mime-parameters', 'content-type',
                          'content-disposition'))
_SPACES = frozenset(('cfws', 'comment', 'fws'))


# how nodes show themselves in messages about defects; others by their kind
_NAMES = {'cfws': 'CFWSList', 'mime-version': 'MIMEVersion', 'fws': 'WhiteSpaceTerminal',
          'comment-text': 'WhiteSpaceTerminal', 'invalid-message-id': 'InvalidMessageID',
          'message-id': 'MessageID', 'msg-id': 'MsgID'}


def quote_string(value):
    """The text between double quotes."""
    return '"' + str(value).replace('\\', '\\\\').replace('"', '\\"') + '"'


def has_surrogates(text):
    """Are there bytes in the text that could not be decoded?"""
    try:
        text.encode()
        return False
    except UnicodeEncodeError:
        return True


class Leaf(str):
    """A piece of the text. `value` is what it means: white space is one space, whatever there
    was."""

    ew_combine_allowed = True

    def __new__(cls, text, kind, value=None):
        self = super().__new__(cls, text)
        self.kind = kind
        self.defects = []
        self._value = value
        return self

    def __getnewargs__(self):
        return str(self), self.kind, self._value

    def __repr__(self):
        return f'{_NAMES.get(self.kind, "ValueTerminal")}({super().__repr__()})'

    @property
    def value(self):
        if self._value is not None:
            return self._value
        return ' ' if self.kind in ('fws', 'comment-text') else str(self)

    @property
    def encoded_words_allowed(self):
        return self.kind not in _NO_ENCODED_WORDS

    @property
    def breakable(self):
        return self.kind not in _UNBREAKABLE

    @property
    def all_defects(self):
        return list(self.defects)

    def starts_with_space(self):
        return self.kind in ('fws', 'comment-text')


def between_words(space):
    """White space between two encoded words, which means nothing."""
    return Leaf('', space.kind, '')


DOT = Leaf('.', 'dot')
SEPARATOR = Leaf(',', 'list-separator')
ROUTE_MARK = Leaf('@', 'route-component-marker')


class Node(list):
    """Pieces in a row."""

    @property
    def ew_combine_allowed(self):
        return self.kind != 'display-name'

    def __init__(self, kind, parts=()):
        super().__init__(parts)
        self.kind = kind
        self.defects = []

    def __str__(self):
        text = ''.join(str(part) for part in self)
        if self.kind == 'bare-quoted-string':
            return quote_string(text)
        if self.kind == 'comment':
            return '(' + ''.join([_quoted_comment(part) for part in self]) + ')'
        if self.kind == 'mime-parameters':
            text = '; '.join(f'{name}={quote_string(value)}' if value else name
                             for name, value in self.params)
            return ' ' + text if text else ''
        return text

    def __repr__(self):
        name = _NAMES.get(self.kind) or ''.join(word.title() for word in self.kind.split('-'))
        return f'{name}({super().__repr__()})'

    @property
    def value(self):
        if self.kind in _SPACES:
            return ' '
        if self.kind == 'bare-quoted-string':
            return ''.join(str(part) for part in self)
        if self.kind == 'local-part':
            quoted = self[0].kind == 'quoted-string'
            return self[0].quoted_value if quoted else self[0].value
        if self.kind == 'display-name':
            return self._display_name_value()
        text = ''.join(part.value for part in self if part.value)
        return ''.join(text.split()) if self.kind == 'domain' else text

    @property
    def encoded_words_allowed(self):
        return self.kind not in _NO_ENCODED_WORDS

    @property
    def breakable(self):
        return self.kind not in _UNBREAKABLE

    @property
    def all_defects(self):
        return sum((part.all_defects for part in self), list(self.defects))

    def starts_with_space(self):
        return bool(self) and self[0].starts_with_space()

    @property
    def comments(self):
        found = []
        for part in self:
            if isinstance(part, Node):
                found += [part.content] if part.kind == 'comment' else part.comments
        return found

    @property
    def content(self):
        """Of a comment or quoted string: what stands between its ends."""
        if self.kind == 'comment':
            return ''.join(str(part) for part in self)
        for part in self:
            if part.kind == 'bare-quoted-string':
                return part.value
        return None

    @property
    def quoted_value(self):
        return ''.join(str(part) if part.kind == 'bare-quoted-string' else part.value
                       for part in self)

    @property
    def stripped_value(self):
        """The text without the comments around it."""
        for part in self:
            if (part.kind == 'token' or part.kind == 'bare-quoted-string'
                    and self.kind == 'quoted-string'):
                return part.value
            if self.kind == 'value' and part.kind in (
                    'quoted-string', 'attribute', 'extended-attribute'):
                return part.stripped_value
            if part.kind.endswith('attrtext'):
                return part.value
        return self.value if self.kind == 'value' else None

    def first(self, *kinds):
        """The first part of such a kind, or None."""
        for part in self:
            if part.kind in kinds:
                return part
        return None

    def walk(self, kind):
        """All nodes of that kind below this one."""
        for part in self:
            if part.kind == kind:
                yield part
            elif isinstance(part, Node):
                yield from part.walk(kind)

    # ---- addresses ----

    @property
    def display_name(self):
        """The name in front of an address or a group, or None."""
        if self.kind == 'display-name':
            return _trimmed(self).value
        for part in self:
            if part.kind == 'display-name':
                return part.display_name
            if part.kind in ('name-addr', 'group', 'mailbox'):
                return part.display_name
        return None

    def _display_name_value(self):
        quoted = bool(self.defects) or any(part.kind == 'quoted-string' for part in self)
        if not self or not quoted:
            return ''.join(part.value for part in self if part.value)
        before = ' ' if self[0].kind == 'cfws' or self[0][0].kind == 'cfws' else ''
        after = ' ' if self[-1].kind == 'cfws' or self[-1][-1].kind == 'cfws' else ''
        return before + quote_string(self.display_name) + after

    @property
    def local_part(self):
        """What stands in front of the @."""
        if self.kind == 'local-part':
            return _without_space_at_dots(self[0])
        spec = next(self.walk('addr-spec'), None) if self.kind != 'addr-spec' else self
        return None if spec is None else spec[0].local_part

    @property
    def domain(self):
        """What stands behind the @, or None."""
        spec = next(self.walk('addr-spec'), None) if self.kind != 'addr-spec' else self
        if spec is None or len(spec) < 3:
            return None
        return spec[-1].value.strip()

    # ---- parameters ----

    @property
    def params(self):
        """(name, value) of MIME parameters, with those put together that are spread over
        several."""
        if self.kind != 'mime-parameters':
            found = self.first('mime-parameters')
            return () if found is None else found.params
        return _assembled(self)

    @property
    def section_number(self):
        section = self.first('section')
        return section.number if section is not None else 0

    @property
    def param_value(self):
        for part in self:
            if part.kind == 'value':
                return part.stripped_value
            if part.kind == 'quoted-string':
                for inner in part.walk('value'):
                    return inner.stripped_value
                bare = part.first('bare-quoted-string')
                if bare is not None:
                    return bare.value
        return ''


def _quoted_comment(part):
    if part.kind == 'comment':
        return str(part)
    return str(part).replace('\\', '\\\\').replace('(', '\\(').replace(')', '\\)')


def _trimmed(name):
    """A display name without the white space and comments around it."""
    parts = Node('phrase', name)
    for at in (0, -1):
        if not parts:
            break
        if parts[at].kind == 'cfws':
            del parts[at]
        elif isinstance(parts[at], Node) and parts[at] and parts[at][at].kind == 'cfws':
            inner = Node(parts[at].kind, parts[at])
            del inner[at]
            parts[at] = inner
    return parts


def _without_space_at_dots(token):
    """The text of a local part; what white space there is stands neither at its ends nor at
    dots."""
    parts = []
    items = list(token) if isinstance(token, Node) else [token]
    for i, item in enumerate(items):
        if item.kind == 'cfws':
            continue
        if isinstance(item, Node):
            item = Node(item.kind, item)
            if item and item[0].kind == 'cfws' and (i == 0 or items[i - 1].kind in ('dot', 'cfws')):
                del item[0]
            if item and item[-1].kind == 'cfws' and (
                    i + 1 == len(items) or items[i + 1].kind in ('dot', 'cfws')):
                del item[-1]
        parts.append(item)
    return ''.join(part.value for part in parts if part.value)


def _assembled(parameters):
    byname = {}
    for token in parameters:
        if token.kind.endswith('parameter') and token[0].kind == 'attribute':
            byname.setdefault(token[0].value.strip(), []).append((token.section_number, token))
    result = []
    for name, parts in byname.items():
        parts.sort(key=itemgetter(0))
        first = parts[0][1]
        if not first.extended and len(parts) > 1 and parts[1][0] == 0:
            parts[1][1].defects.append(errors.InvalidHeaderDefect(
                'duplicate parameter name; duplicate(s) ignored'))
            parts = parts[:1]
        result.append((name, ''.join(_section_texts(parts, first.charset))))
    return result


def _section_texts(parts, charset):
    expected = 0
    for number, param in parts:
        if number != expected:
            if not param.extended:
                param.defects.append(
                    errors.InvalidHeaderDefect('duplicate parameter name; duplicate ignored'))
                continue
            param.defects.append(
                errors.InvalidHeaderDefect('inconsistent RFC2231 parameter numbering'))
        expected += 1
        value = param.param_value
        if param.extended:
            try:
                data = urllib.parse.unquote_to_bytes(value)
            except UnicodeEncodeError:
                value = urllib.parse.unquote(value, encoding='latin-1')
            else:
                try:
                    value = data.decode(charset, 'surrogateescape')
                except (LookupError, UnicodeEncodeError):
                    value = data.decode('us-ascii', 'surrogateescape')
                if has_surrogates(value):
                    param.defects.append(errors.UndecodableBytesDefect())
        yield value
