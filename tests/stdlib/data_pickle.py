# Objects of the data modules as pickles: array, decimal, fractions, statistics, zoneinfo, elements; transforms of codecs.
import array, codecs, copy, decimal, fractions, pickle, statistics, zlib
from decimal import Decimal as D
import xml.etree.ElementTree as ET
for p in (0, 2, 4, 5):
    for v in (array.array('i', [1, -2]), array.array('d', [1.5]), array.array('w', 'hé'), D('-1.50'), D('NaN12'), D('Infinity'), fractions.Fraction(3, 4), statistics.NormalDist(1, 2),
              decimal.Context(prec=5, rounding=decimal.ROUND_UP, traps=[decimal.Overflow]), D(1).as_tuple(), statistics.linear_regression([1, 2], [3, 4])):
        got = pickle.loads(pickle.dumps(v, p)); print(p, got, type(got).__name__)
e = pickle.loads(pickle.dumps(ET.fromstring('<a x="1">t<b/>u</a>'))); print(ET.tostring(e))
for exc in (decimal.InvalidOperation([decimal.DivisionUndefined]), ): got = pickle.loads(pickle.dumps(exc)); print(repr(got))
print(pickle.loads(b'\x80\x04\x95#\x00\x00\x00\x00\x00\x00\x00\x8c\x07decimal\x94\x8c\x07Decimal\x94\x93\x94\x8c\x0512.50\x94\x85\x94R\x94.'))
def t(f):
    try: print(f())
    except BaseException as x: print(type(x).__name__, x)
for name in ('hex', 'base64', 'quopri', 'uu', 'zlib', 'bz2', 'hex_codec', 'base64_codec', 'zip', 'uu_codec', 'quopri_codec'):
    data = codecs.encode(b'Hello, \xff world=\n' * 4, name); print(name, data if len(data) < 300 and name not in ('zlib', 'zip', 'bz2') else len(data) > 0, codecs.decode(data, name) == b'Hello, \xff world=\n' * 4, codecs.lookup(name).name)
t(lambda: codecs.decode(b'xyz', 'hex')); t(lambda: codecs.decode('00ff', 'hex')); t(lambda: codecs.encode('str', 'hex')); t(lambda: codecs.decode(b'x', 'uu')); t(lambda: codecs.decode(b'!!!', 'base64')); t(lambda: codecs.decode(b'x', 'zlib'))
t(lambda: list(codecs.iterencode([b'ab', b'cd'], 'hex'))); t(lambda: codecs.getreader('hex').__name__)
