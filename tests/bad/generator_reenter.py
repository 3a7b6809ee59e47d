# SPDX-License-Identifier: MIT
def g(): yield next(it)
it = g()
try: next(it)
except ValueError as e: print(e)
def h():
    for x in it2: yield x
it2 = h()
try: list(it2)
except ValueError as e: print(e)
def s():
    yield it3.send(None)
it3 = s()
for f in (lambda: next(it3), lambda: next(it3)):
    try: f()
    except (ValueError, StopIteration) as e: print(type(e).__name__, e)
def c():
    it4.close(); yield
it4 = c()
try: next(it4)
except ValueError as e: print(e)
def t():
    it5.throw(KeyError); yield
it5 = t()
try: next(it5)
except ValueError as e: print(e)
m = map(lambda x: next(m), [1, 2, 3])
try: print(next(m))
except (RecursionError, StopIteration) as e: print(type(e).__name__)
