"""Tuples sorted by their items: stable, by every column, with what has no simple order among them."""
seed = 11


def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 7) % n


def digest(rows):
    h = 0
    for row in rows:
        h = (h * 31 + hash(repr(row))) % 1000003
    return h


texts = ['', 'a', 'a\0', 'a\0\0', 'ab', 'abcdefgh', 'abcdefghi', 'abcdefghj', 'б', 'ба', 'a😀', 'z' * 30, 'z' * 30 + 'a']
kinds = {
    'ints': lambda: rnd(5) - 2,
    'big': lambda: (rnd(3) - 1) * 10 ** 25 + rnd(3),
    'wide': lambda: (rnd(3) - 1) * (2 ** 61) + rnd(3),
    'floats': lambda: [0.0, -0.0, 1.5, -1.5, float('inf'), -float('inf'), 1e-310, -1e-310][rnd(8)],
    'texts': lambda: texts[rnd(len(texts))],
    'latin': lambda: texts[rnd(8)],
    'short': lambda: 'n%d' % rnd(12),
    'bools': lambda: rnd(2) == 1,
    'tuples': lambda: (rnd(2), 'x' * rnd(2)),
    'mixed': lambda: [1, 1.0, True, 0, 0.5][rnd(5)],
}
names = list(kinds)
for first in names:
    for second in names:
        for n in (3, 40, 300):
            rows = [(kinds[first](), kinds[second](), rnd(3)) for _ in range(n)]
            tagged = list(enumerate(rows))
            up = sorted(tagged, key=lambda r: r[1])
            down = sorted(tagged, key=lambda r: r[1], reverse=True)
            assert all(a[1] < b[1] or a[1] == b[1] and a[0] < b[0] for a, b in zip(up, up[1:]))
            assert all(a[1] > b[1] or a[1] == b[1] and a[0] < b[0] for a, b in zip(down, down[1:]))
            plain = sorted(rows)
            assert plain == [r[1] for r in up]
            rows.sort(reverse=True)
            assert rows == [r[1] for r in down]
    print(first, [i for i, _ in up][:12])

# Different lengths; a column that is never reached.
rows = [(1,) * (i % 4) + (i % 3,) * (i % 2) for i in range(40)]
print(sorted(rows))
print(sorted([(i * 7 % 20, object()) for i in range(20)])[0][0])
long = [tuple([1] * 12 + [i * 5 % 13]) for i in range(13)]
print([r[-1] for r in sorted(long)])
eight = [tuple([1] * 7 + [i * 5 % 13]) for i in range(13)]
print([r[-1] for r in sorted(eight)])

# NaN: no order, but a defined outcome.
nan = float('nan')
print(sorted([(float(i * 7 % 10), i) for i in range(10)] + [(nan, 1)] + [(0.5, 2)]))
print(sorted([(1, float(i * 7 % 10)) for i in range(10)] + [(1, nan)] + [(1, 0.5)]))

# What cannot be compared.
for bad in ([(i % 3, i if i % 2 else str(i)) for i in range(20)], [(i, None) for i in range(9)] + [(3, 'x')],
            [(str(i), 1) for i in range(9)] + [(3, 1)], [('a', i, None) for i in range(9)] + [('a', 3, ())]):
    rows = list(bad)
    try:
        rows.sort()
    except TypeError as e:
        print(e, len(rows), sorted(map(repr, rows)) == sorted(map(repr, bad)))
    else:
        print('sorted', rows[:2])


class Odd:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        log.append((self.n, other.n))
        return self.n < other.n


log = []
rows = sorted([(i % 2, Odd(i * 7 % 12)) for i in range(12)])
print([r[1].n for r in rows], len(log), log[:10])


class Sub(tuple):
    def __lt__(self, other):
        return tuple.__lt__(other, self)


print(sorted([Sub((i * 7 % 10, i)) for i in range(10)]))
