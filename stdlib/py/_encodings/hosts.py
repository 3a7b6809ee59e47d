# SPDX-License-Identifier: MIT
"""punycode (RFC 3492) and idna (RFC 3490): names of hosts outside ASCII."""
import codecs
import re
from _encodings import info

_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"
_BASE, _TMIN, _TMAX, _SKEW, _DAMP = 36, 1, 26, 38, 700


def _adapt(delta, first, count):
    delta = delta // _DAMP if first else delta // 2
    delta += delta // count
    steps = 0
    while delta > (_BASE - _TMIN) * _TMAX // 2:
        delta //= _BASE - _TMIN
        steps += _BASE
    return steps + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def _threshold(k, bias):
    return min(max(k - bias, _TMIN), _TMAX)


def _digits(delta, bias):
    out, k = '', _BASE
    while True:
        limit = _threshold(k, bias)
        if delta < limit:
            return out + _DIGITS[delta]
        delta, digit = divmod(delta - limit, _BASE - limit)
        out += _DIGITS[limit + digit]
        k += _BASE


def punycode_encode(text):
    basic = ''.join(c for c in text if c < '\x80')
    out, done = basic + '-' if basic else '', len(basic)
    n, delta, bias, first = 128, 0, 72, True
    for m in sorted({ord(c) for c in text if c >= '\x80'}):
        delta += (m - n) * (done + 1)
        n = m
        for c in map(ord, text):
            if c < n:
                delta += 1
            elif c == n:
                out += _digits(delta, bias)
                bias = _adapt(delta, first, done + 1)
                first = False
                delta = 0
                done += 1
        delta += 1
        n += 1
    return out.encode('ascii')


def punycode_decode(data, errors):
    if errors not in ('strict', 'replace', 'ignore'):
        raise UnicodeError("Unsupported error handling: " + errors)
    data = bytes(data)
    at = data.rfind(b'-')
    basic = data[:at].decode('ascii', errors) if at >= 0 else ''
    extended = data[at + 1:].upper()
    offset = at + 1
    chars = list(basic)
    n, i, bias, first, pos = 128, 0, 72, True, 0
    while pos < len(extended):
        old, weight, k = i, 1, _BASE
        while True:
            if pos >= len(extended):
                if errors == 'strict':
                    raise UnicodeDecodeError("punycode", data, offset + pos, offset + pos + 1,
                                             "incomplete punycode string")
                return ''.join(chars)
            digit = _DIGITS.find(chr(extended[pos]).lower())
            if digit < 0:
                if errors == 'strict':
                    raise UnicodeDecodeError("punycode", data, offset + pos, offset + pos + 1,
                                             f"Invalid extended code point '{extended[pos]}'")
                return ''.join(chars)
            pos += 1
            limit = _threshold(k, bias)
            i += digit * weight
            if digit < limit:
                break
            weight *= _BASE - limit
            k += _BASE
        bias = _adapt(i - old, first, len(chars) + 1)
        first = False
        n += i // (len(chars) + 1)
        i %= len(chars) + 1
        if n > 0x10FFFF:
            if errors == 'strict':
                raise UnicodeDecodeError("punycode", data, offset + pos - 1, offset + pos,
                                         f"Invalid character U+{n:x}")
            n = ord('?')
        chars.insert(i, chr(n))
        i += 1
    return ''.join(chars)


# ---- idna ----

_dots = re.compile("[\u002E\u3002\uFF0E\uFF61]")
_PREFIX, _UPREFIX = b"xn--", "xn--"


class _LabelError(UnicodeError):
    """What is wrong with [start, end) of a label."""

    def __init__(self, start, end, reason):
        super().__init__(reason)
        self.start, self.end = start, end


def _nameprep(label):
    """RFC 3491: case folding, NFKC, and characters that must not be there."""
    import unicodedata
    mapped = []
    for c in label:
        if (c in '\xad\u034f\u1806\u180b\u180c\u180d\u200b\u200c\u200d\u2060\ufeff'
                or '\ufe00' <= c <= '\ufe0f'):
            continue
        mapped.append(c.casefold() if c not in '\u0130' else 'i\u0307')
    label = unicodedata.normalize("NFKC", ''.join(mapped))
    if not label.isascii():
        label = unicodedata.normalize("NFKC", label.casefold())
    for i, c in enumerate(label):
        kind = unicodedata.category(c)
        if kind in ('Cs', 'Co', 'Zl', 'Zp') or (kind in ('Cc', 'Zs', 'Cf') and c > '\x7f'):
            raise _LabelError(i, i + 1, "Invalid character %r" % c)
    rtl = [unicodedata.bidirectional(c) in ('R', 'AL') for c in label]
    if any(rtl):
        for i, c in enumerate(label):
            if unicodedata.bidirectional(c) == 'L':
                raise _LabelError(i, i + 1, "Violation of BIDI requirement 2")
        if not rtl[0]:
            raise _LabelError(0, 1, "Violation of BIDI requirement 3")
        if not rtl[-1]:
            raise _LabelError(len(label) - 1, len(label), "Violation of BIDI requirement 3")
    return label


def _to_ascii(label):
    if label.isascii():
        encoded = label.encode('ascii')
    else:
        label = _nameprep(label)
        if label.isascii():
            encoded = label.encode('ascii')
        elif label.lower().startswith(_UPREFIX):
            raise _LabelError(0, len(_UPREFIX), "Label starts with ACE prefix")
        else:
            encoded = _PREFIX + punycode_encode(label)
    if not encoded:
        raise _LabelError(0, 1, "label empty")
    if len(encoded) >= 64:
        raise UnicodeError("label too long")
    return encoded


def _to_unicode(label):
    if len(label) > 1024:
        raise UnicodeError("label way too long")
    if isinstance(label, str):
        label = label.encode('ascii') if label.isascii() else _nameprep(label).encode('ascii')
    if not label.lower().startswith(_PREFIX):
        return label.decode('ascii')
    try:
        result = punycode_decode(label[len(_PREFIX):], 'strict')
    except UnicodeDecodeError as exc:
        skip = len(_PREFIX)
        raise UnicodeDecodeError('idna', label, skip + exc.start, skip + exc.end,
                                 exc.reason) from None
    again = _to_ascii(result)
    if again.decode('ascii').lower() != label.decode('ascii').lower():
        raise UnicodeError("IDNA does not round-trip", label, again)
    return result


def _label_error(name, data, start, end, exc):
    """UnicodeError of a label as the error of the whole name."""
    if isinstance(exc, _LabelError):
        start, end = start + exc.start, start + exc.end
    if name == 'encode':
        return UnicodeEncodeError('idna', data, start, end, str(exc))
    return UnicodeDecodeError('idna', data, start, end, str(exc))


def idna_encode(input, errors='strict'):
    if errors != 'strict':
        raise UnicodeError(f"Unsupported error handling: {errors}")
    if not input:
        return b'', 0
    if input.isascii():
        result = input.encode('ascii')
        labels = result.split(b'.')
        offset = 0
        for i, label in enumerate(labels):
            if not label and i < len(labels) - 1:
                raise UnicodeEncodeError('idna', input, offset, offset + 1, 'label empty')
            if len(label) >= 64:
                raise UnicodeEncodeError('idna', input, offset, offset + len(label),
                                         'label too long')
            offset += len(label) + 1
        return result, len(input)
    labels = _dots.split(input)
    trailing = b''
    if labels and not labels[-1]:
        trailing = b'.'
        del labels[-1]
    result, offset = [], 0
    for label in labels:
        try:
            result.append(_to_ascii(label))
        except UnicodeEncodeError:
            raise
        except UnicodeError as exc:
            raise _label_error('encode', input, offset, offset + len(label), exc) from None
        offset += len(label) + 1
    return b'.'.join(result) + trailing, len(input)


def idna_decode(input, errors='strict'):
    if errors != 'strict':
        raise UnicodeError(f"Unsupported error handling: {errors}")
    if not input:
        return "", 0
    data = bytes(input)
    if _PREFIX not in data.lower():
        try:
            return data.decode('ascii'), len(data)
        except UnicodeDecodeError:
            pass
    labels = data.split(b".")
    trailing = ''
    if labels and not labels[-1]:
        trailing = '.'
        del labels[-1]
    result, offset = [], 0
    for label in labels:
        try:
            result.append(_to_unicode(label))
        except UnicodeDecodeError as exc:
            raise UnicodeDecodeError('idna', data, offset + exc.start, offset + exc.end,
                                     exc.reason) from None
        except UnicodeError as exc:
            raise _label_error('decode', data, offset, offset + len(label), exc) from None
        offset += len(label) + 1
    return ".".join(result) + trailing, len(data)


def make(name):
    if name == 'idna':
        return info('idna', idna_encode, idna_decode)

    def encode(input, errors='strict'):
        return punycode_encode(input), len(input)

    def decode(input, errors='strict'):
        return punycode_decode(input, errors), len(input)

    return info('punycode', encode, decode)
