# SPDX-License-Identifier: MIT
# int(): from text in every base, underscores, signs, spaces, errors.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


CASES = ['12', ' 12 ', '+5', '-5', '- 5', '1_000', '_1', '1_', '1__0', '0x1f', '0b1', '012', '0', '00', '', ' ', 'abc', '1.5', '\u0661\u0662', '１２', '9' * 30, '1e3', '\n7\t', '--1', '+', '0x']
for c in CASES:
    for base in (None, 0, 2, 8, 10, 16, 36):
        try:
            r = int(c) if base is None else int(c, base)
            print(repr(c), base, r)
        except Exception as e:
            print(repr(c), base, type(e).__name__, e)
show('int(\'z\', 37)', lambda: (int('z', 37)))
show('int(\'1\', 1)', lambda: (int('1', 1)))
show('int(\'1\', -1)', lambda: (int('1', -1)))
show('int(b\'12\'), int(bytearray(b\'ff\'), 16), int(b\' 7 \')', lambda: (int(b'12'), int(bytearray(b'ff'), 16), int(b' 7 ')))
show('int(b\'x1\')', lambda: int(b'x1'))
show('int(12, 10)', lambda: (int(12, 10)))
show('int(3.99), int(-3.99), int(1e20), int(True), int()', lambda: (int(3.99), int(-3.99), int(1e20), int(True), int()))
show('int(float(\'nan\'))', lambda: int(float('nan')))
show('int(float(\'inf\'))', lambda: int(float('inf')))
show('int(\'1\', base=\'2\')', lambda: (int('1', base='2')))
show('int(x=1)', lambda: int(x=1))
show('int(\'0o17\', 0), int(\'0O17\', 8), int(\'-0b101\', 0), int(\'0_7\', 8)', lambda: (int('0o17', 0), int('0O17', 8), int('-0b101', 0), int('0_7', 8)))
show('int(\'0_0\', 0)', lambda: (int('0_0', 0)))
show('int(\'07\', 0)', lambda: (int('07', 0)))
show('int(None)', lambda: int(None))
show('int([])', lambda: int([]))
show('int(\'1\' * 4300) % 97', lambda: int('1' * 4300) % 97)
show('int(\'1\' * 4301)', lambda: int('1' * 4301))
show('str(10**4300)[:5]', lambda: str(10**4300)[:5])
show('len(str(10**4299))', lambda: len(str(10**4299)))
show('int(\'f\' * 5000, 16) % 1000007, len(hex(16**5000))', lambda: (int('f' * 5000, 16) % 1000007, len(hex(16**5000))))
