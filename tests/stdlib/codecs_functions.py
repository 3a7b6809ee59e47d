# _codecs: the functions behind codecs, and what they cannot take.
import _codecs
import codecs


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


for name in 'utf_8', 'utf_16', 'utf_16_le', 'utf_16_be', 'utf_32', 'utf_32_le', 'utf_32_be', 'latin_1', 'ascii':
    encode, decode = getattr(_codecs, name + '_encode'), getattr(_codecs, name + '_decode')
    data, count = encode('abc')
    print(name, data, count, decode(data), decode(data, 'strict'), encode('', None), decode(b''), decode(bytearray(data)), decode(memoryview(data)))
    show(encode)
    show(encode, 5)
    show(encode, b'abc')
    show(encode, 'a', 5)
    show(decode)
    show(decode, 5)
    show(decode, 'abc')
    show(decode, b'abc', 5)
    show(encode, '\ud800')
    show(encode, '\ud800', 'ignore')
    show(encode, '\ud800', 'no such')
    show(decode, b'\xff')
    show(decode, b'\xff\xfe\xfd', 'replace')
for name in 'utf_8', 'utf_16', 'utf_16_le', 'utf_32':
    show(getattr(_codecs, name + '_decode'), b'\xd0', 'strict', False)
    show(getattr(_codecs, name + '_decode'), b'\xd0', 'strict', True)
print(_codecs.unicode_escape_encode('\u0416\n'), _codecs.raw_unicode_escape_encode('\u0416\n'), _codecs.unicode_escape_decode(b'\\u0416\\n'),
      _codecs.raw_unicode_escape_decode(b'\\u0416\\n'), _codecs.unicode_escape_decode('\\x41'), _codecs.raw_unicode_escape_decode('\\u0041'))
show(_codecs.unicode_escape_decode, 5)
show(_codecs.unicode_escape_decode, b'\\x4')
print(_codecs.encode('a'), _codecs.encode('a', 'utf-16-le'), _codecs.encode('\u0416', 'ascii', 'ignore'), _codecs.decode(b'a'), _codecs.decode(b'a\xff', 'ascii', 'replace'))
show(_codecs.encode, 'a', 'no such')
show(_codecs.decode, b'a', 'no such')
show(_codecs.encode, 5)
show(_codecs.decode, 5)
print(_codecs.readbuffer_encode(b'abc'), _codecs.readbuffer_encode('\u0416'), _codecs.readbuffer_encode(bytearray(b'x'), None))
show(_codecs.readbuffer_encode, 5)
print(_codecs.lookup('UTF-8').name, _codecs.lookup_error('strict') is codecs.strict_errors)
show(_codecs.lookup, 'no such')
show(_codecs.lookup, 5)
show(_codecs.lookup_error, 5)
show(_codecs.lookup_error, 'no such')
show(_codecs.register_error, 5, len)
show(_codecs.register_error, 'x', 5)


def search(name):
    print('search', name)
    if name == 'mine':
        return codecs.lookup('ascii')
    if name == 'wrong':
        return 5


print(_codecs.register(search), 'abc'.encode('mine'), b'abc'.decode('mine'))
show('abc'.encode, 'wrong')
print(_codecs.unregister(search), _codecs.unregister(search))
show('abc'.encode, 'mine2')
show(_codecs.register, 5)

for name in 'utf-8', 'latin-1', 'cp1251', 'koi8-r', 'ascii', 'utf-16', 'utf-8-sig':
    show(codecs.encode, 5, name)
    show(codecs.lookup(name).encode, b'x')
    show(codecs.lookup(name).decode, 'x')
    print(codecs.lookup(name).decode(bytearray(codecs.encode('abc', name))), codecs.decode(memoryview(codecs.encode('abc', name)), name))
show(codecs.decode, 5)
