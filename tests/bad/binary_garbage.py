# SPDX-License-Identifier: MIT
# Bytes that are not a program: SyntaxError or ValueError, never a crash.
seed = 7
kinds = {}
for round in range(300):
    data = bytearray()
    for _ in range(60):
        seed = (seed * 1103515245 + 12345) % 2**31
        data.append(seed >> 16 & 255)
    try:
        compile(bytes(data), 'garbage', 'exec')
        name = 'compiled'
    except SyntaxError as e:
        name = 'SyntaxError'
    except ValueError as e:
        name = 'ValueError'
    kinds[name] = kinds.get(name, 0) + 1
print(sum(kinds.values()), sorted(set(kinds) - {'ValueError'}))
for text in (b'\x00', b'x\x00y', b'\xff\xfe', b'\x80', b'# coding: nosuch\nx', b'# coding: latin-1\nx = "\xe9"', b'\xef\xbb\xbfx = 1', b'\xef\xbb\xbf# coding: cp1251\n', b'x = "\xff"', b'\x0c\x0cx = 1', b'\x1a', b'$', b'?', b'!', b'x = 1\\', b'\\', b'x \\ y'):
    try:
        compile(text, 'g', 'exec')
        print(text, 'ok')
    except (SyntaxError, ValueError) as e:
        print(text, type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
