"""What pickle refuses, and in which words."""
import pickle, re
def san(s): return re.sub("0x[0-9a-f]{6,}","0x",s)
def t(f,*a,**k):
    try: print(san(repr(f(*a,**k)))[:150])
    except BaseException as e: print(type(e).__name__,san(str(e)))
def f():
    def g(): pass
    return g
class A: pass
a=A(); a.x=1
P=pickle
t(P.dumps, f()); t(P.dumps, lambda:0); t(P.dumps, [1], 7); t(P.dumps, [1], -1); t(P.dumps,[1],-2); t(P.dumps, a); t(P.dumps); t(P.loads); t(P.loads, 'x'); t(P.loads,b''); t(P.loads,b'\x80'); t(P.loads,b'\x80\x06.'); t(P.loads,b'z'); t(P.loads,b'\xff'); t(P.loads,b'.'); t(P.loads,b'(.'); t(P.loads,b'h\x05.'); t(P.loads,b'g5\n.'); t(P.loads,b'gx\n.'); t(P.loads,b'a.'); t(P.loads,b'e.');  t(P.loads,b'cnomod\nfoo\n.');  t(P.loads,b'P1\n.'); t(P.loads,b'NQ.'); t(P.loads,b'X\x05\0\0\0ab'); t(P.loads, b'\x82\x05.'); t(P.loads,b'\x82\x00.'); t(P.loads,b"Sabc\n."); t(P.loads,b"S'a\\x41\\n'\n."); t(P.loads,b"S'\xe9'\n."); t(P.loads,b"S'\xe9'\n.",encoding='latin1');t(P.loads,b"S'\xe9'\n.",encoding='bytes'); t(P.loads,b'I01\n.'); t(P.loads,b'I1x\n.'); t(P.loads,b'L12L\n.'); t(P.loads,b'F1.5\n.');  t(P.loads,b'\x97.'); t(P.loads,b'\x98.'); t(P.loads,b'N\x98.'); t(P.loads,b'NN\x81.'); t(P.loads,b'NNR.'); t(P.loads,b'cbuiltins\nint\nNR.'); t(P.loads,b'NN\x93.'); t(P.loads,b'N(d.'); t(P.loads,b'(NNNd.'); t(P.loads,b'}(Nu.'); t(P.loads,b'NNs.'); t(P.loads,b'NNNs.'); t(P.loads,b'NNb.'); t(P.loads,b'cbuiltins\nobject\n)\x81Nb.'); t(P.loads, b'cbuiltins\nobject\n)\x81}U\x01aNsb.'); t(P.loads,b'\x8a\x01\xff.'); t(P.loads,b'\x8b\xff\xff\xff\xff.'); t(P.loads,b'B\xff\xff\xff\xffa.'); t(P.loads,b'\x95\x05\0\0\0\0\0\0\0N.'); t(P.loads,b'\x80\x04\x95\x02\0\0\0\0\0\0\0\x8c\x05abcde.'); t(P.loads,b'\x80\x04.'); t(P.loads,b'V\\u12\n.'); t(P.loads,b'N0.'); t(P.loads,b'0.'); t(P.loads,b'2.'); t(P.loads,b'1.'); t(P.loads,b'r\0\0\0\0.'); t(P.loads,b'p0\n.'); t(P.loads,b'Np-1\n.'); t(P.loads,b'\x94.'); t(P.loads,b'(o.'); t(P.loads,b'(cbuiltins\nint\no.'); t(P.loads,b'(I1\nibuiltins\nint\n.'); t(P.loads,b'\x92.'); t(P.loads,b'cbuiltins\nint\n)}\x92.'); t(P.loads,b'cbuiltins\nint\nN}\x92.'); t(P.loads,b'cbuiltins\nint\n)N\x92.'); t(P.loads,b'(\x91.'); t(P.loads,b'N(N\x90.'); t(P.loads,b'N(Ne.'); t(P.loads,b'NNa.')
class R:
    def __init__(s,r): s.r=r
    def __reduce__(s): return s.r
for r in (1,'',"abc",(),(int,),(1,()),(int,1),(int,(),1,2),(int,(),None,iter([]),3),(int,(),None,None,None,3),(1,2,3,4,5,6,7),None,'R','t'):
    for p in (0,2,4): print(p, r if not isinstance(r,tuple) or len(r)<4 else len(r), end=' '); t(P.dumps,R(r),p)
from copyreg import __newobj__, __newobj_ex__
for r in ((__newobj__,()),(__newobj__,(1,)),(__newobj__,(int,)),(__newobj_ex__,()),(__newobj_ex__,(1,2,3)),(__newobj_ex__,(R,2,3)),(__newobj_ex__,(R,(),3)),(__newobj_ex__,(int,(),{}))):
    for p in (1,2,4): t(P.dumps,R(r),p)
t(P.dumps,P.PickleBuffer(b'abc'),4); t(P.dumps,P.PickleBuffer(b'abc'),5);t(P.dumps,P.PickleBuffer(bytearray(b'abc')),5)
t(P.dumps,[1],4,buffer_callback=print); t(P.dumps,[1],5,buffer_callback=3)
class X(A): pass
X.__module__='nomod'; t(P.dumps,X); 
Y=X; 
class X(A): pass
t(P.dumps,Y)
X2=X
class X(A): pass
t(P.dumps,X2); t(P.dumps,X2())
del X; t(P.dumps,X2)
import io
class BadFile:
    def write(self): pass
t(P.dump,1,BadFile()); t(P.dump,1,3); t(P.load,3); t(P.Pickler); t(P.Pickler,io.BytesIO(),2,3,4,5); t(P.Unpickler); t(P.Pickler,io.BytesIO(),9)
class S(P.Pickler):
    def __init__(s): pass
t(S().dump,1)
class U(P.Unpickler):
    def __init__(s): pass
t(U().load)
r=[]; 
for i in range(100000): r=[r]
t(P.dumps,r)
print(P.__all__)
import sys,os
t(P.dumps, sys); t(P.dumps, (i for i in [])); t(P.dumps, open('/dev/null')); t(P.dumps, os.stat('/')[:0]); t(P.dumps,int.__add__); t(P.dumps,[].append); t(P.dumps,A.__init__); t(P.dumps,type(None)); t(P.dumps,...); t(P.dumps,NotImplemented); t(P.dumps,type(...)); t(P.dumps,len); t(P.dumps,int.from_bytes); t(P.dumps,memoryview(b'')); t(P.dumps, f.__code__); t(P.dumps, {}.keys()); t(P.dumps, property()); t(P.dumps, object()); t(P.dumps, super(A,a)); t(P.dumps, print); t(P.dumps, slice(1,2)); t(P.dumps, range(3)); t(P.dumps, 1j); t(P.dumps,list[int]); t(P.dumps,int|str); t(P.dumps,ValueError('x')); t(P.dumps,OSError(2,'a','b')); t(P.dumps,{1}.__iter__()); t(P.dumps,zip()); t(P.dumps, enumerate([])); t(P.dumps,reversed([1])); t(P.dumps,map(len,[]))
