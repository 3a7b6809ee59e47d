# SPDX-License-Identifier: MIT
# bytes and bytearray share their methods.
for kind in (bytes, bytearray):
    b = kind(b'Hello World')
    print(b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), b.center(15, b'*'), b.ljust(13), b.rjust(13, b'.'), kind(b'-7').zfill(5))
    print(b.find(b'o'), b.rfind(b'o'), b.find(111), b.index(b'W'), b.count(b'l'), b.count(108), b.startswith(b'He'), b.endswith((b'x', b'ld')), b.replace(b'l', b'LL', 2))
    print(b.split(), b.rsplit(b'o', 1), b.partition(b' '), b.rpartition(b'z'), kind(b'a\nb\r\nc').splitlines(), kind(b'a\nb').splitlines(True), kind(b' x ').strip(), kind(b'xxaxx').strip(b'x'))
    print(b.hex(), b.hex(' '), b.hex(':', 2), b.hex('-', -4), kind.fromhex('48 65 6c'), b.translate(None, b'lo'), b.translate(bytes.maketrans(b'lo', b'01')), kind(b', ').join([b'a', bytearray(b'b')]))
    print([getattr(kind(x), n)() for x in (b'', b'abc', b'ABC', b'12', b' \t', b'A1', b'Ab', b'\xff') for n in ('isalpha', 'isdigit', 'isalnum', 'islower', 'isupper', 'isspace', 'istitle', 'isascii')])
    print(b[0], b[-1], b[1:4], b[::-1], b * 2, b + b'!', b'lo' in b, 72 in b, list(b[:3]), len(b), b == b'Hello World', b < b'I', b.removeprefix(b'He'), b.removesuffix(b'ld'), kind(b'a\tb').expandtabs(4))
    print(b.decode(), kind(3), kind([1, 2, 255]), kind('ж', 'utf-8'), kind(), kind(b'x'), kind(memoryview(b'mv')), kind(range(3)), hash(bytes(b)))
    for bad in (lambda: kind('a'), lambda: kind(-1), lambda: kind([256]), lambda: kind(['a']), lambda: kind(1, 'utf-8'), lambda: kind('a', 5), lambda: kind(1.5), lambda: b + 'a', lambda: b.find('o'), lambda: b[50], lambda: 'a' in b, lambda: 300 in b,
                lambda: b.join(['a']), lambda: b.split(b''), lambda: kind.fromhex('4'), lambda: kind.fromhex('zz'), lambda: kind.fromhex(b'41'), lambda: b.hex('ab'), lambda: b.index(b'zz'), lambda: b.center(20, b'ab'), lambda: b.replace(b'a'), lambda: b.startswith('H'),
                lambda: b.translate(b'short'), lambda: kind(2**70), lambda: kind(None), lambda: b.count(256), lambda: b['a'], lambda: b < 'a', lambda: bytes.maketrans(b'a', b'bc'), lambda: b * 'a', lambda: b * 2**62):
        try:
            print(bad())
        except Exception as e:
            print(type(e).__name__, e)
