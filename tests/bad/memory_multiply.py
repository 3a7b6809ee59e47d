# SPDX-License-Identifier: MIT
# memory: 4000000
# What cannot fit raises MemoryError, and the program goes on.
for name, f in (('list', lambda: [0] * 10**12), ('tuple', lambda: (0,) * 10**12), ('str', lambda: 'a' * 10**12), ('bytes', lambda: b'a' * 10**12), ('bytearray', lambda: bytearray(10**12)), ('bytes(n)', lambda: bytes(10**12)), ('join', lambda: ('a' * 10**7).join(['b'] * 10**6)),
                ('center', lambda: 'a'.center(10**12)), ('zfill', lambda: '1'.zfill(10**12)), ('format', lambda: format(1, '1000000000000')), ('replace', lambda: ('a' * 10**6).replace('a', 'b' * 10**7)), ('expandtabs', lambda: ('\t' * 1000).expandtabs(2**31 - 1)), ('imul', lambda: [1, 2].__imul__(10**12)),
                ('%', lambda: '%1000000000000d' % 1), ('2**', lambda: 2 ** 10**12)):
    if name in ('2**', 'expandtabs'): continue
    try:
        f()
        print(name, 'no error')
    except (MemoryError, OverflowError, ValueError) as e:
        print(name, type(e).__name__)
print('still alive', sum(range(10)))
