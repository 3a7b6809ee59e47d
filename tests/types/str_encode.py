# SPDX-License-Identifier: MIT
# encode and decode: codecs and error handlers.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


import codecs
TEXTS = ['', 'abc', 'Привет', 'é€', '😀', '\ud800x', 'a\x00b']
CODECS = ["utf-8", "UTF_8", "ascii", "latin-1", "cp1251", "koi8-r", "utf-16", "utf-16-be", "utf-32-le", "utf-8-sig"]
for c in CODECS:
    for t in TEXTS:
        for errors in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace', 'surrogatepass', 'surrogateescape'):
            if errors == 'namereplace':
                continue
            try:
                out = t.encode(c, errors)
            except UnicodeEncodeError as e:
                out = str(e)
            if errors == 'strict' or not isinstance(out, str):
                print(c, errors, ascii(t), out)
DATA = [b'', b'abc', b'\xd0\x9f', b'\xff\xfe', b'\x80', b'\xed\xa0\x80', b'a\xf0\x9f\x98', b'\xc3(', b'\xf4\x90\x80\x80', b'\xc0\x80', b'\xe2\x82', b'a\x00', b'\x00\xd8', b'\xef\xbb\xbfx', b'\x98']
for c in CODECS:
    for d in DATA:
        for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape'):
            try:
                out = ascii(d.decode(c, errors))
            except UnicodeDecodeError as e:
                out = str(e)
            print(c, errors, d, out)
show('\'a\'.encode(\'nosuch\')', lambda: 'a'.encode('nosuch'))
show('b\'a\'.decode(\'nosuch\')', lambda: b'a'.decode('nosuch'))
show('\'ж\'.encode(\'ascii\', \'nosuch\')', lambda: ('ж'.encode('ascii', 'nosuch')))
show('\'a\'.encode(5)', lambda: 'a'.encode(5))
show('str(b\'abc\', \'ascii\'), str(b\'\\xff\', \'utf-8\', \'replace\'), str(b\'x\'), str(bytearray(b\'q\'), encoding=\'latin-1\'), str(b\'\', errors=\'strict\')', lambda: (str(b'abc', 'ascii'), str(b'\xff', 'utf-8', 'replace'), str(b'x'), str(bytearray(b'q'), encoding='latin-1'), str(b'', errors='strict')))
show('str(\'a\', \'utf-8\')', lambda: (str('a', 'utf-8')))
show('str(5, \'utf-8\')', lambda: (str(5, 'utf-8')))
show('str(object=\'x\'), str()', lambda: (str(object='x'), str()))
show('codecs.lookup(\'utf8\').name, codecs.lookup(\'cp1251\').name, codecs.lookup(\'KOI8_R\').name', lambda: (codecs.lookup('utf8').name, codecs.lookup('cp1251').name, codecs.lookup('KOI8_R').name))
