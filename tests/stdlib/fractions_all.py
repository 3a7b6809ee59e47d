# fractions: constructors, arithmetic with all number types, formats, errors.
from fractions import Fraction as F
import fractions, math, copy, random, numbers
from decimal import Decimal as D
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for a in ((8, 6), (-8, 6), (8, -6), ('-3/4',), (' 1_000.5e-3 ',), (0.5,), (D('1.1'),), (F(1, 3),), (True,), ('7',), ('.5',), ('1.',), (F(1, 2), F(3, 4)), (0, 5)): t(lambda: repr(F(*a)))
for a in ((1, 0), ('1/0',), ('x',), ('1/ 2/3',), (1.5, 2), (None,), ([],), ('1 /2',), ('1/-2',), (float('nan'),), (float('inf'),), (1j,), ('',), ('1__0',), (int,)): t(lambda: repr(F(*a)))
vals = [F(1, 3), F(-7, 2), F(0), F(4), 3, -2, 1.5, D('0.5'), 2 + 1j, True]
import operator as o
for op in (o.add, o.sub, o.mul, o.truediv, o.floordiv, o.mod, divmod, o.pow, o.eq, o.lt, o.ge):
    for a in vals:
        for b in vals:
            if isinstance(a, F) or isinstance(b, F): print(op.__name__, a, b, end=' -> '); t(lambda: repr(op(a, b)))
for f in (int, float, round, math.floor, math.ceil, math.trunc, abs, bool, hash, str, complex, o.neg, o.pos, copy.copy, copy.deepcopy): print(f.__name__, [f(v) for v in vals[:4] + [F(5, 2), F(-5, 2), F(10 ** 30, 7)]])
print([round(F(12345, 7), n) for n in (-2, -1, 0, 1, 3)], F(22, 7).limit_denominator(3), F('3.1415926535897932').limit_denominator(1000), F(math.pi).limit_denominator(), F(1, 3).as_integer_ratio(), F(6, 3).is_integer(), F(1, 3).__reduce__(), F.from_float(0.25), F.from_decimal(D('0.1')), F(3, 4).numerator, F(3, 4).denominator, F(3, 4).real, F(3, 4).imag, F(3, 4).conjugate(), hash(F(1, 2)) == hash(0.5), isinstance(F(1), numbers.Rational), sum([F(1, 3)] * 3), max(F(1, 3), F(1, 2)), F(1, 2) == 0.5, F(1, 2) in {0.5})
t(lambda: F(1, 3).limit_denominator(0)); t(lambda: F.from_float('x')); t(lambda: F.from_decimal(1.5)); t(lambda: F.from_decimal(3)); t(lambda: F(1, 2) < 'x'); t(lambda: F(1, 2) + 'x'); t(lambda: F(1, 2) == float('inf')); t(lambda: F(1, 2) < float('nan')); t(lambda: setattr(F(1, 2), 'numerator', 3)); t(lambda: setattr(F(1), 'x', 3)); t(lambda: F(1, 2) < 1j)
for spec in '', '.2f', '.3e', '+.4g', '10', '<10', '^10', '*>12', '=+10', '#', ',', '_', '.1%', '08.2f', '015,.2f', '020_.3f', 'z.1f', '#.0f', 'E', 'G', '.0f', 'd', 'x', '>010.2f', ' ', '#.3g', '.10g', ',.0f':
    print(repr(spec), end=' '); t(lambda: [format(v, spec) for v in (F(1, 3), F(-22, 7), F(1234567, 8), F(0), F(-1, 1000), F(5))])
r = random.Random(5); h = []
for _ in range(300):
    a, b = F(r.randint(-999, 999), r.randint(1, 99)), F(r.randint(-999, 999), r.randint(1, 99)); h.append(hash(((a + b), a - b, a * b, a < b, a // (b or 1), a.limit_denominator(7), format(a, '.3g'))[:6]))
print(h[:5], sum(h)); print(fractions.__all__)
class G(F): pass
print(repr(G(1, 2)), type(G(1, 2) + 1), type(copy.copy(G(1, 2))))
