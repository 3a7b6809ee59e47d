"""multiprocessing.shared_memory: blocks and lists that processes find by name."""
from multiprocessing import shared_memory, Process
import os
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, getattr(e, 'strerror', None) or e)
def child(name):
    s=shared_memory.SharedMemory(name); s.buf[0]=9; s.close()
def childl(name):
    l=shared_memory.ShareableList(name=name); l[0]=100; l[2]='neu'; l.shm.close()
if __name__=='__main__':
    s=shared_memory.SharedMemory(create=True,size=10); print(s.size>=10,len(s.buf)>=10,s.name[:4]); s.buf[:3]=b'abc'; p=Process(target=child,args=(s.name,)); p.start(); p.join(); print(bytes(s.buf[:3])); s.close(); s.unlink(); t(lambda: type(shared_memory.SharedMemory(s.name)))
    t(shared_memory.SharedMemory); t(shared_memory.SharedMemory,create=True); t(shared_memory.SharedMemory,create=True,size=-1)
    l=shared_memory.ShareableList([1,2.5,'text',b'by',None,True]); print(list(l),len(l),l.format,l.count(1),l.index('text')); p=Process(target=childl,args=(l.shm.name,)); p.start(); p.join(); print(list(l)); t(l.__getitem__,9); t(l.__setitem__,2,'x'*50); l[4]=5; l[3]=None; print(list(l)); t(l.index,77); l.shm.close(); l.shm.unlink()
