# SPDX-License-Identifier: MIT
# range and slice objects.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


for r in (range(5), range(2, 5), range(5, 0, -2), range(0), range(0, 10, 3), range(10**30, 10**30 + 3), range(-5, 5, 4)):
    print(r, len(r) if r.stop < 2**62 else '', list(r), r[0:2], r[::-1], list(reversed(r)), r.start, r.stop, r.step, bool(r), 2 in r, 2.0 in r, 'a' in r, r.count(2), hash(r) == hash(range(r.start, r.stop, r.step)))
show('range(5)[5]', lambda: range(5)[5])
show('range(5)[\'a\']', lambda: range(5)['a'])
show('range(5).index(7)', lambda: range(5).index(7))
show('range(5).index(3), range(0, 10, 2)[-1], range(10)[2:8:3], range(10**20)[10**19]', lambda: (range(5).index(3), range(0, 10, 2)[-1], range(10)[2:8:3], range(10**20)[10**19]))
show('len(range(10**20))', lambda: len(range(10**20)))
show('range()', lambda: range())
show('range(1, 2, 0)', lambda: (range(1, 2, 0)))
show('range(1.0)', lambda: range(1.0))
show('range(\'a\')', lambda: range('a'))
show('range(1, 2, 3, 4)', lambda: (range(1, 2, 3, 4)))
show('range(3) == range(0, 3, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], range(1) != range(2)', lambda: (range(3) == range(0, 3, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], range(1) != range(2)))
show('range(3) < range(4)', lambda: range(3) < range(4))
show('range(3) + range(3)', lambda: range(3) + range(3))
show('range(5).start, max(range(5)), sum(range(101)), 10**18 in range(0, 10**20, 10**9), range(3).__contains__(True)', lambda: (range(5).start, max(range(5)), sum(range(101)), 10**18 in range(0, 10**20, 10**9), range(3).__contains__(True)))
show('next(range(3))', lambda: next(range(3)))
show('slice(1, 2, 3), slice(5), slice(None), slice(1, 2).start, slice(1, 2, 3).indices(10), slice(None, None, -1).indices(4), slice(\'a\', None)', lambda: (slice(1, 2, 3), slice(5), slice(None), slice(1, 2).start, slice(1, 2, 3).indices(10), slice(None, None, -1).indices(4), slice('a', None)))
show('slice(1, 2) == slice(1, 2), slice(1) != slice(2), slice(1, 2) < slice(1, 3), hash(slice(1, 2)) == hash(slice(1, 2))', lambda: (slice(1, 2) == slice(1, 2), slice(1) != slice(2), slice(1, 2) < slice(1, 3), hash(slice(1, 2)) == hash(slice(1, 2))))
show('slice()', lambda: slice())
show('slice(1, 2, 0).indices(5)', lambda: (slice(1, 2, 0).indices(5)))
show('slice(1).indices(-1)', lambda: slice(1).indices(-1))
show('slice(\'a\').indices(5)', lambda: slice('a').indices(5))
class S:
    def __getitem__(self, k): return k
show('S()[1:2], S()[1:2, 3], S()[:, ::2], S()[...], S()[()], S()[1,], S()[:], S()[1:2:3], S()[\'a\':\'b\'], S()[*[1, 2], 3]', lambda: (S()[1:2], S()[1:2, 3], S()[:, ::2], S()[...], S()[()], S()[1,], S()[:], S()[1:2:3], S()['a':'b'], S()[*[1, 2], 3]))
try:
    range(3).start = 1
except AttributeError as e:
    print(e)
it = iter(range(3)); print(next(it), it.__length_hint__(), list(it))
