# Rows that iterators use again: not when somebody holds one; errors and ends in the middle; iterators
# that come back to the one that asks them.
import gc
from itertools import (chain, combinations, combinations_with_replacement, compress, dropwhile,
                       filterfalse, groupby, islice, pairwise, permutations, product, starmap,
                       takewhile, tee, zip_longest)

makers = {
    "pairwise": lambda: pairwise("abcd"),
    "zip_longest": lambda: zip_longest("abc", "de", fillvalue="-"),
    "zip3": lambda: zip("abc", "def", "ghi"),
    "product": lambda: product("ab", "cd"),
    "combinations": lambda: combinations("abcd", 3),
    "replacement": lambda: combinations_with_replacement("abc", 2),
    "permutations": lambda: permutations("abc"),
    "groupby": lambda: groupby("aabbc"),
    "items": lambda: reversed({1: "a", 2: "b", 3: "c"}.items()),
}
for name, make in makers.items():
    held, first = [], None
    for n, row in enumerate(make()):
        if n % 2:
            held.append(row)
        first = first or row
    print(name, held if name != "groupby" else [k for k, _ in held], first[0], len(list(make())))
    print(*[row[0] for row in make()], *["".join(map(str, row)) for row in make() if name != "groupby"])


# Unpacked by the loop: right and wrong lengths, in the middle too.
def unpack2(rows):
    out = []
    for a, b in rows:
        out.append((b, a))
    return out


def unpack3(rows):
    out = []
    for a, b, c in rows:
        out.append((c, b, a))
    return out


for make in (lambda: pairwise([1, 2, 3]), lambda: product([1, 2], [3]), lambda: zip([1], [2]), lambda: zip([1, 2], [3, 4], [5, 6]),
             lambda: combinations([1, 2, 3, 4], 3), lambda: zip_longest([1], [2, 3]), lambda: islice([(1, 2), [3, 4], "56"], 3),
             lambda: chain([(1, 2)], [(1, 2, 3)]), lambda: chain([(1, 2, 3), "abc"], [7]), lambda: reversed({1: 2, 3: 4}.items()),
             lambda: starmap(lambda *a: a, [(1, 2), (3,)]), lambda: zip([1, 2, 3], [4, 5], [6, 7, 8]), lambda: zip([], [], [])):
    for unpack in unpack2, unpack3, unpack2:
        try:
            print(unpack(make()))
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)


class Rows:
    def __init__(self, *rows):
        self.rows = list(rows)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.rows:
            raise StopIteration
        row = self.rows.pop(0)
        if isinstance(row, Exception):
            raise row
        return row


print(unpack2(Rows((1, 2), [3, 4], "56", {7: 0, 8: 0})))
for bad in (Rows((1, 2), KeyError("k")), Rows((1, 2), (3,)), zip(Rows(1, 2), Rows(3, KeyError("z"))),
            zip(Rows(1, KeyError("y")), [2, 3])):
    try:
        unpack2(bad)
    except Exception as e:
        print(type(e).__name__, e)
shrinking = {1: "a", 2: "b"}
try:
    for k, v in reversed(shrinking.items()):
        shrinking[k + 10] = v
except RuntimeError as e:
    print(e)


# What an iterator drops when another one fails, and when.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def louds(prefix, n, error=None):
    for i in range(n):
        yield Loud(f"{prefix}{i}")
    if error:
        raise error


try:
    for a, b, c in zip(louds("a", 2), louds("b", 2), louds("c", 1, KeyError("c"))):
        print(a.name, b.name, c.name)
except KeyError as e:
    print("error", e)
del a, b, c
for a, b, c in zip(louds("d", 2), louds("e", 1), louds("f", 2)):
    print(a.name, b.name, c.name)
del a, b, c
for name, it in (("take", takewhile(lambda x: False, louds("t", 1))), ("drop", dropwhile(lambda x: True, louds("u", 1))),
                 ("false", filterfalse(lambda x: True, louds("v", 1))), ("compress", compress(louds("w", 1), [0]))):
    print(name, list(it))
for it in (takewhile(lambda x: 1 / 0, [1]), dropwhile(lambda x: 1 / 0, [1]), filterfalse(lambda x: 1 / 0, [1]),
           compress([1], Rows(KeyError("s"))), compress([1], [type("B", (), {"__bool__": lambda s: 1 / 0})()]),
           starmap(pow, [(2, 3), (2,)]), starmap(pow, [7]), groupby([1, 2], lambda x: 1 / (x - 1))):
    try:
        print(list(it))
    except Exception as e:
        print(type(e).__name__, e)


# An iterator that asks the one it serves.
class Back:
    def __init__(self, n):
        self.n, self.owner, self.seen = n, None, []

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        if self.n == 2 and self.owner is not None:
            self.seen.append(next(self.owner, None))
        return self.n


for make in (lambda b: zip_longest(b, "xyzuvw"), lambda b: pairwise(b), lambda b: zip(b, "xyz", "uvw"), lambda b: chain(b, [9]),
             lambda b: islice(b, 4), lambda b: compress(b, [1] * 9), lambda b: takewhile(lambda x: True, b),
             lambda b: filterfalse(lambda x: False, b)):
    b = Back(5)
    b.owner = make(b)
    print(list(b.owner), b.seen)
    b.owner = None

# Longer than a block, and copies at different places.
a, b = tee(range(130))
print(sum(islice(a, 100)), sum(b), sum(a), list(b))
a, b = tee("abc")
print(next(a), [(x, y) for x, y in zip(a, b)], list(b))

# Groups in any order.
groups = [(k, g) for k, g in groupby([1, 1, 2, 3, 3])]
print([(k, list(g)) for k, g in groups])
it = groupby("AAABBC", str.lower)
k, g = next(it)
print(k, next(g), [(k, list(h)) for k, h in it], list(g))


class Cycle:
    pass


c = Cycle()
c.it = pairwise([c, c, c])
next(c.it)
c.z = zip_longest([c], [c, c])
next(c.z)
del c
print(gc.collect() > 0)
