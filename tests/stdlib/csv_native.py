# The functions and types of _csv themselves, their errors, and writers and iterators that are entered again or fail.
import csv,_csv,io,inspect
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: _csv.get_dialect([]))
t(lambda: _csv.get_dialect())
t(lambda: _csv.unregister_dialect([]))
t(lambda: _csv.field_size_limit(True))
t(lambda: _csv.field_size_limit(1<<70))
t(lambda: _csv.field_size_limit(1,2))
t(lambda: _csv.Dialect('excel', ';').delimiter)
t(lambda: csv.reader([], 'excel', dialect='unix'))
t(lambda: csv.reader([], 'excel', 'unix'))
t(lambda: csv.reader())
t(lambda: csv.reader([],quoting=1<<40))
t(lambda: csv.reader([],quoting=True))
d=csv.get_dialect('excel')
class B:
    @property
    def delimiter(self): 1/0
t(lambda: csv.reader([],B()).dialect.delimiter)
t(lambda: _csv.Dialect(1,2,3,4,5,6,7,8,9,10))
t(lambda: _csv.Dialect(delimeter=1))
class S(_csv.Dialect): pass
t(lambda: S().delimiter)
t(lambda: type(_csv.Dialect(S())))
t(lambda: type(csv.reader([],S()).dialect))
for n in ('delimiter','strict','quoting','doublequote'):
    t(lambda: setattr(d,n,1)); t(lambda: delattr(d,n))
t(lambda: d.__reduce__()); t(lambda: d.__reduce_ex__(2)); t(lambda: d.__reduce_ex__())
t(lambda: setattr(_csv.Dialect,'x',1))
r=csv.reader([])
t(lambda: setattr(r,'foo',1))
t(lambda: list(csv.reader(['a\\\nb','c'], escapechar='\\')))
t(lambda: list(csv.reader(['a\\\nb,d\n','c'], escapechar='\\')))
f=io.StringIO(); w=csv.writer(f)
class F:
    def __str__(s): w.writerow(['in',2]); return 'F'
t(lambda: w.writerow(['a',F(),'b'])); t(f.getvalue)
def g():
    yield 1
    w.writerow('xy')
    yield 2
t(lambda: w.writerow(g())); t(f.getvalue)
class W:
    def write(s, x):
        if 'deep' not in x: w2.writerow(['deep'])
        print(repr(x)); return len(x)
w2=csv.writer(W()); t(lambda: w2.writerow([1]))
def bad():
    yield 1
    raise KeyError('k')
t(lambda: w.writerow(bad())); t(lambda: w.writerow([5])); t(f.getvalue)
class Wb:
    def write(s,x): raise OSError('full')
t(lambda: csv.writer(Wb()).writerow([1]))
class Wn:
    write=5
t(lambda: csv.writer(Wn()))
class Wp:
    @property
    def write(s): 1/0
t(lambda: csv.writer(Wp()))
class It3:
    def __iter__(s): raise TypeError('mine')
t(lambda: w.writerow(It3()))
class It4:
    def __iter__(s): raise KeyError('mine')
t(lambda: w.writerow(It4()))
t(lambda: w.writerows(It4())); t(lambda: w.writerows([1])); t(lambda: w.writerows(iter([[1],[2]])))
class Num:
    def __init__(s,k): s.k=k
class HasIndex:
    def __index__(s): return 3
class HasInt:
    def __int__(s): return 3
class HasFloat:
    def __float__(s): return 3.
from fractions import Fraction; from decimal import Decimal
for v in (1,1.5,True,1j,HasIndex(),HasInt(),HasFloat(),Fraction(1,2),Decimal(1),None,'x',b'x',(1,)):
    f=io.StringIO(); csv.writer(f,quoting=2).writerow([v,2]); print(f.getvalue()[:12].encode())
for k in ({'delimiter':'|','lineterminator':'|'},{'quotechar':'\n','delimiter':'\n'},{'delimiter':',','quotechar':'!','lineterminator':'!,'},{'escapechar':'x','lineterminator':'x'},{'delimiter':'\n','lineterminator':'\n'},{'lineterminator':''},{'quotechar':None,'quoting':3,'lineterminator':''},{'escapechar':'"'},{'delimiter':' ','escapechar':' '}):
    t(lambda: csv.reader([],**k).dialect.lineterminator)
t(lambda: list(csv.reader(['1,,"x"'],quoting=2))); t(lambda: list(csv.reader(['1,"",,"x"'],quoting=4)));t(lambda: list(csv.reader(['1,"",,"x"'],quoting=5)))
t(lambda: list(csv.reader(['1,x'],quoting=2)))
csv.field_size_limit(-5); t(lambda: list(csv.reader([',']))); t(lambda: list(csv.reader(['a']))); csv.field_size_limit(131072)
print(list(csv.reader(['ж,"б,в"\n','😀,é'],))); print(list(csv.reader(['жюб'],delimiter='ю')))
class It5:
    n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n==2: raise KeyError('mid')
        if s.n>4: raise StopIteration
        return '"a\n'
r=csv.reader(It5()); t(lambda:next(r)); t(lambda:r.line_num); t(lambda:next(r)); t(lambda:next(r))
# a field that is changed while the row is written, a subclass of str, many lines in one record
class Line(str):
    def __iter__(self): raise ValueError
    def __getitem__(self, i): raise ValueError
t(lambda: list(csv.reader([Line('a,"b""c",d'), Line('whole')])))
row = [1, 2]
class Grow:
    def __str__(self):
        row.append(3)
        return 'grown'
row.insert(1, Grow())
f = io.StringIO(newline=''); w = csv.writer(f); t(lambda: w.writerow(row)); t(f.getvalue)
t(lambda: [len(x) for x in next(csv.reader(iter(['"a\n'] * 5000 + ['",' + 'ж' * 200 + ',' + 'x' * 300])))])
class Box: pass
import gc, weakref
def cycle():
    box = Box()
    box.lines = iter([])
    def lines():
        yield 'a'
        box
    box.reader = csv.reader(lines())
    next(box.reader)
    box.write = lambda text: box
    box.writer = csv.writer(box)
    return weakref.ref(box)
ref = cycle(); gc.collect(); print(ref())
