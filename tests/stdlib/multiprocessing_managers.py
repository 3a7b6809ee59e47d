"""multiprocessing.managers: proxies of all types, classes of one's own, servers, clients, errors."""
import multiprocessing as mp
import os
import pickle
import queue
import re
import threading
from multiprocessing import managers
from multiprocessing.managers import BaseManager, BaseProxy, SyncManager


def attempt(what, f, *args, **kwargs):
    try:
        print(what, hide(repr(f(*args, **kwargs))))
    except BaseException as e:
        print(what, type(e).__module__, type(e).__name__, hide(str(e)))


def hide(text):
    return re.sub(r'0x[0-9a-f]+', '?', text)


def work(d, l, ns, lock, number):
    for _ in range(20):
        with lock:
            number.value += 1
    d[mp.current_process().name] = len(l)
    l.append(ns.name)


def types(m):
    print(type(m).__name__, m.address is not None)
    l = m.list([3, 1])
    d = m.dict(a=1)
    print(l, hide(repr(l)), type(l).__name__, d, hide(repr(d)), type(d))
    l.append(5)
    l += [2]
    l *= 2
    l.sort()
    print(l, len(l), l[0], l[1:3], 5 in l, l + [9], l * 2, l.pop(), l.index(2), l.count(1), [x for x in l])
    l.extend([7])
    l.insert(0, 'x')
    l.remove(7)
    l.reverse()
    l[0] = 'first'
    del l[1]
    print(l, l._getvalue(), type(l._getvalue()).__name__, list(reversed(l)))
    attempt('index', l.__getitem__, 100)
    attempt('sort', l.sort)
    attempt('value', l.remove, 'nothing')
    d['b'] = 2
    d.update(c=3)
    print(d, d['b'], 'b' in d, len(d), d.keys(), d.values(), d.items(), d.get('z', 5), list(d), d.copy(), d.pop('c'))
    print(d.setdefault('n', []), d.popitem())
    attempt('key', d.__getitem__, 'x')
    attempt('attribute', getattr, d, 'foo')
    ns = m.Namespace(x=1, _hidden=2)
    ns.y = [2]
    print(ns, ns.x, ns.y)
    ns.y.append(3)
    del ns.x
    print(ns)
    attempt('attribute', getattr, ns, 'x')
    v = m.Value('i', 3)
    v.value += 1
    print(v, v.value, v.get(), v.set(9), v.value)
    a = m.Array('i', [1, 2])
    a[0] = 5
    print(a, a[0], a[:], len(a))
    q = m.Queue(1)
    q.put('one')
    print(q.full(), q.qsize(), q.get(), q.empty(), type(q).__name__)
    attempt('empty', q.get, timeout=0.01)
    attempt('empty', q.get_nowait)
    jq = m.JoinableQueue()
    jq.put(1)
    jq.get()
    jq.task_done()
    attempt('done', jq.task_done)
    jq.join()
    e = m.Event()
    print(e.is_set(), e.wait(0.01), e.set(), e.is_set(), e.wait(), e.clear(), e.is_set(), hide(str(e)))
    lock, rlock = m.Lock(), m.RLock()
    with lock:
        print(lock.acquire(False), lock.acquire(True, 0.01), hide(str(lock)))
    attempt('release', lock.release)
    with rlock, rlock:
        print(rlock.acquire(), rlock.release())
    s, b = m.Semaphore(2), m.BoundedSemaphore(1)
    print(s.acquire(), s.acquire(), s.acquire(False), s.release(), hide(str(s)))
    attempt('bounded', b.release)
    c = m.Condition()
    with c:
        print(c.wait(0.01), c.notify(), c.notify_all(), c.wait_for(lambda: 5), c.wait_for(lambda: 0, 0.01))
    barrier = m.Barrier(2)
    t = threading.Thread(target=barrier.wait)
    t.start()
    print(barrier.wait() in (0, 1), barrier.parties, barrier.n_waiting, barrier.broken)
    t.join()
    barrier.abort()
    print(barrier.broken)
    attempt('broken', barrier.wait)
    with m.Pool(2) as p:
        print(p.map(abs, [-1, -2]), p.apply(pow, (2, 3)), p.apply_async(pow, (2, 4)).get(), list(p.imap(abs, [-5])))


def nested(m):
    l = m.list()
    inner = m.dict(x=1)
    l.append(inner)
    l.append(m.list(['kept by the outer one']))
    inner['x'] = 2
    print(l[0]['x'], type(l[0]).__name__, l[1][0])
    l[0]['y'] = 3
    print(inner)
    del inner
    print(l[0])
    other = pickle.loads(pickle.dumps(l)) if mp.current_process().authkey == m._authkey else l
    print(other[1][0])


def processes(m, ctx):
    d, l, ns, lock, number = m.dict(), m.list([1, 2]), m.Namespace(name='ns'), m.Lock(), m.Value('i', 0)
    ps = [ctx.Process(target=work, args=(d, l, ns, lock, number), name=f'p{i}') for i in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(sorted(d.keys()), l, number.value, [p.exitcode for p in ps])


class Counter:
    def __init__(self, start=0):
        self.n = start

    def up(self, by=1):
        self.n += by
        return self.n

    def fail(self):
        raise LookupError('in the server', self.n)

    def lock(self):
        return threading.Lock()

    def digits(self):
        return iter(str(self.n))

    def _hidden(self):
        return 'hidden'


class CounterProxy(BaseProxy):
    _exposed_ = 'up', '_hidden'

    def up(self, by=10):
        return self._callmethod('up', (by,))

    def hidden(self):
        return self._callmethod('_hidden')

    def fail(self):
        return self._callmethod('fail')


class My(BaseManager):
    pass


class Served(BaseManager):
    pass


class Remote(BaseManager):
    pass


shared = queue.Queue()
My.register('Counter', Counter)
My.register('Other', Counter, CounterProxy)
My.register('Few', Counter, exposed=('fail', 'digits'), method_to_typeid={'digits': 'Iterator'})
My.register('Iterator', proxytype=managers.IteratorProxy, create_method=False)
Served.register('queue', lambda: shared)
Remote.register('queue')


def own_types():
    with My() as m:
        c = m.Counter(5)
        print(type(c).__name__, c.up(), c.up(by=3), c._exposed_)
        attempt('error', c.fail)
        attempt('hidden', getattr, c, '_hidden')
        o = m.Other()
        print(o.up(), o.hidden())
        try:
            o.fail()
        except managers.RemoteError as e:
            print(str(e).splitlines()[1], 'AttributeError' in str(e))
        try:
            c.lock()
        except managers.RemoteError as e:
            print("cannot pickle '_thread.lock' object" in str(e))
        f = m.Few(123)
        print(list(f.digits()))
        attempt('arguments', c.up, 1, 2, 3)
        attempt('few', getattr, f, 'up')
        attempt('started', m.start)
        attempt('started', m.get_server)
        print(m._number_of_objects() >= 3)
        del o, f
        print(hasattr(m, 'list'), hasattr(m, 'Iterator'))
    attempt('after', m.Counter)
    attempt('again', m.start)
    attempt('not started', My().Counter)
    attempt('initializer', My().start, 5)


def serve(address, authkey, ready):
    m = Served(address, authkey)
    server = m.get_server()
    ready.send(server.address)
    server.serve_forever()


def remote(address):
    here, there = mp.Pipe()
    p = mp.Process(target=serve, args=(address, b'secret', there))
    p.start()
    address = here.recv()
    m = Remote(address, b'secret')
    m.connect()
    q = m.queue()
    q.put({'x': 1})
    q.put(2)
    m2 = Remote(address=address, authkey=b'secret')
    m2.connect()
    print(type(q).__name__, q.qsize(), m2.queue().get(), q.get())
    attempt('wrong key', Remote(address, b'wrong').connect)
    p.terminate()
    p.join()
    print(p.exitcode)


if __name__ == '__main__':
    with mp.Manager() as m:
        types(m)
        nested(m)
        processes(m, mp.get_context('fork'))
    attempt('shut down', m.list)
    with mp.get_context('spawn').Manager() as m:
        processes(m, mp.get_context('spawn'))
    own_types()
    remote(('127.0.0.1', 0))
    remote(None)
    print(managers.Token('list', 'a', 5), issubclass(SyncManager, BaseManager))
