# SPDX-License-Identifier: MIT
# String prefixes, escapes, continuation, concatenation, raw and bytes.
print('a\tb\n\'\"\\', "it's", 'say "x"', '\x41\u0416\U0001F600\101\0\7'.encode('unicode_escape') if 0 else ascii('\x41\u0416\U0001F600\101\0\7'), '\N{GREEK SMALL LETTER ALPHA}' if 0 else '')
print(r'\n\t', R"\x", rb'\n', Rb'\'', bR"\\", b'\x00\xff\101', B'abc', u'unicode', U'x')
print('''triple
 "quoted" 'string'
''', """a ""b" c""", ''''quote''', '''\
joined''', 'con' 'cat' "ena" r'\t' 'ed', 'line \
continued')
print(ascii('\a\b\f\n\r\t\v'), '\
', len('\
'), ascii('\8' if 0 else '8'), ascii('\400' if 0 else ''))
print(b'a' b'\x01' rb'\x', type(b''), ('a'
    'b'), 'Русский текст', 'ключ: %s' % 'значение')
s = 'x' 'y' \
    'z'
print(s, f'a' 'b' f'{1 + 1}', 'a' f'{s}' r'\d' fr'\{s}', rf'\n{s}', F'{s}', fR"{s}\\")
for text in [r"'\x4'", r"'\u041'", r"'\U00110000'", r"'\N{nosuch}'", r"b'\x4'", "b'ж'", "'a' b'b'", "'abc", '"""abc', r"'\'", r"b'\u0041'", r"'\u0041'", "ub'x'", "br'\\'", r"'\N'", r"'\x'", "f'{'", "'a\nb'"]:
    try:
        print(text, ascii(eval(text)))
    except SyntaxError as e:
        print(text, e.msg)
