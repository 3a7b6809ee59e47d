# SPDX-License-Identifier: MIT
# Lock, RLock, Condition, Semaphore, Event, Barrier of threading.
import threading
lock = threading.Lock(); n = 0
def inc():
    global n
    for _ in range(2000):
        with lock: n += 1
ts = [threading.Thread(target=inc) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(n)
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=.01), lock.acquire(blocking=False)); lock.release()
for bad in (lock.release, lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2), threading.RLock().release, lambda: threading.Condition().notify(), lambda: threading.Condition().wait(), lambda: threading.Semaphore(-1), lambda: threading.BoundedSemaphore(1).release(), lambda: threading.Barrier(0) if 0 else 1 / 0):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
r = threading.RLock()
with r:
    with r: print('reentrant', r._is_owned() if hasattr(r, '_is_owned') else True)
c = threading.Condition(); items = []
def cons():
    for _ in range(3):
        with c:
            while not items: c.wait()
            out.append(items.pop(0))
out = []; t = threading.Thread(target=cons); t.start()
for i in range(3):
    with c: items.append(i); c.notify()
t.join(); print(out)
with c: print(c.wait(.01), c.wait_for(lambda: False, .01), c.wait_for(lambda: 5))
e = threading.Event(); t = threading.Thread(target=lambda: out.append(e.wait())); t.start(); e.set(); t.join(); print(out[-1], e.is_set(), e.wait(0)); e.clear(); print(e.wait(.01), e.is_set())
s = threading.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=.01)); s.release(2); print(s.acquire(False))
b = threading.Barrier(3, action=lambda: out.append('action')); idx = []
ts = [threading.Thread(target=lambda: idx.append(b.wait())) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(idx), out[-1], b.parties, b.n_waiting, b.broken); b.abort()
try: b.wait()
except threading.BrokenBarrierError: print('broken', b.broken)
b.reset(); print(b.broken)
try: b.wait(.01)
except threading.BrokenBarrierError: print('timeout breaks')
