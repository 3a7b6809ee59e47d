# SPDX-License-Identifier: MIT
# inspect: signatures and arguments.
import functools
import inspect
from inspect import Parameter, Signature, signature


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def f0(): pass
def f1(a, b=1, *args, c, d=2, **kw): pass
def f2(a, /, b, *, c: int = 3) -> str: pass
def f3(a: 'str', b: list[int] = [], *a_: int) -> None: pass
async def co(x, *, y): pass
def gen(x): yield


class A:
    def m(self, x, y=2): pass
    @classmethod
    def c(cls, z): pass
    @staticmethod
    def s(w): pass
    def __call__(self, q): pass
    pm = functools.partialmethod(m, 5)


class B:
    def __init__(self, a, b=3): pass


class C(B): pass
class D: pass
class E:
    def __new__(cls, n, *rest): return object.__new__(cls)
class M(type):
    def __call__(cls, meta_arg): return 1
class F(metaclass=M): pass


@functools.wraps(f1)
def wrapped(*a, **k): pass


for f in [f0, f1, f2, f3, co, gen, A.m, A().m, A.c, A.s, A(), A().s, B, C, D, E, F, wrapped, lambda x, *y: 0,
          functools.partial(f1, 1), functools.partial(f1, b=5), functools.partial(f2, 1, c=7), A.pm, A().pm]:
    print(getattr(f, '__name__', 'object'), end=' ')
    show(signature, f)
show(signature, wrapped, follow_wrapped=False)
show(signature, 3)
sig = signature(f1)
print(sig, repr(sig), list(sig.parameters), sig.return_annotation is Signature.empty)
for p in sig.parameters.values():
    print(repr(p), p.name, p.kind, p.kind.description, p.kind.name, int(p.kind), repr(p.default) if p.default is not p.empty else '-', p.annotation is Parameter.empty)
print(signature(f2).return_annotation, signature(f2).parameters['c'].annotation, sig == signature(f1), sig == signature(f0))
for args, kw in [((1,), {'c': 2}), ((1, 2, 3, 4), {'c': 5, 'z': 6}), ((), {}), ((1,), {}), ((1,), {'a': 1, 'c': 1}), ((1, 2), {'b': 3, 'c': 1})]:
    show(lambda: sig.bind(*args, **kw))
show(lambda: sig.bind_partial(c=1))
show(lambda: signature(f2).bind(a=1, b=2))
show(lambda: signature(f2).bind(1, 2, 3))
show(lambda: signature(f2).bind(1, 2, zz=3))
ba = sig.bind(1, c=3)
ba.apply_defaults()
print(ba, ba.args, ba.kwargs, ba.arguments, ba.signature is sig, ba == sig.bind(1, 1, c=3, d=2))
P = Parameter
print(Signature([P('a', P.POSITIONAL_ONLY), P('b', P.KEYWORD_ONLY, default=1)], return_annotation=int))
show(Signature, [P('b', P.KEYWORD_ONLY), P('a', P.POSITIONAL_ONLY)])
show(Signature, [P('a', P.POSITIONAL_ONLY), P('a', P.POSITIONAL_ONLY)])
show(Signature, [P('a', P.POSITIONAL_ONLY, default=1), P('b', P.POSITIONAL_ONLY)])
show(P, 'x', 77)
show(P, 'for', P.KEYWORD_ONLY)
show(P, 3, P.KEYWORD_ONLY)
show(P, 'a b', P.KEYWORD_ONLY)
show(P, 'a', P.VAR_POSITIONAL, default=1)
print(P('a', P.KEYWORD_ONLY).replace(name='z', default=4), P('a', P.KEYWORD_ONLY) == P('a', P.KEYWORD_ONLY))
print(sig.replace(parameters=[], return_annotation=str), hash(sig) == hash(signature(f1)))
print(sig.format(max_width=10))
print(signature(f3, eval_str=True))
for f in [f0, f1, f2, f3, A.m, A().m, B]:
    show(inspect.getfullargspec, f)
show(inspect.getfullargspec, 3)
show(inspect.getcallargs, f1, 1, c=2)
show(inspect.getcallargs, f1, 1, 2, 3, c=2, e=5)
show(inspect.getcallargs, f1)
show(inspect.getcallargs, f1, 1)
show(inspect.getcallargs, f0, 1)
show(inspect.getcallargs, f2, 1, 2, d=1)
show(inspect.getcallargs, f2, 1, 2, 3, 4)
show(inspect.getcallargs, A().m, 3) if False else show(lambda: list(inspect.getcallargs(A().m, 3).items())[1:])
print(inspect.formatannotation(int), inspect.formatannotation('x'), inspect.formatannotation(list[int]), inspect.formatannotation(B, '__main__'))
print(inspect.get_annotations(f3), inspect.get_annotations(f2), inspect.get_annotations(f3, eval_str=True), inspect.get_annotations(B))
show(inspect.get_annotations, 3)
