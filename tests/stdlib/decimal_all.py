# decimal: constructors, errors, contexts, signals, formats, texts.
import decimal as d
from decimal import *
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
print([n for n in dir(d) if n[0].isupper() and not n.isupper()]); print([n for n in dir(Decimal) if n[0]!='_']); print([n for n in dir(Context) if n[0]!='_' and n not in ('flags', 'traps')])
print(getcontext(), getcontext().flags, type(getcontext().flags), DefaultContext, BasicContext, ExtendedContext)
for c in (DecimalException,Clamped,InvalidOperation,DivisionByZero,Inexact,Rounded,Subnormal,Overflow,Underflow,FloatOperation): print(c.__mro__)
D=Decimal
t(lambda:D('x')); t(lambda:D(1)/0); t(lambda:D(0)/0); t(lambda:D('snan')+1); t(lambda:D('inf')%1); t(lambda:D('inf')-D('inf')); t(lambda:D(10)**50%3); t(lambda:D(10)**50//3); t(lambda:D(1).quantize(D('1e-40'))); t(lambda:D(-1).sqrt()); t(lambda:D(-1).ln()); t(lambda:D(0).ln()); t(lambda:D(0)**0); t(lambda:D(-2)**D('.5')); t(lambda:D('1e999999')*10); t(lambda:D(1)+1.5); t(lambda:D(1)+'x'); t(lambda:D([])); t(lambda:D((1,2))); t(lambda:D((0,(1,2,3),-1))); t(lambda:D((0,(1,11),0))); t(lambda:D((2,(1,),0))); t(lambda:D((0,(1,),'x'))); t(lambda:D((0,(),'F'))); t(lambda:D((0,(1,2),'n'))); t(lambda: D(None)); t(lambda: D('1',context=3)); t(lambda: D(1.1)); t(lambda:D(' 1_000.5 ')); t(lambda:D('٣.٥')); t(lambda:D('1__0'))
t(lambda:int(D('nan'))); t(lambda:int(D('inf'))); t(lambda:float(D('snan'))); t(lambda:hash(D('snan'))); t(lambda:D('snan')==1); t(lambda:D('nan')<1); t(lambda:D('snan')<1); t(lambda:D(1)<1j); t(lambda:D(1)==1+0j); t(lambda:D(1)<'x'); t(lambda:round(D('1.5'))); t(lambda:round(D('1.25'),1)); t(lambda:round(D('1.25'),1.0)); t(lambda:round(D('nan'))); t(lambda:round(D('inf'))); t(lambda:D('nan').as_integer_ratio()); t(lambda:D('inf').as_integer_ratio()); t(lambda:D('-0.125').as_integer_ratio())
t(lambda:Context(prec=0)); t(lambda:Context(prec=10**20)); t(lambda:Context(rounding='x')); t(lambda:Context(Emin=1)); t(lambda:Context(Emax=-1)); t(lambda:Context(capitals=2)); t(lambda:Context(clamp=2)); t(lambda:Context(flags=[1])); t(lambda:Context(traps={})); t(lambda:Context(prec='x')); t(lambda:Context(flags={Inexact:1})); t(lambda:Context(flags=[Inexact],traps=[])); t(lambda:setattr(getcontext(),'foo',1)); t(lambda:delattr(getcontext(),'prec')); t(lambda:setcontext(3)); t(lambda:getcontext().add(1,2)); t(lambda:getcontext().add('1',2)); t(lambda:getcontext().add(1,2.0)); t(lambda:localcontext(3)); t(lambda:localcontext(foo=3)); t(lambda:getcontext().flags[3]); t(lambda:setattr(getcontext(),'flags',3)); t(lambda:getcontext().flags.__setitem__(3,4)); t(lambda:getcontext().flags.__delitem__(Inexact)); t(lambda:getcontext().create_decimal(1.1)); t(lambda:getcontext().create_decimal_from_float('x')); t(lambda:D.from_float('x')); t(lambda:D.from_float(3)); t(lambda:D.from_float(float('nan')))
c=Context(prec=3); t(lambda:c.create_decimal('1.23456')); print(c); t(lambda:c.to_sci_string(D('1E+50'))); t(lambda: c==c.copy()); t(lambda: c.Etiny()); t(lambda: c.Etop()); t(lambda: c.__reduce__())
c=Context(prec=5,traps=[Inexact,Rounded]); t(lambda:c.divide(1,3)); c=Context(Emax=10,Emin=-10,prec=3,traps=[Overflow,Inexact]); t(lambda:c.multiply(D('9e9'),D('9e9'))); c=Context(traps=[FloatOperation]); t(lambda:c.create_decimal(1.5)); 
for f in '', 'f', '.2f', 'e', '.3e', 'g', '.3g', '%', '.1%', ',', '_', ',.2f', '+', ' ', '010', '>10', '*^15.2f', '+08.1f', 'n', 'E', 'G', 'F', 'z.1f', 'd', 'x', '.', '10.', '=+10', '<', '0>10', '1e','é>8','_.3f', '.0f', '010,','020_.2f', '#f', '.3n':
    print(repr(f),end=' '); t(lambda:[format(D(v),f) for v in ('1234.5678','-0.00001234','1E+10','0','-0.04','NaN','-Infinity','12345678901234567890.5')])
for v in ('0','0.0','0E+3','-0E-7','1E-7','1.23E-8','123E+5','12.3E+7','0.000001','1E+1','-1.5E+12','sNaN123','-NaN','Infinity','1234E-9','0E-6','0E+1','0.00E+5'): print(v, str(D(v)), D(v).to_eng_string(), repr(D(v)), D(v).as_tuple(), D(v).number_class(), D(v).adjusted())

import copy, math, fractions, numbers
for f in (math.floor, math.ceil, math.trunc, int, float, complex, abs, bool, hash, repr): print(f.__name__, [f(D(v)) for v in ('1.5', '-1.5', '2.5', '0', '-7E+3', '0.1')])
print(hash(D('1.5')) == hash(1.5), hash(D(7)) == hash(7), D('0.25') == fractions.Fraction(1, 4), D('0.3') < fractions.Fraction(1, 3), hash(D('Infinity')), D('1.1') == 1.1, D(2) == 2.0, isinstance(D(1), numbers.Number), D(3) in {3: 1})
print(copy.copy(D('1.0')), copy.deepcopy(D('-0')), D('sNaN5').__reduce__(), D(5).real, D(5).imag, D(5).conjugate(), D(1).canonical(), D(1).radix(), +D('1.234567890123456789012345678901'), -D(0), abs(D(-3)))
print(5 + D(1), 5 - D(1), 5 * D(2), 5 / D(2), 5 // D(2), 5 % D(2), divmod(5, D(2)), 2 ** D(3), divmod(D(-7), 2), D(-7) // 2, D(-7) % 2, pow(D(3), 4, 5), sum([D('0.1')] * 10), max(D(1), D(2)), sorted([D('1.10'), D('1.1'), D('-2')]))
with localcontext(prec=50) as c:
    print(D(2).sqrt(), D(1).exp(), D(2).ln(), D(2).log10(), D(1) / 7, c.prec, D('1e-30').exp(), D(10) ** D('0.5'), D('1.0000001').ln(), D(1000).log10(), D(7).ln() / D(3).ln())
with localcontext() as c:
    c.prec = 5; c.rounding = ROUND_UP; c.traps[Inexact] = True; t(lambda: D(1) / 3); print(c.flags[Inexact], c.flags[Rounded], [s.__name__ for s in c.flags if c.flags[s]]); c.clear_flags(); c.clear_traps(); print(c, D(1) / 0, D(0) / 0); t(lambda: setattr(c, 'flags', [Inexact])); c.flags = {s: s is Inexact for s in c.flags}; c.traps = {s: s is Overflow for s in c.flags}; print(c); t(lambda: c.flags == c.copy().flags); print(len(c.flags), list(c.traps)[:2], c.flags.copy() == dict(c.flags))
for v in ('2.5', '3.5', '-2.5', '0.05', '7'):
    print(v, [str(D(v).quantize(D('1'), rounding=r)) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)], D(v).to_integral_value(), D(v).to_integral(ROUND_UP), D(v).to_integral_exact())
t(lambda: D(1).quantize(1, 'bad')); t(lambda: D(1).quantize(D('0.1'), context=3)); t(lambda: D(1).compare('2')); t(lambda: D(1).max(2.5)); t(lambda: getcontext().power(2, 3, 5)); t(lambda: getcontext().canonical(3)); t(lambda: D('1') < None); t(lambda: D(1) @ 2); t(lambda: format(D(1), 3)); t(lambda: D(1).fma(2, 3)); t(lambda: getcontext().radix()); t(lambda: math.pi * D(1))
class E(Decimal): pass
e = E('2.50'); e.note = 'n'; print(repr(e), type(e + 1).__name__, type(e).__name__, E(e), e.note, E.from_float(1.5), type(E.from_float(1.5)).__name__); t(lambda: setattr(D(1), 'x', 2)); print(DecimalTuple(0, (1,), 2), Context().copy().prec, copy.copy(Context(prec=4)))
