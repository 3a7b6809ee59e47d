"""Pools: failing iterables, what cannot be pickled, callbacks, states, threads."""
import multiprocessing as mp
import os
import threading
import time
from multiprocessing.pool import Pool, ThreadPool


def sq(x):
    return x * x


def fail(x):
    if x % 3 == 2:
        raise ValueError(x)
    return x


def failing(n):
    yield from range(n)
    raise KeyError('no more')


def die(x):
    if x == 1:
        os._exit(3)
    return x


def attempt(func, *args, **kwds):
    try:
        print(repr(func(*args, **kwds)))
    except BaseException as e:
        print(type(e).__module__, type(e).__name__, str(e)[:60], type(e.__cause__).__name__)


def drain(it):
    out = []
    while True:
        try:
            out.append(next(it))
        except StopIteration:
            return out
        except Exception as e:
            out.append(repr(e))


def both(pool):
    print(drain(pool.imap(sq, failing(4))), sorted(map(str, drain(pool.imap_unordered(sq, failing(4))))))
    print(drain(pool.imap(fail, range(7))), drain(iter(pool.imap(fail, range(7), 2))))
    attempt(pool.map, fail, range(4), 1)
    attempt(pool.map, sq, [])
    attempt(pool.imap, sq, [1], 0)
    attempt(pool.imap(sq, 5).next)
    attempt(pool.map, sq, 5)
    seen = []
    r = pool.map_async(sq, range(5), callback=seen.append)
    r.wait()
    r2 = pool.starmap_async(pow, [(2, 3), (2, -1, 0)], error_callback=seen.append)
    r2.wait()
    attempt(r2.get)
    print(seen, r.successful(), r2.successful(), r2.ready())
    it = pool.imap(time.sleep, [0.3])
    attempt(it.next, 0.01)
    attempt(it.next, 5)
    attempt(it.next)
    attempt(pool.join)
    import pickle
    attempt(pickle.dumps, pool)
    pool.close()
    pool.close()
    attempt(pool.apply, sq, (1,))
    attempt(pool.__enter__)
    pool.join()
    print(pool)


if __name__ == '__main__':
    both(mp.Pool(2))
    both(ThreadPool(3))
    with mp.Pool(2) as pool:
        attempt(pool.apply, sq, (threading.Lock(),))
        r = pool.apply_async(time.sleep, (30,))
        attempt(r.get, 0.05)
        print(r.ready())
    print(pool)
    started = []
    with ThreadPool(2, initializer=started.append, initargs=('hello',)) as pool:
        print(pool.map(sq, range(3)), started[0])
    for bad in ({'processes': 0}, {'maxtasksperchild': 0}, {'maxtasksperchild': 1.5}, {'initializer': 5}):
        attempt(mp.Pool, **bad)
    with mp.Pool(1, maxtasksperchild=2) as pool:
        pids = pool.map(sq, range(6), 1)
        print(pids)
    # A worker that dies takes its call along; the pool goes on.
    with mp.Pool(2) as pool:
        results = [pool.apply_async(die, (n,)) for n in range(5)]
        print([results[n].get(20) for n in (0, 2, 3, 4)])
        attempt(results[1].get, 0.1)
        print(len(pool._pool))
    with mp.Pool(2) as pool:
        endless = pool.imap(sq, iter(int, 1))
        print([next(endless) for _ in range(3)])
    with mp.Pool(2) as pool:
        big = [pool.apply_async(len, (b'x' * 300000,)) for _ in range(50)]
        pool.apply_async(time.sleep, (20,))
    print('end', mp.active_children())
