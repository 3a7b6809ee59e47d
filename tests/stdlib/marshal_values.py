# SPDX-License-Identifier: MIT
# marshal: values as bytes.
import inspect, io, marshal

for f in (marshal.dumps, marshal.dump, marshal.loads, marshal.load):
    print(f.__name__, inspect.signature(f))
print(marshal.version)


def t(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as error:
        print(type(error).__name__, error)


for data in (b'', b'0', b'?', b'i', b'i\1\2', b's\5\0\0\0ab', b's\xff\xff\xff\xffab', b'[\1\0\0\0', b'[\1\0\0\x000', b')\x010', b'(\1\0\0\x000', b'{N0', b'{0', b'<\1\0\0\x000', b'>\1\0\0\x000', b'r\0\0\0\0', b'[\xff\xff\xff\xff', b'(\xff\xff\xff\xff', b'<\xff\xff\xff\xff', b'u\xff\xff\xff\xff', b'a\xff\xff\xff\xff', b'u\1\0\0\0\xff', b'u\3\0\0\0\xed\xa0\x80', b'z\1\xff', b'l\1\0\0\0\xff\xff', b'l\1\0\0\0\0\0', b'l\0\0\0\0', b'l\0\0\0\x80', b'l\2\0\0\0\1\0\1\0', b'l\xfe\xff\xff\xff\1\0\1\0', b'f\x031.5', b'f\3abc', b'x\x011\x012', b'g12345678', b'g1', b'y' + b'\0' * 16, b'N trailing', b'S', b'.', b'I\1\0\0\0\0\0\0\0', b'R\0\0\0\0', b'\xdb\1\0\0\0r\0\0\0\0', b'<\1\0\0\0[\0\0\0\0', b'{[\0\0\0\0N0', b'Z\2ab', b'A\2\0\0\0ab', b't\2\0\0\0ab', b'[\3\0\0\0\xda\2abr\0\0\0\0\xe9\1\0\0\0', b')\2\xfb\xda\1kr\0\0\0\x000r\1\0\0\0'):
    print(data, end=' ')
    t(marshal.loads, data)
for args, kw in ((('a',), {}), ((5,), {}), ((b'N',), {'allow_code': False}), ((bytearray(b'T'),), {}), ((memoryview(b'xF')[1:],), {})):
    t(marshal.loads, *args, **kw)


class I(int):
    pass


class B(bytes):
    pass


for value in (object(), [object()], I(5), B(b'x'), StopIteration, bytearray(b'abc'), memoryview(b'abc'), type, ValueError, len, NotImplemented):
    t(marshal.dumps, value, 2)
t(marshal.dumps, compile('1', '', 'eval'), allow_code=False)
t(marshal.dumps, 5, 'a')
t(marshal.dump, 5, None)
t(marshal.load, None)
deep = []
for i in range(2500):
    deep = [deep]
t(marshal.dumps, deep)
t(marshal.loads, b'[\1\0\0\0' * 2500 + b'N')
values = [None, True, 1, -1, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**100, -3**200, 1.5, 1e300, -0.0, float('nan'), float('-inf'), 1j, 2.5 - 0j, b'ab', 'ab', 'a b', 'é', 'x' * 300, '\ud800\U0001f600', (), (1, 2), tuple(range(300)), [1, 'a'], {'k': [1], 2: 3}, {1, 2, 3, 10**20}, frozenset('bac'), ..., b'', '', {'nested': [{'a': (1, {2: {3, 4}})}, frozenset({(1, 2), (0, 5)})]}]
for value in values:
    for version in (0, 1, 2, -1):
        print(version, marshal.dumps(value, version)[:80])
    for version in (0, 1, 2, 3, 4, 5):
        back = marshal.loads(marshal.dumps(value, version))
        print(back == value or back != back, type(back) is type(value), end=' ')
    print()
for value in (1, 'ab', 'é', [1, 2, 1], ['name', 'name', 'other'], {'k': 5, 'l': 5}, (1, (2, 'x'))):
    print([marshal.dumps([value], version)[5:] for version in (2, 3, 4)][0])
shared = [1]
print(marshal.dumps([shared, shared]), marshal.dumps([shared, shared], 2))
a, b = marshal.loads(marshal.dumps([shared, shared]))
print(a is b)
own = []
own.append(own)
t(marshal.dumps, own)
t(marshal.dumps, own, 2)
back = marshal.loads(marshal.dumps(own))
print(back[0] is back)
print(marshal.dumps(['a', 7, 'a', 7, None]))
stream = io.BytesIO(marshal.dumps(5) + marshal.dumps([1]) + b'rest')
print(marshal.load(stream), marshal.load(stream), stream.read())
t(marshal.load, io.StringIO('N'))
t(marshal.load, io.BytesIO(b''))
t(marshal.load, io.BytesIO(b'i\1'))
stream = io.BytesIO()
print(marshal.dump([1, 2], stream), stream.getvalue()[1:])
t(marshal.dump, [object()], stream)
print(len(stream.getvalue()))
