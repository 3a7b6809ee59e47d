# SPDX-License-Identifier: MIT
# Encodings: positions and reasons of errors, every error handler, registered ones.
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e, getattr(e,'encoding',None), getattr(e,'start',None), getattr(e,'end',None), getattr(e,'reason',None))
for enc in ('utf-8','utf-16','utf-16-le','utf-16-be','utf-32','utf-32-le','ascii','latin-1','cp1251','koi8-r','unicode_escape','raw_unicode_escape','utf-8-sig','UTF8','utf_16'):
    print('==',enc)
    for s in ('a\ud800\udc00\ud801b','\U0001f600é\u20acж','x\xff\xfe'):
        t(lambda: s.encode(enc))
    for b in (b'a\xff\xfeb', b'\xd8\x00', b'\x00\xd8', b'\x00\xdc\x00\xdc', b'\x00\xd8a\x00', b'a', b'\xff\xff\xff\xff', b'\x00\xd8\x00\x00',b'\xff\xfea\x00b',b'\x98', b'\xed\xa0\x80\xe2\x82', b'\xf0\x9f\x98', b'\\', b'\\x4', b'\\u12', b'\\U0011ffff', b'\\N{x', b'\\N{nope}', b'\\d\\101\\777'):
        t(lambda: b.decode(enc))
    for err in ('ignore','replace','backslashreplace','xmlcharrefreplace','namereplace','surrogateescape','surrogatepass','nope'):
        t(lambda: 'a\ud800\udcffж\u20ac'.encode(enc, err))
        t(lambda: b'a\xff\xed\xa0\x80\x98'.decode(enc, err))
import codecs
for n in ('strict','ignore','replace','backslashreplace','xmlcharrefreplace','namereplace','surrogateescape','surrogatepass'):
    h = codecs.lookup_error(n); print(h.__name__)
    t(lambda: h(UnicodeEncodeError('utf-8','ab\udc80ж',1,3,'r')))
    t(lambda: h(UnicodeEncodeError('utf-8','ab\udc80ж',2,3,'r')))
    t(lambda: h(UnicodeDecodeError('utf-8',b'ab\xff\xed\xa0\x80',2,3,'r')))
    t(lambda: h(UnicodeDecodeError('utf-8',b'ab\xff\xed\xa0\x80',3,4,'r')))
    t(lambda: h(UnicodeTranslateError('abc',1,3,'r')))
    t(lambda: h(5)); t(lambda: h(ValueError('q')))
codecs.register_error('mine', lambda e: ('<%d>' % e.start, e.end))
t(lambda: 'aжb'.encode('ascii','mine')); t(lambda: b'a\xffb'.decode('ascii','mine'))
codecs.register_error('bad', lambda e: 5)
t(lambda: 'aжb'.encode('ascii','bad')); t(lambda: b'a\xffb'.decode('ascii','bad'))
codecs.register_error('bad', lambda e: ('x', 100))
t(lambda: 'aжb'.encode('ascii','bad')); t(lambda: b'a\xffb'.decode('ascii','bad'))
codecs.register_error('bad', lambda e: ('ж', e.end))
t(lambda: 'aжb'.encode('ascii','bad')); t(lambda: b'a\xffb'.decode('ascii','bad'))
codecs.register_error('bad', lambda e: (b'q', e.end))
t(lambda: 'aжb'.encode('ascii','bad')); t(lambda: b'a\xffb'.decode('ascii','bad'))
t(lambda: 'a'.encode('nope')); t(lambda: b'a'.decode('nope')); t(lambda: 'a'.encode(5)); t(lambda: b''.decode(errors=5)); t(lambda: codecs.register_error('q',5)); t(lambda: codecs.lookup_error('zz'))
t(lambda: 'a'.encode('utf\0')); t(lambda: str(b'x', 'utf-8')); t(lambda: str(5,'utf-8'))
t(lambda: 'a'.encode('utf-8','nope')); t(lambda: 'é'.encode('ascii','nope'));
import _codecs
t(lambda: _codecs.utf_8_decode(b'\xe2\x82', None, False)); t(lambda: _codecs.utf_8_encode('a'))
