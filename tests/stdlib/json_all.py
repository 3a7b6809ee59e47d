# Every public name of json: dumps and loads with all arguments, subclasses, errors with line and column.
import io
import json
import json.decoder
import json.encoder
import json.scanner
import random


def attempt(function, *args, **kwargs):
    try:
        return ascii(function(*args, **kwargs))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


print(json.__all__, json.__version__)
for value in [None, True, False, 0, -7, 10 ** 30, 1.0, -0.0, 1e100, 1e-7, float('inf'), float('-inf'), float('nan'), '', 'aé"\\/\b\f\n\r\t\x00\x1f\x7f\u2028€😀\ud800', [], (), {}, [1, [2, []], {}],
              {'a': 1, 'b': [True, None]}, {1: 2, 2.5: 3, None: 4, True: 5, float('nan'): 6}, (1, (2,)), {'x': {}}]:
    print(json.dumps(value), ascii(json.dumps(value, ensure_ascii=False)), json.dumps(value, separators=(',', ':')))
    for indent in 0, 1, '\t', -1, True:
        print(ascii(json.dumps(value, indent=indent)), end=' ')
    print(list(json.JSONEncoder().iterencode(value)), list(json.JSONEncoder(indent=1, sort_keys=False).iterencode(value)))
    out = io.StringIO()
    json.dump(value, out, indent=2)
    print(out.getvalue() == json.dumps(value, indent=2), attempt(json.load, io.StringIO(json.dumps(value))), attempt(json.loads, json.dumps(value, indent=3, ensure_ascii=False)))
print(json.dumps({'b': 1, 'a': {'d': 2, 'c': 3}}, sort_keys=True), attempt(json.dumps, {'b': 1, 2: 1}, sort_keys=True))
print(attempt(json.dumps, {(1,): 2, 'a': 1, b'x': 2}), json.dumps({(1,): 2, 'a': 1, object: 2}, skipkeys=True), json.dumps({(1,): 2}, skipkeys=True, indent=2))
for value in {1, 2}, object(), b'x', 1j, [set()], {'a': {1}}, lambda: 0:
    print(attempt(json.dumps, value), json.dumps(value, default=lambda o: type(o).__name__))
print(attempt(json.dumps, float('nan'), allow_nan=False), attempt(json.dumps, {float('inf'): 1}, allow_nan=False), attempt(json.dumps, [1e400], allow_nan=False))
loop = [1]
loop.append({'again': loop})
print(attempt(json.dumps, loop), attempt(json.dumps, loop, check_circular=False)[:15], attempt(json.dumps, {1}, default=lambda o: o), attempt(lambda: list(json.JSONEncoder().iterencode(loop))))
print(attempt(json.dumps, 1, 2), attempt(json.dumps, 1, nope=2), attempt(json.dumps, 1, separators=5), attempt(json.loads, '[' * 100000)[:80])


class Count(int):
    def __repr__(self):
        return 'many'


class Ratio(float):
    def __repr__(self):
        return 'some'


class Name(str):
    pass


class Bag(dict):
    def items(self):
        return [('z', 1), ('y', 2)]


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return {'re': o.real, 'im': o.imag}
        return super().default(o)


class Chatty(json.JSONEncoder):
    def iterencode(self, o, _one_shot=False):
        for piece in super().iterencode(o, _one_shot):
            yield '<' + piece + '>'


print(json.dumps([Count(5), Ratio(0.5), Name('n'), {Count(1): Ratio(2), Name('k'): 1}, Bag(a=1), Bag()]))
print(json.dumps([1j], cls=Encoder), attempt(json.dumps, [set()], cls=Encoder), Encoder(indent=1).encode({'a': 1j}), json.dumps([1, 'x'], cls=Chatty), json.dumps('x', cls=Chatty))
encoder = json.JSONEncoder(skipkeys=True, ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, indent=2, separators=('; ', ' = '), default=str)
print({name: value for name, value in vars(encoder).items()}, encoder.encode({'b': {1}, 'a': 'é'}))
print(json.JSONEncoder.item_separator, json.JSONEncoder.key_separator, json.JSONEncoder(indent=1).item_separator, attempt(json.JSONEncoder().default, 1), attempt(json.JSONEncoder, True))
print(json.encoder.encode_basestring('é"\x01'), json.encoder.encode_basestring_ascii('é"\x01'), attempt(json.encoder.encode_basestring, 5), json.encoder.INFINITY)

# ---- reading ----
for text in ['null', ' true ', '\t\r\n[1, 2.5, -3e2, "x"]\n', '{"a": {"b": []}, "a": 2}', '"\\u0041\\ud83d\\ude00\\ud800\\n\\/"', '-0', '-0.0', '1E5', '123456789012345678901234567890', '1e999', 'NaN', '[Infinity, -Infinity]', '"é€😀"', '{}', '[ ]', '{ }']:
    print(ascii(text), ascii(json.loads(text)))
for text in ['', ' ', '[', '[1', '[1,', '[1,]', '[,', '[1 2]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', '{a:1}', '{1:2}', "{'a':1}", '{"a":}', '{"a":1 "b":2}', '"', '"a', '"\\', '"\\x"', '"\\u12"', '"\\u12',
             '"\\u1234', '"a\nb"', '"\x00"', '01', '-', '+1', '1.', '.5', '1e', '0x1', 'nul', 'True', 'nan', '[]]', '1 2', '[1,\n 2,\n  x]', '{"a": [1,\n\n}', '\ufeff1', 'é', '[1, "é" 2]', '"\\ud83d\\ude00', '[1,2', '\\', '-Inf']:
    print(ascii(text), attempt(json.loads, text))
print(json.loads('"a\nb\x01"', strict=False), json.JSONDecoder(strict=False).decode('"\t"'))
for data in [b'{"a": 1}', bytearray(b'[1]'), b'\xef\xbb\xbf2', '[1]'.encode('utf-16'), '"é"'.encode('utf-16-le'), '"é"'.encode('utf-32-be'), '1'.encode('utf-32'), '12'.encode('utf-16-be'), b'\xff', b'', 5, None, memoryview(b'1')]:
    print(attempt(json.loads, data), json.detect_encoding(data) if isinstance(data, bytes) else '')
print(json.loads('{"a": 1, "b": {"c": 2}}', object_hook=lambda d: sorted(d.items(), key=str)), json.loads('{"a": 1, "b": {"a": 2, "a": 3}, "e": {}}', object_pairs_hook=tuple))
print(json.loads('[1, 2.5, NaN, -Infinity, 1e2]', parse_int=lambda s: 'i' + s, parse_float=lambda s: 'f' + s, parse_constant=lambda s: 'c' + s), attempt(json.loads, '[1]', parse_int=lambda s: 1 / 0))
print(attempt(json.loads, '1', cls=json.JSONDecoder, nope=1), attempt(json.loads, '1', 2), attempt(json.load, 5), json.loads('[]', cls=json.JSONDecoder))


class Decoder(json.JSONDecoder):
    def __init__(self, **options):
        super().__init__(object_hook=lambda d: ('obj', d), **options)

    def decode(self, s):
        return ['decoded', super().decode(s)]


print(json.loads('{"a": 1}', cls=Decoder), json.loads('{"a": 1}', cls=Decoder, strict=False))
decoder = json.JSONDecoder()
print(decoder.raw_decode('{"a": 1} rest'), decoder.raw_decode('xx[1]yy', 2), attempt(decoder.raw_decode, ' 1'), attempt(decoder.raw_decode, '1', -1), attempt(decoder.raw_decode, '1', 5), attempt(decoder.raw_decode, 5), attempt(json.JSONDecoder, 1))
print(sorted(name for name in vars(decoder) if name not in ('parse_object', 'parse_array')), decoder.parse_float, decoder.parse_int, decoder.strict, decoder.parse_constant('NaN'))
scanner = json.scanner.make_scanner(decoder)
print(scanner('[1]', 0), scanner('x"a"', 1), attempt(scanner, 'x', 0), attempt(scanner, '1', -1), attempt(scanner, 5, 0), scanner.strict, scanner.object_hook)
print(json.decoder.scanstring('"ab\\n" c', 1), attempt(json.decoder.scanstring, 'abc', 0), attempt(json.decoder.scanstring, 'a\n"', 0), json.decoder.scanstring('a\n"', 0, False))
try:
    json.loads('{"a": 1,\n "b" 2}')
except json.JSONDecodeError as error:
    print(type(error).__mro__, error, error.msg, repr(error.doc), error.pos, error.lineno, error.colno, error.args, error.__reduce__())
print(json.JSONDecodeError('msg', 'a\nbc', 3), json.JSONDecodeError is json.decoder.JSONDecodeError)
keys = list(json.loads('[{"key1": 1}, {"key1": 2}]'))
print([k for d in keys for k in d][0] is [k for d in keys for k in d][1])

# ---- random ----
PIECES = ['{', '}', '[', ']', ',', ':', '"', '"a"', '"b"', '1', '-', '0', '.5', '1.5e3', '1E', 'true', 'null', ' ', '\n', '\\', '\\n"', '\\ud83d\\ude00', '\\ud83d\\u12', 'x', '"é', '€"', '{}', '[]', '-0']
choose = random.Random(5)
for i in range(300):
    text = ''.join(choose.choice(PIECES) for _ in range(choose.randrange(1, 9)))
    print(ascii(text), attempt(json.loads, text))
