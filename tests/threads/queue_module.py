# SPDX-License-Identifier: MIT
# queue: Queue, LifoQueue, PriorityQueue, SimpleQueue between threads.
import queue, threading
q = queue.Queue(2); q.put(1); q.put(2); print(q.full(), q.qsize(), q.empty())
for bad in (lambda: q.put_nowait(3), lambda: q.put(3, timeout=.01), lambda: queue.Queue().get_nowait(), lambda: queue.Queue().get(timeout=.01), lambda: queue.Queue().get(block=False), lambda: queue.Queue().task_done(), lambda: q.get(timeout=-1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
out = []
def worker():
    while (x := w.get()) is not None: out.append(x * 2); w.task_done()
    w.task_done()
w = queue.Queue(); ts = [threading.Thread(target=worker) for _ in range(3)]; [t.start() for t in ts]; [w.put(i) for i in range(20)]; [w.put(None) for _ in ts]; w.join(); [t.join() for t in ts]; print(sorted(out))
for c in (queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    p = c(); [p.put(x) for x in (2, 3, 1)]; print(c.__name__, [p.get() for _ in range(3)], p.empty(), p.qsize())
s = queue.Queue(); s.put(1); s.shutdown(); print(s.get())
for bad in (s.get, lambda: s.put(1)):
    try: bad()
    except queue.ShutDown as e: print(type(e).__name__)
