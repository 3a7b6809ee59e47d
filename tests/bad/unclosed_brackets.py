# SPDX-License-Identifier: MIT
for text in ('(' * 100_000, '[' * 199, 'f(' * 100, '{1: (', 'x = [1,\n2', '(]', '{)', '(\n\n[1}', ')', 'f())', 'a[1}]'):
    try:
        compile(text, 'x', 'exec')
    except SyntaxError as e:
        print(repr(text[:20]), e.msg, e.lineno, e.offset if len(text) < 1000 else '')
