# SPDX-License-Identifier: MIT
# Functions of cmath on finite numbers; the generator behind random.
import cmath,_random
def q(*ss):
    for s in ss:
        try: r=repr(eval(s))
        except BaseException as e: r=f'{type(e).__name__}: {e}'
        print(f'{s:36} {r[:300]}')
inf=float('inf'); nan=float('nan')
fs=[n for n in dir(cmath) if callable(getattr(cmath,n)) and n[0]!='_' and n not in('isclose','rect')]
print([x for x in dir(cmath) if x[0]!='_'])
vals=[0.0,-0.0,1.0,-2.5,1e200,710.0,0.71]
for n in fs:
    f=getattr(cmath,n)
    for x in vals:
        for y in vals:
            try: r=repr(f(complex(x,y)))
            except BaseException as e: r=f'{type(e).__name__}: {e}'
            print(n,x,y,r)
    q(f"cmath.{n}(2)",f"cmath.{n}(True)",f"cmath.{n}('a')",f"cmath.{n}()",f"cmath.{n}(10**400)",f"cmath.{n}(1,2,3)")
for x in vals:
    for y in vals:
        try: r=repr(cmath.rect(x,y))
        except BaseException as e: r=f'{type(e).__name__}: {e}'
        print('rect',x,y,r)
q("cmath.isclose(1j,1j+1e-10)","cmath.isclose(1,2)","cmath.isclose(1,2,rel_tol=-1)","cmath.log(1j,2)","cmath.log(2,1)","cmath.log(0)","cmath.log(2,0)","cmath.infj","cmath.nanj","cmath.pi")
r=_random.Random(42)
print([r.random() for i in range(5)],[r.getrandbits(k) for k in (1,8,31,32,33,64,100,1000)])
for s in (0,1,-5,2**32,2**64-1,10**100,'abc',1.5,(1,2),True,b'xyz' if 0 else 'q'):
    r.seed(s); print(s, r.random(), r.getrandbits(70))
st=r.getstate(); a=[r.random() for i in range(700)]; r.setstate(st); print(a==[r.random() for i in range(700)], len(st), st[:3], st[-1])
q("r.getrandbits(-1)","r.getrandbits(0)","r.getrandbits(1.5)","r.getrandbits()","r.seed(1,2)","r.seed([])","r.setstate(5)","r.setstate((1,2))","r.setstate((1,)*624+(700,))","_random.Random(1,2)","_random.Random([])")
class R(_random.Random):
    def __init__(self,x): super().__init__(x); self.y=1
z=R(5); print(z.random(),z.y, _random.Random(5).random())
