# bytes() of a str that has __bytes__, numbers out of range, lengths beyond 62 bits.
import bisect


class Text(str):
    def __bytes__(self):
        return b'own'


class Ninety:
    def __index__(self):
        return 97


class Broken:
    def __index__(self):
        raise KeyError('broken')


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: bytes(Text('x')))
attempt(lambda: bytes(Text('x'), 'ascii'))
attempt(lambda: bytearray(Text('x')))
for container in b'abc', bytearray(b'abc'):
    for item in Ninety(), 'a', 1.5, None, -1, 256, 2**70, -2**70:
        attempt(lambda: item in container)
n = 2**63 - 1
attempt(lambda: len(range(n)))
attempt(lambda: len(range(-n, 0)))
attempt(lambda: len(range(n + 1)))
attempt(lambda: bisect.bisect(range(n - 1), n - 3))
attempt(lambda: bisect.bisect_left(range(n - 1), 2**62 + 1))
match range(n):
    case [first, *_, last] if last > 2**62:
        print(first, last)
