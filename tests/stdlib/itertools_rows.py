"""Tuples that zip, product and their like give: used again only when nobody else has them."""
import gc
import itertools

for make in (lambda: zip('abc', [1, 2, 3], (4.5, 5.5, 6.5)), lambda: zip('abc'), lambda: zip([], [1], [2]),
             lambda: itertools.product('ab', [1, 2], repeat=1), lambda: itertools.product('ab', repeat=3), lambda: itertools.product(),
             lambda: itertools.permutations('abc'), lambda: itertools.permutations('abcd', 2), lambda: itertools.combinations('abcd', 3),
             lambda: itertools.combinations_with_replacement('abc', 2), lambda: itertools.combinations('ab', 0)):
    kept = list(make())
    print(kept)
    assert [tuple(list(row)) for row in make()] == kept
    some, last = [], None
    for n, row in enumerate(make()):
        if n % 2:
            some.append(row)
        last = row
    assert some == kept[1::2] and last == (kept[-1] if kept else None)
    it = make()
    pairs = [(row, next(it, None)) for row in it]
    assert pairs == [(a, b) for a, b in itertools.zip_longest(kept[::2], kept[1::2])]
    hashes = {row: i for i, row in enumerate(make())}
    assert list(hashes) == list(dict.fromkeys(kept))


class Item:
    live = 0

    def __init__(self):
        Item.live += 1

    def __del__(self):
        Item.live -= 1


for a, b, c in zip((Item() for _ in range(5)), (Item() for _ in range(5)), range(5)):
    print(Item.live, end=' ')
del a, b
print(Item.live)
z = zip((Item() for _ in range(3)), range(3), range(3))
row = next(z)
row = next(z)
row = None
print(Item.live)
next(z)
print(Item.live)
z = None
print(Item.live)


# A zip that is read by its own iterator, and one that gives itself away.
def again():
    yield 1
    yield next(outer, 'inner')
    yield 3


outer = zip(again(), 'abc', 'def')
try:
    print(list(outer))
except ValueError as e:
    print(e)
ring = []
z = zip(ring, ring, ring)
ring.append(z)
next(z)
del z, ring
print(gc.collect() > 0)
for x, y, w in zip([[1]], [[2]], [[3]]):
    x.append(y)
print(x, y, w)
for row in zip([1, 2], [3, 4], strict=True):
    print(row)
try:
    for row in zip([1, 2, 3], [3, 4], strict=True):
        print(row)
except ValueError as e:
    print(e)
