# SPDX-License-Identifier: MIT
# Decimal.__format__ with separators of one's own.
from decimal import Decimal as D


def t(value, spec, overrides):
    try:
        print(ascii(D(value).__format__(spec, overrides)))
    except (TypeError, ValueError) as error:
        print(ascii(value), spec, type(error).__name__, error)


points = {'decimal_point': ',', 'thousands_sep': '.', 'grouping': '\x03'}
for value in ('1234567.891', '-12', 'NaN', '-Infinity', '1E+20', '0.00001234', '0'):
    for spec in ('', 'n', ',', '.2f', '015,', '020n', 'e', '*^20,.1f', '=+20', '%', '#.0f', 'z.0f', '5 ', '-05'):
        t(value, spec, points)
for overrides in ({}, {'decimal_point': '::'}, {'thousands_sep': '__'}, {'grouping': '\x02\x03'}, {'grouping': '\x02\x00'}, {'grouping': '\x02\x7f'}, {'grouping': '\x01\x02\x03'}, {'grouping': ''}, {'thousands_sep': ''}, {'decimal_point': ''}, {'decimal_point': 'abcde'}, {'thousands_sep': 'abcde'}, {'thousands_sep': '\u0430\u0431\u0432'}, {'thousands_sep': '\u0430'}, {'decimal_point': '\u066b', 'thousands_sep': '\u066c'}, {'grouping': '\xe9'}, {'grouping': 'abc'}, {'decimal_point': 5}, {'thousands_sep': None}, {'grouping': b'\x03'}, {'grouping': [3]}, {'x': 1}, {'decimal_point': '\ud800'}, {'decimal_point': 'a\0b'}, {'thousands_sep': 'a\0b'}, 5, None):
    for spec in (',', '', '025,', 'n', '^30,.1f', 'bad'):
        t('1234567.891', spec, overrides)
t('1' * 200000 + '.5', ',.0f', {'grouping': '\x03\x02'}) if False else print(len(D('1' * 20000 + '.5').__format__(',f', {'grouping': '\x03\x02'})))
print(f"{D('1234567.5'):,}", f"{D('1234567.5'):015,}", f"{D('12345'):012,}", f"{D('-123456'):010,.1f}", f"{D(0):08,}")
