"""Dict displays: keys given twice, keys of every kind, what is left when one cannot be hashed."""
x = 'a'
print({'a': 1, 'b': 2, x: 3, 'c': 4}, {1: 'one', True: 'true', 1.0: 'float'}, {-1: 1, -2: 2, 'a': 3, 0: 4, False: 5})
print({'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6, 'g': 7, 'h': 8, 'i': 9, 'j': 10, 'k': 11, 'l': 12, 'a': 13})
print({(1, 2): 'pair', 1: 1, (1, 2): 'again', 2 ** 70: 'big', 2 ** 62: 'edge', 2 ** 61 - 1: 'prime', 0: 'zero', None: 0, b'a': 1, 'я': 2})


class Item:
    live = 0

    def __init__(self, name):
        self.name = name
        Item.live += 1

    def __del__(self):
        Item.live -= 1

    def __hash__(self):
        return hash('a')

    def __eq__(self, other):
        return other == 'a' or isinstance(other, Item)


d = {'a': Item(1), Item(2): Item(3), 'b': Item(4), 'a': Item(5)}
print(len(d), Item.live, [k if isinstance(k, str) else 'item' for k in d], d['a'].name)
d = None
print(Item.live)
for make in (lambda: {'a': Item(1), []: Item(2), 'c': Item(3)}, lambda: {Item(1): Item(2), 1: {}, {}: 3},
             lambda: {'a': 1, Item(1): 2, 'c': 1 / 0}):
    try:
        make()
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
    print(Item.live)
n = 0
for i in range(1000):
    d = {'x': i, 'y': [i], i: 'z'}
    n += d['x'] + d['y'][0] + len(d)
    d[i + 1] = d
    del d['x']
print(n, list(d)[:2])
