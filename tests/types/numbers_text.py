# Text of floats and ints, mixed arithmetic and sums at the borders of their short ways; a checksum for the many.
import random, math
random.seed(5)
vals=[]
for i in range(12000):
    k=i%6
    if k==0: v=random.uniform(-1000,1000)
    elif k==1: v=round(random.uniform(-1e6,1e6), random.randrange(0,8))
    elif k==2: v=math.ldexp(random.random(), random.randrange(-1073,1023))
    elif k==3: v=random.randrange(-10**12,10**12)/ 2**random.randrange(0,30)
    elif k==4: v=random.randrange(1,10**6)/10**random.randrange(0,12)
    else: v=(random.randrange(0,2000)+0.5)/10**random.randrange(0,4)
    vals.append(v)
h=0
import sys
out=[]
for i,v in enumerate(vals):
    p=i%18
    out.append(f'{v!r} {v:.{p}f} {v:10.2f} {v:+,.1f} ' + '%.3f %.0f' % (v,v))
    out.append(repr((v*3, v+7, 7-v, v/9, 2**(v%5+0.1 if abs(v)<1e300 else 1.5), v<3, v>=-2, v==int(v) if v-v==0 and abs(v)<1e30 else 0)))
for e in (0,1,2,5,61,62,63,64,70): 
    for b in (0,1,-1,2,-2,3,10,-7): out.append(repr((b,e,b**e)))
out.append(repr([1.7272337110188893e-77, -1.7272337110188893e-77, 1.1579208923731618e+77, 0.0,-0.0, 1e-78,1e78, 2.0**-256*1.0, 2.0**-255, 2.0**256,2.0**255, 2.0**257]))
out.append(repr([x*1.0 for x in (2.0**-256, 3.4544674220377781e-77, 1.157920892373162e77, 1.1579208923731618e77)]))
h = 0
for line in out:
    for c in line:
        h = (h * 31 + ord(c)) % 1000000007
print(h)
print('\n'.join(out[-90:]))
n=[sum([2**62]*9), sum([2**63-1]*5), sum([-2**64+1, 5, True]), sum([2**70,1.5]), sum([2**62,2**62,1.5]), sum([1,2,True,.1,.2]), sum(x>3 for x in range(10)), sum([2**63]*3+[0.1,0.1]), sum([-2**62]*2+[-1])]
print(n)
print(sorted([(3,'a'),(1,'b'),(3,'A'),(1,'a')]), sorted([('b',2),('a',),('b',)]), sorted([(1.5,2),(-0.5,1),(1.5,1)],reverse=True))
try: print(sorted([(1,None),(1,2)]))
except TypeError as e: print(e)
try: sorted([(1,2),('a',2)])
except TypeError as e: print(e)
for i in list(range(-130,130))+[10**k+d for k in range(19) for d in(-1,0,1)]: print(i, str(i), f'{i:b} {i:x} {i:#o} {i:08d} {i:_}', '%d %x %5o'%(i,i,i), end=' ')
print('\x1c a\x1fb \x85c\u2003d'.split(), '  x'.strip(), [c.isspace() for c in '\x08\t\r\x0e\x1b\x1c\x1f !'])
