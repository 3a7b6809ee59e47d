# SPDX-License-Identifier: MIT
# Where compile() says an error is: source without a last newline, single statements, bytes that do not decode.
def attempt(source, mode):
    try:
        compile(source, 'g', mode)
        print(mode, ascii(source), 'ok')
    except SyntaxError as e:
        print(mode, ascii(source), type(e).__name__, ascii(e.args))

for source in ('@d', '@d\n', '@d\n\n\n', '@d\n# c', 'if 1:\n  @d\n', 'if 1:\n  @d', 'if 1:', 'try:\n x', 'for x in y', 'while 1', '@d\nif 1: pass',
               'with x as y', 'with open(f) as f\n  pass', 'with x as y, z as w\n  pass', 'with x:'):
    attempt(source, 'exec')
    attempt(source.encode(), 'exec')
    attempt(source, 'single')
for source in ('', '\n', '#c', '# c\n', '\n\n', '1 2', '1\n2', '1;', '\n\n1 +', '1 +', '(', 'x=1', "f'{x:5", "f'{x"):
    attempt(source, 'eval')
for source in ('', '1\n2', '1\n\n', '1\n#c\n', 'x;y', 'x;y\nz', 'if 1: pass\n2', 'if 1: pass', 'if 1: pass\n', 'if 1:\n pass', 'if 1:\n pass\nx\n', 'class A: pass',
               'if 1: pass\nelse: pass', '\n1', '1\n(', '1\n\n\n2', 'x\n$', 'x\n  ', 'x = (1,\n2)\n', 'if 1: pass # c', 'if 1: pass\n#c'):
    attempt(source, 'single')
for source in (b'\xff', b'x\n\xff', b'\n\ny = "\xe9"\n', b'# coding: nosuch\n', b'#!x\n# coding: nosuch\n', b'\xef\xbb\xbf# coding: cp1251\n',
               b'# coding: ascii\nx="\xe9"\n', b'# coding: cp1251\nx="\x98"\n', b'# coding: utf-8\nx="\xe9"\n', b'\xe2\x82', b'ab\xe2\x82"', b'x = "abc\xff"',
               b'# c\xff', b'x = 1\n# c\xff\ny = 2 # \xfe', b'# \xff\n"\xff"', b'\xed\xa0\x80', b'x\xe9(', b'# coding: utf8\n"\xff"', b'\x00', b'a\n\x00', '\x00'):
    attempt(source, 'exec')
for source in ("f'{x:5\ny = 1\n", "f'{x:{y}", "f'{\ny = 1\n", "(f'{x:5\ny = 1\n", "f'{x!r\ny = 1\n"):
    try:
        compile(source, 'g', 'exec')
    except SyntaxError as e:
        print(ascii(source), e)
