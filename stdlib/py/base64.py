# SPDX-License-Identifier: MIT
"""base64: data as text in the encodings Base16, Base32, Base64 (RFC 4648), Base85 and Ascii85."""

import binascii

__all__ = [
    'encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode',
    'b32decode', 'b32hexencode', 'b32hexdecode', 'b16encode', 'b16decode', 'b85encode', 'b85decode',
    'a85encode', 'a85decode', 'z85encode', 'z85decode', 'standard_b64encode', 'standard_b64decode',
    'urlsafe_b64encode', 'urlsafe_b64decode']

bytes_types = (bytes, bytearray)


def _as_bytes(s):
    """Text to decode: ASCII str or bytes-like."""
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters')
    if isinstance(s, bytes_types):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError('argument should be a bytes-like object or ASCII string, not %r'
                        % s.__class__.__name__) from None


# ---- Base64 ----

def b64encode(s, altchars=None):
    """Encode the bytes-like object s using Base64; altchars: two bytes for '+' and '/'."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b'+/', altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """Decode Base64 text: bytes. With validate characters outside of the alphabet are an error
    (binascii.Error)."""
    s = _as_bytes(s)
    if altchars is not None:
        altchars = _as_bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Encode with the standard alphabet."""
    return b64encode(s)


def standard_b64decode(s):
    """Decode with the standard alphabet."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Encode with '-' and '_' in the places of '+' and '/'."""
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    """Decode what urlsafe_b64encode() wrote."""
    return b64decode(_as_bytes(s).translate(bytes.maketrans(b'-_', b'+/')))


# ---- Base32 ----

_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_B32HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'
_B32_LETTERS = (2, 4, 5, 7, 8)     # that one to five bytes take


def _b32encode(alphabet, s):
    if not isinstance(s, bytes_types):
        s = memoryview(s).tobytes()
    encoded = bytearray()
    for start in range(0, len(s), 5):
        part = s[start:start + 5]
        bits = int.from_bytes(part) << 8 * (5 - len(part))
        quantum = bytes(alphabet[bits >> shift & 31] for shift in range(35, -1, -5))
        encoded += quantum[:_B32_LETTERS[len(part) - 1]].ljust(8, b'=')
    return bytes(encoded)


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _as_bytes(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _as_bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    whole = len(s)
    s = s.rstrip(b'=')
    pads = whole - len(s)
    values = {letter: value for value, letter in enumerate(alphabet)}
    decoded = bytearray()
    bits = 0
    for start in range(0, len(s), 8):
        bits = 0
        part = s[start:start + 8]
        try:
            for letter in part:
                bits = bits << 5 | values[letter]
        except KeyError:
            raise binascii.Error('Non-base32 digit found') from None
        bits <<= 5 * (8 - len(part))
        decoded += bits.to_bytes(5)
    if whole % 8 or pads not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    if pads and decoded:
        decoded[-5:] = bits.to_bytes(5)[:(43 - 5 * pads) // 8]
    return bytes(decoded)


def b32encode(s):
    """Encode the bytes-like object s using Base32."""
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """Decode Base32 text. casefold: small letters too; map01: the letter ('I' or 'L') that 1 stands
    for, 0 being O."""
    return _b32decode(_B32, s, casefold, map01)


def b32hexencode(s):
    """Encode the bytes-like object s using Base32 with the extended hex alphabet."""
    return _b32encode(_B32HEX, s)


def b32hexdecode(s, casefold=False):
    """Decode Base32 text of the extended hex alphabet."""
    return _b32decode(_B32HEX, s, casefold)


# ---- Base16 ----

def b16encode(s):
    """Encode the bytes-like object s using Base16."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decode Base16 text; casefold: small letters too."""
    s = _as_bytes(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b'0123456789ABCDEF'):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


# ---- Ascii85 and Base85: four bytes as five digits ----

_A85START = b'<~'
_A85END = b'~>'
_A85 = bytes(range(33, 118))
_B85 = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
_Z85 = b'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'


def _digits85(word, alphabet):
    out = bytearray(5)
    for i in range(4, -1, -1):
        word, digit = divmod(word, 85)
        out[i] = alphabet[digit]
    return out


def _encode85(b, alphabet, pad=False, foldnuls=False, foldspaces=False):
    if not isinstance(b, bytes_types):
        b = memoryview(b).tobytes()
    missing = -len(b) % 4
    b = bytes(b) + b'\0' * missing
    chunks = []
    for start in range(0, len(b), 4):
        word = int.from_bytes(b[start:start + 4])
        if foldnuls and word == 0:
            chunks.append(b'z')
        elif foldspaces and word == 0x20202020:
            chunks.append(b'y')
        else:
            chunks.append(_digits85(word, alphabet))
    if missing and not pad:
        if chunks[-1] == b'z':
            chunks[-1] = alphabet[:1] * 5
        chunks[-1] = chunks[-1][:-missing]
    return b''.join(chunks)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encode the bytes-like object b using Ascii85.

    foldspaces: 'y' for four spaces; wrapcol: the longest line; pad: with NULs to a multiple of 4;
    adobe: within <~ and ~>.
    """
    result = _encode85(b, _A85, pad, True, foldspaces)
    if adobe:
        result = _A85START + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[i:i + wrapcol] for i in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')
        result = b'\n'.join(lines)
    return result + _A85END if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    """Decode Ascii85 text; ignorechars: what is skipped."""
    b = _as_bytes(b)
    if adobe:
        if not b.endswith(_A85END):
            raise ValueError('Ascii85 encoded byte sequences must end with {!r}'.format(_A85END))
        b = b[2:-2] if b.startswith(_A85START) else b[:-2]
    decoded = bytearray()
    digits = []
    for c in b + b'uuuu':
        if 33 <= c <= 117:
            digits.append(c - 33)
            if len(digits) == 5:
                word = 0
                for digit in digits:
                    word = word * 85 + digit
                if word > 0xFFFFFFFF:
                    raise ValueError('Ascii85 overflow') from None
                decoded += word.to_bytes(4)
                digits.clear()
        elif c == 122:
            if digits:
                raise ValueError('z inside Ascii85 5-tuple')
            decoded += b'\0\0\0\0'
        elif foldspaces and c == 121:
            if digits:
                raise ValueError('y inside Ascii85 5-tuple')
            decoded += b'    '
        elif c not in ignorechars:
            raise ValueError('Non-Ascii85 digit found: %c' % c)
    padding = 4 - len(digits)
    return bytes(decoded[:-padding] if padding else decoded)


def b85encode(b, pad=False):
    """Encode the bytes-like object b in base85; pad: with NULs to a multiple of 4 bytes."""
    return _encode85(b, _B85, pad)


def _decode85(b, alphabet, name):
    b = _as_bytes(b)
    values = {letter: value for value, letter in enumerate(alphabet)}
    padding = -len(b) % 5
    b = bytes(b) + alphabet[-1:] * padding
    decoded = bytearray()
    for start in range(0, len(b), 5):
        word = 0
        for i, c in enumerate(b[start:start + 5], start):
            if c not in values:
                raise ValueError(f'bad {name} character at position {i}')
            word = word * 85 + values[c]
        if word > 0xFFFFFFFF:
            raise ValueError(f'{name} overflow in hunk starting at byte {start}')
        decoded += word.to_bytes(4)
    return bytes(decoded[:-padding] if padding else decoded)


def b85decode(b):
    """Decode base85 text."""
    return _decode85(b, _B85, 'base85')


def z85encode(s):
    """Encode the bytes-like object s in z85 (ZeroMQ's base85)."""
    return _encode85(s, _Z85)


def z85decode(s):
    """Decode z85 text."""
    return _decode85(s, _Z85, 'z85')


# ---- the older interface: lines of text, for mail ----

MAXLINESIZE = 76
MAXBINSIZE = (MAXLINESIZE // 4) * 3


def encode(input, output):
    """Encode a binary file; input and output are binary files."""
    while s := input.read(MAXBINSIZE):
        while len(s) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(s))):
            s += more
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """Decode a file of lines; input and output are binary files."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _input_type_check(s):
    try:
        view = memoryview(s)
    except TypeError as err:
        raise TypeError('expected bytes-like object, not %s' % s.__class__.__name__) from err
    if view.format not in ('c', 'b', 'B'):
        raise TypeError(
            'expected single byte elements, not %r from %s' % (view.format, s.__class__.__name__))
    if view.ndim != 1:
        raise TypeError(
            'expected 1-D data, not %d-D data from %s' % (view.ndim, s.__class__.__name__))


def encodebytes(s):
    """Encode a bytes-like object into lines of base64 text."""
    _input_type_check(s)
    return b''.join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """Decode lines of base64 text."""
    _input_type_check(s)
    return binascii.a2b_base64(s)


def main():
    """Encode or decode a file: -e (the default), -d, -u (also decodes), -h, then the file's name or
    '-'."""
    import sys
    usage = (f'usage: {sys.argv[0]} [-h|-d|-e|-u] [file|-]\n'
             '        -h: print this help message and exit\n'
             '        -d, -u: decode\n        -e: encode (default)')
    work = encode
    args = sys.argv[1:]
    while args and args[0].startswith('-') and args[0] != '-':
        for letter in args.pop(0)[1:]:
            if letter == 'h':
                print(usage)
                return
            if letter not in 'deu':
                sys.stdout = sys.stderr
                print(f'option -{letter} not recognized')
                print(usage)
                sys.exit(2)
            work = encode if letter == 'e' else decode
    if args and args[0] != '-':
        with open(args[0], 'rb') as f:
            work(f, sys.stdout.buffer)
    else:
        work(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == '__main__':
    main()
