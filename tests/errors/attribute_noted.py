# SPDX-License-Identifier: MIT
# stderr: check
# An AttributeError raised by code of the script learns name and object of what was looked for.
class A:
    @property
    def p(self): raise AttributeError('mine')
    def __getattr__(self, n):
        if n == 'p': raise AttributeError('again')
        raise AttributeError(n)
class B:
    def __getattribute__(self, n): raise AttributeError
class D:
    def __get__(self, o, t): raise AttributeError('d')
class C: d = D()
class M(type):
    def __getattr__(cls, n): raise AttributeError('meta')
class E(metaclass=M): pass
for f in (lambda: A().p, lambda: A().q, lambda: B().z, lambda: C().d, lambda: C.d, lambda: E.x, lambda: getattr(A(), 'zz'), lambda: C().__getattribute__('d')):
    try: f()
    except AttributeError as e: print(repr(e), e.name, type(e.obj).__name__)
class F:
    value = 1
    def __getattr__(self, n): raise AttributeError('nope')
try: F().valu
except AttributeError as e:
    import traceback; traceback.print_exception(e)
