"""ProcessPoolExecutor: results, errors, broken pools, with asyncio."""
import re, concurrent.futures as cf, os, time, asyncio, multiprocessing as mp
from concurrent.futures.process import BrokenProcessPool
def sq(x): return x*x
def fail(): raise ValueError('bad')
def die(): os._exit(1)
def init(x): global G; G=x
def getg(): return G
def badinit(): raise RuntimeError('init')
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__,re.sub('0x[0-9a-f]+','0x',str(e)))
if __name__=='__main__':
    with cf.ProcessPoolExecutor(3) as ex:
        print(list(ex.map(sq,range(10))), list(ex.map(sq,range(10),chunksize=4)), ex.submit(sq,5).result(), ex.submit(pow,2,exp=3).result()); f=ex.submit(fail); t(f.result); print(type(f.exception().__cause__).__name__, 'ValueError: bad' in str(f.exception().__cause__)); t(ex.submit(lambda: 1).result)
        fs=[ex.submit(time.sleep,0.01) for i in range(20)]; print(len(cf.wait(fs).done)); print(sorted(f.result() for f in cf.as_completed([ex.submit(sq,i) for i in range(5)])))
    t(ex.submit,sq,1)
    with cf.ProcessPoolExecutor(2,initializer=init,initargs=(9,)) as ex: print(ex.submit(getg).result())
    with cf.ProcessPoolExecutor(1) as ex: f=ex.submit(die); t(f.result); t(ex.submit,sq,1)
    for a in ((0,),(-1,)): t(cf.ProcessPoolExecutor,*a)
    t(cf.ProcessPoolExecutor,initializer=5); t(cf.ProcessPoolExecutor,max_tasks_per_child=0); t(cf.ProcessPoolExecutor,max_tasks_per_child='a'); t(cf.ProcessPoolExecutor,max_tasks_per_child=1,mp_context=mp.get_context('fork'))
    ex=cf.ProcessPoolExecutor(1); fs=[ex.submit(time.sleep,0.05) for i in range(10)]; ex.shutdown(wait=True,cancel_futures=True); print(any(f.cancelled() for f in fs), fs[0].result())
    async def main():
        loop=asyncio.get_running_loop()
        with cf.ProcessPoolExecutor(2) as ex: print(await asyncio.gather(*[loop.run_in_executor(ex,sq,i) for i in range(5)])); 
    asyncio.run(main())
    ex=cf.ProcessPoolExecutor(1); print(ex.submit(sq,3).result()); print(BrokenProcessPool.__mro__)
