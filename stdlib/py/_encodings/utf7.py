# SPDX-License-Identifier: MIT
"""UTF-7 (RFC 2152): text in ASCII, with UTF-16 in base 64 between + and -."""
import codecs
from _encodings import info

_DIRECT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? \t\n\r"
                    "!\"#$%&*;<=>@[]^_`{|}")
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {ord(c): i for i, c in enumerate(_BASE64)}


def encode(input, errors='strict'):
    out, bits, count, shifted = [], 0, 0, False
    for c in input:
        if shifted and c in _DIRECT:
            if count:
                out.append(_BASE64[bits << 6 - count & 63])
            bits = count = 0
            shifted = False
            if c in _BASE64 or c == '-':
                out.append('-')
            out.append(c)
            continue
        if not shifted:
            if c == '+':
                out.append('+-')
                continue
            if c in _DIRECT:
                out.append(c)
                continue
            out.append('+')
            shifted = True
        n = ord(c)
        units = ([n] if n < 0x10000 else [0xd800 + (n - 0x10000 >> 10),
                                          0xdc00 + (n - 0x10000 & 0x3ff)])
        for unit in units:
            bits = bits << 16 | unit
            count += 16
            while count >= 6:
                count -= 6
                out.append(_BASE64[bits >> count & 63])
            bits &= (1 << count) - 1
    if shifted:
        if count:
            out.append(_BASE64[bits << 6 - count & 63])
        out.append('-')
    return ''.join(out).encode('ascii'), len(input)


class _Reader:
    """Decodes; `used` is where the last complete part of the input ended."""

    def __init__(self, data, errors, final):
        self.data, self.errors, self.final = data, errors, final
        self.out, self.used = [], 0

    def bad(self, start, end, reason):
        exc = UnicodeDecodeError('utf7', self.data, start, end, reason)
        text, at = codecs.lookup_error(self.errors)(exc)
        self.out.append(text)
        return at

    def run(self):
        data, at = self.data, 0
        while at < len(data):
            byte = data[at]
            if byte == 43:
                begin, mark = at, len(self.out)
                at = self.shifted(at + 1)
                if at is None:
                    del self.out[mark:]
                    self.used = begin
                    return
            elif byte > 127:
                at = self.bad(at, at + 1, 'unexpected special character')
            else:
                self.out.append(chr(byte))
                at += 1
            self.used = at

    def shifted(self, at):
        """Base 64 from `at` on; where plain text goes on, None when the input ends within."""
        data, start = self.data, at - 1
        bits = count = high = 0
        if at < len(data) and data[at] == 45:
            self.out.append('+')
            return at + 1
        while at < len(data) and data[at] in _VALUES:
            bits = bits << 6 | _VALUES[data[at]]
            count += 6
            at += 1
            if count >= 16:
                count -= 16
                unit = bits >> count
                bits &= (1 << count) - 1
                if high and 0xdc00 <= unit < 0xe000:
                    self.out.append(chr(0x10000 + (high - 0xd800 << 10) + unit - 0xdc00))
                    high = 0
                    continue
                if high:
                    self.out.append(chr(high))
                high = unit if 0xd800 <= unit < 0xdc00 else 0
                if not high:
                    self.out.append(chr(unit))
        if at >= len(data):
            if not self.final:
                return None
            if high or count >= 6 or bits:
                return self.bad(start, len(data), 'unterminated shift sequence')
            return at
        if at == start + 1:
            return self.bad(start, at + 1, 'ill-formed sequence')
        if count >= 6:
            return self.bad(start, at + 1, 'partial character in shift sequence')
        if bits:
            return self.bad(start, at + 1, 'non-zero padding bits in shift sequence')
        if high:
            self.out.append(chr(high))
        return at + 1 if data[at] == 45 else at


def decode(input, errors='strict', final=True):
    reader = _Reader(bytes(input), errors or 'strict', final)
    reader.run()
    return ''.join(reader.out), len(input) if final else reader.used


class _IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        return decode(input, errors, final)


def make(name):
    return info('utf-7', encode, decode, decoder=_IncrementalDecoder)
