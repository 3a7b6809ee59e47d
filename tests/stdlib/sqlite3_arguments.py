# SPDX-License-Identifier: MIT
# sqlite3: arguments of Connection(), cursors used by what they call, isolation levels.
import sqlite3, warnings
warnings.simplefilter('always')
def t(f,*a,**k):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: print(type(f(*a,**k)).__name__)
        except BaseException as e: print(type(e).__name__, e)
    for i in w:
        if i.category is not ResourceWarning: print('  ',i.category.__name__, i.message, i.filename == __file__)
C=sqlite3.connect; K=sqlite3.Connection
for f in C,K:
    t(f,':memory:'); t(f,':memory:',1.0); t(f,':memory:',1.0,0,None,True); t(f,':memory:',1.0,0,None,True,K,5,False,1);t(f,':memory:',1.0,0,None,True,K,5,False);t(f,':memory:',1.0,timeout=3); t(f); t(f,':memory:',5,foo=1)
class F(K): pass
t(F,':memory:',1); t(C,':memory:',1,factory=F); t(C,':memory:',1,0,'',True,F)
class G(K):
    def __init__(s,*a,**k): super().__init__(*a,**k)
t(G,':memory:',1); t(C,':memory:',factory=G); 
c=C(':memory:')
t(c.create_function,'f',1,lambda x:x); t(c.create_function,'f',1,func=lambda x:x); t(c.create_function,name='f',narg=1,func=lambda x:x); 
t(c.create_aggregate,'f',1,object); t(c.create_aggregate,name='f',n_arg=1,aggregate_class=object)
t(c.set_authorizer,None); t(c.set_authorizer,authorizer_callback=None); t(c.set_progress_handler,None,1); t(c.set_progress_handler,progress_handler=None,n=1); t(c.set_trace_callback,trace_callback=None); t(c.set_trace_callback,None)
# recursive
cur=c.cursor()
cur.execute('create table t(a,b)')
class A:
    pass
def rec(sql,setup):
    try: print(setup())
    except BaseException as e: print(type(e).__name__,e)
def gen():
    cur.execute('insert into t values(5,5)')
    yield (1,2)
t(cur.executemany,'insert into t values(?,?)',gen())
print(c.execute('select * from t').fetchall())
def gen2():
    cur.close()
    yield (1,2)
t(cur.executemany,'insert into t values(?,?)',gen2())
for op in ('execute','executemany','fetchone','fetchall','fetchmany','next','close','init'):
    con=C(':memory:',detect_types=sqlite3.PARSE_COLNAMES)
    cu=con.cursor()
    cu.execute('create table t(x)'); cu.executemany('insert into t values(?)',[(b'a',),(b'b',)])
    def conv(v):
        print('conv',v)
        if op=='execute': cu.execute('select 1')
        elif op=='executemany': cu.executemany('insert into t values(?)',[(1,)])
        elif op=='next': next(cu)
        elif op=='init': cu.__init__(con)
        else: getattr(cu,op)()
        return v
    sqlite3.register_converter('CV',conv)
    def run():
        cu.execute('select x as "x [CV]", x from t'); print(cu.fetchall())
    t(run)
    class It:
        def __iter__(s): return s
        def __next__(s):
            conv('it'); raise StopIteration
    t(cu.executemany,'insert into t values(?)',It())
    class Ad:
        def __conform__(s,p): conv('ad'); return 1
    t(cu.execute,'insert into t values(?)',(Ad(),))
    print('total',con.total_changes)
def counts():
    for a, k in [((), {}), ((1,) * 11, {}), ((), {'foo': 1}), ((':memory:',), {'database': 2}),
                 ((':memory:', 1, 2, None, True, None, 5, False), {'x': 1, 'y': 2}),
                 ((), {'database': ':memory:', 'foo': 2})]:
        t(K, *a, **k)
counts()
class S(str): pass
for v in ('',None,'DEFERRED','deferred','immediate','EXCLUSIVE',S('DEFERRED'),S(''),S('exclusive'),'bogus',S('bogus'),b'',1,'DEFERRED\0','\udc00','DEFÉRRED'):
    t(C,':memory:',isolation_level=v)
    con=C(':memory:')
    try: con.isolation_level=v; print(repr(con.isolation_level),type(con.isolation_level).__name__)
    except BaseException as e: print(type(e).__name__,e)
try: del con.isolation_level
except BaseException as e: print(type(e).__name__,e)
