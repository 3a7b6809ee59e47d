# threading: what the other tests leave out: locks of both kinds and their old names, conditions, semaphores, barriers, timers, local data, hooks.
import io
import sys
import threading
import time
import warnings

warnings.simplefilter('ignore', DeprecationWarning)


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except BaseException as e:
        return f'{type(e).__name__}: {e}'


def run(f, *args):
    t = threading.Thread(target=f, args=args)
    t.start()
    t.join()
    return t


print(sorted(threading.__all__))
print(threading.TIMEOUT_MAX > 1e9, threading.ThreadError is RuntimeError, threading.get_native_id() > 0, threading.gettrace(), threading.getprofile())
print(threading.stack_size(), attempt(threading.stack_size, 5), attempt(threading.stack_size, -1), threading.settrace(None), threading.setprofile(None),
      threading.settrace_all_threads(None), threading.setprofile_all_threads(None))

# Lock and RLock
lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release(), lock.locked(), attempt(lock.release))
print(lock.acquire_lock(), lock.locked_lock(), lock.release_lock(), attempt(lock.acquire, True, -5), attempt(lock.acquire, False, 1), attempt(lock.acquire, True, 1e20))
with lock:
    run(lambda: print(lock.acquire(False)))
r = threading.RLock()
print(r.acquire(), r.acquire(), r.release(), r.release(), attempt(r.release))
with r:
    with r:
        run(lambda: print(r.acquire(blocking=False), r.acquire(True, 0.01), attempt(r.release)))
print(repr(r).split(' at ')[0], repr(lock).split(' at ')[0])

# Condition
c = threading.Condition()
print(attempt(c.wait), attempt(c.notify), attempt(c.notify_all), repr(c).split('(')[0], attempt(c.release))
with c:
    print(c.wait(0.01), c.wait_for(lambda: False, 0.02), c.wait_for(lambda: 7))
items, got = [], []


def consume():
    with c:
        c.wait_for(lambda: items)
        got.append(items.pop())


workers = [threading.Thread(target=consume) for _ in range(3)]
[w.start() for w in workers]
for n in range(3):
    with c:
        items.append(n)
        c.notify() if n else c.notifyAll()
[w.join() for w in workers]
print(sorted(got), threading.Condition(lock)._lock is lock)

# Semaphores
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01), s.release(2), s.acquire(), attempt(threading.Semaphore, -1), attempt(s.release, 0), attempt(s.acquire, False, 1))
b = threading.BoundedSemaphore()
with b:
    print(b.acquire(blocking=False))
print(attempt(b.release), repr(b).split(' at ')[0], repr(s).split(': value')[-1])

# Event
e = threading.Event()
print(e.is_set(), e.isSet(), e.wait(0.01), e.set(), e.wait(), e.clear(), e.is_set(), repr(e).split(': ')[-1])

# Barrier
order = []
barrier = threading.Barrier(3, action=lambda: order.append('all'), timeout=5)
numbers = []
ts = [threading.Thread(target=lambda: numbers.append(barrier.wait())) for _ in range(3)]
[t.start() for t in ts]
[t.join() for t in ts]
print(sorted(numbers), order, barrier.parties, barrier.n_waiting, barrier.broken, repr(barrier).split(': ')[-1])
print(attempt(barrier.wait, 0.01), barrier.broken, attempt(barrier.wait), barrier.reset(), barrier.broken, attempt(threading.Barrier, 0))
barrier.abort()
print(attempt(barrier.wait), repr(barrier).split(': ')[-1], issubclass(threading.BrokenBarrierError, RuntimeError))
failing = threading.Barrier(1, action=lambda: 1 / 0)
print(attempt(failing.wait), failing.broken)

# Timer
done = []
t = threading.Timer(0.01, lambda *a, **k: done.append((a, k)), [1], {'x': 2})
t.start()
t.join()
print(done, t.finished.is_set(), t.interval)
t = threading.Timer(60, print)
t.start()
t.cancel()
t.join()
print(t.is_alive(), t.function is print, t.args, t.kwargs)

# local
class Mine(threading.local):
    kind = 'class'

    def __init__(self, n):
        self.n = n


mine = Mine(5)
mine.n = 6
run(lambda: print(mine.n, mine.kind, mine.__dict__))
print(mine.n, attempt(lambda: threading.local(1)), attempt(lambda: mine.nothing))
plain = threading.local()
plain.x = 1
run(lambda: print(hasattr(plain, 'x'), attempt(lambda: plain.x)))
del plain.x
print(attempt(lambda: plain.x))

# Threads: names, daemons, misuse
t = threading.Thread(target=print, name='n', daemon=True)
print(t.getName(), t.isDaemon(), t.setName('m'), t.name, t.setDaemon(False), t.daemon, t.ident, t.native_id, attempt(t.join), t)
t.start()
t.join()
print(attempt(t.start), t.ident > 0, t.native_id > 0, t.is_alive(), str(t).split()[1])
print(attempt(threading.current_thread().join), attempt(threading.Thread, 'group'), attempt(setattr, t, 'daemon', True), attempt(threading.Thread(target=5).name.startswith, 'Thread-'))
print(threading.main_thread() is threading.current_thread(), threading.active_count(), threading.activeCount(), len(threading.enumerate()), threading.currentThread().name, threading.get_ident() == threading.main_thread().ident)


class Sub(threading.Thread):
    def run(self):
        print('sub', self.name, threading.current_thread() is self)


Sub(name='own').start()
time.sleep(0)
[t.join() for t in threading.enumerate() if t is not threading.main_thread()]

# Exceptions
hooked = []


def hook(args):
    hooked.append((args.exc_type.__name__, str(args.exc_value), args.exc_traceback is not None, args.thread.name))


threading.excepthook, old = hook, threading.excepthook
threading.Thread(target=lambda: 1 / 0, name='bad').start()
[t.join() for t in threading.enumerate() if t is not threading.main_thread()]
run(lambda: sys.exit(3))
print(hooked, old is threading.__excepthook__)
threading.excepthook = old
sys.stderr, keep = io.StringIO(), sys.stderr
run(lambda: [][1]).name
try:
    raise KeyError('k')
except KeyError as e:
    threading.excepthook(threading.ExceptHookArgs((type(e), e, None, None)))
text = sys.stderr.getvalue()
sys.stderr = keep
print(text.split('\n')[0].split('-')[0], 'IndexError: list index out of range' in text, f'Exception in thread {threading.get_ident()}:' in text, text.rstrip().split('\n')[-1])
print(attempt(threading.excepthook, 5), attempt(threading.ExceptHookArgs, (1,)), threading.ExceptHookArgs._fields if hasattr(threading.ExceptHookArgs, '_fields') else threading.ExceptHookArgs.n_fields)
