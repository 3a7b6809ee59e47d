# SPDX-License-Identifier: MIT
# Copies of count and repeat, with the warning that they will go away.
import itertools, copy, pickle, warnings
from fractions import Fraction
def t(f,*a):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: print(f(*a))
        except BaseException as e: print(type(e).__name__, e)
    for i in w: print('  ',i.category.__name__,i.message)
for c in (itertools.count(), itertools.count(3), itertools.count(3,2), itertools.count(1.5), itertools.count(1.5,1), itertools.count(2,1.0), itertools.count(Fraction(1,2)), itertools.count(2**70), itertools.count(2**70,2), itertools.count(True), itertools.count(1,True),itertools.count(5,-1), itertools.count(1, 2**70), itertools.count(2**59)):
    for _ in range(3):
        t(c.__reduce__); t(copy.copy,c); t(lambda: pickle.loads(pickle.dumps(c))); next(c)
    print(c)
class I(int):
    def __repr__(s): return 'I'
for c in itertools.count(I(3)), itertools.count(I(3), I(1)), itertools.count(I(3), I(2)), itertools.count(True, 2), itertools.count(False, True), itertools.count(True, 1.0):
    print(c, type(next(c)), next(c))
for r in itertools.repeat(1), itertools.repeat(None,2):
    t(r.__reduce__); t(copy.deepcopy,r); next(r); t(r.__reduce__); t(lambda: pickle.loads(pickle.dumps(r)))
with warnings.catch_warnings():
    warnings.simplefilter('error')
    for x in itertools.count(), itertools.repeat(2), itertools.repeat(2,2):
        t(lambda: None)
        try: x.__reduce__()
        except DeprecationWarning as e: print(e)
