# Decoders that replace a part of json: the parts in the language.
import json
import json.decoder
import json.encoder
import json.scanner
from json.decoder import JSONArray, JSONObject, py_scanstring
from json.scanner import py_make_scanner
from json.encoder import py_encode_basestring, py_encode_basestring_ascii


def show(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'pos', ''))


class Plain(json.JSONDecoder):
    def __init__(self, **options):
        super().__init__(**options)
        self.parse_object = JSONObject
        self.parse_array = JSONArray
        self.parse_string = py_scanstring
        self.scan_once = py_make_scanner(self)


class Tuples(Plain):
    def __init__(self):
        super().__init__()
        def pairs(s_and_end, scan_once):
            values, end = JSONArray(s_and_end, scan_once)
            return tuple(values), end
        self.parse_array = pairs
        self.scan_once = py_make_scanner(self)


texts = ['{}', '[]', '{"a": 1, "b": [1, 2.5, -3e2, {}]}', ' [ 1 , 2 ] ', '{"a":}', '{"a" 1}', '{a: 1}', '{"a": 1,}',
         '[1,]', '[1 2]', '[', '{', '{"a": 1', '[1', '"abc', '"\\', '"\\u12"', '"\\x"', '"a\nb"', '"\\ud834\\udd1e"',
         '"\\ud834x"', '"\\ud834\\u0041"', 'nul', 'null', 'true', 'false', 'NaN', '-Infinity', 'Infinity', '-', '01', '1.', '1e5',
         '1E+2', '0', '-0', '-0.0', '', '   ', '[1] x', '{"a": {"a": 2}, "a": 3}', '{"x": nope}', '[,]', '{,}', '{"a": 1, 2}',
         '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\uXYZW"', '"\\u00g1"', '[tru]']
for text in texts:
    print(text.encode('unicode_escape'), end=' ')
    show(Plain().decode, text)
show(Tuples().decode, '[1, [2, {"k": [3]}]]')
show(Plain(strict=False).decode, '"a\nb\tc"')
show(Plain(object_hook=lambda d: sorted(d.items())).decode, '{"b": 1, "a": {"z": 2}}')
show(Plain(object_pairs_hook=lambda pairs: pairs).decode, '{"b": 1, "a": {}}')
show(Plain(parse_int=lambda s: 'i' + s, parse_float=lambda s: 'f' + s, parse_constant=lambda s: 'c' + s).decode,
     '[1, 1.5, NaN, -Infinity]')
show(JSONArray, (' 1, 2] x', 0), lambda s, i: (s[i], i + 1))
show(JSONObject, ('"k": 1} x', 0), True, lambda s, i: (s[i], i + 1), None, None)
show(py_scanstring, 'abc" def', 0)
show(py_scanstring, 'abc', 0)
show(py_make_scanner(json.JSONDecoder()), '[1]', -1)
show(py_make_scanner(json.JSONDecoder()), '[1]', 5)
print(json.decoder.WHITESPACE_STR == ' \t\n\r')
for s in 'abc', 'a"b\\c', '\x00\x1f\x7f', '\u00e9\u20ac\U0001d11e', '\ud800', 'a/b', '':
    print(ascii(py_encode_basestring(s)), py_encode_basestring_ascii(s))
try:
    json.decoder.nothing
except AttributeError as e:
    print(e)
