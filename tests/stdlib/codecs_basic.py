# SPDX-License-Identifier: MIT
# codecs: lookup, incremental coders, streams.
import codecs
import io


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


text = 'aé€😀я'
for name in ['utf-8', 'UTF8', 'utf_16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-8-sig']:
    info = codecs.lookup(name)
    data, n = info.encode(text)
    print(name, info.name, data, n, info.decode(data))
    dec = info.incrementaldecoder()
    pieces = [dec.decode(bytes([b])) for b in data] + [dec.decode(b'', True)]
    print(pieces)
    enc = info.incrementalencoder()
    print([enc.encode(c) for c in text] + [enc.encode('', True)])
    print(list(codecs.iterencode(['ab', 'я'], name)), list(codecs.iterdecode([data[:3], data[3:]], name)))
    r = codecs.getreader(name)(io.BytesIO(info.encode('one\nдва\r\nthree')[0]))
    print(list(r))
    w = io.BytesIO()
    cw = codecs.getwriter(name)(w)
    cw.write('ab')
    cw.writelines(['c', 'я'])
    print(w.getvalue())
for name in ['latin-1', 'iso-8859-1', 'cp1251', 'windows-1251', 'koi8-r', 'ascii', 'US-ASCII', 'L1']:
    print(name, codecs.lookup(name).name)
for name in ['cp1251', 'koi8-r']:
    print(codecs.encode('привет', name), codecs.decode(codecs.encode('привет', name), name))
show(codecs.encode, 'я', 'ascii')
show(codecs.decode, b'\xff', 'utf-8')
show(codecs.encode, 'я', 'ascii', 'backslashreplace')
show(codecs.decode, b'a\xffb', 'utf-8', 'replace')
show(codecs.lookup, 'no-such')
show(codecs.lookup, 3)
d = codecs.getincrementaldecoder('utf-8')()
show(d.decode, b'\xd0')
print(d.getstate())
show(d.decode, b'', True)
d.reset()
show(d.decode, 'я'.encode())
show(codecs.getincrementaldecoder('utf-8')('replace').decode, b'\xd0', True)
print(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE, codecs.BOM, codecs.BOM_UTF16)


def search(name):
    if name == 'my_rot':
        def enc(s, errors='strict'):
            return s[::-1].encode(), len(s)

        def dec(b, errors='strict'):
            return bytes(b).decode()[::-1], len(b)
        return codecs.CodecInfo(enc, dec, name='my-rot')
    return None


codecs.register(search)
print(codecs.encode('abc', 'my-rot'), codecs.decode(b'cba', 'my-rot'), codecs.lookup('my-rot').name)
show(codecs.getincrementalencoder, 'my-rot')
codecs.unregister(search)
show(codecs.lookup, 'my-rot')
with codecs.open('c.txt', 'w', 'utf-8') as f:
    f.write('строка\nвторая\n')
    print(f.encoding)
with codecs.open('c.txt', encoding='utf-8') as f:
    print(f.readline(), f.read(), f.readlines())
with codecs.open('c.txt', 'r', 'utf-8') as f:
    print(list(f))
e = codecs.EncodedFile(io.BytesIO('я'.encode()), 'cp1251', 'utf-8')
print(e.read())
for n in ['strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace']:
    err = UnicodeEncodeError('ascii', 'aяb', 1, 2, 'why')
    show(codecs.lookup_error(n), err)
codecs.register_error('mine', lambda e: ('?!', e.end))
print('aяb'.encode('ascii', 'mine'))
show(codecs.lookup_error, 'nope')
