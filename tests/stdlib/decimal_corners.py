# decimal: sums of numbers far apart, results at the edges of a context, constructors, arguments, current contexts.
import asyncio, contextvars, copy, decimal, pickle, threading
from decimal import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
def flags(): return [s.__name__ for s in getcontext().flags if getcontext().flags[s]]
def on(text, **kw):
    with localcontext(Context(traps=[], **kw)):
        t(lambda: eval(text)); print('   ', flags())
D = Decimal
on("D('5000000000000000000E-2').fma(537959794, D('9999999999999999999999999999999E8'))", prec=3, rounding=ROUND_FLOOR)
on("D('1E-383') - D('1E-400')", prec=16, Emin=-383, Emax=384)
on("D(-885).exp()", prec=7, Emin=-383, Emax=384)
on("D('9.91E-19').sqrt()", prec=2, Emin=-9, Emax=9)
on("D('-500000000E-34') / -10", prec=1, Emax=99, Emin=-99, rounding=ROUND_HALF_DOWN)
on("D('450E-32').next_toward(-1107)", prec=1, Emax=20, Emin=-20); on("D('450E-32').next_toward(5)", prec=3, Emax=20, Emin=-20)
for a, b, c in [('0', 'Inf', 'sNaN123'), ('NaN1', 'NaN2', 'sNaN3'), ('NaN1', '2', 'NaN3'), ('-Inf', '0', 'NaN')]: on(f"D('{a}').fma(D('{b}'), D('{c}'))")
on("1 + D('1E-30')"); on("D('1E+30') - D('1E-30')", rounding=ROUND_DOWN); on("D('9.999E+999999') * 10"); on("D('1E-999999') / 7")
on("D('123456789.123456789').quantize(D('1E-3'), rounding=ROUND_05UP)"); on("D('1E+28') // 7"); on("D('1E+27') % 7"); on("divmod(D(17), D('-5'))")
on("D(2) ** 100"); on("D('1.1') ** -7"); on("D(2) ** D('0.5')"); on("D(10) ** D('1E+20')"); on("D(1) ** D('1E+20')"); on("D('1.00') ** 20")
for text in "D('-0').exp()", "D('0E+3') ** 36", "D('Inf') ** 0", "D('Inf') ** -1", "D('0.5') ** D('Inf')", "D(1).ln()", "D(1).log10()", "D(3) ** 0": on(text, prec=34, Emax=20, Emin=-20, clamp=1)
c = Context(traps=[Overflow, InvalidOperation])
for text in '1e99999999999999999999', '1e-99999999999999999999', ' 1', '1_0', 'NaN' + '9' * 40, '-0E+5', '.5', '5.', '+1.50e2', '1e', 'e1', '.', '', 'infinit', 'inf', 'sNaN007':
    t(lambda: D(text)); t(lambda: c.create_decimal(text))
for value in (0, (1,), 10**18), (0, (1,), 10**30), (0, [1, 2], -1), (0, (), 1), (0, (0, 0, 1), 1), (0, (0, 0), 'n'), (1.0, (1,), 0), (0, 5, -1), (0, (1,), 1.0): t(lambda: D(value))
for f in (lambda: D(1).compare(), lambda: D(1).compare(1, 2, 3), lambda: D(1).sqrt(1, 2), lambda: D(1).fma(1), lambda: c.add(1), lambda: c.sqrt(), lambda: c.power(1), lambda: D(1, 2, 3), lambda: D(x=1),
          lambda: Context(foo=1), lambda: D.from_float(), lambda: D(1).__round__(1, 2), lambda: setcontext(), lambda: getcontext(1), lambda: localcontext(foo=1), lambda: Context(traps=3), lambda: Context(traps=[3]),
          lambda: setattr(c, 'x', 1), lambda: delattr(c, 'prec'), lambda: delattr(c, 'x'), lambda: c.x, lambda: setattr(D, 'x', 1), lambda: c.canonical(1), lambda: c.is_canonical(1), lambda: c.copy_decimal('1'),
          lambda: type(c.flags)(), lambda: hash(c.flags), lambda: c.flags < 1, lambda: pow(D(2), 3, 5.0), lambda: pow(D(2), 3, 5), lambda: D(2).__pow__(3, 5), lambda: D(2).__add__('x'), lambda: round(D(1), 10**30)): t(f)
print(c.flags is c.flags, type(c.flags).__mro__[1:3], decimal.Decimal is D, D.__module__, Context.__name__, D(True), D(-1).real, hash(D('1E+40')) == hash(10**40), hash(D('-0.1')) == hash(__import__('fractions').Fraction(-1, 10)))
class S(D):
    def __new__(cls, v): return D.__new__(cls, v + '1')
s = S('3'); s.note = 1
print(repr(s), type(s + 1), type(+s), type(copy.copy(s)), type(s.real), s.note, S.mro()[1] is D, pickle.loads(pickle.dumps([D('1.50'), D('sNaN5'), Context(prec=3)])))
class K(Context): pass
k = K(prec=3); k.own = 1; print(k, type(k.copy()), K.__new__(K), k._apply(D('1.2345')))

# each coroutine, context and thread has its own current context
async def work(prec, log):
    with localcontext(prec=prec):
        for _ in range(2): log.append((prec, D(1) / 3)); await asyncio.sleep(0)
async def main():
    log = []; getcontext().prec = 9
    await asyncio.gather(work(3, log), work(5, log)); print(log, D(1) / 3)
asyncio.run(main()); print(getcontext().prec)
var = contextvars.ContextVar('var'); ctx = contextvars.copy_context()
def inside(): var.set(1); getcontext().prec; setcontext(Context(prec=4)); print(D(1) / 7, var.get()); var.set(2); print(var.get())
ctx.run(inside); print(D(1) / 7, ctx[var], var.get('none')); ctx.run(lambda: print(D(1) / 7, var.get())); token = var.set(5); print(var.get()); var.reset(token); print(var.get('none'))
thread = threading.Thread(target=lambda: print(D(1) / 3)); getcontext().prec = 6; thread.start(); thread.join(); print(D(1) / 3)
for n in 10, 38, 39, 77, 4000: x = D('7' * n); print(n, len(str(x)), x == int('7' * n), x.adjusted(), len(str(x * x)), x.as_tuple()[1][:3], int(x) == int('7' * n), str(x.sqrt())[:8])
getcontext().prec = 120; print(D(2).sqrt(), D(1).exp(), D(7).ln(), D('1e-100').exp(), D('2').log10(), sep='\n')
