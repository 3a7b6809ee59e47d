# SPDX-License-Identifier: MIT
"""Reading the headers of MIME: versions, types and their parameters (RFC 2045, 2231)."""

from email._header_values import (_around, _at_cfws, _cfws, _cfws_into, _check, _invalid, _phrase,
                                  _quoted_string, _run)
from email._tokens import (ATTRIBUTE_ENDS, EXTENDED_ATTRIBUTE_ENDS, PHRASE_ENDS, TOKEN_ENDS, Leaf,
                           Node)
from email.errors import HeaderMissingRequiredValue, HeaderParseError, InvalidHeaderDefect


# ---- tokens ----

def _text_to(ends, kind, complaint):
    def rule(text, at):
        end = _run(text, at, ends)
        if end == at:
            raise HeaderParseError(complaint.format(text[at:]))
        leaf = Leaf(text[at:end], kind)
        _check(leaf)
        return leaf, end
    return rule


_ttext = _text_to(TOKEN_ENDS, 'ttext', "expected ttext but found '{}'")
_attrtext = _text_to(ATTRIBUTE_ENDS, 'attrtext', "expected attrtext but found {!r}")
_extended_attrtext = _text_to(EXTENDED_ATTRIBUTE_ENDS, 'extended-attrtext',
                              "expected extended attrtext but found {!r}")


def _with_cfws(kind, ends, inner):
    """A token with white space and comments around it."""
    def rule(text, at):
        def checked(text, at):
            if at < len(text) and text[at] in ends:
                raise HeaderParseError("expected token but found '{}'".format(text[at:]))
            return inner(text, at)
        return _around(Node(kind), text, at, checked)
    return rule


_token = _with_cfws('token', TOKEN_ENDS, _ttext)
_attribute = _with_cfws('attribute', ATTRIBUTE_ENDS, _attrtext)
_extended_attribute = _with_cfws('extended-attribute', EXTENDED_ATTRIBUTE_ENDS, _extended_attrtext)


# ---- parameters ----

def _section(text, at):
    """*N: the number of a part of a value."""
    node = Node('section')
    if not text.startswith('*', at):
        raise HeaderParseError("Expected section but found {}".format(text[at:]))
    node.append(Leaf('*', 'section-marker'))
    at += 1
    end = at
    while end < len(text) and text[end].isdigit():
        end += 1
    if end == at:
        raise HeaderParseError("Expected section number but found {}".format(text[at:]))
    digits = text[at:end]
    if digits[0] == '0' and digits != '0':
        node.defects.append(InvalidHeaderDefect("section number has an invalid leading 0"))
    node.number = int(digits)
    node.append(Leaf(digits, 'digits'))
    return node, end


def _value(text, at):
    node, leader = Node('value'), None
    if at == len(text):
        raise HeaderParseError("Expected value but found end of string")
    if text[at] in ' \t(':
        leader, at = _cfws(text, at)
    if at == len(text):
        raise HeaderParseError("Expected value but found only {}".format(leader))
    if text[at] == '"':
        part, at = _quoted_string(text, at)
    else:
        part, at = _extended_attribute(text, at)
    if leader is not None:
        part.insert(0, leader)
    node.append(part)
    return node, at


def _parameter(text, at):
    """name=value, name*N=value, name*=charset'language'value, name*0*=..."""
    node = Node('parameter')
    node.extended, node.charset = False, 'us-ascii'
    part, at = _attribute(text, at)
    node.append(part)
    if at == len(text) or text[at] == ';':
        node.defects.append(InvalidHeaderDefect(
            "Parameter contains name ({}) but no value".format(part)))
        return node, at
    if text[at] == '*':
        try:
            part, at = _section(text, at)
            node.append(part)
        except HeaderParseError:
            pass
        else:
            node.sectioned = True
        if at == len(text):
            raise HeaderParseError("Incomplete parameter")
        if text[at] == '*':
            node.append(Leaf('*', 'extended-parameter-marker'))
            at += 1
            node.extended = True
    if not text.startswith('=', at):
        raise HeaderParseError("Parameter not followed by '='")
    node.append(Leaf('=', 'parameter-separator'))
    at += 1
    leader = None
    at = _cfws_into(node, text, at)
    if node.extended and text.startswith('"', at):
        return _extended_in_quotes(node, text, at)
    return _plain_or_extended(node, text, at)


def _plain_or_extended(node, text, at):
    """A value; that of the first section of an extended one begins with charset'language'."""
    part, end = None, at
    if not text.startswith("'", at):
        part, end = _value(text, at)
        if not node.extended or node.section_number > 0:
            if not text.startswith("'", end):
                node.append(part)
                return node, end
            node.defects.append(InvalidHeaderDefect(
                "Apparent initial-extended-value but attribute was not marked as extended "
                "or was not initial section"))
        if end == len(text):
            node.defects.append(InvalidHeaderDefect("Missing required charset/lang delimiters"))
            node.append(part)
            return node, end
    return _value_behind(node, text, _charset_and_language(node, text, end, part))


def _value_behind(node, text, at):
    part, at = _value(text, at)
    node.append(part)
    return node, at


def _charset_and_language(node, text, at, value):
    """charset'language' into the node; where what is behind them begins."""
    if value is not None:
        charset = next(iter(value.walk('extended-attrtext')), None)
        if charset is not None:
            node.append(Leaf(charset, 'attrtext'))
            node.charset = str(charset)
    if not text.startswith("'", at):
        raise HeaderParseError(
            "Expected RFC2231 char/lang encoding delimiter, but found {!r}".format(text[at:]))
    node.append(Leaf("'", 'RFC2231-delimiter'))
    at += 1
    if at < len(text) and text[at] != "'":
        part, at = _attrtext(text, at)
        node.append(part)
        node.lang = str(part)
        if not text.startswith("'", at):
            raise HeaderParseError(
                "Expected RFC2231 char/lang encoding delimiter, but found {}".format(text[at:]))
    node.append(Leaf("'", 'RFC2231-delimiter'))
    return at + 1


def _extended_in_quotes(node, text, at):
    """An extended value in quotes, which is wrong, but found."""
    quoted, end = _quoted_string(text, at)
    inner = quoted.stripped_value
    if not _looks_extended(inner, node.section_number):
        node.defects.append(InvalidHeaderDefect(
            "Parameter marked as extended but appears to have a quoted string value that is "
            "non-encoded"))
        return _plain_or_extended(node, text, at)
    node.defects.append(
        InvalidHeaderDefect("Quoted string value for extended parameter is invalid"))
    start = 0
    if node.section_number == 0:
        value, behind = (None, 0) if inner.startswith("'") else _value(inner, 0)
        start = _charset_and_language(node, inner, behind, value)
    node.append(Node('value', [Leaf(inner[start:], 'extended-attrtext')]))
    return node, end


def _looks_extended(inner, section):
    try:
        if section == 0:
            return inner.startswith("'") or inner[_attrtext(inner, 0)[1]:].startswith("'")
        return _extended_attrtext(inner, 0)[1] == len(inner)
    except HeaderParseError:
        return False


def _parameters(text, at):
    """Parameters between semicolons."""
    node = Node('mime-parameters')
    while at < len(text):
        try:
            part, at = _parameter(text, at)
            node.append(part)
        except HeaderParseError:
            leader, found = None, at
            if _at_cfws(text, at):
                leader, found = _cfws(text, at)
            if found == len(text):
                node.append(leader)
                return node
            if text[found] == ';':
                if leader is not None:
                    node.append(leader)
                node.defects.append(InvalidHeaderDefect("parameter entry with no content"))
                at = found
            else:
                part, at = _invalid('invalid-parameter', text, found, ';')
                if leader is not None:
                    part.insert(0, leader)
                node.append(part)
                node.defects.append(InvalidHeaderDefect("invalid parameter {!r}".format(part)))
        if at < len(text) and text[at] != ';':
            # text behind a parameter makes it none
            last = node[-1]
            last.kind = 'invalid-parameter'
            part, at = _invalid('invalid-parameter', text, at, ';')
            last.extend(part)
            node.defects.append(InvalidHeaderDefect(
                "parameter with invalid trailing text {!r}".format(part)))
        if at < len(text):
            node.append(Leaf(';', 'parameter-separator'))
            at += 1
    return node


def _rest_is_wrong(node, text, at, ends):
    """What cannot be read, and then the parameters if a semicolon comes."""
    while at < len(text) and text[at] not in ends:
        if text[at] in PHRASE_ENDS:
            node.append(Leaf(text[at], 'misplaced-special'))
            at += 1
        else:
            part, at = _phrase(text, at)
            node.append(part)
    if at == len(text):
        return
    node.append(Leaf(';', 'parameter-separator'))
    node.append(_parameters(text, at + 1))


# ---- headers ----

def _version_number(node, text, at, ends, which):
    """(the number, or None, place behind it and the white space and comments that follow)"""
    end = _run(text, at, ends)
    digits = text[at:end]
    valid = digits.isdigit()
    if not valid:
        node.defects.append(InvalidHeaderDefect(
            f"Expected MIME {which} version number but found {digits!r}"))
    node.append(Leaf(digits, 'digits' if valid else 'xtext'))
    return int(digits) if valid else None, _cfws_into(node, text, end)


def parse_mime_version(text):
    """Two numbers and a point between them."""
    node, at = Node('mime-version'), 0
    node.major = node.minor = None
    if not text:
        node.defects.append(HeaderMissingRequiredValue("Missing MIME version number (eg: 1.0)"))
        return node

    at = _cfws_into(node, text, at)
    if at == len(text):
        node.defects.append(HeaderMissingRequiredValue(
            "Expected MIME version number but found only CFWS"))
    node.major, at = _version_number(node, text, at, '.( \t', 'major')
    if at == len(text) or text[at] != '.':
        if node.major is not None:
            node.defects.append(
                InvalidHeaderDefect("Incomplete MIME version; found only major number"))
        if at < len(text):
            node.append(Leaf(text[at:], 'xtext'))
        return node
    node.append(Leaf('.', 'version-separator'))
    at += 1
    at = _cfws_into(node, text, at)
    if at == len(text):
        if node.major is not None:
            node.defects.append(
                InvalidHeaderDefect("Incomplete MIME version; found only major number"))
        return node
    node.minor, at = _version_number(node, text, at, '( \t', 'minor')
    if at < len(text):
        node.defects.append(InvalidHeaderDefect("Excess non-CFWS text after MIME version"))
        node.append(Leaf(text[at:], 'xtext'))
    return node


def parse_content_type_header(text):
    """maintype/subtype; parameters. What is malformed counts as text/plain."""
    node, at = Node('content-type'), 0
    node.maintype, node.subtype = 'text', 'plain'
    if not text:
        node.defects.append(HeaderMissingRequiredValue("Missing content type specification"))
        return node
    try:
        part, at = _token(text, at)
    except HeaderParseError:
        node.defects.append(
            InvalidHeaderDefect("Expected content maintype but found {!r}".format(text)))
        _rest_is_wrong(node, text, at, ';')
        return node
    node.append(part)
    if at == len(text) or text[at] != '/':
        node.defects.append(InvalidHeaderDefect("Invalid content type"))
        if at < len(text):
            _rest_is_wrong(node, text, at, ';')
        return node
    maintype = part.value.strip().lower()
    node.append(Leaf('/', 'content-type-separator'))
    at += 1
    try:
        part, at = _token(text, at)
    except HeaderParseError:
        node.defects.append(
            InvalidHeaderDefect("Expected content subtype but found {!r}".format(text[at:])))
        _rest_is_wrong(node, text, at, ';')
        return node
    node.append(part)
    node.maintype, node.subtype = maintype, part.value.strip().lower()
    if at == len(text):
        return node
    if text[at] != ';':
        node.defects.append(InvalidHeaderDefect(
            "Only parameters are valid after content type, but found {!r}".format(text[at:])))
        node.maintype, node.subtype = 'text', 'plain'
        _rest_is_wrong(node, text, at, ';')
        return node
    node.append(Leaf(';', 'parameter-separator'))
    node.append(_parameters(text, at + 1))
    return node


def parse_content_disposition_header(text):
    """inline or attachment; parameters."""
    node, at = Node('content-disposition'), 0
    node.content_disposition = None
    if not text:
        node.defects.append(HeaderMissingRequiredValue("Missing content disposition"))
        return node
    try:
        part, at = _token(text, at)
    except HeaderParseError:
        node.defects.append(
            InvalidHeaderDefect("Expected content disposition but found {!r}".format(text)))
        _rest_is_wrong(node, text, at, ';')
        return node
    node.append(part)
    node.content_disposition = part.value.strip().lower()
    if at == len(text):
        return node
    if text[at] != ';':
        node.defects.append(InvalidHeaderDefect(
            "Only parameters are valid after content disposition, but found {!r}".format(
                text[at:])))
        _rest_is_wrong(node, text, at, ';')
        return node
    node.append(Leaf(';', 'parameter-separator'))
    node.append(_parameters(text, at + 1))
    return node


def parse_content_transfer_encoding_header(text):
    """7bit, base64 and the like."""
    node, at = Node('content-transfer-encoding'), 0
    node.cte = '7bit'
    if not text:
        node.defects.append(HeaderMissingRequiredValue("Missing content transfer encoding"))
        return node
    try:
        part, at = _token(text, at)
    except HeaderParseError:
        node.defects.append(InvalidHeaderDefect(
            "Expected content transfer encoding but found {!r}".format(text)))
    else:
        node.append(part)
        node.cte = part.value.strip().lower()
    while at < len(text):
        node.defects.append(InvalidHeaderDefect("Extra text after content transfer encoding"))
        if text[at] in PHRASE_ENDS:
            node.append(Leaf(text[at], 'misplaced-special'))
            at += 1
        else:
            part, at = _phrase(text, at)
            node.append(part)
    return node
