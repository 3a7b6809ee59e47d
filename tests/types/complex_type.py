# SPDX-License-Identifier: MIT
# complex: arithmetic, parsing, repr, errors.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


VALUES = [0j, 1j, -1j, 1 + 2j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(-0.0, -0.0), 1.5 - 2.5j, complex('inf'), complex(1e300, 1e-300), complex(float('nan'), 1)]
for v in VALUES:
    print(repr(v), str(v), v.real, v.imag, v.conjugate(), -v, +v, bool(v))
for s in ['1', '1j', '1+2j', ' 1-2j ', '(1+2j)', '1 + 2j', 'j', '-j', '+j', '1e5j', 'nan+infj', '', '(', '1+', '1+2', '1j+1', 'infj', '1_0j', '(1', '1.5e-3-2.5E+2J', ')', '1+-2j', 'abc']:
    try:
        print(repr(s), complex(s))
    except ValueError as e:
        print(repr(s), e)
show('complex(1, 2), complex(1j, 2), complex(1, 2j), complex(real=3), complex(imag=1), complex(), complex(True)', lambda: (complex(1, 2), complex(1j, 2), complex(1, 2j), complex(real=3), complex(imag=1), complex(), complex(True)))
show('complex(\'1\', 2)', lambda: (complex('1', 2)))
show('complex(1, \'2\')', lambda: (complex(1, '2')))
show('complex(None)', lambda: complex(None))
show('complex([])', lambda: complex([]))
show('(1+2j) + 1, (1+2j) * (3-1j), (1+2j) / (1-1j), (1+2j) - 0.5, 2 / (1+1j), (1+2j) ** 2, (1+2j) ** -1, (1+2j) ** 0.5, 1j ** 2, 2 ** 1j', lambda: ((1+2j) + 1, (1+2j) * (3-1j), (1+2j) / (1-1j), (1+2j) - 0.5, 2 / (1+1j), (1+2j) ** 2, (1+2j) ** -1, (1+2j) ** 0.5, 1j ** 2, 2 ** 1j))
show('1j / 0', lambda: 1j / 0)
show('0j ** -1', lambda: 0j ** -1)
show('(1e300j) ** 5', lambda: (1e300j) ** 5)
show('1j < 2j', lambda: 1j < 2j)
show('1j // 1', lambda: 1j // 1)
show('1j % 1', lambda: 1j % 1)
show('int(1j)', lambda: int(1j))
show('float(1j)', lambda: float(1j))
show('abs(3+4j), abs(complex(\'inf\')), abs(-1j)', lambda: (abs(3+4j), abs(complex('inf')), abs(-1j)))
show('1j == 1j, 1+0j == 1, 1+0j == 1.0, 1j != 1, 1j == \'a\', hash(1+0j) == hash(1), hash(1j), hash(1+2j)', lambda: (1j == 1j, 1+0j == 1, 1+0j == 1.0, 1j != 1, 1j == 'a', hash(1+0j) == hash(1), hash(1j), hash(1+2j)))
show('round(1j)', lambda: round(1j))
show('divmod(1j, 1)', lambda: (divmod(1j, 1)))
show('complex.__doc__ is not None, (1j).__complex__(), 1j.imag, 3j.real', lambda: (complex.__doc__ is not None, (1j).__complex__(), 1j.imag, 3j.real))
show('max([1j])', lambda: max([1j]))
show('max([1j, 2j])', lambda: (max([1j, 2j])))
show('sum([1j, 2, 0.5]), pow(1j, 2), pow(1+1j, 3)', lambda: (sum([1j, 2, 0.5]), pow(1j, 2), pow(1+1j, 3)))
show('pow(1j, 2, 3)', lambda: (pow(1j, 2, 3)))
