"""multiprocessing.pool: states, iterators, callbacks, errors from every side, with processes and with threads."""
import multiprocessing as mp
import os
import pickle
import re
import threading
import time
import warnings
from multiprocessing import pool as pools
from multiprocessing.pool import Pool, ThreadPool


def attempt(what, f, *args, **kwargs):
    try:
        print(what, repr(f(*args, **kwargs)))
    except BaseException as e:
        text = re.sub(r'0x[0-9a-f]+|object \S+ at|<locals>\.\S+', '?', str(e))
        print(what, type(e).__module__, type(e).__name__, text)


def square(x):
    return x * x


def add(a, b=10):
    return a + b


def fail_at(x, bad=3):
    if x == bad:
        raise ValueError('bad', x)
    return x


def unpicklable(x):
    return threading.Lock() if x == 1 else x


def leave(x):
    raise SystemExit(x)


def bad_items(n):
    for i in range(n):
        yield i
    raise KeyError('iterable')


def pid(_):
    return os.getpid()


def remember(value):
    global kept
    kept = value


def recall(_):
    return kept


class Fails:
    def __reduce__(self):
        raise RuntimeError('not to be pickled')


def arguments():
    attempt('size', mp.Pool, 0)
    attempt('size', mp.Pool, -3)
    attempt('tasks', mp.Pool, 1, maxtasksperchild=0)
    attempt('tasks', mp.Pool, 1, maxtasksperchild='a')
    attempt('initializer', mp.Pool, 1, 'init')
    attempt('threads', ThreadPool, 0)


def states(make):
    pool = make(2)
    print(pool, pool._state)
    attempt('pickle', pickle.dumps, pool)
    attempt('join', pool.join)
    print(pool.__enter__() is pool)
    pool.close()
    pool.close()
    print(pool)
    for name, args in (('apply', (square, (1,))), ('map', (square, [1])), ('apply_async', (square, (1,))),
                       ('imap', (square, [1])), ('imap_unordered', (square, [1])), ('starmap', (add, [(1,)])),
                       ('map_async', (square, [1])), ('__enter__', ())):
        attempt(name, getattr(pool, name), *args)
    pool.join()
    pool.join()
    pool.terminate()
    pool.terminate()
    print(pool._state)
    pool.join()
    with make(1) as pool:
        waiting = pool.apply_async(time.sleep, (100,))
        pool.apply_async(square, (1,))
    print(pool._state, waiting.ready())
    pool.join()


def results(pool):
    print(pool.apply(add, (1,), {'b': 2}), pool.map(square, []), pool.map(square, (x for x in (1, 2))),
          pool.map(square, range(7), 3), pool.map(square, range(3), 100), pool.starmap(add, [(1,), (2, 3)]))
    print(list(pool.imap(square, range(9), chunksize=4)), sorted(pool.imap_unordered(square, range(9), 2)),
          list(pool.imap(square, [])), list(pool.imap_unordered(square, iter([]))))
    attempt('chunk', pool.imap, square, [1], 0)
    attempt('chunk', pool.imap_unordered, square, [1], -2)
    calls = []
    r = pool.apply_async(square, (3,), callback=calls.append, error_callback=print)
    r.wait(30)
    print(r.ready(), r.successful(), r.get(), type(r).__name__, calls)
    r = pool.map_async(square, range(5), 2, callback=calls.append, error_callback=print)
    print(r.get(30), type(r).__name__, calls)
    r = pool.starmap_async(add, [(1, 2)], callback=calls.append)
    print(r.get(), calls.pop())
    r = pool.map_async(square, [], callback=calls.append)
    print(r.ready(), r.get(), r.successful(), len(calls))
    print(pools.AsyncResult is pools.ApplyResult, issubclass(pools.MapResult, pools.ApplyResult),
          pools.ApplyResult[int])


def iterators(pool):
    it = pool.imap(time.sleep, [0, 0.4])
    print(iter(it) is it, type(it).__name__, it.next(), it.next is it.__next__ or 'bound')
    attempt('early', it.next, 0.01)
    attempt('early', it.next, timeout=0)
    print(it.next(timeout=30))
    attempt('end', it.next)
    attempt('end', next, it)
    it = pool.imap_unordered(fail_at, range(5))
    print(type(it).__name__)
    got = []
    while True:
        try:
            got.append(next(it))
        except StopIteration:
            break
        except ValueError as e:
            got.append(100)
    print(sorted(got))
    it = pool.imap(fail_at, range(5))
    print(next(it), next(it), next(it))
    attempt('item', next, it)
    print(next(it), list(it))
    it = pool.imap(square, bad_items(3))
    print(next(it), next(it), next(it))
    attempt('iterable', next, it)
    attempt('then', next, it)
    it = pool.imap(fail_at, range(6), 2)
    print(next(it), next(it))
    attempt('batch', next, it)
    attempt('generator is done', next, it)


def errors(pool, process):
    attempt('apply', pool.apply, fail_at, (3,))
    attempt('map', pool.map, fail_at, range(10), 1)
    attempt('no iterable', pool.map, square, 5)
    attempt('no iterable', lambda: list(pool.imap(square, 5)))
    print(pool.map(square, [1, 2], 0), pool.map(square, [1, 2], -1))
    attempt('iterable', pool.map, square, bad_items(2))
    attempt('call', pool.apply, add)
    attempt('not callable', pool.apply, 3)
    calls = []
    r = pool.apply_async(fail_at, (3,), callback=print, error_callback=calls.append)
    attempt('get', r.get)
    print(r.ready(), r.successful(), repr(calls))
    r = pool.map_async(fail_at, range(8), 2, print, calls.append)
    r.wait()
    print(r.successful(), repr(calls[1:]))
    r = pool.apply_async(time.sleep, (0.3,))
    attempt('time', r.get, 0.01)
    attempt('time', r.get, timeout=0)
    attempt('not ready', r.successful)
    print(r.wait(0.01), r.get(30))
    try:
        pool.apply(fail_at, (3,))
    except ValueError as e:
        cause = e.__cause__
        print(type(cause), type(cause).__module__)
        if process:
            text = str(cause).splitlines()
            print(text[0], text[1], text[2], text[-2], text[-1])
    if process:
        attempt('result', pool.apply, unpicklable, (1,))
        attempt('result', pool.map, unpicklable, [0, 1, 2], 1)
        attempt('argument', pool.apply, square, (Fails(),))
        attempt('argument', pool.map, square, [1, Fails()], 1)
        attempt('function', pool.apply, lambda: 1)
        it = pool.imap(square, [1, Fails(), 3])
        print(next(it))
        attempt('argument', next, it)
        print(next(it))
    print(pool.map(square, range(4)))


def errors_on_their_own():
    e = pools.MaybeEncodingError(ValueError('v'), [1])
    print(e, repr(e), e.exc, e.value, e.args)
    x = pools.ExceptionWithTraceback(ValueError('a'), None)
    print(repr(x.tb), x.__reduce__()[0].__name__)
    back = pickle.loads(pickle.dumps(x))
    print(repr(back), repr(back.__cause__), str(back.__cause__).splitlines())
    print(pools.mapstar((add, [1, 2])), pools.starmapstar((add, [(1, 2), (3,)])))


def workers():
    with mp.Pool(2, remember, ('kept',)) as pool:
        print(pool.map(recall, range(4), 1), len(set(pool.map(pid, range(20)))) <= 2)
        print(sorted(p.name.rsplit('-')[0] for p in pool._pool), [p.daemon for p in pool._pool], pool._processes)
    with mp.Pool(1, maxtasksperchild=2) as pool:
        pids = pool.map(pid, range(6), 1)
        print(len(set(pids)), pids[0] == pids[1], pids[1] != pids[2])
    with mp.Pool(3) as pool:
        old = [p.pid for p in pool._pool]
        lost = pool.apply_async(os._exit, (1,))
        deadline = time.monotonic() + 60
        while [p.pid for p in pool._pool] == old or len(pool._pool) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        attempt('lost', lost.get, 0.1)
        print('replaced', pool.map(square, range(5)))
    with mp.Pool(2) as pool:
        attempt('exit', pool.apply_async(leave, (3,)).get, 0.5)
        print(pool.map(square, range(3)))
    pool = mp.Pool(1)
    print(pool.map(square, [2]))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        del pool
    print([re.sub('0x[0-9a-f]+', '?', str(w.message)) for w in caught], [w.category for w in caught])


def callbacks_from_callbacks(pool):
    done = threading.Event()
    seen = []

    def again(value):
        seen.append(value)
        if value < 100:
            pool.apply_async(square, (value,), callback=again)
        else:
            done.set()
    pool.apply_async(square, (3,), callback=again)
    print(done.wait(30), seen)


def many(pool):
    print(sum(pool.imap(square, range(3000), 7)), sum(pool.imap_unordered(len, ['x' * 1000] * 300)),
          len(pool.apply(bytes, (3000000,))), pool.apply(len, (bytes(3000000),)))
    threads = [threading.Thread(target=lambda: totals.append(sum(pool.map(square, range(200))))) for _ in range(4)]
    totals = []
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(totals)


if __name__ == '__main__':
    arguments()
    errors_on_their_own()
    for make, process in ((mp.Pool, True), (ThreadPool, False)):
        print(make.__name__)
        with make(3) as pool:
            results(pool)
            iterators(pool)
            errors(pool, process)
            callbacks_from_callbacks(pool)
            many(pool)
    states(mp.Pool)
    workers()
    with ThreadPool(2, remember, ('in a thread',)) as pool:
        print(pool, pool.map(recall, range(2)), len(set(pool.map(pid, range(5)))), pool.apply(threading.Lock) is not None)
    pool = ThreadPool(2)
    r = pool.map_async(square, range(20))
    pool.close()
    pool.join()
    print(r.get()[-1])
    with mp.get_context('spawn').Pool(2) as pool:
        print(type(pool) is Pool, pool.map(square, range(4)))
