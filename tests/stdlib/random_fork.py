import random, os
r,w=os.pipe(); pid=os.fork()
if not pid:
    os.write(w,str(random.getrandbits(128)).encode()); os._exit(0)
os.waitpid(pid,0)
print(int(os.read(r,100))!=random.getrandbits(128))
random.seed(1)
pid=os.fork()
if not pid:
    os.write(w,str(random.getrandbits(128)).encode()); os._exit(0)
os.waitpid(pid,0)
print(int(os.read(r,100))!=random.getrandbits(128))
