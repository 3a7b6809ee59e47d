# binascii and base64: every function, random data both ways, every error.
import base64
import binascii
import io
import random


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print([n for n in dir(binascii) if n[0] != '_'], issubclass(binascii.Error, ValueError), binascii.Incomplete.__mro__)
print(base64.__all__, base64.MAXLINESIZE, base64.MAXBINSIZE)
rng = random.Random(5)
alphabet = b'AZaz09+/= \n\r\t_.=`~M!%#\x00\xff3DF='
for i in range(400):
    d = bytes(rng.choice(alphabet) for _ in range(rng.randrange(24)))
    text = bytes(rng.choice(b'ab \t\r\n=._') for _ in range(rng.randrange(200)))
    print(d, attempt(binascii.a2b_base64, d), attempt(binascii.a2b_base64, d, strict_mode=True),
          binascii.b2a_base64(d, newline=i % 2), attempt(binascii.a2b_uu, d), binascii.b2a_uu(d, backtick=i % 2),
          binascii.a2b_qp(d, header=i % 2), binascii.b2a_qp(d, i & 1, i & 2, i & 4), binascii.b2a_qp(text, i & 1, i & 2, i & 4),
          attempt(binascii.a2b_hex, d), binascii.crc32(d, i), binascii.crc_hqx(d, i), binascii.hexlify(d, ':', i % 7 - 3))
print(binascii.crc32(b'x', -1), binascii.crc32(b'x', 2 ** 70 + 5), binascii.crc32(b'123456789' * 2000), binascii.crc_hqx(b'a' * 9000, 7))
print(attempt(binascii.crc32, 'x'), attempt(binascii.crc32, b'', 'a'), attempt(binascii.crc_hqx, b''))
print(binascii.unhexlify('0aFF'), binascii.b2a_hex(bytearray(b'ab')), attempt(binascii.unhexlify, '0'), attempt(binascii.unhexlify, 'zz'))
print(attempt(binascii.a2b_hex, 'é'), attempt(binascii.a2b_hex, 5), attempt(binascii.b2a_base64, 'x'), attempt(binascii.a2b_base64, None))
print(attempt(binascii.b2a_uu, b'x' * 46), binascii.a2b_uu(binascii.b2a_uu(b'x' * 45)), binascii.a2b_uu(''), attempt(binascii.hexlify, b'ab', 'xx'))

for n in range(18):
    d = bytes(rng.randrange(256) for _ in range(n))
    for name in 'b64', 'b32', 'b32hex', 'b16', 'a85', 'b85', 'z85', 'standard_b64', 'urlsafe_b64':
        encoded = getattr(base64, name + 'encode')(d)
        print(name, encoded, getattr(base64, name + 'decode')(encoded) == d, getattr(base64, name + 'decode')(encoded.decode()) == d)
    print(base64.b64encode(d, b'*$'), base64.b64decode(base64.b64encode(d, b'*$'), '*$') == d, base64.b85encode(d, pad=True),
          base64.encodebytes(d * 20), base64.decodebytes(base64.encodebytes(d * 20)) == d * 20)
for d in (b'', b'\0' * 4, b'\0' * 9, b'    ' * 3, b'   ', b'hello world, hello'):
    for options in ({}, {'foldspaces': True}, {'pad': True}, {'adobe': True}, {'wrapcol': 7}, {'wrapcol': 1, 'adobe': True}):
        encoded = base64.a85encode(d, **options)
        print(d, options, encoded)
        back = {k: options[k] for k in ('foldspaces', 'adobe') if k in options}
        print(base64.a85decode(encoded, **back))
bad = [(base64.b64decode, (b'abc',), {}), (base64.b64decode, ('é',), {}), (base64.b64decode, (b'ab!c=',), {'validate': True}),
       (base64.b64decode, (7,), {}), (base64.b64encode, ('text',), {}), (base64.b64encode, (b'', b'abc'), {}), (base64.b32decode, (b'abc',), {}),
       (base64.b32decode, (b'ABCDEFG1',), {}), (base64.b32decode, (b'abcdefgh',), {}), (base64.b32decode, (b'abcdefgh', True), {}),
       (base64.b32decode, (b'M1023456',), {}), (base64.b32decode, (b'M1023456', False, b'I'), {}), (base64.b32decode, (b'AB======',), {}),
       (base64.b32decode, (b'A=======',), {}), (base64.b32decode, (b'ABCDEF==',), {}), (base64.b32decode, (b'========',), {}),
       (base64.b32hexdecode, (b'w2345678',), {}), (base64.b32hexdecode, (b'02345678',), {'casefold': True}),
       (base64.b16decode, (b'ab',), {}), (base64.b16decode, (b'ab', True), {}), (base64.b16decode, (b'ABC',), {}),
       (base64.b85decode, (b'ab"',), {}), (base64.b85decode, (b'~~~~~',), {}), (base64.z85decode, (b'ab"',), {}), (base64.z85decode, (b'#####',), {}),
       (base64.a85decode, (b'abz',), {}), (base64.a85decode, (b'aby',), {'foldspaces': True}), (base64.a85decode, (b'ab\x80',), {}),
       (base64.a85decode, (b'uuuuu',), {}), (base64.a85decode, (b'ab',), {'adobe': True}), (base64.a85decode, (b'87cUR  D]',), {}),
       (base64.encodebytes, ('x',), {}), (base64.decodebytes, (memoryview(b'abcd').cast('I'),), {}), (base64.b85encode, ('x',), {})]
for f, args, kwargs in bad:
    print(f.__name__, args if not isinstance(args[0], memoryview) else '', kwargs, attempt(f, *args, **kwargs))
out = io.BytesIO()
base64.encode(io.BytesIO(b'some bytes ' * 30), out)
print(out.getvalue())
back = io.BytesIO()
base64.decode(io.BytesIO(out.getvalue()), back)
print(back.getvalue() == b'some bytes ' * 30)
