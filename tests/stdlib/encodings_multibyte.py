# Encodings of several bytes: all codes and characters, errors, pieces, streams.
import codecs
import hashlib
import io
import random

NAMES = ('gb2312 gbk gb18030 big5 cp950 big5hkscs cp932 shift_jis shift_jis_2004 shift_jisx0213 euc_jp '
         'euc_jis_2004 euc_jisx0213 cp949 euc_kr johab').split()


def digest(parts):
    return hashlib.sha256(repr(parts).encode('utf-8', 'backslashreplace')).hexdigest()[:16]


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except UnicodeError as error:
        return type(error).__name__, str(error), error.start, error.end, error.reason, error.encoding


for name in NAMES:
    codes = b''.join([bytes((a, b, 10)) for a in range(128, 256) for b in range(256)]).decode(name, 'replace')
    single = [attempt(bytes((a,)).decode, name) for a in range(256)]
    text = ''.join(map(chr, [*range(0x3500), *range(0x4e00, 0xa000), *range(0xac00, 0xd7a4),
                             *range(0xe000, 0x10000), *range(0x20000, 0x20200), 0x1f600, 0x10ffff]))
    written = '\n'.join(text).encode(name, 'ignore')
    print(name, digest(codes), digest(single), digest(written), len(written))

rows = ['Abc \u4e2d\u6587\u3042\u30a2\uff71\uac00\ub620\u20ac\xe9', 'caf\xe9', '\U0001f600x', '\u304b\u309a\u304b',
        '\xca\u0304\xca', '\\~\xa5\u203e', '']
for name in NAMES:
    print(name, codecs.lookup(name).name)
    for row in rows:
        for errors in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace'):
            print(ascii(attempt(row.encode, name, errors)))
    for data in (b'a\xff', b'\xb0', b'\x8e', b'\x8f\xb0', b'\x81\x30', b'\x81\x30\x81', b'\x81\x30\x81\x30', b'\xa4\xd4\xa4\xa1',
                 b'\xa4\xd4\xa4\xa8\xa4\xc7\xa4\xb1', b'\xb0\xa1\xff\xffz\xb0', b'\x84\x31\xa4\x39', b'\x80\xa0\xfd', b'\x87\x9f'):
        for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape'):
            print(ascii(attempt(data.decode, name, errors)))

r = random.Random(8)
for name in NAMES:
    results = []
    for _ in range(100):
        data = bytes(r.choice((0x41, 0x30, 0x81, 0x8e, 0x8f, 0xa1, 0xa4, 0xb0, 0xc8, 0xd4, 0xe3, 0xfd, r.randrange(256)))
                     for _ in range(r.randrange(1, 12)))
        results.append(attempt(data.decode, name))
        results.append(attempt(data.decode, name, 'replace'))
        decoder = codecs.getincrementaldecoder(name)('replace')
        cut = r.randrange(len(data))
        results.append((decoder.decode(data[:cut]), decoder.getstate()[0], decoder.decode(data[cut:], True)))
    print(name, digest(results))

for name in NAMES:
    text = '\u3042\u4e00 a\u4e8c\n\u4e09' if name not in ('johab', 'cp949', 'euc_kr') else '\uac00\ub098 a\ub2e4\n\ub77c'
    data = text.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    print(name, [decoder.decode(data[i:i + 1]) for i in range(len(data))], decoder.decode(b'', True))
    encoder = codecs.getincrementalencoder(name)()
    print([encoder.encode(char) for char in text], encoder.encode('', True))
    reader = codecs.getreader(name)(io.BytesIO(data))
    print(reader.readline(), reader.read(), list(codecs.getreader(name)(io.BytesIO(data))))
    out = io.BytesIO()
    codecs.getwriter(name)(out).write(text)
    print(out.getvalue() == data)
    with io.TextIOWrapper(io.BytesIO(data), encoding=name) as file:
        print(file.readlines())
    print(b''.join(codecs.iterencode(text, name)) == data, ''.join(codecs.iterdecode([data[:3], data[3:]], name)) == text)
decoder = codecs.getincrementaldecoder('gbk')()
decoder.decode(b'a\xb0')
try:
    decoder.decode(b'', True)
except UnicodeDecodeError as error:
    print(error)
encoder = codecs.getincrementalencoder('euc_jis_2004')()
print(encoder.encode('\u304b'), encoder.encode('\u309a'), encoder.encode('\u304b'), encoder.encode('', True))
for alias in ('GB2312', 'EUC-CN', 'cp936', 'Big5-HKSCS', 'Shift-JIS', 'sjis', 'ujis', 'EUC-JP', 'euckr', 'ks_c_5601-1987', 'uhc', 'ms950', 'johab', 'GB18030-2000'):
    print(alias, codecs.lookup(alias).name)
codecs.register_error('stars', lambda error: ('**', error.end))
print('a\u4e2d\xe9'.encode('gbk', 'stars'), b'\xb0\xff\xff'.decode('gbk', 'stars'), '\xe9'.encode('shift_jis', 'namereplace'))
