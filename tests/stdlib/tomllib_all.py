# tomllib: every kind of value, every error.
import io
import tomllib
from decimal import Decimal


def show(text, **options):
    try:
        print(ascii(tomllib.loads(text, **options)))
    except Exception as e:
        print(repr(text)[:70], '->', type(e).__name__, ascii(str(e)))


DOC = '''# A document
title = "TOML"
"quoted key" = 1
'literal.key' = 2
a.b.c = true
a.b.d = false

[owner]
name = 'Tom'
dob = 1979-05-27T07:32:00-08:00
utc = 1979-05-27 07:32:00.999999999Z
local = 1979-05-27T07:32:00.5
day = 1979-05-27
clock = 07:32:00.25

[numbers]
dec = [1, +99, -17, 0, 1_000, -0]
hex = 0xDEAD_beef
oct = 0o755
bin = 0b1101_0110
floats = [1.0, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 9_224.5]
special = [inf, +inf, -inf]

[strings]
basic = "tab\\t quote\\" slash\\\\ uni\\u00e9 \\U0001F600"
multi = """
first
second \\
    joined"""
quotes = """a "" b ""c"""""
lit = 'C:\\Users'
mlit = \'\'\'
raw \\n
''q''\'\'\'\'\'
empty = ""
empty3 = """"""

[arrays]
nested = [[1, 2], ["a", "b"], []]
lines = [
    1, # one
    2,

    3,
]
tables = [{x = 1, y = {z = 2}}, {}]
dotted = {a.b = 1, a.c = 2}

[[fruit]]
name = "apple"
[fruit.physical]
color = "red"
[[fruit.variety]]
name = "red delicious"
[[fruit.variety]]
name = "granny smith"
[[fruit]]
name = "banana"
[[fruit.variety]]
name = "plantain"

[x.y.z.w]
[x]
k = 1
'''
show(DOC)
show(DOC.replace('\n', '\r\n'))
print(tomllib.load(io.BytesIO(b'a = 1\n')), tomllib.loads(''), tomllib.loads('# c'), tomllib.loads('\n\n'))
show('a = 1.5\nb = nan', parse_float=Decimal)
show('a = 1.5', parse_float=lambda s: 'f' + s)
show('a = 1.5', parse_float=lambda s: [])
for f in (lambda: tomllib.load(io.StringIO('a = 1')), lambda: tomllib.loads(b'a = 1'), lambda: tomllib.load(io.BytesIO(b'\xff')), lambda: tomllib.loads(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for text in ['a', 'a =', 'a = ', '= 1', 'a 1', 'a = 1 b = 2', 'a = 1\na = 2', 'a.b = 1\na = 2', 'a = 1\na.b = 2', '[a]\n[a]', '[a]\nb = 1\n[a.b]',
             '[a.b]\n[a]\n[a]', '[[a]]\n[a]', '[a]\n[[a]]', 'a = []\n[[a]]', 'a = {}\n[a.b]', 'a = {b = 1}\na.c = 2', '[a', '[a]]', '[[a]', '[]', '[a.]',
             '[.a]', '[a] x', 'a = [1', 'a = [1 2]', 'a = [,]', 'a = [1,,2]', 'a = {', 'a = {b = 1', 'a = {b = 1,}', 'a = {b = 1 c = 2}', 'a = {b = 1, b = 2}',
             'a = {b = {c = 1}, b.d = 2}', 'a = {\nb = 1}', 'a = "abc', 'a = "abc\n"', 'a = "\\x"', 'a = "\\u12"', 'a = "\\ud800"', 'a = "\\U00110000"',
             'a = "\\', 'a = """abc', 'a = """a\\ b"""', 'a = """a\\   \n  b"""', "a = 'abc", "a = 'a\nb'", "a = '''abc", 'a = "\x00"', "a = '\x01'",
             'a = 1 # \x00', '# \x7f', 'a = 01', 'a = 1__0', 'a = 1_', 'a = _1', 'a = 0x', 'a = 0xG', 'a = 0b2', 'a = +0x1', 'a = 1.', 'a = .5', 'a = 1e', 'a = 1.e5',
             'a = True', 'a = nul', 'a = 2021-13-01', 'a = 2021-02-30', 'a = 25:00:00', 'a = 12:00', 'a = 2021-01-01T25:00:00', 'a = 2021-01-01 x',
             'a = 2021-01-01T12:00:00+25:00', 'a = 1\rb = 2', 'a = 1\r\nb = 2', 'a.\nb = 1', '"a', '"""a""" = 1', 'é = 1', 'a = é', "''=1", '"" = 1', 'a = """\n\n"""',
             'a = "x" "y"', 'a = """"""""', "a = ''''''''", 'a = """""""""', 'a\t=\t1\t', '   a = 1   # c   ', '[ a . b ]\nc=1', "['a'.\"b\"]", 'a = [ # c\n]', 'a={}',
             'a.b.c = 1\na.b.d = 2\n[a.b]', '[a.b]\nx = 1\n[a]\nb.y = 2', '[a]\nb.c = 1\n[a.b.d]', '[[a.b]]\n[a]\nb = 1', 'a = 1\n[a.b]', 'a = 1\n[[a]]', '[[a]]\nb = 1\n[a.b]',
             'a=[1]\na.b=1', '[a]\n[a.b]\n[[a.b]]', 'x = 1_0.5_0e1_0', 'x = -nan', 'x = infinity', 'x = 0e0', 'x = 00.5', 'x = 9999999999999999999999']:
    show(text)
print(issubclass(tomllib.TOMLDecodeError, ValueError), tomllib.__all__, tomllib.TOMLDecodeError.__module__)
