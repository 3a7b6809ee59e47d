# SPDX-License-Identifier: MIT
"""Encodings with states, in bytes below 128: iso2022_* (RFC 1468, 1557, 2237) and hz (RFC 1843).

An escape sequence says which set of characters the bytes behind it are of. The sets are taken from
the tables of the encodings without states.
"""
import codecs

from _encodings.multibyte import ILLEGAL, INCOMPLETE, NONE, table_of

ESC, SO, SI = 0x1b, 0x0e, 0x0f


class Charset:
    """A set of characters of one or two bytes; `mark` is what follows its ESC."""

    def __init__(self, mark, width, place=0):
        self.mark = mark
        self.width = width
        self.name = ''
        self.place = place      # G0, G1 or G2
        self.read = {}          # code: text
        self.back = {}

    def fill(self, pairs):
        for code, text in pairs:
            self.read[code] = text
            self.back.setdefault(text, code.to_bytes(self.width, 'big'))
        return self


def _double(name, triple=False):
    """(code, character) of the 94 x 94 characters of an encoding's table."""
    table = table_of(name)
    rows = table.own if triple else table.double
    for a in range(0x21, 0x7f):
        for b in range(0x21, 0x7f):
            high = (a | 0x80) << 8 | b | 0x80
            char = rows[high]
            if char == NONE and not triple:
                char = table.pairs.get(high, NONE)
            if char != NONE:
                yield a << 8 | b, char


def _make(name):
    if name == 'jisx0208':
        return Charset(b'$B', 2).fill(_double('euc_jp'))
    if name == 'jisx0208_o':
        return Charset(b'$@', 2).fill(_double('euc_jp'))
    if name == 'jisx0212':
        return Charset(b'$(D', 2).fill(_double('euc_jp', True))
    if name == 'jisx0213_2000_1':
        return Charset(b'$(O', 2).fill(_double('euc_jisx0213'))
    if name == 'jisx0213_2000_2':
        return Charset(b'$(P', 2).fill(_double('euc_jisx0213', True))
    if name == 'jisx0213_2004_1':
        return Charset(b'$(Q', 2).fill(_double('euc_jis_2004'))
    if name == 'jisx0213_2004_2':
        return Charset(b'$(P', 2).fill(_double('euc_jis_2004', True))
    if name == 'ksx1001':
        return Charset(b'$(C', 2).fill(_double('euc_kr'))
    if name == 'ksx1001_g1':
        return Charset(b'$)C', 2, 1).fill(_double('euc_kr'))
    if name == 'gb2312':
        return Charset(b'$(A', 2).fill(_double('gb2312'))
    if name == 'jisx0201_r':
        changed = {0x5c: '\xa5', 0x7e: '\u203e'}
        return Charset(b'(J', 1).fill((b, changed.get(b, chr(b))) for b in range(128))
    if name == 'jisx0201_k':
        return Charset(b'(I', 1).fill((b, chr(0xff61 + b - 0x21)) for b in range(0x21, 0x60))
    part = 'iso8859_1' if name == 'latin_1' else 'iso8859_7'
    rows = ((b, bytes((b | 0x80,)).decode(part, 'replace')) for b in range(0x20, 0x80))
    return Charset(b'.A' if name == 'latin_1' else b'.F', 1, 2).fill(
        (b, char) for b, char in rows if char != '\ufffd')


_sets = {}
_CODECS = {     # the sets in the order in which they are tried
    'iso2022_kr': ('ksx1001_g1',),
    'iso2022_jp': ('jisx0208', 'jisx0201_r', 'jisx0208_o'),
    'iso2022_jp_1': ('jisx0208', 'jisx0212', 'jisx0201_r', 'jisx0208_o'),
    'iso2022_jp_2': ('jisx0208', 'jisx0212', 'ksx1001', 'gb2312', 'jisx0201_r', 'jisx0208_o',
                     'latin_1', 'greek'),
    'iso2022_jp_2004': ('jisx0208', 'jisx0213_2004_1', 'jisx0213_2004_2'),
    'iso2022_jp_3': ('jisx0208', 'jisx0213_2000_1', 'jisx0213_2000_2'),
    'iso2022_jp_ext': ('jisx0208', 'jisx0212', 'jisx0201_r', 'jisx0201_k', 'jisx0208_o'),
}


# where these encodings differ from those whose tables they take: characters that are only read
_ONLY_READ = {'jisx0212': '\uff5e', 'jisx0213_2000_1': '\uff5e', 'jisx0213_2004_1': '\uff5e',
              'latin_1': '\xa0\xab\xb5\xbb', 'greek': '\xa0\xab\xbb\u037a\u20af'}
_CHANGED = {'ksx1001': (0x2454, '\u3164'), 'ksx1001_g1': (0x2454, '\u3164'),
            'jisx0213_2000_2': (0x7d3b, '\u9b1d')}


def charset(name):
    """A set, made when it is first needed."""
    found = _sets.get(name)
    if found is None:
        found = _sets[name] = _make(name)
        found.name = name
        if name in _CHANGED:
            code, char = _CHANGED[name]
            found.back.pop(found.read.get(code), None)
            found.fill([_CHANGED[name]])
        for char in _ONLY_READ.get(name, ''):
            del found.back[char]
    return found


class Rules:
    """What the machines of one encoding share."""

    def __init__(self, name):
        self.sets = [charset(each) for each in _CODECS[name]]
        self.by_final = {(each.mark[-1:], each.width): each for each in self.sets}
        self.by_final[b'B', 1] = None       # ASCII
        self.uses_g2 = any(each.place == 2 for each in self.sets)
        self.shifts = name == 'iso2022_kr'
        self.pairs = {text: each for each in self.sets if '0213' in each.name
                      for text in each.back if len(text) == 2}
        self.pair_first = frozenset(text[0] for text in self.pairs)


_rules = {}


class Machine:
    """Both directions of such an encoding; None stands for ASCII."""

    def __init__(self, name):
        self.name = name
        if name not in _rules:
            _rules[name] = Rules(name)
        self.rules = _rules[name]
        self.reset()

    def reset(self):
        self.g = [None, None, None]
        self.shifted = False
        self.through = False    # inside an escape sequence that means nothing here

    def getstate(self):
        return tuple(self.g), self.shifted, self.through

    def setstate(self, state):
        self.g, self.shifted, self.through = list(state[0]), state[1], state[2]

    # ---- reading ----

    def step(self, data, i):
        """(text, length), ('', length) after an escape, (None, length) of what is wrong, or None:
        too short."""
        byte = data[i]
        if self.through:
            self.through = not (0x41 <= byte <= 0x5a or byte == 0x40)
            return chr(byte), 1
        if byte == ESC:
            return self._escape(data, i)
        if byte in (SO, SI) and self.rules.shifts:
            self.shifted = byte == SO
            return '', 1
        if byte == 10:
            self.shifted = False
            return '\n', 1
        if byte < 0x20:
            return chr(byte), 1
        if byte >= 0x80:
            return None, 1
        current = self.g[1 if self.shifted else 0]
        if current is None:
            return chr(byte), 1
        if i + current.width > len(data):
            return None
        text = current.read.get(int.from_bytes(data[i:i + current.width], 'big'))
        return text, current.width

    def _escape(self, data, i):
        if i + 1 >= len(data):
            return None
        if data[i + 1] == 0x4e and self.rules.uses_g2:
            return self._single_shift(data, i)
        if data[i + 1] not in b'()$.&':
            self.through = True
            return '\x1b', 1
        length = 1
        while length < 16:
            if i + length >= len(data):
                return None
            last = data[i + length]
            length += 1
            if 0x40 <= last <= 0x5a:
                break
            if last == 0x26 and data[i + length:i + length + 1] == b'@' and not self.rules.shifts:
                length += 1     # ESC & @ says which edition the next sequence means
        else:
            return None, 1
        mark = data[i + 1:i + length]
        if length == 6 and mark == b'&@\x1b$B' and not self.rules.shifts:
            mark = b'$B'
        wide = mark[:1] == b'$'
        place = 0 if wide and len(mark) == 2 else b'().'.find(mark[-2:-1])
        if len(mark) - wide > 2 or place < 0 or place == 2 and (wide or not self.rules.uses_g2) \
                or (mark[-1:], 1 + wide) not in self.rules.by_final:
            return None, length
        self.g[place] = self.rules.by_final[mark[-1:], 1 + wide]
        return '', length

    def _single_shift(self, data, i):
        if i + 2 >= len(data):
            return None
        byte, current = data[i + 2], self.g[2]
        if byte >= 0x80:
            return None, 3
        return (chr(byte) if current is None else current.read.get(byte)), 3

    # ---- writing ----

    def write(self, text, i, final):
        """(bytes, length) of the character at i, None: it has none, or 0: the next one must be
        known."""
        char = text[i]
        if char < '\x80':
            out = self.finish()
            return out + char.encode(), 1
        if char in self.rules.pair_first:
            if i + 1 == len(text) and not final:
                return 0
            pair = text[i:i + 2]
            if pair in self.rules.pairs:
                each = self.rules.pairs[pair]
                return self._designated(each) + each.back[pair], 2
        for each in self.rules.sets:
            code = each.back.get(char)
            if code is not None:
                return self._designated(each) + code, 1
        return None

    def _designated(self, each):
        out = b''
        if each.place == 2:
            if self.g[2] is not each:
                self.g[2] = each
                out = b'\x1b' + each.mark
            return out + b'\x1bN'
        if each.place == 0 and self.shifted:
            self.shifted = False
            out += b'\x0f'
        if self.g[each.place] is not each:
            self.g[each.place] = each
            out += b'\x1b' + each.mark
        if each.place == 1 and not self.shifted:
            self.shifted = True
            out += b'\x0e'
        return out

    def finish(self):
        """Back to ASCII."""
        out = b''
        if self.shifted:
            out += b'\x0f'
            self.shifted = False
        if self.g[0] is not None:
            out += b'\x1b(B'
            self.g[0] = None
        return out


class HZ:
    """GB 2312 between ~{ and ~}."""

    def __init__(self, name):
        self.name = name
        self.set = charset('gb2312')
        self.reset()

    def reset(self):
        self.chinese = False

    def getstate(self):
        return self.chinese

    def setstate(self, state):
        self.chinese = state

    def step(self, data, i):
        byte = data[i]
        if byte == 0x7e:
            if i + 1 >= len(data):
                return None
            second = data[i + 1]
            if second == 0x7e and not self.chinese:
                return '~', 2
            if second == 0x7b and not self.chinese or second == 0x7d and self.chinese:
                self.chinese = not self.chinese
                return '', 2
            return ('', 2) if second == 10 and not self.chinese else (None, 1)
        if byte >= 0x80:
            return None, 1
        if not self.chinese:
            return chr(byte), 1
        if i + 1 >= len(data):
            return None
        text = self.set.read.get(byte << 8 | data[i + 1])
        return (text, 2) if text else (None, 1)

    def write(self, text, i, final):
        char = text[i]
        if char < '\x80':
            return self.finish() + (b'~~' if char == '~' else char.encode()), 1
        code = self.set.back.get(char)
        if code is None:
            return None
        begin = b'' if self.chinese else b'~{'
        self.chinese = True
        return begin + code, 1

    def finish(self):
        was, self.chinese = self.chinese, False
        return b'~}' if was else b''


def decode(machine, data, errors, final):
    """(text, how many bytes it took)"""
    data = bytes(data)
    out, i = [], 0
    while i < len(data):
        step = machine.step(data, i)
        if step is None:
            if not final:
                break
            step, reason = (None, len(data) - i), INCOMPLETE
        else:
            reason = ILLEGAL
        text, size = step
        if text is None:
            error = UnicodeDecodeError(machine.name, data, i, i + size, reason)
            text, i = codecs.lookup_error(errors)(error)
        else:
            i += size
        out.append(text)
    return ''.join(out), i


def encode(machine, text, errors, final):
    """(bytes, how many characters)"""
    out, i = [], 0
    while i < len(text):
        step = machine.write(text, i, final)
        if step == 0:
            break
        if step is not None:
            out.append(step[0])
            i += step[1]
            continue
        error = UnicodeEncodeError(machine.name, text, i, i + 1, ILLEGAL)
        instead, i = codecs.lookup_error(errors)(error)
        if isinstance(instead, str):
            instead = encode(machine, instead, 'strict', False)[0]
        out.append(instead)
    if final:
        out.append(machine.finish())
    return b''.join(out), i


def make(name):
    """The CodecInfo."""
    kind = HZ if name == 'hz' else Machine
    kind(name)

    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return encode(kind(name), input, errors, True)

        def decode(self, input, errors='strict'):
            return decode(kind(name), input, errors, True)

    class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self.machine = kind(name)

        def _buffer_encode(self, input, errors, final):
            return encode(self.machine, input, errors, final)

        def reset(self):
            super().reset()
            self.machine.reset()

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self.machine = kind(name)

        def _buffer_decode(self, input, errors, final):
            return decode(self.machine, input, errors, final)

        def reset(self):
            super().reset()
            self.machine.reset()

    class StreamWriter(Codec, codecs.StreamWriter):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self.machine = kind(name)

        def encode(self, input, errors='strict'):
            return encode(self.machine, input, errors, False)

        def reset(self):
            self.stream.write(self.machine.finish())

    class StreamReader(Codec, codecs.StreamReader):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self.machine = kind(name)

        def decode(self, input, errors='strict'):
            return decode(self.machine, input, errors, False)

        def reset(self):
            super().reset()
            self.machine.reset()

    codec = Codec()
    return codecs.CodecInfo(codec.encode, codec.decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name)
