# SPDX-License-Identifier: MIT
# Thread: start, join, names, daemon, exceptions, errors of use, current and main thread.
import threading, time
def work(a, b=2): results.append((threading.current_thread().name, a, b))
results = []
t = threading.Thread(target=work, args=(1,), kwargs={'b': 3}, name='W'); print(t.is_alive(), t.ident, t.daemon, t.name, repr(t)); t.start(); t.join(); print(results, t.is_alive(), t.ident is not None)
print(threading.current_thread() is threading.main_thread(), threading.main_thread().name, threading.active_count(), [x.name for x in threading.enumerate()])
for bad in (t.start, threading.current_thread().join, lambda: threading.Thread(target=work).join(), lambda: threading.Thread(group=5), lambda: setattr(t, 'daemon', True) if t.is_alive() else 1 / 0):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
class My(threading.Thread):
    def __init__(self, n): super().__init__(); self.n = n
    def run(self): self.r = self.n ** 2
ts = [My(i) for i in range(5)]; [x.start() for x in ts]; [x.join() for x in ts]; print([x.r for x in ts])
threading.excepthook = lambda a: print('hook', a.exc_type.__name__, a.exc_value, a.thread.name)
x = threading.Thread(target=lambda: 1 / 0, name='bad'); x.start(); x.join()
def exits(): raise SystemExit
x = threading.Thread(target=exits); x.start(); x.join(); print('SystemExit is silent')
l = threading.local(); l.x = 'main'
def loc():
    try: l.x
    except AttributeError as e: print('local', e)
    l.x = 'thread'
x = threading.Thread(target=loc); x.start(); x.join(); print(l.x)
x = threading.Thread(target=time.sleep, args=(.05,)); x.start(); x.join(.001); print(x.is_alive()); x.join(); print(x.is_alive())
n = threading.Thread(); a = int(n.name.split('-')[1]); m = threading.Thread(target=work); print(m.name == f'Thread-{a + 1} (work)')
t1 = threading.Timer(.01, print, ('timer',)); t1.start(); t1.join(); t2 = threading.Timer(9, print); t2.start(); t2.cancel(); t2.join(); print('cancelled')
