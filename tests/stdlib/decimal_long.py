# Long coefficients around the powers of ten and the limits of precisions: results and signals of many operations, hashed.
import hashlib
import random
from decimal import *
rnd=random.Random(3)
h=hashlib.sha256()
R = [ROUND_HALF_EVEN,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_CEILING,ROUND_FLOOR,ROUND_UP,ROUND_DOWN,ROUND_05UP]
def num():
    n=rnd.choice([1,5,19,20,38,39,40,57,58,60,61,100,155,400])
    k=rnd.randrange(5)
    c=10**n if k==0 else 10**n-1 if k==1 else 10**n+1 if k==2 else rnd.randrange(10**n) if k==3 else rnd.randrange(1,10**min(n,9))*10**rnd.randrange(n)
    return Decimal(rnd.choice('+-')+'%dE%d'%(c,rnd.randrange(-70,70)))
for i in range(600):
    c=Context(prec=rnd.choice([1,9,19,20,28,38,39,57,60,76,150,151,200]),rounding=rnd.choice(R),traps=[],Emin=-999,Emax=999)
    a,b=num(),num()
    for f in (c.add,c.subtract,c.multiply,c.divide,c.divide_int,c.remainder,c.quantize,c.compare,c.remainder_near):
        h.update((str(f(a,b))+str(sorted(str(k) for k,v in c.flags.items() if v))).encode())
        c.clear_flags()
    for f in (c.plus,c.sqrt,c.normalize,c.to_integral_exact,c.logb):
        h.update((str(f(a))+str(sorted(str(k) for k,v in c.flags.items() if v))).encode())
        c.clear_flags()
    if i % 20 == 0: print(i, h.hexdigest()[:16])
print(h.hexdigest())
