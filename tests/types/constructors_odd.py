# Hexadecimal floats rounded once, exceptions initialised twice, odd string annotations of dataclasses, super() as a name.
def t(f,*a):
    try: print(repr(f(*a)))
    except Exception as e: print(type(e).__name__, e)
for s in '0x0.ffffffffffffecp-1022','0x1p０','0x0.ffffffffffffe8p-1022','0x1.fffffffffffff8p-1022','0x.8p-1074','0x.8000001p-1074','0x0.fffffffffffff8p-1022','0x1.00000000000008p0','0x1.000000000000080000000000001p0','0x1.fffffffffffff8p1023','1.fffffffffffff7p1023','nan','-inf','infinity','0x','0x.p1','','  0x1p3 ','0x1p99999999999999999999','0x0p99999999999999999999','0x1p-99999999999999999999','\u0661','0x1_0','1.8p1','0x1p','0x1p+','+0X.1P+4', '0x1.8\x00':
    t(float.fromhex, s)
t(lambda: SyntaxError('bad', ()).args)
for a in ((),(1,),(1,2,3),(1,2,3,4),(1,2,3,4,5),(1,2,3,4,5,6),(1,2,3,4,5,6,7),5,None,'abcd',['f',1,2,'x']):
    def f():
        e=SyntaxError('bad',a); return e.filename,e.lineno,e.offset,e.text,e.end_lineno,e.end_offset
    t(f)
def g():
    e=SyntaxError('bad',('f',1,2,'x'),3); return e.filename, e.args
t(g)
e=UnicodeDecodeError('ascii', bytearray(b'\xff'), 0, 1, 'r'); print(repr(e.object), e.args)
t(UnicodeDecodeError,'ascii', 'x', 0,1,'r'); print(UnicodeDecodeError('ascii', memoryview(b'ab'), 0,1,'r').object)
e=ImportError('m',name='n',path='p'); 
e.__init__(); print(e.name,e.path,e.msg,e.args)
e.__init__('q',name='z'); print(e.name,e.path,e.msg,e.args)
e=StopIteration(3); e.__init__(); print(e.value)
e=SystemExit(3); e.__init__(); print(e.code)
e=SyntaxError('b',('f',1,2,'x')); e.__init__('c'); print(e.filename,e.lineno,e.msg)
e=NameError('x',name='n'); e.__init__('b'); print(e.name)
e=AttributeError('x',name='n',obj=3); e.__init__('b'); print(e.name,e.obj)
e=OSError(1,'x','f'); e.__init__(2,'y'); print(e.errno,e.filename, e.args)
import dataclasses,typing
for s in 'typing .ClassVar[str]','typing. ClassVar[str]','typing.ClassVar.[int]','typing.ClassVar','typing.ClassVar[int]',' typing.ClassVar[int]','ClassVar[int]','typing.ClassVarX[int]','typing.ClassVar [int]','ClassVar','typing.ClassVar+','.typing.ClassVar','dataclasses.InitVar[int]','dataclasses .InitVar','dataclasses. InitVar[str]','dataclasses.InitVar.[int]','InitVar','dataclasses.KW_ONLY','dataclasses. KW_ONLY':
    def f():
        class C: __annotations__={'x':s}; x=3
        C=dataclasses.dataclass(C)
        return s,[(n.name,n._field_type) for n in C.__dataclass_fields__.values()]
    t(f)
import copy
def h():pass
print(copy.copy(h.__code__) is h.__code__, copy.deepcopy(h.__code__) is h.__code__)
t(lambda: super(1)); t(lambda: super(int, 2.0)); t(lambda: super(1,2))
class MySuper(super): pass
def mk():
    class S2:
        msg='s2'
    class super:
        msg='truly super'
        def foo(self): return 'foo'
    class C:
        def m(self): return super().msg, super.msg
        def n(self): return super().foo()
    print(C().m(),C().n())
mk()
class X:
    def meth(self): return super().__init__()
def gen():
    class P:
        def a(self): del self; return super().__init__
    P().a()
t(gen)
def gg():
    class P:
        @staticmethod
        def a(): return super()
    P.a()
t(gg)
