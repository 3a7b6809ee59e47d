# SPDX-License-Identifier: MIT
# repr, str and parsing of floats.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


VALUES = ['0', '-0', '1', '.5', '5.', '1e5', '1E+5', '1e-5', '1e16', '1e15', '123456789012345678', '0.0001', '0.00001', '1e22', '1e23', '1.7976931348623157e308', '1e309', '-1e400', '5e-324', '2e-324',
          '4.9e-324', '2.2250738585072014e-308', '0.1', '0.2', '0.30000000000000004', '3.141592653589793', '9007199254740993', 'inf', '-Infinity', 'nan', '+nan', 'iNf', ' 1.5 ', '1_0.5_0', '1__0', '_1', '1_', '1e1_0',
          '', ' ', '.', 'e5', '1e', '0x1', '1.5j', '١.٥', '1,5', '--1', '+-1', '1 2', 'infinit', '\t2\n', '1.e3', '１.５', '1d', '0b1']
for v in VALUES:
    try:
        f = float(v)
        print(repr(v), repr(f), str(f), f'{f}', repr(-f))
        assert f != f or float(repr(f)) == f
    except ValueError as e:
        print(repr(v), e)
for m in range(-12, 25):
    print(m, 10.0**m, 1.5 * 10.0**m, 123456789 * 10.0**m, 1 / 3 * 10.0**m)
show('float(b\'1.5\'), float(bytearray(b\'2\')), float(), float(True), float(7)', lambda: (float(b'1.5'), float(bytearray(b'2')), float(), float(True), float(7)))
show('float(b\'x\')', lambda: float(b'x'))
show('float(None)', lambda: float(None))
show('float([])', lambda: float([]))
show('float(\'1\', \'2\')', lambda: (float('1', '2')))
show('float(x=1)', lambda: float(x=1))
show('[0.1 + 0.2, 1e16 + 1, 1e308 * 10, -1e308 * 10, 1e-320, 2.0**-1074, 1/3, 2/3, 100 * 1.1]', lambda: ([0.1 + 0.2, 1e16 + 1, 1e308 * 10, -1e308 * 10, 1e-320, 2.0**-1074, 1/3, 2/3, 100 * 1.1]))
