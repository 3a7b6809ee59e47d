# SPDX-License-Identifier: MIT
# itertools: every function, errors, and the moments at which items are finalised.
from itertools import *
import operator
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(accumulate([1,2,3])), list(accumulate([1,2,3], initial=10)), list(accumulate('abc', lambda a,b: b+a)))
print(list(batched('abcdefg', 3)), list(chain('ab', [1,2], ())), list(chain.from_iterable(['ab', 'cd'])))
print(list(combinations('abcd', 2)), list(combinations([1,2], 3)), list(combinations([1], 0)))
print(list(combinations_with_replacement('abc', 2)), list(combinations_with_replacement('', 2)), list(combinations_with_replacement('', 0)))
print(list(compress('abcdef', [1,0,1,0,1,1])), list(islice(count(10, 5), 3)), count(), count(3,2), count(2.5), repr(count(-1, -2)))
c = count(2**62-2); print([next(c) for _ in range(5)])
print(list(islice(cycle('abc'), 8)), list(dropwhile(lambda x: x<3, [1,2,3,1])), list(takewhile(lambda x: x<3, [1,2,3,1])), list(filterfalse(None, [0,1,2,0])), list(filterfalse(lambda x: x%2, range(6))))
print([(k, list(g)) for k, g in groupby('aaabbbccaa')], [(k, list(g)) for k, g in groupby(range(10), lambda x: x//3)])
g = groupby('aabbc'); k, it = next(g); print(k, next(it)); k2, it2 = next(g); print(k2, list(it), list(it2)); print([k for k,_ in g])
print(list(islice('abcdefg', 2)), list(islice('abcdefg', 2, 4)), list(islice('abcdefg', 2, None)), list(islice('abcdefg', 0, None, 2)), list(islice('abcdefg', 1, 6, 3)))
print(list(pairwise('abcd')), list(pairwise('a')), list(permutations('abc')), list(permutations('abc', 2)), list(permutations([1], 2)), list(permutations([], 0)))
print(list(product('ab', [1,2])), list(product([0,1], repeat=2)), list(product()), list(product('ab', [])), len(list(product('abc', repeat=4))))
print(list(repeat(5, 3)), repeat(1), repeat('x', 2), operator.length_hint(repeat(1, 4)), list(starmap(pow, [(2,5),(3,2)])), list(starmap(max, ['abc', [1,2]])))
a, b, c = tee(range(200), 3); print(sum(a), sum(b), next(c), list(tee(c))[0] is c, sum(tee(c)[1]))
print(list(zip_longest('abc', [1], fillvalue='-')), list(zip_longest()), list(zip_longest('ab', 'xyz')))
for f in (lambda: batched('a', 0), lambda: list(batched('abc', 2, strict=True)), lambda: count('a'), lambda: islice('a'), lambda: islice('a', -1), lambda: islice('a', 'b'), lambda: islice('abc', 1, -2), lambda: islice('a', 0, 1, 0), lambda: islice('a', 0,1,2,3,4),
  lambda: combinations('a', -1), lambda: permutations('a', 'b'), lambda: product('a', repeat=-1), lambda: product('a', x=1), lambda: zip_longest('a', f=1), lambda: tee('a', -1), lambda: list(chain(1)), lambda: chain(x=1), lambda: repeat(), lambda: repeat(1, 'a'),
  lambda: operator.length_hint(repeat(1)), lambda: len(repeat(1)), lambda: list(starmap(pow, [1])), lambda: groupby(5), lambda: accumulate(), lambda: list(accumulate(['a', 1])), lambda: takewhile(1), lambda: list(takewhile(1, [1])), lambda: compress('a'), lambda: pairwise(1), lambda: cycle(3), lambda: list(filterfalse(5, [1])), lambda: tee(5)):
    t(f)
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def gen():
    for i in range(4): yield D(i)
print('--filterfalse')
for x in filterfalse(lambda d: d.n % 2 == 0, gen()): print('got', x.n); del x
print('--islice')
for x in islice(gen(), 1, 3): print('got', x.n); del x
print('--takewhile')
for x in takewhile(lambda d: d.n < 2, gen()): print('got', x.n); del x
print('--dropwhile')
for x in dropwhile(lambda d: d.n < 2, gen()): print('got', x.n); del x
print('--pairwise')
for x, y in pairwise(gen()): print('got', x.n, y.n)
del x, y
print('--chain')
for x in chain(gen(), gen()): print('got', x.n); del x
print('--groupby')
for k, g in groupby(gen(), lambda d: d.n // 2): print('got', k, [x.n for x in g])
print('--batched')
for x in batched(gen(), 3): print('got', len(x)); del x
print('--compress')
for x in compress(gen(), [0, 1, 0, 1]): print('got', x.n); del x
print('--accumulate')
for x in accumulate(gen(), lambda a, b: b): print('got', x.n); del x
print('--zip_longest')
for x in zip_longest(gen(), 'ab'): print('got', x[1]); del x
print('--starmap')
for x in starmap(lambda d: d.n, ((d,) for d in gen())): print('got', x)
import copy
print(list(copy.copy(repeat(1,2))), copy.copy(count(3)))
print(chain.__name__, chain.__module__, type(chain()), chain[int])
