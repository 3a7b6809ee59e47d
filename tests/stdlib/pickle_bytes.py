"""Pickles of every protocol, byte for byte those of CPython, and read back."""
import pickle, sys, collections, datetime, enum, itertools, functools, operator, copyreg, types, io, dataclasses, typing, random, re, threading, asyncio, json, string, warnings
from collections import *
class C:
    def __init__(self, **k): self.__dict__.update(k)
    def __eq__(self, o): return type(o) is type(self) and o.__dict__==self.__dict__
    def meth(self): return 1
    @classmethod
    def cm(cls): return 2
    @staticmethod
    def sm(): return 3
    class In:
        class Deep: pass
        def f(self): pass
class Color(enum.Enum): RED=1; BLUE='x'
class Fl(enum.Flag): A=1; B=2
class IE(enum.IntEnum): X=5
class Sl:
    __slots__=('a','b','__w')
    def __init__(s): s.a=1; s.__w=3
class SlD(Sl): pass
class GA:
    def __new__(cls,x,y=2): o=object.__new__(cls); o.x=x; return o
    def __getnewargs__(self): return (self.x,)
class GE:
    def __new__(cls,*,x): o=object.__new__(cls); o.x=x; return o
    def __getnewargs_ex__(self): return ((),{'x':self.x})
class GS:
    def __getstate__(self): return 42
    def __setstate__(self,s): self.s=s
class L(list): pass
class D(dict): pass
class T(tuple): pass
class I(int): pass
class S(str): pass
class By(bytes): pass
class F(float): pass
class St(set): pass
class Ex(Exception):
    def __init__(self,a,b): super().__init__(a,b); self.b=b
P=namedtuple('P','x y')
@dataclasses.dataclass
class DC:
    x:int; y:list=dataclasses.field(default_factory=list)
@dataclasses.dataclass(frozen=True,slots=True)
class DS:
    x:int
def fn(x): return x
class R6:
    def __reduce__(self): return (R6,(),{'s':1},None,None,setst)
def setst(o,s): o.st=s
class R5(dict):
    def __reduce__(self): return (R5,(),None,iter([]),iter([(1,2),(3,4)]))
class Meta(type): pass
class M(metaclass=Meta): pass
l=[]; l.append(l)
d={}; d['d']=d
tt=([],); tt[0].append(tt)
c=C(); c.self=c; c.l=[c]
fs=C(); fs.fs=frozenset([fs]) if 0 else 1
shared=[1]; sh=[shared,shared,(shared,)]
objs=[None,True,False,0,1,-1,255,256,65535,65536,2**31-1,2**31,-2**31,-2**31-1,2**63,-2**63,-128,-129,-32768,10**30,-10**30,2**2000,0.0,-0.0,1.5,1e300,float('inf'),
 '','a','é','\u1234','\U0001F600','\ud800','a\nb\\c\0\r\x1a','x'*255,'x'*256,b'',b'a',b'\xff\0',b'x'*256,bytearray(b''),bytearray(b'ab\xff'),
 (),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1],[1,2],{},{1:2},{1:2,3:4},set(),{1},{1,2,3},frozenset(),frozenset([1,2]),
 list(range(1000)),list(range(1001)),list(range(2500)),dict.fromkeys(range(1000)),dict.fromkeys(range(1001)),set(range(1000)),set(range(1001)),L(range(1000)),L(range(1001)),D.fromkeys(range(1000)),D.fromkeys(range(1001)),
 l,d,tt,c,sh,['ab','ab'],[b'ab',b'ab'],
 C(),C(a=1,b='x'),C,C.In,C.In.Deep,C.In.Deep(),C().meth,C.cm,C.sm,C.meth,C.In.f,fn,len,print,int,type,object,type(None),type(...),type(NotImplemented),...,NotImplemented,
 Color.RED,Color.BLUE,Color,Fl.A,Fl.A|Fl.B,IE.X,Sl(),SlD(),GA(5),GE(x=3),GS(),L([1,2]),L(),D(a=1),T((1,2)),I(5),S('s'),By(b'q'),F(2.5),St([1]),Ex(1,2),P(1,2),P,DC(1),DC(1,[2]),DS(3),R6(),R5(),M,M(),Meta,
 ValueError('x'),KeyError('k'),OSError(2,'no'),OSError(2,'no','file'),FileNotFoundError(2,'a','b',None,'c'),StopIteration(3),SystemExit(1),UnicodeDecodeError('a',b'b',0,1,'r'),ImportError('m',name='n',path='p'),AttributeError('a',name='n'),NameError('q'),ExceptionGroup('g',[ValueError(1)]),SyntaxError('s',('f',1,2,'t')),KeyboardInterrupt(),
 range(5),range(1,10,2),slice(1,2,3),1j,complex(2,-3),
 deque([1,2],5),deque(),OrderedDict(a=1,b=2),defaultdict(list,{1:[2]}),defaultdict(None),Counter('aab'),ChainMap({1:2}),UserDict(a=1),UserList([1]),UserString('s'),
 datetime.date(2020,1,2),datetime.time(1,2,3),datetime.datetime(2020,1,2,3,4,5,6),datetime.timedelta(1,2,3),datetime.timezone.utc,datetime.timezone(datetime.timedelta(hours=2),'x'),datetime.datetime(2020,1,1,tzinfo=datetime.timezone.utc),
 functools.partial(int,base=2),functools.partial(fn,1),operator.itemgetter(1),operator.itemgetter(1,2),operator.attrgetter('a.b'),operator.methodcaller('m',1,k=2),operator.methodcaller('m'),operator.add,functools.reduce,
 types.SimpleNamespace(a=1),iter([1,2]),iter((1,)),iter('ab'),iter({1:2}),iter(range(3)),reversed([1]),enumerate([1]),zip([1],[2]),map(len,['a']),filter(None,[1]),
 list[int],int|str,typing.List[int],typing.Optional[int],typing.Any,typing.TypeVar,re.compile('a+',re.I),re.I,random.Random,string.Template('$x') if hasattr(string,'Template') else 1,
 int.__add__,str.join,[].append,'x'.join,int.from_bytes,dict.fromkeys,C.__init__,object.__init__,asyncio.CancelledError(),asyncio.IncompleteReadError(b'a',5),json.JSONDecodeError('m','doc',0),
  collections.abc.Mapping, threading.Lock, asyncio.Queue, memoryview(b'a'), threading.Lock(), (i for i in ()), lambda:1, sys, io.BytesIO, property(), staticmethod(fn), classmethod(fn), super, fn.__code__, {}.keys(), {}.items(), object(), types.MappingProxyType({}), asyncio.Future, threading.local(), types.ModuleType('q'),
]
def san(s):
    import re as r
    return r.sub('0x[0-9a-f]+','0x',s)
for i,o in enumerate(objs):
    for p in range(6):
        try: b=pickle.dumps(o,p)
        except BaseException as e: print(i,p,type(e).__name__,san(str(e))); continue
        h=b.hex() if len(b)<400 else str(len(b))+' '+str(hash(b))
        print(i,p,san(repr(o))[:40],h)
        try: x=pickle.loads(b)
        except BaseException as e: print('  LOAD',i,p,type(e).__name__,san(str(e))); continue
        if type(x) is not type(o): print('  TYPE',type(x))
        try:
            if x!=o and i and type(o).__eq__ is not object.__eq__: print('  NE',i,p)
        except BaseException as e: print('  cmp',type(e).__name__)
