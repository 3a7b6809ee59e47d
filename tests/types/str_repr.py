# SPDX-License-Identifier: MIT
# repr and ascii of strings: quotes, escapes, unprintable characters.
for s in ['', "'", '"', '\'"', '\\', '\n\r\t', '\x00\x07\x1b\x7f', '\x80\x9f\xa0\xad', 'Привет', '\u200b\u2028', '\ud800', '😀', '\U0001f9ff\U000e0001', 'e\u0301', '\ufeff', '\u0378', '日本', "it's", 'a"b']:
    r = repr(s)
    print(r.encode('utf-8', 'backslashreplace').decode(), ascii(s), len(r), s == eval(r))
for b in [b'', b"'", b'"', b'\'"', b'\\\n\r\t\x00\xff', bytes(range(0, 256, 17))]:
    print(b, str(b), ascii(b), f'{b}', bytearray(b))
print([ascii(chr(c)) for c in range(0x20)], [ascii(chr(c)) for c in (0x7e, 0x7f, 0xff, 0x100, 0xffff, 0x10000, 0x10ffff)])
print('%r %a %s' % ('ж\n', 'ж\n', 'ж'), '{!r} {!a} {!s}'.format('ж\n', 'ж\n', 'ж'), f'{"ж"!r} {"ж"!a}')
