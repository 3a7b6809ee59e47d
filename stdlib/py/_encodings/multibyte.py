# SPDX-License-Identifier: MIT
"""Encodings of several bytes without states: gbk, big5, shift_jis, euc_* and the like.

Their tables are those of the system's iconv(3), with what CPython's have different
(_multibyte_tables). A table is a str with the character of each two bytes, U+FFFF for none.
"""
import codecs

import _iconv

NONE = '\uffff'
ILLEGAL = 'illegal multibyte sequence'
INCOMPLETE = 'incomplete multibyte sequence'
_KANA = range(0xa1, 0xe0)

# name: (name for iconv, first bytes that are characters, first bytes that never begin one)
_PLAIN = {
    'gb2312': ('EUC-CN', (), ()), 'gbk': ('GBK', (), ()), 'gb18030': ('GB18030', (), ()),
    'big5': ('BIG5', (), ()), 'cp950': ('BIG5', (), ()), 'big5hkscs': ('BIG5-HKSCS', (), ()),
    'cp932': ('CP932', _KANA, ()),
    'shift_jis': ('SJIS', _KANA, (0x80, 0xa0, *range(0xeb, 0x100))),
    'shift_jis_2004': ('SHIFT_JISX0213', _KANA, (0x80, 0xa0, *range(0xfd, 0x100))),
    'shift_jisx0213': ('SHIFT_JISX0213', _KANA, (0x80, 0xa0, *range(0xfd, 0x100))),
    'euc_jp': ('EUC-JP', (), ()), 'euc_jis_2004': ('EUC-JISX0213', (), ()),
    'euc_jisx0213': ('EUC-JISX0213', (), ()),
    'cp949': ('UHC', (), ()), 'euc_kr': ('EUC-KR', (), ()), 'johab': ('JOHAB', (), ()),
}
_tables = {}


class Table:
    """What bytes mean, and how characters are written."""

    def __init__(self, name):
        from _encodings import _multibyte_tables as more
        charset, singles, self.illegal = _PLAIN[name]
        self.name = name
        self.low = more.LOW.get(name)       # characters below 128 that are not ASCII
        self.singles = {byte: _iconv.convert(charset, bytes((byte,))) for byte in singles}
        self.singles.update(more.SINGLES.get(name, {}))
        self.double = _patched(_iconv.table(charset), more.DECODE.get(name, ()))
        self.triple = self.own = None   # behind 0x8f; `own`: without what another set adds
        if name.startswith('euc_j'):
            table = self.own = _iconv.table(charset, b'\x8f')
            if name != 'euc_jp':    # where JIS X 0213 has nothing, JIS X 0212 counts
                table = ''.join([char if char != NONE else other
                                 for char, other in zip(table, _iconv.table('EUC-JP', b'\x8f'))])
            self.triple = _patched(table, more.TRIPLE.get(name, ()))
        self.pairs = more.PAIRS.get(name, {})       # two bytes that are two characters
        self.holes = more.HOLES.get(name, ())       # two bytes that are wrong as a whole
        self.four = _FourBytes(self.double) if name == 'gb18030' else None
        self.back = self._inverted(more.ENCODE.get(name, ()))
        self.pairs_back = {text: code.to_bytes(2, 'big') for code, text in self.pairs.items()}
        self.pair_first = frozenset(text[0] for text in self.pairs.values())

    def _inverted(self, corrections):
        back = {}
        for table in (self.own, self.triple) if self.triple is not None else ():
            for code, char in enumerate(table):
                if char != NONE:
                    back.setdefault(char, b'\x8f' + code.to_bytes(2, 'big'))
        found = {}
        for code, char in enumerate(self.double):
            if char != NONE:
                found.setdefault(char, code.to_bytes(2, 'big'))
        back.update(found)
        for byte, char in self.singles.items():
            back[char] = bytes((byte,))
        for byte in range(128):
            back[chr(byte)] = bytes((byte,))
        for byte, char in (self.low or {}).items():
            del back[chr(byte)]
            back[char] = bytes((byte,))
        for text, size, data in corrections:
            for i, char in enumerate(text):
                if size:
                    back[char] = data[i * size:(i + 1) * size]
                else:
                    back.pop(char, None)
        return back

    def step(self, data, i):
        """(text, length) of what begins at i; ('', length) what is wrong there; None: too short."""
        first = data[i]
        if first in self.illegal:
            return '', 1
        if i + 1 >= len(data):
            return None
        code = first << 8 | data[i + 1]
        if self.triple is not None and first == 0x8f:
            if i + 2 >= len(data):
                return None
            char = self.triple[data[i + 1] << 8 | data[i + 2]]
            return ('', 1) if char == NONE else (char, 3)
        char = self.double[code]
        if char != NONE:
            return char, 2
        if code in self.pairs:
            return self.pairs[code], 2
        if code in self.holes:
            return '', 2
        if self.four and 0x30 <= data[i + 1] <= 0x39:
            return self.four.decode(data, i)
        if code == 0xa4d4 and self.name == 'euc_kr':
            return _composed(self, data, i)
        return '', 1

    def other(self, char):
        """The bytes of a character that the tables do not have, or None."""
        if self.four:
            return self.four.encode(char)
        if self.name == 'euc_kr' and '\uac00' <= char <= '\ud7a3':
            return _decomposed(self, char)
        return None


def _patched(table, corrections):
    """The table with runs of characters from some codes on."""
    parts, at = [], 0
    for code, text in corrections:
        parts += table[at:code], text
        at = code + len(text)
    parts.append(table[at:])
    return ''.join(parts)


# ---- gb18030: four bytes ----

class _FourBytes:
    """Characters of the plane 0 without two bytes, in order; those beyond by a formula."""

    def __init__(self, double):
        known = set(double)
        self.chars = [cp for cp in range(0x80, 0x10000) if chr(cp) not in known and
                      not (0xd800 <= cp < 0xe000 or cp == 0xffff)]
        self.chars.append(0xffff)
        self.index = {cp: i for i, cp in enumerate(self.chars)}

    @staticmethod
    def _bytes(number):
        number, d = divmod(number, 10)
        number, c = divmod(number, 126)
        a, b = divmod(number, 10)
        return bytes((a + 0x81, b + 0x30, c + 0x81, d + 0x30))

    def decode(self, data, i):
        if i + 3 >= len(data):
            return None
        a, b, c, d = (data[i] - 0x81, data[i + 1] - 0x30, data[i + 2] - 0x81, data[i + 3] - 0x30)
        if not (0 <= a < 126 and 0 <= b < 10 and 0 <= c < 126 and 0 <= d < 10):
            return '', 1
        number = ((a * 10 + b) * 126 + c) * 10 + d
        if number < len(self.chars):
            return chr(self.chars[number]), 4
        number -= 189000
        return (chr(0x10000 + number), 4) if 0 <= number < 0x100000 else ('', 1)

    def encode(self, char):
        cp = ord(char)
        if cp >= 0x10000:
            return self._bytes(189000 + cp - 0x10000)
        number = self.index.get(cp)
        return None if number is None else self._bytes(number)


# ---- euc_kr: syllables written by their letters ----

_INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
_VOWELS = ''.join(map(chr, range(0x314f, 0x3164)))
_FINALS = '\u3164ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'


def _decomposed(table, char):
    number = ord(char) - 0xac00
    letters = (_INITIALS[number // 588], _VOWELS[number // 28 % 21], _FINALS[number % 28])
    return b'\xa4\xd4' + b''.join([table.back.get(letter, b'\xa4\xd4') for letter in letters])


def _composed(table, data, i):
    if i + 7 >= len(data):
        return None
    codes = [data[at] << 8 | data[at + 1] for at in (i + 2, i + 4, i + 6)]
    letters = ['\u3164' if code == 0xa4d4 else table.double[code] for code in codes]
    places = [part.find(letter) for part, letter in zip((_INITIALS, _VOWELS, _FINALS), letters)]
    if min(places) < 0:
        return '', 1
    return chr(0xac00 + (places[0] * 21 + places[1]) * 28 + places[2]), 8


# ---- whole texts ----

def table_of(name):
    """The table of an encoding, made when it is first needed."""
    table = _tables.get(name)
    if table is None:
        table = _tables[name] = Table(name)
    return table


def decode(name, data, errors, final):
    """(text, how many bytes it took): without `final` what is incomplete at the end stays."""
    table = table_of(name)
    data = bytes(data)
    out, i, n = [], 0, len(data)
    while i < n:
        byte = data[i]
        if byte < 0x80:
            j = i + 1
            while j < n and data[j] < 0x80:
                j += 1
            text = data[i:j].decode('ascii')
            out.append(text.translate(table.low) if table.low else text)
            i = j
            continue
        char = table.singles.get(byte)
        if char is not None:
            out.append(char)
            i += 1
            continue
        step = table.step(data, i)
        if step is None:
            if not final:
                break
            step, reason = ('', n - i), INCOMPLETE
        else:
            reason = ILLEGAL
        text, size = step
        if text:
            out.append(text)
            i += size
        else:
            error = UnicodeDecodeError(name, data, i, i + size, reason)
            text, i = codecs.lookup_error(errors)(error)
            out.append(text)
    return ''.join(out), i


def encode(name, text, errors, final=True):
    """(bytes, how many characters): without `final` the first of a pair stays at the end."""
    table = table_of(name)
    back = table.back
    if not table.pair_first:
        try:
            return b''.join([back[char] for char in text]), len(text)
        except KeyError:
            pass
    out, i, n = [], 0, len(text)
    while i < n:
        char = text[i]
        if char in table.pair_first:
            if i + 1 == n and not final:
                break
            pair = table.pairs_back.get(text[i:i + 2])
            if pair is not None:
                out.append(pair)
                i += 2
                continue
        data = back.get(char) or table.other(char)
        if data is not None:
            out.append(data)
            i += 1
            continue
        error = UnicodeEncodeError(name, text, i, i + 1, ILLEGAL)
        instead, i = codecs.lookup_error(errors)(error)
        out.append(encode(name, instead, 'strict')[0] if isinstance(instead, str) else instead)
    return b''.join(out), i


def make(name):
    """The CodecInfo."""
    table_of(name)

    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return encode(name, input, errors)

        def decode(self, input, errors='strict'):
            return decode(name, input, errors, True)

    class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
        def _buffer_encode(self, input, errors, final):
            return encode(name, input, errors, final)

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            return decode(name, input, errors, final)

    class StreamWriter(Codec, codecs.StreamWriter):
        pass

    class StreamReader(Codec, codecs.StreamReader):
        def decode(self, input, errors='strict'):
            return decode(name, input, errors, False)

    codec = Codec()
    return codecs.CodecInfo(codec.encode, codec.decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name)
