# sqlite3: connections, cursors, rows, functions, callbacks, backups, blobs, transactions, errors.
import warnings; warnings.simplefilter('ignore')
import sqlite3
import sqlite3 as s, os
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'sqlite_errorname',''))
print([n for n in dir(s) if n[0].isupper() and not n.isupper()], sorted(n for n in dir(s) if n.startswith('SQLITE_'))[::8], [n for n in dir(s.Cursor) if n[0]!='_'], [n for n in dir(s.Blob) if n[0]!='_'])
print(s.apilevel,s.paramstyle,s.threadsafety)
for n in ('Warning','Error','InterfaceError','DatabaseError','InternalError','OperationalError','ProgrammingError','IntegrityError','DataError','NotSupportedError'): print(n,getattr(s,n).__mro__[1:3])
c=s.connect(':memory:'); print(type(c),c.isolation_level,c.autocommit,c.in_transaction,c.row_factory,c.text_factory,c.total_changes)
cur=c.execute('create table t(a integer primary key, b text, c real, d blob)'); print(cur.description,cur.rowcount,cur.lastrowid,cur.arraysize,cur.connection is c,cur.row_factory)
t(lambda:c.execute('insert into t values(?,?,?,?)',(1,'x',2.5,b'\0\1')).lastrowid); print(c.in_transaction,c.total_changes); t(lambda:c.execute('insert into t values(:a,:b,:c,:d)',{'a':2,'b':None,'c':1,'d':bytearray(b'z')}).rowcount); t(lambda:c.executemany('insert into t(b,c) values(?,?)',[('p',1),('q',2),('é',True)]).rowcount)
t(lambda:c.execute('select * from t').fetchall()); t(lambda:c.execute('select * from t').fetchone()); t(lambda:c.execute('select * from t').fetchmany(2)); t(lambda:list(c.execute('select a,b as bee,count(*) from t').description)); t(lambda:c.execute('update t set c=9').rowcount); t(lambda:c.execute('delete from t where a=1').rowcount); c.commit(); print(c.in_transaction); c.execute('insert into t(b) values(1)'); c.rollback(); t(lambda:c.execute('select count(*) from t').fetchone())
t(lambda:c.execute('selec')); t(lambda:c.execute('select * from nope')); t(lambda:c.execute('insert into t(a) values(2)')); t(lambda:c.execute('select 1; select 2')); t(lambda:c.execute('')); t(lambda:c.execute('-- c')); t(lambda:c.execute('select ?',())); t(lambda:c.execute('select ?',(1,2))); t(lambda:c.execute('select :a',{})); t(lambda:c.execute('select :a',(1,))); t(lambda:c.execute('select ?',[object()])); t(lambda:c.execute('select ?',(2**63,))); t(lambda:c.execute('select ?',3)); t(lambda:c.execute(3)); t(lambda:c.execute('select ?',('\ud800',))); t(lambda:c.execute('select 1\0')); t(lambda:c.executemany('select 1',[()])); t(lambda:c.executemany('insert into t(a) values(?)',3)); t(lambda:c.execute('select ?1, :x', {'x':1})); t(lambda: c.execute("select ?", "ab")); t(lambda:c.execute('select cast(x\'ff\' as text)').fetchone())
t(lambda:c.executescript('create table u(x); insert into u values(1); insert into u values(2);')); t(lambda:c.executescript('select nope')); t(lambda:c.executescript(3)); t(lambda:c.executescript('x\0y'))
cur=c.cursor(); t(lambda:cur.fetchone()); t(lambda:cur.fetchall()); cur.execute('select x from u'); t(lambda:next(cur)); t(lambda:cur.fetchmany()); t(lambda:cur.setinputsizes(1)); t(lambda:cur.setoutputsize(1)); cur.close(); t(lambda:cur.fetchone()); t(lambda:cur.execute('select 1')); t(lambda:s.Cursor(3)); t(lambda:s.Cursor(c).execute('select 5').fetchone()); t(lambda:list(c.execute('select x from u')))
c.row_factory=s.Row; r=c.execute("select 1 as a, 'two' as B, null").fetchone(); print(r,type(r),tuple(r),r['a'],r['b'],r[0],r[-1],r[0:2],r.keys(),len(r),list(r),r==c.execute("select 1 as a, 'two' as B, null").fetchone(),hash(r)==hash(c.execute("select 1 as a, 'two' as B, null").fetchone()),dict(zip(r.keys(),r))); t(lambda:r['zz']); t(lambda:r[9]); t(lambda:r[1.5]); t(lambda:r[-9]); t(lambda:s.Row(c.cursor(),3)); t(lambda:s.Row(3,(1,))); t(lambda:dict(r)); t(lambda: r<r); t(lambda:s.Row(c.execute('select 1 as q'),(7,))['q']); t(lambda: r[2**70])
c.row_factory=lambda cur,row:{d[0]:v for d,v in zip(cur.description,row)}; t(lambda:c.execute('select 1 as a').fetchone()); c.row_factory=None; c.text_factory=bytes; t(lambda:c.execute("select 'é'").fetchone()); c.text_factory=lambda b:b.decode()+'!'; t(lambda:c.execute("select 'é'").fetchone()); c.text_factory=bytearray;t(lambda:c.execute("select 'é'").fetchone()); c.text_factory=str
with c: c.execute('insert into u values(3)')
print(c.in_transaction)
try:
    with c:
        c.execute('insert into u values(4)'); 1/0
except ZeroDivisionError: print(c.in_transaction, c.execute('select max(x) from u').fetchone())
c.create_function('dbl',1,lambda x:x*2); t(lambda:c.execute("select dbl(21),dbl('ab'),dbl(1.5)").fetchone()); c.create_function('bad',0,lambda:1/0); t(lambda:c.execute('select bad()').fetchone()); c.create_function('va',-1,lambda *a:len(a),deterministic=True); t(lambda:c.execute('select va(),va(1,2,3)').fetchone()); c.create_function('obj',0,lambda:object()); t(lambda:c.execute('select obj()').fetchone()); c.create_function('big',0,lambda:2**70); t(lambda:c.execute('select big()').fetchone()); t(lambda:c.create_function('x',1000,len)); c.create_function('ret',1,lambda k:[None,1,1.5,'s',b'b'][k]); t(lambda:[c.execute('select ret(?)',(i,)).fetchone()[0] for i in range(5)])
class Agg:
    def __init__(self): self.n=0
    def step(self,*a): self.n+=sum(a)
    def finalize(self): return self.n
c.create_aggregate('mysum',1,Agg); t(lambda:c.execute('select mysum(x) from u').fetchone()); t(lambda:c.execute('select mysum(x) from u where 0').fetchone())
class BadAgg:
    def step(self,x): raise ValueError
    def finalize(self): return 1
c.create_aggregate('badagg',1,BadAgg); t(lambda:c.execute('select badagg(x) from u').fetchone())
class NoFin:
    def step(self,x): pass
c.create_aggregate('nofin',1,NoFin); t(lambda:c.execute('select nofin(x) from u').fetchone()); 
class BadInit:
    def __init__(self): 1/0
c.create_aggregate('badinit',1,BadInit); t(lambda:c.execute('select badinit(x) from u').fetchone())
class Win:
    def __init__(self): self.n=0
    def step(self,x): self.n+=x
    def inverse(self,x): self.n-=x
    def value(self): return self.n
    def finalize(self): return self.n
c.create_window_function('wsum',1,Win); t(lambda:c.execute('select x, wsum(x) over (order by x rows between 1 preceding and 1 following) from u').fetchall())
c.create_collation('rev',lambda a,b:(a<b)-(a>b)); t(lambda:c.execute("select column1 from (values('a'),('c'),('b')) order by column1 collate rev").fetchall()); c.create_collation('rev',None); t(lambda:c.execute("select column1 from (values('a'),('c'),('b')) order by column1 collate rev").fetchall()); t(lambda:c.create_collation('x',3)); t(lambda: c.create_collation(3, None))
log=[]; c.set_trace_callback(log.append); c.execute('select 1'); c.execute('select ?',(5,)); c.set_trace_callback(None); print(log)
n=[0]
def prog(): n[0]+=1; return n[0]>3
c.set_progress_handler(prog,100); t(lambda:c.execute('with recursive r(i) as (select 1 union all select i+1 from r where i<100000) select count(*) from r').fetchone()); c.set_progress_handler(None,0)
def auth(*a): return s.SQLITE_DENY if a[0]==s.SQLITE_INSERT else s.SQLITE_OK
c.set_authorizer(auth); t(lambda:c.execute('insert into u values(9)')); c.set_authorizer(lambda *a:1/0); t(lambda:c.execute('select x from u')); c.set_authorizer(None); t(lambda:c.execute('select count(*) from u').fetchone())
print(list(c.iterdump())); d=s.connect(':memory:'); pages=[]; c.commit(); c.backup(d,progress=lambda *a:pages.append(a)); print(pages); t(lambda:d.execute('select * from u').fetchall()); c.backup(d,pages=1,sleep=0.001); t(lambda:c.backup(c)); t(lambda:c.backup(3)); t(lambda:c.backup(d,name='zz'))
d.execute('create table b(x blob)'); d.execute('insert into b values(zeroblob(10))'); bl=d.blobopen('b','x',1); print(len(bl),bl.read(3),bl.tell(),bl.write(b'hey'),bl.seek(0),bl.read(),bl.seek(-2,2),bl.tell(),bl[3],bl[3:6],bl[-1],bl[::4]); bl[0]=65; bl[1:3]=b'BC'; bl[::5]=b'xy'; bl.seek(0); print(bl.read()); t(lambda:bl.write(b'x')); t(lambda:bl.seek(99)); t(lambda:bl.seek(1,5)); t(lambda:bl[99]); t(lambda:bl['s']); t(lambda:bl.__setitem__(0,300)); t(lambda:bl.__setitem__(0,'x')); t(lambda:bl.__setitem__(slice(0,2),b'x')); t(lambda:bl.__delitem__(0)); bl.close(); t(lambda:bl.read())
with d.blobopen('b','x',1,readonly=True) as bl: t(lambda:bl.write(b'x'))
t(lambda:bl.tell()); t(lambda:d.blobopen('b','x',99)); t(lambda:d.blobopen('zz','x',1)); ser=d.serialize(); e=s.connect(':memory:'); e.deserialize(ser); t(lambda:e.execute('select count(*) from b').fetchone()); t(lambda:e.deserialize(b'junk')or e.execute('select * from b')); 
t(lambda:c.getlimit(s.SQLITE_LIMIT_SQL_LENGTH)); t(lambda:c.setlimit(s.SQLITE_LIMIT_SQL_LENGTH,50)); t(lambda:c.execute('select '+'1'*60)); t(lambda:c.setlimit(999,1)); c.setlimit(s.SQLITE_LIMIT_SQL_LENGTH,10**6); t(lambda:c.getconfig(s.SQLITE_DBCONFIG_ENABLE_FKEY)); t(lambda:c.setconfig(s.SQLITE_DBCONFIG_ENABLE_FKEY)); t(lambda:c.getconfig(s.SQLITE_DBCONFIG_ENABLE_FKEY)); t(lambda: c.interrupt()); t(lambda:c.getconfig(-1))
t(lambda:s.complete_statement('select 1;')); t(lambda:s.complete_statement('select')); t(lambda: s.enable_callback_tracebacks(False)); t(lambda:s.sqlite_version_info[0]); t(lambda:s.Binary(b'x')); t(lambda:s.Date(2020,1,2)); t(lambda:s.Timestamp(2020,1,2,3,4,5)); t(lambda:s.Time(1,2,3)); t(lambda:s.adapt(3)); t(lambda:s.adapt(object)); t(lambda:s.adapt(object, s.PrepareProtocol, 7)); t(lambda:s.PrepareProtocol)
class P:
    def __init__(self,x,y): self.x,self.y=x,y
    def __conform__(self,proto):
        if proto is s.PrepareProtocol: return f'{self.x};{self.y}'
t(lambda:c.execute('select ?',(P(1,2),)).fetchone())
class Q: pass
s.register_adapter(Q,lambda q:'adapted'); t(lambda:c.execute('select ?',(Q(),)).fetchone()); s.register_converter('pt',lambda b:tuple(map(int,b.split(b';'))))
c2=s.connect(':memory:',detect_types=s.PARSE_DECLTYPES|s.PARSE_COLNAMES); c2.execute('create table p(v pt, n number(10))'); c2.execute('insert into p values(?,?)',(P(3,4),5)); t(lambda:c2.execute('select v,n from p').fetchone()); t(lambda:c2.execute("select '7;8' as 'v [pt]'").fetchone()); t(lambda:c2.execute("select '7;8' as 'v [pt]'").description); t(lambda:c2.execute('select v from p where v is null').fetchall())
c3=s.connect(':memory:',isolation_level=None); c3.execute('create table q(x)'); c3.execute('insert into q values(1)'); print(c3.in_transaction,c3.isolation_level); c3.isolation_level='IMMEDIATE'; c3.execute('insert into q values(2)'); print(c3.in_transaction); t(lambda:setattr(c3,'isolation_level','x')); t(lambda:setattr(c3,'isolation_level',3)); t(lambda:delattr(c3,'isolation_level')); 
c4=s.connect(':memory:',autocommit=False); print(c4.in_transaction,c4.autocommit); c4.execute('create table q(x)'); c4.commit(); print(c4.in_transaction); c4.rollback(); c4.autocommit=True; print(c4.in_transaction); t(lambda:setattr(c4,'autocommit',5)); c4.commit(); t(lambda:s.connect(':memory:',autocommit=3)); print(s.LEGACY_TRANSACTION_CONTROL)
import threading; out=[]
def other():
    try: c.execute('select 1')
    except Exception as e: out.append((type(e).__name__,str(e).split('The object')[0]))
th=threading.Thread(target=other); th.start(); th.join(); print(out)
c5=s.connect(':memory:',check_same_thread=False); th=threading.Thread(target=lambda:out.append(c5.execute('select 42').fetchone())); th.start(); th.join(); print(out[-1])
c.close(); t(lambda:c.execute('select 1')); t(lambda:c.commit()); t(lambda:c.cursor()); t(lambda:c.close()); t(lambda:c.total_changes); t(lambda:c.in_transaction); t(lambda:s.connect('/no/such/x')); t(lambda:s.connect('file:nope?mode=ro',uri=True)); t(lambda:s.connect(3)); t(lambda:s.connect(':memory:',isolation_level='bad')); 
class MyC(s.Connection):
    def hello(self): return 'hi'
class MyCur(s.Cursor):
    def two(self): return 2
m=s.connect(':memory:',factory=MyC); print(m.hello(),type(m.cursor(MyCur)),m.cursor(MyCur).two()); t(lambda:m.cursor(lambda c:3)); t(lambda:m.cursor(lambda con: s.Cursor(con)).execute('select 1').fetchone()); m.close()
e=None
try: s.connect(':memory:').execute('create table x(a unique)').connection.executescript('insert into x values(1);insert into x values(1)')
except s.IntegrityError as ex: print(ex, ex.sqlite_errorcode, ex.sqlite_errorname)
x=s.connect(':memory:'); x.execute('create table a(i int)'); cu=x.execute('insert into a values(1),(2),(3) returning i'); print(cu.fetchall(), cu.rowcount); print(x.execute('with z as (select 1) select * from z').fetchall(), x.execute('replace into a values(7)').rowcount, x.execute('select 1').rowcount, x.execute('/* c */ insert into a values(8)').rowcount, x.in_transaction); x.commit()
cu=x.execute('select i from a'); next(cu); x.commit(); print(len(cu.fetchall())); x.execute('insert into a values(9)'); x.close()
