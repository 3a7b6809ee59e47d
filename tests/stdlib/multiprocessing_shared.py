"""multiprocessing: start methods, shared numbers and arrays."""
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
    t(mp.set_start_method,'nope'); mp.set_start_method('spawn'); t(mp.set_start_method,'fork'); print(mp.get_start_method()); t(mp.get_context,'x'); mp.set_start_method('fork',force=True)
    t(mp.Value,'z'); x=mp.RawArray('c',b'hello'); print(x.value,x.raw,x[1],x[1:3],len(x)); x.value=b'hi'; print(x.value,x.raw); t(setattr,x,'value',b'toolong'); x=mp.RawArray('i',4); print(list(x),x[:]); x[1]=2**31; print(x[1]); t(x.__setitem__,0,'a'); t(x.__getitem__,9); x=mp.RawValue('d'); print(x.value,x); t(setattr,x,'value','s'); x=mp.Array('c',3); x.value=b'ab'; print(x.value,x.raw); print(mp.Value('b',lock=False), mp.Value('f',1.5,lock=mp.Lock()).value)
    x=mp.Lock(); import pickle; t(pickle.dumps,x); t(pickle.dumps,mp.Queue())
    print(mp.reducer.__name__, mp.reduction.__name__, mp.get_context('spawn').reducer.__name__, sorted(mp.__all__))
