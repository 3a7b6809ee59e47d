# SPDX-License-Identifier: MIT
# Which names __slots__ takes.
for slots in (['\x80'], ['a b'], ['1'], ['a\u00b7'], ['\u00b7a'], ['é', 'я1'], ['℘'], [1], '', 'ab', ['a', 'a']):
    try:
        C = type('C', (), {'__slots__': slots})
        print(ascii(slots), C.__slots__ is slots)
    except Exception as e:
        print(ascii(slots), type(e).__name__, e)
