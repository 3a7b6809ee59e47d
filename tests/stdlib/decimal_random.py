# decimal: operations on random numbers in random contexts, with their flags.
import random, zlib
from decimal import *
seed, N = 77, 6000
sums = {}
R=random.Random(seed)
def num():
    k=R.random()
    s=R.choice(['','-'])
    if k<.04: return s+R.choice(['Infinity','NaN','sNaN','NaN123','sNaN45'])
    if k<.10: return s+'0E%d'%R.randint(-12,12)
    if k<.2: return s+str(R.choice([1,10,100,5,50,2,999,9999,1000]))+('E%d'%R.randint(-8,8) if R.random()<.5 else '')
    n=R.choice([1,2,3,5,9,15,30]); d=R.randint(0,10**n)
    e=R.choice([0,-n,-n//2,R.randint(-12,12),R.randint(-6,3),R.randint(-40,40)])
    return s+'%dE%d'%(d,e)
def ctx():
    c=Context(prec=R.choice([1,2,3,5,9,16,28]),rounding=R.choice([ROUND_UP,ROUND_DOWN,ROUND_CEILING,ROUND_FLOOR,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_HALF_EVEN,ROUND_05UP]),clamp=R.choice([0,0,1]),traps=[],flags=[])
    if R.random()<.4: c.Emax=R.choice([5,10,30]); c.Emin=-c.Emax+R.choice([0,1])
    else: c.Emax=999999; c.Emin=-999999
    return c
un='abs minus plus exp ln log10 logb logical_invert next_minus next_plus normalize sqrt to_integral_exact to_integral_value to_eng_string to_sci_string number_class is_normal is_subnormal create_decimal'.split()
bi='add subtract multiply divide divide_int remainder divmod remainder_near power compare compare_signal compare_total compare_total_mag max max_mag min min_mag quantize scaleb rotate shift same_quantum copy_sign next_toward logical_and logical_or logical_xor'.split()
ops=un+bi+['fma','powmod','hash','fmt','ratio','rich']
for i in range(N):
    op=R.choice(ops); c=ctx(); a=num(); b=num()
    if op in('scaleb','rotate','shift') and R.random()<.8: b=str(R.randint(-9,9))
    if op=='power' and R.random()<.5: b=str(R.randint(-30,30))
    if op.startswith('logical'): a=''.join(R.choice('01') for _ in range(R.randint(1,9))); b=''.join(R.choice('01') for _ in range(R.randint(1,9)))
    if op in ('exp',) and R.random()<.7: a='%s%dE%d'%(R.choice(['','-']),R.randint(0,10**6),R.randint(-9,-3))
    A=Decimal(a);B=Decimal(b)
    try:
        if op in un: r=getattr(c,op)(a if op=='create_decimal' else A)
        elif op in bi: r=getattr(c,op)(A,B)
        elif op=='fma': C=Decimal(num()); r=c.fma(A,B,C); b=(b,str(C))
        elif op=='powmod': A,B,C=(Decimal(R.randint(-50,50)) for _ in 'abc'); r=c.power(A,B,C); a=(A,B,C)
        elif op=='hash': r=hash(A) if not A.is_nan() else 0
        elif op=='fmt':
            sp=R.choice(['','.2f','.3e','.4g','+','10.1f','%','.1%',',','020,.3f','e','f','g','z.1f','.0e','.0g'])
            setcontext(c); r=format(A,sp); b=sp
        elif op=='ratio': r=A.as_integer_ratio() if A.is_finite() and abs(A.adjusted())<60 else 0
        elif op=='rich': 
            setcontext(c); f=R.choice([1.5,0.1,-3.0,7,10**20]); r=(A<B,A==B,A>=B,A==f,A<f,f>A); b=(b,f)
    except BaseException as e: r=(type(e).__name__,str(e))
    text = ' '.join(map(str, (op,a,b,c.prec,c.rounding,c.Emax,c.Emin,c.clamp,'->',r,[f.__name__ for f in (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped) if c.flags[f]])))
    sums[op] = zlib.crc32(text.encode(), sums.get(op, 0))
    if i % 40 == 0: print(text)
for op in sorted(sums): print(op, sums[op])
