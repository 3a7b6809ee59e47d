# SPDX-License-Identifier: MIT
"""Reading the values of headers (RFC 5322, 2047, 2231): a text becomes a tree of tokens.

Most headers of real mail break a rule somewhere; what can be understood is understood, and the
nodes carry defects. A rule that does not apply raises HeaderParseError, and the text is unchanged:
every rule takes the text from a place on and returns the node and the place behind it.
"""

import re

from email import _encoded_words, errors
from email._tokens import (ATOM_ENDS, DOT, PHRASE_ENDS, ROUTE_MARK, SEPARATOR, WSP, Leaf, Node,
                           between_words, has_surrogates)
from email.errors import HeaderParseError, InvalidHeaderDefect, ObsoleteHeaderDefect

_nonprintable = re.compile('[\0-\x20\x7f]')
_word_inside = re.compile(r'=\?[^?]*\?[qQbB]\?[^?]*\?=')


class _NoEncodedWord(HeaderParseError):
    """It looks like an encoded word but is none."""


def _check(leaf):
    """Notes control characters and undecoded bytes."""
    found = _nonprintable.findall(leaf)
    if found:
        leaf.defects.append(errors.NonPrintableDefect(found))
    if has_surrogates(leaf):
        leaf.defects.append(
            errors.UndecodableBytesDefect("Non-ASCII characters found in header token"))


def _run(text, at, ends):
    """The place of the next of the ends."""
    while at < len(text) and text[at] not in ends:
        at += 1
    return at


def _at_space(text, at):
    return at < len(text) and text[at] in WSP


def _at_cfws(text, at):
    return at < len(text) and text[at] in ' \t('


def _space(text, at):
    end = at
    while _at_space(text, end):
        end += 1
    return Leaf(text[at:end], 'fws'), end


def _unescaped(text, at, ends):
    r"""(the text up to white space or one of the ends, place, was there a \\): \x stands for x."""
    out, escape, quoted = [], False, False
    while at < len(text) and text[at] not in WSP:
        char = text[at]
        if char == '\\' and not escape:
            escape = True
        elif not escape and char in ends:
            break
        else:
            quoted = quoted or char == '\\'
            escape = False
            out.append(char)
        at += 1
    return ''.join(out), at, quoted


# ---- words ----

def _encoded_word(text, at, kind='vtext'):
    node = Node('encoded-word')
    rest = text[at:]
    if not rest.startswith('=?'):
        raise HeaderParseError("expected encoded word but found {}".format(rest))
    inner, end, behind = rest[2:].partition('?=')
    if inner == rest[2:]:
        raise HeaderParseError("expected encoded word but found {}".format(rest))
    if re.match('[0-9a-fA-F]{2}', behind) and inner.count('?') < 2:
        # the ? of the encoding and the = of =XX are no end
        more, _, behind = behind.partition('?=')
        inner += '?=' + more
    if len(inner.split()) > 1:
        node.defects.append(InvalidHeaderDefect("whitespace inside encoded word"))
    end = len(text) - len(behind)
    try:
        decoded, node.charset, node.lang, defects = _encoded_words.decode('=?' + inner + '?=')
    except (ValueError, KeyError):
        raise _NoEncodedWord("encoded word format invalid: '{}'".format(rest))
    node.defects += defects
    for piece in re.findall('[ \t]+|[^ \t]+', decoded):
        leaf = Leaf(piece, 'fws' if piece[0] in WSP else kind)
        if leaf.kind != 'fws':
            _check(leaf)
        node.append(leaf)
    if behind and behind[0] not in WSP:
        node.defects.append(InvalidHeaderDefect("missing trailing whitespace after encoded-word"))
    return node, end


def _append_word(node, word):
    """Add an encoded word; the white space between it and another one before means nothing."""
    if len(node) > 1 and node[-1].kind == 'fws' and node[-2].kind == 'encoded-word':
        node[-1] = between_words(node[-1])
    node.append(word)


def get_unstructured(text):
    """Any text with encoded words in it."""
    node, at = Node('unstructured'), 0
    text = text or ''       # None is no text
    while at < len(text):
        if _at_space(text, at):
            leaf, at = _space(text, at)
            node.append(leaf)
            continue
        valid = True
        if text.startswith('=?', at):
            try:
                word, end = _encoded_word(text, at, 'utext')
            except _NoEncodedWord:
                valid = False
            except HeaderParseError:
                pass
            else:
                if node and node[-1].kind != 'fws':
                    node.defects.append(
                        InvalidHeaderDefect("missing whitespace before encoded word"))
                    node.append(word)
                else:
                    _append_word(node, word)
                at = end
                continue
        end = _run(text, at, WSP)
        if valid and _word_inside.search(text[at:end]):
            # an encoded word inside of another text
            inside = text.find('=?', at)
            end = inside if inside > at else end
        leaf = Leaf(text[at:end], 'utext')
        _check(leaf)
        node.append(leaf)
        at = end
    return node


# ---- comments and strings ----

def _comment(text, at):
    node = Node('comment')
    at += 1
    while at < len(text) and text[at] != ')':
        if _at_space(text, at):
            part, at = _space(text, at)
        elif text[at] == '(':
            part, at = _comment(text, at)
        else:
            piece, at, _ = _unescaped(text, at, '()')
            part = Leaf(piece, 'comment-text')
            _check(part)
        node.append(part)
    if at == len(text):
        node.defects.append(InvalidHeaderDefect("end of header inside comment"))
        return node, at
    return node, at + 1


def _cfws(text, at):
    """White space and comments."""
    node = Node('cfws')
    while _at_cfws(text, at):
        part, at = _space(text, at) if text[at] in WSP else _comment(text, at)
        node.append(part)
    return node, at


def _cfws_into(node, text, at):
    """White space and comments, if there are any, become the next part of node."""
    if not _at_cfws(text, at):
        return at
    part, at = _cfws(text, at)
    node.append(part)
    return at


def _closed(node, text, at, kind):
    """The end of what stands in angle brackets."""
    if text.startswith('>', at):
        at += 1
    else:
        node.defects.append(InvalidHeaderDefect(f"missing trailing '>' on {kind}"))
    node.append(Leaf('>', kind + '-end'))
    return _cfws_into(node, text, at)


def _around(node, text, at, inner):
    """The inner rule with white space and comments on both sides."""
    at = _cfws_into(node, text, at)
    part, at = inner(text, at)
    node.append(part)
    at = _cfws_into(node, text, at)
    return node, at


def _bare_quoted_string(text, at):
    if not text.startswith('"', at):
        raise HeaderParseError("expected '\"' but found '{}'".format(text[at:]))
    node = Node('bare-quoted-string')
    at += 1
    if text.startswith('"', at):
        leaf = Leaf('', 'ptext')
        node.append(leaf)
    while at < len(text) and text[at] != '"':
        if _at_space(text, at):
            part, at = _space(text, at)
        elif text.startswith('=?', at):
            try:
                part, at = _encoded_word(text, at)
                node.defects.append(InvalidHeaderDefect("encoded word inside quoted string"))
                _append_word(node, part)
                continue
            except HeaderParseError:
                part, at = _quoted_piece(text, at)
        else:
            part, at = _quoted_piece(text, at)
        node.append(part)
    if at == len(text):
        node.defects.append(InvalidHeaderDefect("end of header inside quoted string"))
        return node, at
    return node, at + 1


def _quoted_piece(text, at):
    piece, at, _ = _unescaped(text, at, '"')
    leaf = Leaf(piece, 'ptext')
    _check(leaf)
    return leaf, at


def _quoted_string(text, at):
    return _around(Node('quoted-string'), text, at, _bare_quoted_string)


# ---- atoms, words, phrases ----

def _atext(text, at):
    end = _run(text, at, ATOM_ENDS)
    if end == at:
        raise HeaderParseError("expected atext but found '{}'".format(text[at:]))
    leaf = Leaf(text[at:end], 'atext')
    _check(leaf)
    return leaf, end


def _atom(text, at):
    def inner(text, at):
        if at < len(text) and text[at] in ATOM_ENDS:
            raise HeaderParseError("expected atom but found '{}'".format(text[at:]))
        if text.startswith('=?', at):
            try:
                return _encoded_word(text, at)
            except HeaderParseError:
                pass
        return _atext(text, at)
    return _around(Node('atom'), text, at, inner)


def _dot_atom_text(text, at):
    node = Node('dot-atom-text')
    if at == len(text) or text[at] in ATOM_ENDS:
        raise HeaderParseError(
            "expected atom at a start of dot-atom-text but found '{}'".format(text[at:]))
    while at < len(text) and text[at] not in ATOM_ENDS:
        part, at = _atext(text, at)
        node.append(part)
        if text.startswith('.', at):
            node.append(DOT)
            at += 1
    if node[-1] is DOT:
        raise HeaderParseError(
            "expected atom at end of dot-atom-text but found '{}'".format('.' + text[at:]))
    return node, at


def _dot_atom(text, at):
    def inner(text, at):
        if text.startswith('=?', at):
            try:
                return _encoded_word(text, at)
            except HeaderParseError:
                pass
        return _dot_atom_text(text, at)
    return _around(Node('dot-atom'), text, at, inner)


def _word(text, at):
    leader = None
    if _at_cfws(text, at):
        leader, at = _cfws(text, at)
    if at == len(text):
        raise HeaderParseError("Expected 'atom' or 'quoted-string' but found nothing.")
    if text[at] == '"':
        node, at = _quoted_string(text, at)
    elif text[at] in '()<>@,:;.\\"[]':
        raise HeaderParseError(
            "Expected 'atom' or 'quoted-string' but found '{}'".format(text[at:]))
    else:
        node, at = _atom(text, at)
    if leader is not None:
        node.insert(0, leader)
    return node, at


def _phrase(text, at):
    node = Node('phrase')
    try:
        part, at = _word(text, at)
        node.append(part)
    except HeaderParseError:
        node.defects.append(InvalidHeaderDefect("phrase does not start with word"))
    while at < len(text) and text[at] not in PHRASE_ENDS:
        if text[at] == '.':
            node.append(DOT)
            node.defects.append(ObsoleteHeaderDefect("period in 'phrase'"))
            at += 1
            continue
        try:
            part, at = _word(text, at)
        except HeaderParseError:
            if not _at_cfws(text, at):
                raise
            part, at = _cfws(text, at)
            node.defects.append(ObsoleteHeaderDefect("comment found without atom"))
        node.append(part)
    return node, at


# ---- addresses ----

def _local_part(text, at):
    node, begin, leader = Node('local-part'), at, None
    if _at_cfws(text, at):
        leader, at = _cfws(text, at)
    if at == len(text):
        raise HeaderParseError("expected local-part but found '{}'".format(text[at:]))
    try:
        token, at = _dot_atom(text, at)
    except HeaderParseError:
        try:
            token, at = _word(text, at)
        except HeaderParseError:
            if text[at] != '\\' and text[at] in PHRASE_ENDS:
                raise
            token = Node('token-list')
    if leader is not None:
        token.insert(0, leader)
    node.append(token)
    if at < len(text) and (text[at] == '\\' or text[at] not in PHRASE_ENDS):
        token, at = _obs_local_part(text, begin)
        if token.kind == 'invalid-obs-local-part':
            node.defects.append(InvalidHeaderDefect(
                "local-part is not dot-atom, quoted-string, or obs-local-part"))
        else:
            node.defects.append(
                ObsoleteHeaderDefect("local-part is not a dot-atom (contains CFWS)"))
        node[0] = token
    try:
        node.value.encode('ascii')
    except UnicodeEncodeError:
        node.defects.append(
            errors.NonASCIILocalPartDefect("local-part contains non-ASCII characters)"))
    return node, at


def _obs_local_part(text, at):
    node, dot_before = Node('obs-local-part'), False
    while at < len(text) and (text[at] == '\\' or text[at] not in PHRASE_ENDS):
        if text[at] == '.':
            if dot_before:
                node.defects.append(InvalidHeaderDefect("invalid repeated '.'"))
            node.append(DOT)
            dot_before = True
            at += 1
            continue
        if text[at] == '\\':
            node.append(Leaf('\\', 'misplaced-special'))
            node.defects.append(
                InvalidHeaderDefect("'\\' character outside of quoted-string/ccontent"))
            dot_before = False
            at += 1
            continue
        if node and node[-1].kind != 'dot':
            node.defects.append(InvalidHeaderDefect("missing '.' between words"))
        try:
            part, at = _word(text, at)
            dot_before = False
        except HeaderParseError:
            if not _at_cfws(text, at):
                raise
            part, at = _cfws(text, at)
        node.append(part)
    if not node:
        raise HeaderParseError("expected obs-local-part but found '{}'".format(text[at:]))
    if node[0].kind == 'dot' or node[0].kind == 'cfws' and len(node) > 1 and node[1].kind == 'dot':
        node.defects.append(InvalidHeaderDefect("Invalid leading '.' in local part"))
    if (node[-1].kind == 'dot' or node[-1].kind == 'cfws' and len(node) > 1
            and node[-2].kind == 'dot'):
        node.defects.append(InvalidHeaderDefect("Invalid trailing '.' in local part"))
    if node.defects:
        node.kind = 'invalid-obs-local-part'
    return node, at


def _domain_literal(text, at):
    node = Node('domain-literal')
    at = _cfws_into(node, text, at)
    if at == len(text):
        raise HeaderParseError("expected domain-literal")
    if text[at] != '[':
        raise HeaderParseError(
            "expected '[' at start of domain-literal but found '{}'".format(text[at:]))
    node.append(Leaf('[', 'domain-literal-start'))
    at += 1
    while True:
        if _at_space(text, at):
            part, at = _space(text, at)
            node.append(part)
        if at == len(text):
            node.append(Leaf(']', 'domain-literal-end'))
            node.defects.append(InvalidHeaderDefect("end of input inside domain-literal"))
            return node, at
        if text[at] in '[]':
            break
        piece, at, quoted = _unescaped(text, at, '[]')
        leaf = Leaf(piece, 'ptext')
        if quoted:
            leaf.defects.append(ObsoleteHeaderDefect("quoted printable found in domain-literal"))
        _check(leaf)
        node.append(leaf)
    if text[at] != ']':
        raise HeaderParseError("expected ']' at end of domain-literal but found '{}'".format(
            text[at:]))
    node.append(Leaf(']', 'domain-literal-end'))
    at += 1
    at = _cfws_into(node, text, at)
    return node, at


def _domain(text, at):
    node, leader = Node('domain'), None
    if _at_cfws(text, at):
        leader, at = _cfws(text, at)
    if at == len(text):
        raise HeaderParseError("expected domain but found '{}'".format(text[at:]))
    if text[at] == '[':
        part, at = _domain_literal(text, at)
        if leader is not None:
            part.insert(0, leader)
        node.append(part)
        return node, at
    try:
        part, at = _dot_atom(text, at)
    except HeaderParseError:
        part, at = _atom(text, at)
    if text.startswith('@', at):
        raise HeaderParseError('Invalid Domain')
    if leader is not None:
        part.insert(0, leader)
    node.append(part)
    if text.startswith('.', at):
        node.defects.append(ObsoleteHeaderDefect("domain is not a dot-atom (contains CFWS)"))
        if node[0].kind == 'dot-atom':
            node[:] = node[0]
        while text.startswith('.', at):
            node.append(DOT)
            part, at = _atom(text, at + 1)
            node.append(part)
    return node, at


def _addr_spec(text, at):
    node = Node('addr-spec')
    part, at = _local_part(text, at)
    node.append(part)
    if not text.startswith('@', at):
        node.defects.append(InvalidHeaderDefect("addr-spec local part with no domain"))
        return node, at
    node.append(Leaf('@', 'address-at-symbol'))
    part, at = _domain(text, at + 1)
    node.append(part)
    return node, at


def _obs_route(text, at):
    node = Node('obs-route')
    while at < len(text) and (text[at] == ',' or _at_cfws(text, at)):
        if text[at] == ',':
            node.append(SEPARATOR)
            at += 1
        else:
            part, at = _cfws(text, at)
            node.append(part)
    if not text.startswith('@', at):
        raise HeaderParseError("expected obs-route domain but found '{}'".format(text[at:]))
    node.append(ROUTE_MARK)
    part, at = _domain(text, at + 1)
    node.append(part)
    while text.startswith(',', at):
        node.append(SEPARATOR)
        at += 1
        if at == len(text):
            break
        at = _cfws_into(node, text, at)
        if at == len(text):
            break
        if text[at] == '@':
            node.append(ROUTE_MARK)
            part, at = _domain(text, at + 1)
            node.append(part)
    if at == len(text):
        raise HeaderParseError("end of header while parsing obs-route")
    if text[at] != ':':
        raise HeaderParseError(
            "expected ':' marking end of obs-route but found '{}'".format(text[at:]))
    node.append(Leaf(':', 'end-of-obs-route-marker'))
    return node, at + 1


def _angle_addr(text, at):
    node = Node('angle-addr')
    at = _cfws_into(node, text, at)
    if not text.startswith('<', at):
        raise HeaderParseError("expected angle-addr but found '{}'".format(text[at:]))
    node.append(Leaf('<', 'angle-addr-start'))
    at += 1
    if text.startswith('>', at):
        node.append(Leaf('>', 'angle-addr-end'))
        node.defects.append(InvalidHeaderDefect("null addr-spec in angle-addr"))
        return node, at + 1
    try:
        part, at = _addr_spec(text, at)
    except HeaderParseError:
        try:
            part, at = _obs_route(text, at)
            node.defects.append(ObsoleteHeaderDefect("obsolete route specification in angle-addr"))
        except HeaderParseError:
            raise HeaderParseError(
                "expected addr-spec or obs-route but found '{}'".format(text[at:]))
        node.append(part)
        part, at = _addr_spec(text, at)
    node.append(part)
    return node, _closed(node, text, at, 'angle-addr')


def _display_name(text, at):
    part, at = _phrase(text, at)
    node = Node('display-name', part)
    node.defects = list(part.defects)
    return node, at


def _name_addr(text, at):
    node, leader, begin = Node('name-addr'), None, at
    if at == len(text):
        raise HeaderParseError("expected name-addr but found '{}'".format(text[at:]))
    if _at_cfws(text, at):
        leader, at = _cfws(text, at)
        if at == len(text):
            raise HeaderParseError("expected name-addr but found '{}'".format(leader))
    if text[at] != '<':
        if text[at] in PHRASE_ENDS:
            raise HeaderParseError("expected name-addr but found '{}'".format(text[at:]))
        part, at = _display_name(text, at)
        if at == len(text):
            raise HeaderParseError("expected name-addr but found '{}'".format(text[begin:]))
        if leader is not None:
            if part and isinstance(part[0], Node):
                part[0].insert(0, leader)
            else:
                part.insert(0, leader)
            leader = None
        node.append(part)
    part, at = _angle_addr(text, at)
    if leader is not None:
        part.insert(0, leader)
    node.append(part)
    return node, at


def _mailbox(text, at):
    node = Node('mailbox')
    try:
        part, at = _name_addr(text, at)
    except HeaderParseError:
        try:
            part, at = _addr_spec(text, at)
        except HeaderParseError:
            raise HeaderParseError("expected mailbox but found '{}'".format(text[at:]))
    if any(isinstance(defect, InvalidHeaderDefect) for defect in part.all_defects):
        node.kind = 'invalid-mailbox'
    node.append(part)
    return node, at


def _invalid(kind, text, at, ends):
    """What is no mailbox, parameter ..., up to one of the ends."""
    node = Node(kind)
    while at < len(text) and text[at] not in ends:
        if text[at] in PHRASE_ENDS:
            node.append(Leaf(text[at], 'misplaced-special'))
            at += 1
        else:
            part, at = _phrase(text, at)
            node.append(part)
    return node, at


def _mailbox_list(text, at):
    node = Node('mailbox-list')
    while at < len(text) and text[at] != ';':
        try:
            part, at = _mailbox(text, at)
            node.append(part)
        except HeaderParseError:
            at = _no_mailbox(node, text, at)
        if at < len(text) and text[at] not in ',;':
            # what goes on behind a mailbox makes it none
            last = node[-1]
            last.kind = 'invalid-mailbox'
            part, at = _invalid('invalid-mailbox', text, at, ',;')
            last.extend(part)
            node.defects.append(InvalidHeaderDefect("invalid mailbox in mailbox-list"))
        if text.startswith(',', at):
            node.append(SEPARATOR)
            at += 1
    return node, at


def _no_mailbox(node, text, at):
    leader = None
    if _at_cfws(text, at):
        leader, after = _cfws(text, at)
        if after == len(text) or text[after] in ',;':
            node.append(leader)
            node.defects.append(ObsoleteHeaderDefect("empty element in mailbox-list"))
            return after
        at = after
    elif text[at] == ',':
        node.defects.append(ObsoleteHeaderDefect("empty element in mailbox-list"))
        return at
    part, at = _invalid('invalid-mailbox', text, at, ',;')
    if leader is not None:
        part.insert(0, leader)
    node.append(part)
    node.defects.append(InvalidHeaderDefect("invalid mailbox in mailbox-list"))
    return at


def _group_list(text, at):
    node, leader = Node('group-list'), None
    if at == len(text):
        node.defects.append(InvalidHeaderDefect("end of header before group-list"))
        return node, at
    if _at_cfws(text, at):
        leader, at = _cfws(text, at)
        if at == len(text):
            node.defects.append(InvalidHeaderDefect("end of header in group-list"))
            node.append(leader)
            return node, at
        if text[at] == ';':
            node.append(leader)
            return node, at
    part, at = _mailbox_list(text, at)
    if not any('mailbox' in each.kind for each in part):
        if leader is not None:
            node.append(leader)
        node.extend(part)
        node.defects.append(ObsoleteHeaderDefect("group-list with empty entries"))
        return node, at
    if leader is not None:
        part.insert(0, leader)
    node.append(part)
    return node, at


def _group(text, at):
    node = Node('group')
    part, at = _display_name(text, at)
    if not text.startswith(':', at):
        raise HeaderParseError(
            "expected ':' at end of group display name but found '{}'".format(text[at:]))
    node += part, Leaf(':', 'group-display-name-terminator')
    at += 1
    if text.startswith(';', at):
        node.append(Leaf(';', 'group-terminator'))
        return node, at + 1
    part, at = _group_list(text, at)
    node.append(part)
    if at == len(text):
        node.defects.append(InvalidHeaderDefect("end of header in group"))
    elif text[at] != ';':
        raise HeaderParseError("expected ';' at end of group but found {}".format(text[at:]))
    node.append(Leaf(';', 'group-terminator'))
    at += 1
    at = _cfws_into(node, text, at)
    return node, min(at, len(text))


def _address(text, at):
    node = Node('address')
    try:
        part, at = _group(text, at)
    except HeaderParseError:
        try:
            part, at = _mailbox(text, at)
        except HeaderParseError:
            raise HeaderParseError("expected address but found '{}'".format(text[at:]))
    node.append(part)
    return node, at


def get_address_list(text):
    """Addresses between commas."""
    node, at = Node('address-list'), 0
    while at < len(text):
        try:
            part, at = _address(text, at)
            node.append(part)
        except HeaderParseError:
            at = _no_address(node, text, at)
        if at < len(text) and text[at] != ',':
            last = node[-1]
            mailbox = last[0] if last and isinstance(last[0], Node) else last
            mailbox.kind = 'invalid-mailbox'
            part, at = _invalid('invalid-mailbox', text, at, ',')
            mailbox.extend(part)
            node.defects.append(InvalidHeaderDefect("invalid address in address-list"))
        if at < len(text):
            node.append(SEPARATOR)
            at += 1
    return node


def _no_address(node, text, at):
    leader = None
    if _at_cfws(text, at):
        leader, after = _cfws(text, at)
        if after == len(text) or text[after] == ',':
            node.append(leader)
            node.defects.append(ObsoleteHeaderDefect("address-list entry with no content"))
            return after
        at = after
    elif text[at] == ',':
        node.defects.append(ObsoleteHeaderDefect("empty element in address-list"))
        return at
    part, at = _invalid('invalid-mailbox', text, at, ',')
    if leader is not None:
        part.insert(0, leader)
    node.append(Node('address', [part]))
    node.defects.append(InvalidHeaderDefect("invalid address in address-list"))
    return at


def mailboxes_of(address):
    """All mailboxes of an address, also malformed ones."""
    first = address[0]
    if first.kind == 'group':
        groups = first[2] if len(first) > 2 and first[2].kind == 'group-list' else ()
        for part in groups:
            if part.kind == 'mailbox-list':
                return [each for each in part if each.kind in ('mailbox', 'invalid-mailbox')]
        return []
    return [first]


# ---- message ids ----

def parse_message_id(text):
    """<left@right>."""
    node = Node('message-id')
    try:
        part, at = _msg_id(text, 0)
        node.append(part)
    except HeaderParseError as error:
        node = Node('invalid-message-id', get_unstructured(text))
        node.defects.append(InvalidHeaderDefect("Invalid msg-id: {!r}".format(error)))
    else:
        if at < len(text):
            node.defects.append(InvalidHeaderDefect("Unexpected {!r}".format(text[at:])))
    return node


def _msg_id(text, at):
    node = Node('msg-id')
    at = _cfws_into(node, text, at)
    if not text.startswith('<', at):
        raise HeaderParseError("expected msg-id but found '{}'".format(text[at:]))
    node.append(Leaf('<', 'msg-id-start'))
    at += 1
    try:
        part, at = _dot_atom_text(text, at)
    except HeaderParseError:
        try:
            part, at = _obs_local_part(text, at)
            node.defects.append(ObsoleteHeaderDefect("obsolete id-left in msg-id"))
        except HeaderParseError:
            raise HeaderParseError(
                "expected dot-atom-text or obs-id-left but found '{}'".format(text[at:]))
    node.append(part)
    if not text.startswith('@', at):
        node.defects.append(InvalidHeaderDefect("msg-id with no id-right"))
        if text.startswith('>', at):
            node.append(Leaf('>', 'msg-id-end'))
            at += 1
        return node, at
    node.append(Leaf('@', 'address-at-symbol'))
    at += 1
    try:
        part, at = _dot_atom_text(text, at)
    except HeaderParseError:
        try:
            part, at = _no_fold_literal(text, at)
        except HeaderParseError:
            try:
                part, at = _domain(text, at)
                node.defects.append(ObsoleteHeaderDefect("obsolete id-right in msg-id"))
            except HeaderParseError:
                raise HeaderParseError(
                    "expected dot-atom-text, no-fold-literal or obs-id-right but found '{}'".format(
                        text[at:]))
    node.append(part)
    return node, _closed(node, text, at, 'msg-id')


def _no_fold_literal(text, at):
    if not text.startswith('[', at):
        raise HeaderParseError(
            "expected '[' at the start of no-fold-literal but found '{}'".format(text[at:]))
    piece, end, quoted = _unescaped(text, at + 1, '[]')
    leaf = Leaf(piece, 'ptext')
    if quoted:
        leaf.defects.append(ObsoleteHeaderDefect("quoted printable found in domain-literal"))
    if not text.startswith(']', end):
        raise HeaderParseError("expected ']' at the end of no-fold-literal but found '{}'".format(
            text[end:]))
    return Node('no-fold-literal', [Leaf('[', 'no-fold-literal-start'), leaf,
                                    Leaf(']', 'no-fold-literal-end')]), end + 1
