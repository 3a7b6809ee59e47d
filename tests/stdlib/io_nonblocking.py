# SPDX-License-Identifier: MIT
# readinto1, and raw streams that would block.
import io
import os
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
class R(io.RawIOBase):
    def __init__(s,l): s.l=l
    def readable(s): return True
    def writable(s): return True
    def readinto(s,b):
        if not s.l: return 0
        d=s.l.pop(0)
        if d is None: return None
        n=min(len(b),len(d)); b[:n]=d[:n]
        if d[n:]: s.l.insert(0,d[n:])
        print('readinto',len(b),n)
        return n
    def write(s,b):
        n=s.l.pop(0) if s.l else len(b)
        print('write',len(b),n)
        return n
for sz in (8192,4):
  b=io.BufferedReader(R([b'abcdef',b'ghi',None,b'jklmnopqr']),sz)
  for n in (3,10,10,2,10,10,0):
    a=bytearray(n); t(b.readinto1,a); print(a)
b=io.BufferedReader(R([b'abcdef',b'ghi',None,b'jklmnopqr']),4)
for n in (3,10,10,2,10,10,0):
    a=bytearray(n); t(b.readinto,a); print(a)
t(b.readinto1,b'abc'); t(b.readinto1); t(b.readinto1,'a'); 
t(io.BufferedReader.readinto1)
b=io.BytesIO(b'abcdef'); a=bytearray(4); t(b.readinto1,a); print(a)
class BB(io.BufferedIOBase):
    def read(s,n=-1): print('read',n); return b'xy'
    def read1(s,n=-1): print('read1',n); return b'xyz'
a=bytearray(4); t(BB().readinto1,a); print(a); t(BB().readinto,a); print(a)
a=bytearray(2); t(BB().readinto1,a); print(a)
class BC(io.BufferedIOBase):
    def read(s,n=-1): return 'xy'
    def read1(s,n=-1): return None
t(BC().readinto1,bytearray(3));t(BC().readinto,bytearray(3)); t(io.BufferedIOBase().readinto1,bytearray(3)); t(io.BufferedIOBase().readinto1,b'')
# nonblocking
def wr(plan,size,*writes):
    r=R(plan); w=io.BufferedWriter(r,size)
    print('--',plan,size)
    for d in writes:
        try: print(w.write(d))
        except BlockingIOError as e: print('BIO',e.errno,e.strerror,e.characters_written,e)
        except BaseException as e: print(type(e).__name__,e)
    try: print(w.flush())
    except BlockingIOError as e: print('BIO',e.errno,e.strerror,e.characters_written,e)
    except BaseException as e: print(type(e).__name__,e)
    r.l[:]=[]
    w.close()
wr([None],8,b'abc',b'defgh',b'ijk')
wr([None,None],8,b'abc'*10)
wr([None,None],8,b'abcd',b'x'*20)
wr([3,None,None,2,None],8,b'abcd',b'x'*20,b'y'*3)
wr([None]*9,8,b'abcdefgh',b'i',b'')
wr([0,None],8,b'abc',b'x'*9)
wr([99],8,b'abc',b'x'*9)
wr([-1],8,b'abc',b'x'*9)
wr([4,None,None],8,b'abc',b'defghijk')
wr(['x'],8,b'abc'*4)
# a real pipe
r,w=os.pipe(); os.set_blocking(w,False)
f=io.open(w,'wb',buffering=0); tot=0
while True:
    n=f.write(b'x'*4096)
    if n is None: break
    tot+=n
print(tot)
f2=io.BufferedWriter(f,100)
try: print(f2.write(b'y'*50)); print(f2.write(b'z'*100))
except BlockingIOError as e: print('BIO',e.errno,e.strerror,e.characters_written)
try: f2.flush()
except BlockingIOError as e: print('BIO',e.errno,e.strerror,e.characters_written)
while tot: tot-=len(os.read(r,65536))
f2.flush(); print(os.read(r,999)); f2.close()

# what fills the buffer exactly
class Counting(io.RawIOBase):
    def writable(s): return True
    def write(s,b): print('write',bytes(b)); return None if s.n else len(b)
for n in 0,1:
  for w in [[b'abcdefgh'],[b'abc',b'defgh'],[b'abcdefgh',b'i'],[b'abcdefg'],[b'abcdefghi'],[b'abc',b'defg',b'',b'h',b''], [b'x'*16],[b'a',b'x'*8],[b'a',b'x'*15]]:
    r=Counting(); r.n=n; f=io.BufferedWriter(r,8)
    print(n,w)
    for x in w:
        try: print(f.write(x))
        except BlockingIOError as e: print(e, e.characters_written)
    r.n=0; f.close()
