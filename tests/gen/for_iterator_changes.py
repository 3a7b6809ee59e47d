# A for loop over a generator that ends after the same loop, in another call, has gone over a list.


def gen():
    yield 1
def walk(depth):
    folders = walk(depth-1) if depth else [1,2]
    for f in folders:
        yield f
print(list(walk(1)))
def two(first):
    for f in first:
        yield f
print(list(two([1])), list(two(gen())), list(two([1])), list(two(gen())))
def three(d):
    for f in (three(d-1) if d else []):
        yield f
print(list(three(0)), list(three(1)))


def walk_kinds(depth, kind):
    inner = walk_kinds(depth - 1, kind) if depth else kind([1, 2])
    for item in inner:
        yield item


for kind in list, tuple, set, iter, lambda items: range(2), lambda items: {1: 2}, lambda items: (item for item in items):
    print(list(walk_kinds(3, kind)))
