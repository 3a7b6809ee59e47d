# SPDX-License-Identifier: MIT
# Views: set operations, comparison, liveness, repr.
d = {'a': 1, 'b': 2, 'c': 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), 'a' in k, 1 in v, ('a', 1) in i, ('a', 2) in i, ('a',) in i, 'a' in i)
print(sorted(k & {'a', 'z'}), sorted(k | {'z'}), sorted(k - {'a'}), sorted(k ^ {'a', 'z'}), sorted(k & 'ab'), sorted({'a', 'q'} - k), sorted(i & {('a', 1)}), sorted(i - {('a', 1)}))
print(k == {'a', 'b', 'c'}, k <= {'a', 'b', 'c', 'd'}, k < k, k >= {'a'}, k.isdisjoint('xyz'), i == {('a', 1), ('b', 2), ('c', 3)}, v == v, v == d.values(), k != d.keys(), {} .keys() == set())
d['d'] = 4; print(k, v, i, len(i))
print(k.mapping, type(k).__name__, type(v).__name__, type(i).__name__)
for bad in (lambda: v & v, lambda: k & 5, lambda: k + k, lambda: k < 5, lambda: hash(k), lambda: k[0], lambda: i & {('a', [])}, lambda: {'x': []}.items() | set(), lambda: k.mapping.__setitem__('z', 1)):
    try:
        print(bad())
    except (TypeError, AttributeError) as e:
        print(e)
for size_change in (lambda: d.__setitem__('new', 1), lambda: d.pop('new')):
    try:
        for x in d:
            size_change()
    except RuntimeError as e:
        print(e)
try:
    for x in list(d): d[x + x] = d.pop(x)
    print(d)
    for x in d:
        del d[x]
        d[x * 2] = 1
except RuntimeError as e:
    print(e)
it = iter({1: 2}); print(next(it), next(it, None), it.__length_hint__())
e = {1: 'x', 2: 'y'}
for key in e: e[key] = e[key] * 2
print(e, [*e.items()], {**e}, max(e), sum(e), any(e.values()), dict(map(reversed, e.items())))
