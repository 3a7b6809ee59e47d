# SPDX-License-Identifier: MIT
# A hundred levels of blocks, and one more.
for n in (50, 99, 100, 101):
    text = ''.join(' ' * i + 'if 1:\n' for i in range(n)) + ' ' * n + 'x = 1\n'
    try:
        compile(text, 'x', 'exec')
        print(n, 'ok')
    except (IndentationError, SyntaxError) as e:
        print(n, type(e).__name__, e.msg)
for n in (20, 21):
    text = ''.join(' ' * i + f'for a{i} in x:\n' for i in range(n)) + ' ' * n + 'y = 1\n'
    try:
        compile(text, 'x', 'exec')
        print(n, 'ok')
    except SyntaxError as e:
        print(n, type(e).__name__, e.msg)
