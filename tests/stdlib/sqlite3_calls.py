# Names and arguments of older days, rows as sequences, empty blobs, adapters of plain types, verdicts of authorizers.
import sqlite3, warnings
from collections.abc import Sequence
warnings.simplefilter('always')


def show(f):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: r=f()
        except Exception as e: r=(type(e).__name__, str(e))
        print(r, [(x.category.__name__, str(x.message)) for x in w])
show(lambda: sqlite3.version); show(lambda: sqlite3.version_info); show(lambda: sqlite3.nope)
c=sqlite3.connect(':memory:')
show(lambda: c.create_function('f',1,func=lambda x:x))
show(lambda: c.create_function(name='f',narg=1,func=lambda x:x*2))
show(lambda: c.execute('select f(2)').fetchone())
class A:
    def __init__(s): s.n=0
    def step(s,x): s.n+=x
    def finalize(s): return s.n
show(lambda: c.create_aggregate('agg',1,aggregate_class=A))
show(lambda: c.create_aggregate(name='agg',n_arg=1,aggregate_class=A))
show(lambda: c.set_authorizer(authorizer_callback=None)); show(lambda: c.set_progress_handler(progress_handler=None,n=5)); show(lambda: c.set_progress_handler(None,n=5)); show(lambda: c.set_trace_callback(trace_callback=None))
show(lambda: c.set_authorizer()); show(lambda: c.create_function('f')); show(lambda: c.set_authorizer(x=1))
class F(sqlite3.Connection):
    def __init__(s,*a,**k): print('F', a, sorted(k)); super().__init__(*a,**k)
x=sqlite3.connect(':memory:',factory=F,isolation_level=None); print(x.isolation_level)
class F2(sqlite3.Connection):
    def __init__(s,*a,**k): super().__init__(*a, isolation_level=None, **k)
x=sqlite3.connect(':memory:',factory=F2); print(x.isolation_level)
c.row_factory=sqlite3.Row; r=c.execute('select 1 as a').fetchone(); print(isinstance(r,Sequence), r.keys(), tuple(r), dict(r)); c.row_factory=None
d=sqlite3.connect(':memory:',detect_types=sqlite3.PARSE_DECLTYPES)
sqlite3.register_converter('CONV',lambda b: ('conv',b))
d.execute('create table t(x conv)'); d.execute("insert into t values(x'')"); d.execute("insert into t values('a')"); d.execute("insert into t values(null)"); print(d.execute('select * from t').fetchall())
class FakeCursor(str):
    def __init__(s,*a): pass
show(lambda: c.cursor(FakeCursor)); show(lambda: c.cursor(lambda x: None)); show(lambda: c.cursor(None))
e=sqlite3.connect(':memory:'); e.executescript('create table a(id integer primary key, x text); create table b(aid references a(id)); insert into a values(1,"it\'s"); insert into b values(99);')
print(list(e.iterdump()))
c.set_authorizer(lambda *a: 2**32)
show(lambda: c.execute('create table q(a)'))
c.set_authorizer(lambda *a: 'x')
show(lambda: c.execute('create table q(a)'))
c.set_authorizer(None)
sqlite3.register_adapter(int, float)
print(c.execute('select ?, typeof(?)',(1,1)).fetchone())
c.execute('create table bl(b)'); c.execute('insert into bl values(zeroblob(10))')
with c.blobopen('bl','b',1) as b:
    b[5:10]=b'abcde'; print(b[:])
    try: b[5:10]=memoryview(b'abcdefghij')[::2]
    except BufferError as e: print(e)
    b[0]=65; print(b[0], len(b), b.read(3), b.tell(), b.seek(-2,2), b.read())
    show(lambda: b.__setitem__(slice(0,3), b'x')); show(lambda: b[20]); show(lambda: b['a']); show(lambda: b.__setitem__(0,300)); show(lambda: b.write(b'x'*20)); show(lambda: b.__delitem__(0))
