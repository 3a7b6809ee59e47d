# SPDX-License-Identifier: MIT
# random: the same numbers as the reference for the same seed, all methods, errors.
import random as rnd
from random import *


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


for s in [0, 1, -5, 2**70, 'text', 'Привет', b'bytes', bytearray(b'ba'), 3.5, '', True]:
    r = Random(s)
    print(s, r.random(), r.getrandbits(40), r.randrange(10), r.gauss(0, 1))
for s in ['abc', b'abc', '', 7]:
    r = Random()
    r.seed(s, version=1)
    print(s, r.random())
show(Random, [1])
show(seed, (1,))
seed(42)
for f, args in [(random, ()), (uniform, (1, 10)), (triangular, ()), (triangular, (0, 5, 4)), (triangular, (1, 1, 1)),
                (randint, (1, 6)), (randrange, (5,)), (randrange, (1, 100, 7)), (randrange, (100, 1, -3)), (choice, ('abcdef',)),
                (choice, ([1, 2],)), (sample, (range(100), 5)), (sample, (range(10**6), 7)), (sample, ('abcdefghij', 10)),
                (sample, (range(300), 60)), (choices, ('abc',)), (normalvariate, ()), (normalvariate, (5, 2)), (gauss, ()), (gauss, (1, 2)),
                (lognormvariate, (0, 1)), (expovariate, ()), (expovariate, (2.5,)), (vonmisesvariate, (0, 4)), (vonmisesvariate, (1, 0)),
                (gammavariate, (2, 3)), (gammavariate, (1, 3)), (gammavariate, (0.3, 2)), (betavariate, (2, 5)), (betavariate, (0.2, 0.3)),
                (paretovariate, (3,)), (weibullvariate, (1, 2)), (binomialvariate, ()), (binomialvariate, (10, 0.3)), (binomialvariate, (1000, 0.4)),
                (binomialvariate, (50, 0.9)), (binomialvariate, (5, 0.0)), (binomialvariate, (5, 1.0)), (getrandbits, (0,)), (getrandbits, (100,)),
                (randbytes, (5,)), (randbytes, (0,))]:
    print(f.__name__, args, [f(*args) for _ in range(3)])
print(choices('abc', [1, 2, 3], k=8), choices([1, 2], cum_weights=[5, 6], k=8), sample(['a', 'b'], counts=[3, 4], k=5))
x = list(range(20))
shuffle(x)
print(x)
state = getstate()
a = [random() for _ in range(3)]
setstate(state)
print(a == [random() for _ in range(3)], state[0], len(state[1]), state[2])
gauss()
print(getstate()[2])
for f, args, kw in [(randrange, (0,), {}), (randrange, (5, 5), {}), (randrange, (5, 1, 1), {}), (randrange, (1, 5, 0), {}),
                    (randrange, (1, 5, -1), {}), (randrange, (1.5,), {}), (randrange, ('a',), {}), (randrange, (5,), {'step': 2}),
                    (randint, (5, 1), {}), (choice, ([],), {}), (choice, ({1},), {}), (sample, ([1], 2), {}), (sample, ({1, 2}, 1), {}),
                    (sample, ([1], -1), {}), (sample, ('ab', 1), {'counts': [1]}), (sample, ('ab', 1), {'counts': [1.5, 2]}),
                    (sample, ('ab', 1), {'counts': [-3, 1]}), (choices, ([],), {}), (choices, ('ab', 2), {}), (choices, ('ab', [1]), {}),
                    (choices, ('ab', [0, 0]), {}), (choices, ('ab', [1, 2]), {'cum_weights': [1, 2]}), (choices, ('ab', [1, float('inf')]), {}),
                    (gammavariate, (0, 1), {}), (binomialvariate, (-1,), {}), (binomialvariate, (1, 1.5), {}), (setstate, ((9,),), {}),
                    (getrandbits, (-1,), {}), (shuffle, ('abc',), {})]:
    show(f, *args, **kw)


class Mine(Random):
    def random(self):
        return 0.25


class Bits(Random):
    def getrandbits(self, k):
        return 1


m = Mine(1)
print(m.randrange(100), m.choice('abcd'), m.uniform(0, 8), m.sample(range(10), 1), Bits(1).randrange(50), Bits().random() < 1)
s = SystemRandom()
print(0 <= s.random() < 1, 0 <= s.getrandbits(5) < 32, len(s.randbytes(4)), s.seed(3), s.choice([7]), s.randrange(1))
show(s.getstate)
show(s.getrandbits, -1)
print(sorted(rnd.__all__), rnd.TWOPI, rnd.NV_MAGICCONST, rnd.SG_MAGICCONST, rnd.LOG4, rnd.BPF, rnd.RECIP_BPF)
