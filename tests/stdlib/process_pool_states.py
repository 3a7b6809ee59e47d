"""ProcessPoolExecutor: states of futures, limits, callbacks, large data, what is left when it is dropped."""
import concurrent.futures as cf
import multiprocessing as mp
import os
import threading
import time
from concurrent.futures.process import BrokenProcessPool


def sq(x):
    return x * x


def pid(_=None):
    return os.getpid()


def blob(data):
    return data * 2


def leave():
    raise SystemExit(5)


def make_lock():
    return threading.Lock()


class Odd(Exception):
    """Cannot be made again from its arguments."""

    def __init__(self, a, b):
        super().__init__(a)


def odd():
    raise Odd(1, 2)


def attempt(func, *args, **kwds):
    try:
        print(repr(func(*args, **kwds))[:60])
    except BaseException as e:
        print(type(e).__name__, str(e)[:40], type(e.__cause__).__name__)


if __name__ == '__main__':
    with cf.ProcessPoolExecutor(2) as ex:
        print([len(r) for r in ex.map(blob, [b'x' * 3_000_000] * 6)])
        attempt(ex.submit(leave).result)
        attempt(ex.submit(sq, threading.Lock()).result)
        attempt(ex.submit(make_lock).result)
        attempt(ex.map, sq, [1], chunksize=0)
        attempt(list, ex.map(divmod, [1, 2, 3], [1, 0, 1]))
        f = ex.submit(time.sleep, 0.2)
        time.sleep(0.05)
        print(f.running(), f.cancel(), f.done())
        seen = []
        g = ex.submit(sq, 7)
        g.add_done_callback(lambda f: seen.append(f.result()))
        g.result()
        h = ex.submit(sq, 'a')
        print(type(h.exception()).__name__, h.exception().__cause__ is not None)
        print(len({*ex.map(pid, range(20))}) <= 2, len(ex._processes))
    print(seen, ex._processes)
    attempt(ex.submit, sq, 1)
    with cf.ProcessPoolExecutor(1) as ex:
        fs = [ex.submit(time.sleep, 0.3) for _ in range(8)]
        time.sleep(0.1)
        print([f.running() for f in fs], [f.cancel() for f in fs])
    with cf.ProcessPoolExecutor(1) as ex:
        bad = ex.submit(odd)
        after = ex.submit(sq, 2)
        attempt(bad.result)
        attempt(after.result)
        attempt(ex.submit, sq, 1)
    with cf.ProcessPoolExecutor(1, mp_context=mp.get_context("spawn"), max_tasks_per_child=2) as ex:
        print(len({ex.submit(pid).result() for _ in range(4)}))
    with cf.ProcessPoolExecutor(2, mp_context=mp.get_context('spawn')) as ex:
        for n in range(3):
            ex.submit(sq, n).result()
        print(len(ex._processes))
        fs = [ex.submit(time.sleep, 0.1) for _ in range(3)]
        print(len(ex._processes))
    ex = cf.ProcessPoolExecutor(2)
    f = ex.submit(time.sleep, 0.1)
    del ex
    attempt(f.result, 5)
    ex = cf.ProcessPoolExecutor(2)
    f = ex.submit(sq, 5)
    ex.shutdown(wait=False)
    attempt(ex.submit, sq, 1)
    attempt(f.result, 5)
    ex = cf.ProcessPoolExecutor(1)
    fs = [ex.submit(time.sleep, 10) for _ in range(3)]
    time.sleep(0.05)
    for p in ex._processes.values():
        p.kill()
    for f in fs:
        attempt(f.result, 5)
    ex.shutdown()
    ex = cf.ProcessPoolExecutor(1)
    print(ex.submit(sq, 11).result())
