# The state of iterators: __reduce__, __setstate__, __length_hint__ and copies, at the beginning, in the middle and at the end.
import copy


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


class Sequence:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError
        return i * 10


big = 2**70
makers = [
    lambda: iter(range(5)),
    lambda: iter(range(10, 0, -3)),
    lambda: iter(range(big, big + 10, 3)),
    lambda: iter(range(big, 0, -(2**69))),
    lambda: reversed(range(7)),
    lambda: reversed(range(big, big + 5)),
    lambda: iter([1, 2, 3, 4]),
    lambda: reversed([1, 2, 3, 4]),
    lambda: iter((1, 2, 3, 4)),
    lambda: iter('abcd'),
    lambda: iter('абвг'),
    lambda: iter(b'abcd'),
    lambda: iter(bytearray(b'abcd')),
    lambda: iter(Sequence()),
    lambda: reversed('abcd'),
    lambda: reversed((1, 2, 3)),
    lambda: iter({'a': 1, 'b': 2}),
    lambda: iter({'a': 1, 'b': 2}.values()),
    lambda: iter({'a': 1, 'b': 2}.items()),
    lambda: reversed({'a': 1, 'b': 2}),
    lambda: reversed({'a': 1, 'b': 2}.items()),
    lambda: iter({1}),
    lambda: iter(frozenset({2})),
    lambda: enumerate('abc', 5),
    lambda: enumerate('abc', big),
    lambda: zip('abc', [1, 2, 3]),
    lambda: zip('abc', [1, 2], strict=True),
    lambda: map(ord, 'abc'),
    lambda: filter(None, [0, 1, 2]),
    lambda: iter([3, 2, 1].pop, 1),
]
for n, make in enumerate(makers):
    print(n, type(make()).__name__)
    for steps in 0, 1, 2, 30:
        it = make()
        for _ in range(steps):
            attempt(next, it)
        print(' ', steps, attempt(lambda: it.__length_hint__()), end=' ')
        reduced = attempt(lambda: it.__reduce__())
        if isinstance(reduced, tuple):
            made = reduced[0](*reduced[1])
            if len(reduced) > 2 and reduced[2] is not None:
                made.__setstate__(reduced[2])
            print(reduced[0].__name__, len(reduced[1]), reduced[2:], attempt(list, made), end=' ')
        else:
            print(reduced, end=' ')
        twin = attempt(copy.copy, it)
        print(attempt(list, twin) if not isinstance(twin, str) else twin, attempt(list, it))
    if hasattr(make(), '__setstate__'):
        for state in 0, 1, 3, -1, -5, 100, True, False, 10**30, -(10**30), 'x', None:
            it = make()
            print('  state', state, attempt(it.__setstate__, state), attempt(list, it))
