# SPDX-License-Identifier: MIT
# The handled exception of generators is their own.
import sys
def g():
    print(sys.exception())
    try: raise KeyError('in gen')
    except KeyError:
        yield repr(sys.exception())
        yield repr(sys.exception())
    yield repr(sys.exception())
i = g()
try: raise ValueError('outside')
except ValueError:
    print(next(i)); print(repr(sys.exception()))
print(next(i), sys.exception(), next(i))
def h():
    try: yield 1
    except ValueError as e: print('context', repr(e.__context__)); raise TypeError('new')
j = h(); next(j)
try: j.throw(ValueError('t'))
except TypeError as e: print(repr(e), repr(e.__context__))
def k():
    try: 1 / 0
    except ZeroDivisionError: yield; raise
m = k(); next(m)
try: next(m)
except ZeroDivisionError as e: print('re-raised', e)
def thrown():
    yield
try:
    try: raise KeyError('handling')
    except KeyError:
        t = thrown(); next(t); t.throw(ValueError('x'))
except ValueError as e: print(repr(e.__context__))
e = ValueError('same'); t = thrown(); next(t)
try: t.throw(e)
except ValueError as f: print(f is e, f.__traceback__ is not None)
