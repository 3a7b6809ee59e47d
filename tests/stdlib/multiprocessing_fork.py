"""multiprocessing by fork: processes, pools, queues, pipes, locks."""
import multiprocessing as mp, os, sys, time
def sq(x): return x*x
def f(q,x): q.put(x*2); sys.exit(3)
def bad(): 1/0
def add(a,b): return a+b
def fail(x):
    if x==3: raise ValueError('three')
    return x
def init(x): global G; G=x
def getg(_): return G
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__,e)
if __name__=='__main__':
    print(mp.get_start_method(), mp.get_all_start_methods(), mp.current_process(), mp.parent_process(), mp.active_children())
    q=mp.Queue(); p=mp.Process(target=f,args=(q,21),name='P'); print(p.exitcode,p.is_alive(),p.daemon,p.name,p.pid); p.start(); print(q.get()); p.join(); print(p.exitcode,p.is_alive())
    with mp.Pool(3) as pool:
        print(pool.map(sq,range(10)), pool.apply(add,(1,2)), pool.starmap(add,[(1,2),(3,4)]), list(pool.imap(sq,range(5))), sorted(pool.imap_unordered(sq,range(5))), list(pool.imap(sq,range(10),3)))
        r=pool.apply_async(add,(5,),{'b':6},callback=lambda v: print('cb',v)); print(r.get(5), r.ready(), r.successful())
        t(pool.map,fail,range(5)); r=pool.map_async(fail,range(5),error_callback=lambda e: print('err',e)); r.wait(); print(r.successful()); t(pool.apply_async(time.sleep,(5,)).get,0.05)
    with mp.Pool(2,init,(7,),maxtasksperchild=1) as pool: print(pool.map(getg,range(4),1))
    pool=mp.Pool(2); r=pool.map_async(sq,range(100)); pool.close(); pool.join(); print(sum(r.get())); t(pool.map,sq,[1])
    a,b=mp.Pipe(); a.send({'x':1}); print(b.recv(), b.poll(), a.poll(0.01)); a.close(); t(b.recv); 
    l=mp.Lock(); print(l); l.acquire(); print(l, l.acquire(False), l.acquire(timeout=0.01)); l.release(); t(l.release); rl=mp.RLock(); print(rl); rl.acquire(); rl.acquire(); print(rl); rl.release(); rl.release(); t(rl.release); s=mp.Semaphore(2); print(s,s.get_value()); s.acquire(); print(s); print(mp.BoundedSemaphore(2), mp.Condition()); e=mp.Event(); print(e.is_set(), e.wait(0.01)); e.set(); print(e.is_set(),e.wait())
    jq=mp.JoinableQueue(); jq.put(1); print(jq.get()); jq.task_done(); jq.join(); t(jq.task_done); sq_=mp.SimpleQueue(); sq_.put('a'); print(sq_.empty(), sq_.get(), sq_.empty())
    p=mp.Process(target=time.sleep,args=(10,),daemon=True); p.start(); p.terminate(); p.join(); print(p.exitcode); p=mp.Process(target=time.sleep,args=(10,)); p.start(); print(p.join(0.01)); p.kill(); p.join(); print(p.exitcode); p.close(); t(p.is_alive); print(p._closed)
    p=mp.Process(target=bad,name='Bad'); p.start(); p.join(); print(p.exitcode)
