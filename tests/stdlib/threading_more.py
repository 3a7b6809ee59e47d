# SPDX-License-Identifier: MIT
# stderr: check
# threading: local, excepthook, Timer, daemons, exit, _thread; names and reprs.
import threading, _thread, time, sys
loc = threading.local(); loc.x = 1; seen = []
def look(): seen.append(hasattr(loc, 'x')); loc.x = 2; seen.append(loc.__dict__)
t = threading.Thread(target=look); t.start(); t.join(); print(seen, loc.x)
class L(threading.local):
    n = 5
    def __init__(self, v): self.v = v; made.append(v)
made = []; l = L('a'); l.w = 1
def other(): seen.append((l.v, hasattr(l, 'w'), l.n))
t = threading.Thread(target=other); t.start(); t.join(); print(seen[-1], made)
for bad in (lambda: threading.local(5), lambda: loc.nope, lambda: setattr(loc, '__dict__', {}), lambda: delattr(loc, 'nope'), lambda: _thread.start_new_thread(5, ()), lambda: _thread.start_new_thread(int, 5), lambda: _thread.stack_size(5), lambda: _thread.stack_size(-5), lambda: _thread.interrupt_main(500), lambda: threading.Thread(group=5), lambda: threading.Barrier(0), lambda: threading.Semaphore().release(0), lambda: threading.Condition(5), lambda: threading.Thread.start(threading.Thread.__new__(threading.Thread))):
    try: print(bad())
    except BaseException as e: print(type(e).__name__, e)
def die(): raise ValueError('dies')
t = threading.Thread(target=die, name='D'); t.start(); t.join()
def leave(): sys.exit(3)
t = threading.Thread(target=leave); t.start(); t.join(); print('SystemExit is silent')
old = threading.excepthook; threading.excepthook = lambda a: print('hook', a.exc_type.__name__, a.exc_value, a.thread.name); t = threading.Thread(target=die, name='E'); t.start(); t.join(); threading.excepthook = old
tm = threading.Timer(.01, print, ['timer']); tm.start(); tm.join(); tm = threading.Timer(5, print); tm.start(); tm.cancel(); tm.join(); print(tm.finished.is_set())
print(threading.Thread(target=int), threading.Thread(name='n', daemon=True), threading.current_thread().name, threading.main_thread() is threading.current_thread())
def dummy(): seen.append(threading.current_thread().name.split('-')[0]); lock.release()
lock = threading.Lock(); lock.acquire(); _thread.start_new_thread(dummy, ()); lock.acquire(); print(seen[-1], lock.locked(), type(lock))
def last():
    time.sleep(.05); print('joined at exit')
threading.Thread(target=last).start(); threading.Thread(target=time.sleep, args=(100,), daemon=True).start(); print('main ends')
