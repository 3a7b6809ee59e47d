# Ints of one word, two words and a little more, of both signs: all operators on all pairs.
import operator


class Sub(int):
    pass


edges = set()
for bits in (0, 1, 31, 32, 53, 61, 62, 63, 64, 65, 95, 126, 127, 128, 129, 191, 192):
    for near in (-2, -1, 0, 1, 2):
        edges |= {(1 << bits) + near, -(1 << bits) + near}
edges |= {0x0123456789ABCDEFFEDCBA9876543210, -0xFFFFFFFF00000000FFFFFFFF, 6364136223846793005}
edges = sorted(edges)


def digest(results):
    total = 0
    for n, r in enumerate(results, 1):
        total = (total * 1000003 + n * hash(r) + len(repr(r))) % (2**89 - 1)
    return total


def outcome(fn, *args):
    try:
        return fn(*args)
    except (ZeroDivisionError, OverflowError) as e:
        return repr(e)


for name in "add sub mul floordiv mod truediv and_ or_ xor lt le eq ne gt ge".split():
    fn = getattr(operator, name)
    print(name, digest(outcome(fn, a, b) for a in edges for b in edges))
print("divmod", digest(outcome(divmod, a, b) for a in edges for b in edges))
for name in "lshift rshift".split():
    fn = getattr(operator, name)
    print(name, digest(fn(a, n) for a in edges for n in (0, 1, 31, 61, 62, 63, 64, 65, 126, 127, 128, 129, 200)))
for name in "neg pos invert abs".split():
    print(name, digest(getattr(operator, name)(a) for a in edges))

# What is worked out in place, by the instructions themselves.
for a in (2**63 - 1, 2**64 - 1, -(2**64), 2**127 - 1, -(2**127), 2**128):
    b = a
    b += 1
    print(b, b - 1 == a, b - 1 is not None, end=" ")
    b -= 3
    b *= 2
    b //= 5
    b ^= 2**64
    b |= 1
    b &= 2**100 - 1
    b <<= 7
    b >>= 3
    b %= 2**63 - 25
    print(b, -a, ~a, a < b, a == a + 0, a != a + 0)

# Subclasses and bools among them.
for a in (Sub(0), Sub(7), Sub(2**62), Sub(2**64), Sub(-(2**127)), Sub(2**130), True, False):
    for b in (1, 2**62 - 1, 2**64, -(2**126)):
        rows = [a + b, b - a, a * b, a & b, a | b, a ^ b, b // a if a else None, a % b, a < b, a == b]
        print(*rows, {type(r).__name__ for r in rows} - {"NoneType"} == {"int", "bool"})

# Constants of two words.
print(2**64 - 1, (1 << 64) - 1, 2**63, 2**126 + 2**126, 2**127 - 1, 0xFFFFFFFFFFFFFFFFFFFF & 0xFF00, 2**64 // 3, 2**64 % 1000)
print(-(2**64), ~(2**64), 2**64 * 2**60, 2**64 * 2**64, 15**32, 255**16, 2**128, 10**30 - 10**20, 1 << 126, 3 << 126, 2**64 >> 3)
print(18446744073709551616 - 1, 0x10000000000000000 >> 64, 0b1 << 70, 2**64 / 2**62, "ab" * (2**64 - 2**64 + 2))
print((2**64).__add__(1), 2**64 and 1, not 2**64, 2**64 if 2**64 else 0, (2**63 - 1) | 2**100, 2**64 == 2**64 + 0.0)
for bad in ("2**64 % (2**64 - 2**64)", "2**64 // 0", "2**64 << -1", "1 >> -(2**64)", "'a' * 2**64"):
    try:
        eval(bad)
    except Exception as e:
        print(bad, type(e).__name__, e)

# A generator of numbers as it is written everywhere.
x, h, s = 1, 14695981039346656037, 88172645463325252
for i in range(1000):
    x = (x * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
    h = ((h ^ (i & 255)) * 1099511628211) % 2**64
    s ^= (s << 13) & 0xFFFFFFFFFFFFFFFF
    s ^= s >> 7
    s ^= (s << 17) & 0xFFFFFFFFFFFFFFFF
print(x, h, s, pow(x, h, 2**64 - 59), x * h % (2**64 - 59), (x << 64 | h) % s)
