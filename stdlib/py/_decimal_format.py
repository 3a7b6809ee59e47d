# SPDX-License-Identifier: MIT
"""decimal: format specifications."""
import re
from _decimal_digits import cut, digits, ten, text

_SPEC = re.compile(r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<neg>z)?(?P<alt>#)?(?P<zero>0)?'
                   r'(?P<width>[1-9][0-9]*)?(?P<comma>,)?(?:\.(?P<prec>[0-9]+))?(?P<type>[eEfFgGn%])?', re.S)


def _group(whole, width, sep=',', size=3):
    """Groups digits; with zeros in front until it is `width` wide."""
    parts = []
    while True:
        part = whole[-size:]
        whole = whole[:-size]
        if not whole:
            part = part.rjust(min(size, max(width, 1)), '0')
        parts.append(part)
        width -= len(part)
        if not whole and width <= 0:
            return sep.join(reversed(parts))
        width -= len(sep)


def _rounded(d, kind, prec, rounding):
    """Coefficient and exponent of a finite number as the type of the format wants it."""
    c, e = d._c, d._e
    if kind == '%':
        e += 2
    if prec is None:
        return c, e
    if kind in 'eE':
        if c == 0:
            return c, e
        drop = digits(c) - (prec + 1)
    elif kind in 'fF%':
        drop = -prec - e
    else:
        drop = digits(c) - max(prec, 1)
    if drop > 0:
        n = digits(c)
        c, _ = cut(d._s, c, drop, rounding)
        e += drop
        if kind not in 'fF%' and digits(c) > n - drop:
            c //= 10
            e += 1
    elif kind in 'fF%' and drop < 0:
        c *= ten(-drop)
        e += drop
    elif kind in 'eE' and drop < 0:
        c *= ten(-drop)
        e += drop
    return c, e


def _layout(c, e, kind, prec):
    """Whole part, fraction, exponent text."""
    figures = text(c)
    n = len(figures)
    if kind in 'fF%':
        point = n + e
        if c == 0 and e > 0:
            figures, point = '0', 1
        shown = None
    elif kind in 'eE':
        point = 1
        shown = n + e - 1
        if c == 0 and prec is not None:
            figures = '0' * (prec + 1)
            shown = e + prec
    else:
        if e <= 0 and n + e > -6:
            point, shown = n + e, None
        else:
            point = 1
            shown = n + e - 1
    if point <= 0:
        whole, fraction = '0', '0' * -point + figures
    elif point > len(figures):
        whole, fraction = figures + '0' * (point - len(figures)), ''
    else:
        whole, fraction = figures[:point], figures[point:]
    return whole, fraction, shown


def format_decimal(d, spec, rounding, capitals):
    match = _SPEC.fullmatch(spec)
    if not match:
        raise ValueError("invalid format string")
    part = match.groupdict()
    fill, align, zero = part['fill'], part['align'], part['zero']
    if zero and align:
        raise ValueError("invalid format string")
    if part['type'] == 'n' and part['comma']:
        raise ValueError("invalid format string")
    kind = part['type'] or ('G' if capitals else 'g')
    sep, point, size = ',' if part['comma'] else '', '.', 3
    if kind == 'n':
        kind = 'g'
    width = int(part['width'] or 0)
    prec = int(part['prec']) if part['prec'] is not None else None
    sign = '-' if d._s else {'+': '+', ' ': ' '}.get(part['sign'], '')
    if d._k:
        body = d.copy_abs().__str__() + ('%' if kind == '%' else '')
        if zero:
            align, zero, fill = '>', None, ' '
    else:
        c, e = _rounded(d, kind, prec, rounding)
        if part['neg'] and c == 0 and d._s:
            sign = {'+': '+', ' ': ' '}.get(part['sign'], '')
        whole, fraction, shown = _layout(c, e, kind, prec)
        tail = ''
        if fraction or part['alt']:
            tail = point + fraction
        if shown is not None:
            tail += ('E' if kind in 'EG' else 'e') + f'{shown:+d}'
        if kind == '%':
            tail += '%'
        if sep:
            whole = _group(whole, width - len(sign) - len(tail) if zero else 0, sep, size)
        elif zero:
            whole = whole.rjust(width - len(sign) - len(tail), '0')
        body = whole + tail
    room = width - len(sign) - len(body)
    if room <= 0:
        return sign + body
    fill = fill or ' '
    align = align or '>'
    if align == '=':
        return sign + fill * room + body
    body = sign + body
    if align == '<':
        return body + fill * room
    if align == '>':
        return fill * room + body
    return fill * (room // 2) + body + fill * (room - room // 2)
