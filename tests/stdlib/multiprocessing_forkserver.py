"""multiprocessing by forkserver: locks, events, queues, shared numbers, pools."""
# timeout: 60

import multiprocessing as mp, os, sys, time
def sq(x): return x*x
def f(q,l,e,x): 
    with l: q.put(x*2)
    e.set(); sys.exit(3)
def inc(v,a):
    for i in range(100):
        with v.get_lock(): v.value+=1
    a[0]=7
def bar(b,q): q.put(b.wait()>=0)
def cond(c,q):
    with c: q.put('in'); c.wait(5); q.put('woken')
def child(conn): conn.send(conn.recv()+1); conn.close()
class My(mp.Process):
    def __init__(self,q): super().__init__(); self.q=q
    def run(self): self.q.put(('my',self.name[:2],mp.parent_process().name))
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__,e)
if __name__=='__main__':
    for m in ('forkserver',):
        ctx=mp.get_context(m)
        q=ctx.Queue(); l=ctx.Lock(); e=ctx.Event(); p=ctx.Process(target=f,args=(q,l,e,21)); p.start(); print(q.get(timeout=20),e.wait(10)); p.join(); print(p.exitcode, type(p).__name__)
        v=ctx.Value('i',5); a=ctx.Array('d',[1.5,2.5]); ps=[ctx.Process(target=inc,args=(v,a)) for _ in range(2)]; [p.start() for p in ps]; [p.join() for p in ps]; print(v.value,a[:],len(a),v,v.get_obj())
        a,b=ctx.Pipe(); p=ctx.Process(target=child,args=(b,)); p.start(); a.send(41); print(a.recv()); p.join()
        q=ctx.SimpleQueue(); p=My.__new__(My) if 0 else None
        b=ctx.Barrier(3); ps=[ctx.Process(target=bar,args=(b,q)) for _ in range(2)]; [p.start() for p in ps]; print(b.wait(10)>=0, q.get(), q.get(), b.parties, b.broken); [p.join() for p in ps]
        c=ctx.Condition(); q2=ctx.Queue(); p=ctx.Process(target=cond,args=(c,q2)); p.start(); print(q2.get(timeout=10)); 
        with c: c.notify_all()
        print(q2.get(timeout=10)); p.join()
        with ctx.Pool(2) as pool: print(pool.map(sq,range(5)))
        import concurrent.futures as cf
        with cf.ProcessPoolExecutor(2,mp_context=ctx) as ex: print(list(ex.map(sq,range(4))))
    with cf.ProcessPoolExecutor(1,max_tasks_per_child=1) as ex: print(list(ex.map(sq,range(3))))
