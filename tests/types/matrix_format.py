# SPDX-License-Identifier: MIT
# format() of ints, floats and strings under a large table of specs.
INT_SPECS = ['', 'd', 'b', 'o', 'x', 'X', '#b', '#o', '#x', '#X', 'c', 'n', '5', '<5', '>5', '^5', '=5', '05', '+', '-', ' ', '+05', ' 05', ',', '_', '#_x', '08,',
             '*^9', '0<5', '0=+9', '_b', 'e', '.2f', 'g', '%', '.3', 's', '#010x', '+#x', '20,d', '_^+12_d', ',x', 'z', '10c', 'q', '.2d', '=^5', '\u0416>6']
for v in [0, 7, -7, 255, 1234567, -10**12, 2**70, True]:
    for s in INT_SPECS:
        try:
            print(repr(v), repr(s), repr(format(v, s)))
        except Exception as e:
            print(repr(v), repr(s), type(e).__name__, e)
FLOAT_SPECS = ['', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%', '.0f', '.1f', '.2f', '.3e', '.0e', '.3g', '.10g', '#g', '#.3g', '8.2f', '<9.1f', '^9.1f', '=+9.1f', '09.2f', '+', ' ',
               ',', ',.2f', '_.1f', '.5', '10', '.0%', '.17g', 'z.0f', '015,.2f', '.50f', 'd', 's', 'x', '.3', '#.0f', '*>+12.3E']
for v in [0.0, -0.0, 1.0, 1.5, -2.675, 1234567.891, 1e16, 1e-7, 1e100, 123456789012345680.0, 0.1, float('inf'), float('-inf'), float('nan'), -0.4, 5e-324]:
    for s in FLOAT_SPECS:
        try:
            print(repr(v), repr(s), repr(format(v, s)))
        except Exception as e:
            print(repr(v), repr(s), type(e).__name__, e)
for v in ['', 'abc', 'Привет']:
    for s in ['', 's', '8', '<8', '>8', '^8', '*^8', '.2', '8.2', '08', '=8', '+', ',', 'd', '.0s', '\u2014^9', '#', ' ']:
        try:
            print(repr(v), repr(s), repr(format(v, s)))
        except Exception as e:
            print(repr(v), repr(s), type(e).__name__, e)
for v in [1 + 2j, -1.5j, 0j, complex(1, float('nan'))]:
    for s in ['', '.2f', 'e', 'g', '+.1f', '>12', ',', 'd', '010', '=9', '.3', '%']:
        try:
            print(repr(v), repr(s), repr(format(v, s)))
        except Exception as e:
            print(repr(v), repr(s), type(e).__name__, e)
for v in [None, [1], (1,), {}, object, b'x', ...]:
    for s in ['', '5', 's']:
        try:
            print(repr(v), repr(s), repr(format(v, s)))
        except Exception as e:
            print(repr(v), repr(s), type(e).__name__, e)
