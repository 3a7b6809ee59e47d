# Encodings with states: iso2022_* and hz.
import codecs
import hashlib
import io
import random

NAMES = 'hz iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr'.split()


def digest(parts):
    return hashlib.sha256(repr(parts).encode('utf-8', 'backslashreplace')).hexdigest()[:16]


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except UnicodeError as error:
        return type(error).__name__, str(error), error.start, error.end, error.reason, error.encoding


text = ''.join(map(chr, [*range(0x20, 0x2700), *range(0x3000, 0x3500), *range(0x4e00, 0xa000, 2), *range(0xac00, 0xd7a4, 5),
                         *range(0xf900, 0x10000), *range(0x20000, 0x20100), 0x1f600]))
MARKS = (b'(B', b'(J', b'(I', b'$@', b'$B', b'$(D', b'$(C', b'$A', b'$(O', b'$(P', b'$(Q', b'$)C')
for name in NAMES:
    print(name, codecs.lookup(name).name, digest(text.encode(name, 'ignore')))
    for mark in MARKS:
        head = b'\x1b' + mark + (b'\x0e' if mark == b'$)C' else b'')
        rows = [attempt((head + bytes((a, b))).decode, name) for a in range(0x21, 0x7f, 9) for b in range(0x21, 0x7f)]
        print(mark, digest(rows), ascii(rows[40]))

rows = ['Abc \u4e2d\u6587\u3042\n\u30a2\uff71 \uac00\ub098x', 'caf\xe9 \u03b1\u3042', '\U0001f600x', '\u304b\u309a\u304b\u3042',
        'a~b\u4e00~', '\\\xa5\u203e~', '\u4e02 \u5516', '', '\n']
pieces = [b'\x1b$B', b'\x1b(B', b'\x1b(J', b'\x1b$A', b'\x1b$(C', b'\x1b$)C', b'\x1b.A', b'\x1b.F', b'\x1bN', b'\x1b', b'\x1b&@\x1b$B',
          b'\x1b(I', b'\x1b$(Q', b'\x1b[1m', b'\x1b$(Z', b'\x1b(Z', b'~{', b'~}', b'~~', b'~\n', b'~', b'0!', b'$"', b'$', b'a',
          b'\n', b'\x0e', b'\x0f', b'\xff', b'5A', b'\x1b$', b'\x1b$@', b'!$', b' ']
r = random.Random(4)
for name in NAMES:
    for row in rows:
        for errors in ('strict', 'ignore', 'replace', 'xmlcharrefreplace'):
            print(ascii(attempt(row.encode, name, errors)))
    for _ in range(60):
        data = b''.join(r.choice(pieces) for _ in range(r.randrange(1, 7)))
        print(data, ascii(attempt(data.decode, name)), ascii(attempt(data.decode, name, 'replace')))
    sample = '\u3042\u4e00 a\u4e8c\n\u4e09' if name != 'iso2022_kr' else '\uac00\ub098 a\ub2e4\n\ub77c'
    data = sample.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    print(name, [decoder.decode(data[i:i + 1]) for i in range(len(data))], decoder.decode(b'', True))
    encoder = codecs.getincrementalencoder(name)()
    print([encoder.encode(char) for char in sample], encoder.encode('', True))
    print(list(codecs.getreader(name)(io.BytesIO(data))))
    with io.TextIOWrapper(io.BytesIO(data), encoding=name) as file:
        print(file.readlines())
    print(''.join(codecs.iterdecode([data[:3], data[3:]], name)) == sample)
for alias in ('hz-gb-2312', 'ISO-2022-JP', 'csiso2022kr', 'iso2022jp_2'):
    print(alias, codecs.lookup(alias).name)
