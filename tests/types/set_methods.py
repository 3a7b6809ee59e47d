# SPDX-License-Identifier: MIT
# set and frozenset: methods, operators, errors.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


a, b = {1, 2, 3}, {3, 4}
for kind in (set, frozenset):
    x, y = kind(a), kind(b)
    print(x | y, x & y, x - y, x ^ y, x <= y, x < x | y, x >= x, x > y, x == {1, 2, 3}, x.isdisjoint({9}), x.issubset(range(5)), x.issuperset([1]), x.union([7], (8,)), x.intersection([1, 2], [2]), x.difference([1], [2]), x.symmetric_difference([1, 9]), x.copy(), 2 in x, len(x))
    print(type(x | b).__name__, type(b | x).__name__, kind('hello') == kind('olleh'), kind(), kind([]), kind(range(3)), repr(kind([5])), bool(kind()))
a.add(5); a.add(5); a.discard(1); a.discard(99); a.remove(2); print(a)
a.update([7], {8}); a.intersection_update({5, 7, 8}); a.difference_update([8]); a.symmetric_difference_update([5, 6]); print(a)
a |= {1}; a &= {1, 6, 7}; a -= {7}; a ^= {1, 2}; print(a, a.pop() in {2, 6}, len(a)); a.clear(); print(a)
show('{1}.remove(2)', lambda: {1}.remove(2))
show('{1}.remove([])', lambda: {1}.remove([]))
show('set().pop()', lambda: set().pop())
show('{[]}', lambda: {[]})
show('{1, {2}}', lambda: ({1, {2}}))
show('set(5)', lambda: set(5))
show('set(1, 2)', lambda: (set(1, 2)))
show('{1} | [2]', lambda: {1} | [2])
show('{1} + {2}', lambda: {1} + {2})
show('{1} < [1]', lambda: {1} < [1])
show('{1}.union(5)', lambda: {1}.union(5))
show('{1}.add()', lambda: {1}.add())
show('hash({1})', lambda: hash({1}))
show('{1}[0]', lambda: {1}[0])
show('frozenset([1]).add(2)', lambda: frozenset([1]).add(2))
show('{frozenset([1]): \'k\'}[frozenset([1])], {1} in {frozenset([1])}, {frozenset([2])} == {frozenset([2])}', lambda: ({frozenset([1]): 'k'}[frozenset([1])], {1} in {frozenset([1])}, {frozenset([2])} == {frozenset([2])}))
show('{1, 1.0, True}, {0, False}, {\'a\', \'a\'}, {*\'ab\', *[1]} == {\'a\', \'b\', 1}, {None}, {()}', lambda: ({1, 1.0, True}, {0, False}, {'a', 'a'}, {*'ab', *[1]} == {'a', 'b', 1}, {None}, {()}))
try:
    s = {1, 2, 3}
    for x in s: s.add(x + 10)
except RuntimeError as e:
    print(e)
f = frozenset('ab'); print(f is frozenset(f), f == {'a', 'b'}, hash(f) == hash(frozenset('ba')), frozenset() is frozenset())
