# SPDX-License-Identifier: MIT
# tokenize and token: tokens of all kinds with places, errors, encodings, back to text.
import io, os, token, tokenize
print(sorted(set(tokenize.__all__) - set(token.__all__)), token.N_TOKENS, token.NT_OFFSET, token.tok_name, token.EXACT_TOKEN_TYPES == tokenize.EXACT_TOKEN_TYPES, len(token.EXACT_TOKEN_TYPES))
print(token.ISTERMINAL(5), token.ISNONTERMINAL(300), token.ISEOF(0), sorted(token.EXACT_TOKEN_TYPES.items()))
for src in ['x = 1\n', 'x', 'if a:\n  b\n', '# c\n\nx # d\n', 'f"a{b!r:>{c}}d{{}}" + f\'\'\'x\n{y=}\'\'\'\n', '(a,\n b)\n', '"""x\ny"""\n', 'a\\\n b\n', 'if a:\n\tb\n\n\n# x\nc', '', '\n', 'x $ y\n', 'é = "ü"\n', 'f"{a:{b}c}\\n{{x}}"\n', "rb'x' u'y' 0x1f 1_0.5e-3j ... -> := !=\n",'def f():\n    pass\n    # end\n', 'f"{x:%H:%M}"\n', "f'{a[\"b\"]}'\n", 'x\n  # indented comment\ny\n', '  \n\n', 'if a:\n    x\n  \n    y\n']:
    print(repr(src))
    try:
        for t in tokenize.generate_tokens(io.StringIO(src).readline): print('  ', t.type, tokenize.tok_name[t.type], repr(t.string), t.start, t.end, repr(t.line))
    except Exception as e: print('  ', type(e).__name__, e, e.args)
for src in ['(', 'x = "abc\n', '"""abc', 'if a:\n    b\n  c\n', '1x', ')', '0777', '$', 'a\\ b', "f'abc", '(]', 'x = 5 ¿\n', '1__0','é¡']:
    try: list(tokenize.generate_tokens(io.StringIO(src).readline)); print(repr(src), 'fine')
    except Exception as e: print(repr(src), type(e).__name__, e, e.args)

def own():
    """Doc
    string."""
    if own:
        x = [1,
             2]     # comment
    return f'{own!r:>{len("x")}} {{literal}}', 'a' "b"
with open(__file__, 'rb') as file: data = file.read()
tokens = list(tokenize.tokenize(io.BytesIO(data).readline))
print(tokens[0], tokens[-1], len(tokens), sum(t.exact_type for t in tokens), tokenize.untokenize(tokens) == data)
poor = tokenize.untokenize([t[:2] for t in tokens])
print(type(poor).__name__, [t[:2] for t in tokenize.tokenize(io.BytesIO(poor).readline)][:40] == [t[:2] for t in tokens][:40], tokenize.untokenize([(1, 'a'), (55, '+'), (2, '1'), (4, '\n')]))
try: tokenize.untokenize([tokens[5], tokens[1]])
except ValueError as error: print(error)
for data in b'', b'x\n', b'# -*- coding: latin-1 -*-\nx', b'#!/usr/bin\n# vim: set fileencoding=ascii :\n', b'\xef\xbb\xbfx', b'\xef\xbb\xbf# coding: utf-8\n', b'\xef\xbb\xbf# coding: latin-1\n', b'# coding: nosuch\n', b'x = 1\n# coding: latin-1\n', b'\xff\n', b'\n# coding=Latin_1-unix\n':
    try: print(tokenize.detect_encoding(io.BytesIO(data).readline))
    except SyntaxError as error: print(error)
with open('latin.py', 'wb') as file: file.write('# coding: latin-1\nx = "é"\n'.encode('latin-1'))
with tokenize.open('latin.py') as file: print(file.encoding, file.mode, file.read())
lines = iter(['a = 1\n', 'b\n'])
print([t.string for t in tokenize.generate_tokens(lambda: next(lines))], [t.string for t in tokenize.tokenize(iter([b'z\n']).__next__)])
