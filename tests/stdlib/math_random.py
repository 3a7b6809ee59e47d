# SPDX-License-Identifier: MIT
# Random numbers through math, complex powers and bytes of ints.
S=[88172645463325252]
def rnd():
    x=S[0]; x^=(x<<13)&0xFFFFFFFFFFFFFFFF; x^=x>>7; x^=(x<<17)&0xFFFFFFFFFFFFFFFF; S[0]=x; return x
def rf():
    k=rnd()%6
    if k<3: return (rnd()%20001-10000)/(10**(rnd()%5))
    if k==3: return float(rnd()%7-3)
    if k==4: return (rnd()%(1<<53))*2.0**(rnd()%60-80)
    return [0.0,-0.0,1.0,float('inf'),float('nan'),1e300,-1e-300][rnd()%7]
def t(f):
    try: return repr(f())
    except Exception as e: return type(e).__name__+str(e)
import math,cmath
nm=[n for n in dir(math) if n[0]!='_' and callable(getattr(math,n)) and n not in('comb','perm','factorial','gcd','lcm','isqrt','prod','sumprod','fsum','dist')]
for i in range(60):
    z=complex(rf(),rf()); w=complex(rf(),rf()); x=rf()
    print(z,w,t(lambda:z**w),t(lambda:z**x),t(lambda:x**z),t(lambda:z**(rnd()%300-100)),t(lambda:z*x),t(lambda:x/z),t(lambda:z-x),t(lambda:format(z,'.%dg'%(rnd()%18))),t(lambda:complex(str(z))==z))
    n=nm[rnd()%len(nm)]; f=getattr(math,n); a=rf(); b=rf()
    print(n,a,b,t(lambda:f(a)),t(lambda:f(a,b)))
    v=[rf() for _ in range(rnd()%6)]; u=[rf() for _ in v]
    print(t(lambda:math.fsum(v)),t(lambda:math.hypot(*v)),t(lambda:math.dist(v,u)),t(lambda:math.sumprod(v,u)),t(lambda:math.prod(v)),t(lambda:sum(v)))
    p=rnd()%60; q=rnd()%70
    print(t(lambda:math.comb(p*50,q)),t(lambda:math.perm(p,q)),t(lambda:math.factorial(p*3)),t(lambda:math.gcd(rnd()*rnd(),rnd()*p,q)),t(lambda:math.lcm(p,q,rnd())),t(lambda:math.isqrt(rnd()**(p%9))))
    m=(rnd()**(p%9)) ; 
    print(t(lambda:math.log(m)),t(lambda:math.log2(m)),t(lambda:math.log10(m)),t(lambda:m/ (rnd()**(q%7)+1)),t(lambda:m/rnd()))
    bb=m.to_bytes(80,'little'); assert int.from_bytes(bb,'little')==m
    for L in (1,8,9,16,17): 
        k=rnd()>>(rnd()%64)
        k=-k if rnd()%2 else k
        k = k*rnd() if L>9 else k
        print(t(lambda:k.to_bytes(L,'big',signed=True)),t(lambda:k.to_bytes(L,'little')),t(lambda:int.from_bytes(k.to_bytes(L,'big',signed=True),'big',signed=True)==k))
