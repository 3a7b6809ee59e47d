# SPDX-License-Identifier: MIT
# Threads that never block make progress together; the main thread sees their work.
import threading, sys
print(sys.getswitchinterval()); sys.setswitchinterval(.001); stop = False; counts = [0, 0, 0]
def spin(i):
    while not stop: counts[i] += 1
ts = [threading.Thread(target=spin, args=(i,)) for i in range(3)]; [t.start() for t in ts]
while min(counts) < 1000: pass
stop = True; [t.join() for t in ts]; print(all(c >= 1000 for c in counts))
d = {}
def fill(k):
    for i in range(500): d[k, i] = i; d.pop((k, i - 3), None)
ts = [threading.Thread(target=fill, args=(k,)) for k in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(len(d))
l = []; ts = [threading.Thread(target=lambda: [l.append(i) for i in range(1000)]) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(len(l), sorted(set(l)) == list(range(1000)))
try: sys.setswitchinterval(0)
except ValueError as e: print(e)
daemon = threading.Thread(target=threading.Event().wait, daemon=True); daemon.start(); print('exit with a daemon')
