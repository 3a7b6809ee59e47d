"""Distributions of random, number by number; seeds and states of all kinds."""
import random
r = random.Random(7)
for i in range(600):
    a = 0.05 + (i % 40) * 0.11
    print(r.gammavariate(a, 2), r.binomialvariate(i % 300, (i % 99) / 98), r.vonmisesvariate(1, a), r.triangular(a, 9, 3), r.betavariate(a, 2))
for s in ('abc', b'abc', '', b'', bytearray(b'q'), 5, -3, 2.5, None, 1j):
    for v in (1, 2, 3):
        try:
            r = random.Random(); r.seed(s, v)
            print(s, v, r.random() if s is not None else '')
        except Exception as e: print(type(e), e)
try: print(r.binomialvariate(5, float('nan')))
except Exception as e: print(type(e), e)
class R(random.Random):
    def random(self): return self.x.pop()
r = R(); r.x = [.1,.999999999999,.5,.25]; print(r.randrange(10), r.choice('abcdefg'))
for st in ((3, (1,)), (2, (1,2), None), (9,), (3, 5), (2, tuple([-1]*624+[5]), None)):
    try: random.Random().setstate(st); print('ok')
    except Exception as e: print(type(e), e)
