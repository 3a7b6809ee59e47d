# Floats of every exponent: which of them lie in the word itself must not show.
import struct


def bits(x):
    return struct.unpack('<Q', struct.pack('<d', x))[0]


total = 0
for sign in (1.0, -1.0):
    for e in range(-1074, 1024):
        x = sign * 2.0 ** e if e > -1023 else sign * 5e-324 * 2.0 ** (e + 1074)
        y = x * 1.5
        for v in (x, y, x + y, y - x, -x, x / 3.0):
            total = (total * 31 + bits(v)) % (1 << 61)
        if abs(e) in (255, 256, 257, 254, 1022) or e in (-1074, 1023):
            print(x.hex(), y.hex(), (x + y).hex(), x == y - x / 2.0, x < y, hash(x) == hash(-(-x)))
print(total)
zero, edge = 0.0, 2.0 ** -255
for a in (zero, -zero, edge, -edge, 2.0 ** 256, 2.0 ** 257, 5e-324, float('inf'), float('nan')):
    row = []
    for b in (zero, -zero, edge, 1.0, -2.0 ** 256, float('inf')):
        row += [a + b, a - b, a * b, a < b, a == b, a >= b]
        row.append(a / b if b else None)
    print(row)
x = edge
for i in range(6):
    x *= 0.5
    print(x.hex(), (x + x).hex(), x > 0, x * 0.0, bool(x), bool(x - x))
print([float(i) for i in range(-3, 4)], sum([0.0] * 5), -0.0 + 0.0, 0.0 * -1)
print(min(0.0, -0.0), max(0.0, -0.0), min(-0.0, 0.0), max(-0.0, 0.0), sorted([0.0, -0.0, -1.0, float('-inf')]))
print([0.0, -0.0].index(-0.0), 1 in [1.0], True in [1.0], [1, 1.0, True].count(1), [float('nan')].count(float('nan')))
print(max(1, 1.0), max(1.0, 1), min(2, 2.0), min(True, 1), max([3, 2.5, 10 ** 30, 7]), min([3, 2.5, -10 ** 30]))
