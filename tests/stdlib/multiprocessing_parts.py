"""multiprocessing: queues, connections, process objects, finalizers, contexts and locks in detail."""
import io
import multiprocessing as mp
import os
import pickle
import queue
import re
import sys
import threading
import time
from multiprocessing import connection, context, dummy, process, reduction, resource_sharer, spawn, synchronize, util


def attempt(what, f, *args, **kwargs):
    try:
        print(what, hide(repr(f(*args, **kwargs))))
    except BaseException as e:
        print(what, type(e).__module__, type(e).__name__, hide(str(e)))


def hide(text):
    return re.sub(r'0x[0-9a-f]+|pid=\d+|parent=\d+', '?', text)


class Fails:
    def __reduce__(self):
        raise RuntimeError('not to be pickled')


def fill(q, n):
    for i in range(n):
        q.put((i, 'x' * 1000))


def drain(q, n, out):
    out.put(sum(q.get()[0] for _ in range(n)))


def consume(q):
    while q.get() is not None:
        q.task_done()
    q.task_done()


def queues():
    q = mp.Queue(2)
    q.put(1)
    q.put_nowait(2)
    print(q.full(), q.qsize())
    attempt('full', q.put, 3, False)
    attempt('full', q.put, 3, timeout=0.01)
    attempt('full', q.put_nowait, 3)
    print(q.get(timeout=30), q.get(True), q.full(), q.qsize(), q.empty())
    attempt('empty', q.get_nowait)
    attempt('empty', q.get, timeout=0.01)
    attempt('empty', q.get, False)
    sys.stderr = io.StringIO()
    q.put(Fails())
    q.put('after')
    print(q.get(timeout=30))
    print('not to be pickled' in sys.stderr.getvalue())
    sys.stderr = sys.__stderr__
    attempt('join first', q.join_thread)
    q.close()
    q.close()
    attempt('closed', q.put, 1)
    attempt('closed', q.get)
    q.join_thread()
    q, out = mp.Queue(), mp.SimpleQueue()
    ps = [mp.Process(target=fill, args=(q, 50)) for _ in range(2)] + [mp.Process(target=drain, args=(q, 100, out))]
    for p in ps:
        p.start()
    print(out.get())
    for p in ps:
        p.join()
    q.cancel_join_thread()
    print(mp.queues.Queue[int], out.close())
    jq = mp.JoinableQueue(5)
    p = mp.Process(target=consume, args=(jq,))
    p.start()
    for i in range(20):
        jq.put(i)
    jq.put(None)
    jq.join()
    p.join()
    attempt('too many', jq.task_done)
    jq.close()
    attempt('closed', jq.put, 1)
    attempt('pickle', pickle.dumps, jq)
    attempt('pickle', pickle.dumps, mp.SimpleQueue())


def echo(address, authkey):
    with connection.Client(address, authkey=authkey) as c:
        c.send(c.recv() * 2)


def connections():
    a, b = mp.Pipe(False)
    print(a.readable, a.writable, b.readable, b.writable, a.closed)
    attempt('write only', b.recv)
    attempt('write only', b.poll)
    attempt('read only', a.send, 1)
    attempt('read only', a.send_bytes, b'1')
    b.send_bytes(b'abcdef', 1, 3)
    b.send_bytes(b'abcdef', 4)
    b.send_bytes(memoryview(b'abcd').cast('H'))
    b.send_bytes(b'')
    print(a.poll(), a.recv_bytes(), a.recv_bytes(10), a.recv_bytes(), a.recv_bytes(), a.poll(0.01))
    for args in ((b'ab', -1), (b'ab', 3), (b'ab', 0, -1), (b'ab', 1, 2), ('text',)):
        attempt('send_bytes', b.send_bytes, *args)
    attempt('maxlength', a.recv_bytes, -1)
    buf = bytearray(8)
    b.send_bytes(b'1234')
    print(a.recv_bytes_into(buf, 2), buf)
    b.send_bytes(b'123456')
    attempt('short', a.recv_bytes_into, buf, 4)
    attempt('offset', a.recv_bytes_into, buf, -1)
    attempt('offset', a.recv_bytes_into, buf, 9)
    b.send_bytes(bytes(60000))
    print(len(a.recv_bytes()))
    t = threading.Thread(target=b.send, args=('y' * 3000000,))
    t.start()
    print(len(a.recv()))
    t.join()
    attempt('unpicklable', b.send, threading.Lock())
    b.send_bytes(b'12345678')
    attempt('too long', a.recv_bytes, 4)
    print(a.closed)
    attempt('closed', a.recv)
    attempt('closed', a.fileno)
    attempt('broken', b.send, 1)
    with b:
        pass
    b.close()
    print(b.closed)
    for args in ((-1,), ('x',), (1, False, False)):
        attempt('handle', connection.Connection, *args)
    a, b = mp.Pipe()
    b.send_bytes(b'12345678')
    attempt('too long', a.recv_bytes, 4)
    attempt('then', a.recv)
    b.close()
    a, b = mp.Pipe()
    c, d = mp.Pipe()
    b.send(1)
    print(connection.wait([a, c], 5) == [a], connection.wait([c], 0), connection.wait([], 0.01), len(connection.wait([a, b, c], 1)))
    b.close()
    a.recv()
    attempt('end', a.recv)
    os.write(d.fileno(), b'\0\0\0\x09abc')
    d.close()
    attempt('cut', c.recv)
    for family in ('AF_UNIX', 'AF_INET'):
        with connection.Listener(family=family, authkey=b'key') as listener:
            print(connection.address_type(listener.address), listener.last_accepted)
            p = mp.Process(target=echo, args=(listener.address, b'key'))
            p.start()
            with listener.accept() as c:
                c.send('da')
                print(c.recv(), type(listener.last_accepted).__name__)
            p.join()
            t = threading.Thread(target=attempt, args=('wrong key', connection.Client, listener.address, None, b'other'))
            t.start()
            try:
                listener.accept()
            except mp.AuthenticationError as e:
                error = e
            t.join()
            print(error)
            address = listener.address
        print(os.path.exists(address) if family == 'AF_UNIX' else address[0])
    attempt('closed', listener.accept)
    attempt('key', connection.Listener, authkey='text')
    attempt('key', connection.Client, address, authkey='text')
    attempt('family', connection.Listener, family='AF_X')
    attempt('family', connection.Client, '/nowhere', 'AF_X')
    attempt('address', connection.address_type, 5)
    attempt('address', connection.arbitrary_address, 'AF_X')
    attempt('nobody', connection.Client, '/nowhere/at/all')
    attempt('key', connection.deliver_challenge, None, 'text')
    attempt('key', connection.answer_challenge, None, 'text')


def leave(code):
    sys.exit(code)


def status(q):
    p = mp.current_process()
    q.put((p.name, p.exitcode, p.is_alive(), p.daemon, p.pid == os.getpid(), p.authkey == key_of_parent,
           mp.parent_process().name, mp.parent_process().is_alive(), mp.parent_process().pid == os.getppid(),
           mp.active_children(), hide(repr(p)), p._identity, sys.stdin.read()))


def child_of_daemon(q):
    try:
        mp.Process(target=leave).start()
    except AssertionError as e:
        q.put(str(e))


def processes():
    global key_of_parent
    key_of_parent = mp.current_process().authkey
    q = mp.SimpleQueue()
    p = mp.Process(target=status, args=(q,), name='child')
    print(hide(repr(p)), p.exitcode, p.ident, p.is_alive())
    attempt('sentinel', lambda: p.sentinel)
    attempt('join', p.join)
    attempt('name', setattr, p, 'name', 5)
    attempt('group', mp.Process, 5)
    p.start()
    print(q.get())
    attempt('again', p.start)
    attempt('daemon', setattr, p, 'daemon', True)
    p.join()
    print(hide(repr(p)))
    p.close()
    p.close()
    print(hide(repr(p)))
    for name in ('start', 'join', 'terminate', 'kill', 'is_alive'):
        attempt(name, getattr(p, name))
    for name in ('exitcode', 'pid', 'sentinel'):
        attempt(name, getattr, p, name)
    p = mp.Process(target=child_of_daemon, args=(q,), daemon=True)
    p.start()
    print(q.get())
    p.join()
    print(hide(repr(p)))
    for code in (None, 0, 7, True, 'text', 2.5, 300, -1):
        sys.stderr.flush()
        p = mp.Process(target=leave, args=(code,))
        p.start()
        p.join()
        print(code, p.exitcode)
    p = mp.Process(target=time.sleep, args=(100,))
    p.start()
    print(hide(repr(p)), p in mp.active_children(), connection.wait([p.sentinel], 0))
    attempt('close', p.close)
    p.terminate()
    p.join(30)
    print(hide(repr(p)), mp.active_children())
    print(hide(repr(mp.current_process())), hide(repr(process.BaseProcess(name='base'))))
    attempt('abstract', process.BaseProcess().start)
    attempt('key', pickle.dumps, mp.current_process().authkey)
    print(type(mp.current_process().authkey).__name__, len(mp.current_process().authkey))


class Target:
    pass


def finalizers():
    calls = []
    x = Target()
    f = util.Finalize(x, calls.append, (1,), exitpriority=3)
    print(hide(repr(f)), f.still_active())
    del x
    print(calls, f.still_active(), f, f())
    x = Target()
    f = util.Finalize(x, calls.append, args=(2,), kwargs={})
    f.cancel()
    f.cancel()
    del x
    print(calls, f)
    f = util.Finalize(None, lambda *a, **k: (a, k), (5,), {'k': 1}, exitpriority=0)
    print(f() , f())
    attempt('priority', util.Finalize, None, print)
    attempt('priority', util.Finalize, Target(), print, exitpriority='high')
    x = Target()
    for p in (1, 5, 3, None, -1, 5):
        util.Finalize(x, calls.append, (p,), exitpriority=p)
    util._run_finalizers(2)
    print(calls)
    util._run_finalizers()
    print(calls, util.is_exiting())
    lock = util.ForkAwareThreadLock()
    with lock:
        print(lock.acquire(False))
    local = util.ForkAwareLocal()
    local.x = 1
    util.register_after_fork(local, lambda obj: None)
    print(local.x, util.get_logger().name, util.SUBDEBUG, util.SUBWARNING, mp.SUBDEBUG)
    stream = io.StringIO()
    sys.stderr = stream
    logger = mp.log_to_stderr(20)
    sys.stderr = sys.__stderr__
    util.info('info %s', 1)
    util.debug('debug')
    util.sub_warning('sub')
    logger.setLevel(100)
    print(stream.getvalue(), logger.propagate)


def contexts():
    for name in ('spawn', 'fork', 'forkserver'):
        ctx = mp.get_context(name)
        print(type(ctx).__name__, ctx.get_start_method(), ctx.Process.__name__, ctx.get_context() is ctx,
              ctx.get_context('fork').get_start_method())
        attempt('set', ctx.set_start_method, 'fork')
    attempt('unknown', ctx.get_context, 'x')
    print(mp.get_start_method(allow_none=True), context._default_context.get_context() is mp.get_context())
    print(ctx.cpu_count() == os.cpu_count(), ctx.freeze_support(), mp.allow_connection_pickling())
    attempt('spawning', context.assert_spawning, 5)
    attempt('preload', mp.set_forkserver_preload, [1])
    data = spawn.get_preparation_data('name')
    print(sorted(data), data['name'], data['start_method'], data['dir'] == os.getcwd())
    line = spawn.get_command_line(pipe_handle=3, tracker_fd=5)
    print(line[-2:], spawn.is_forking(['x', '--multiprocessing-fork']), spawn.is_forking(['x']))
    mp.current_process()._inheriting = True
    attempt('bootstrapping', spawn.get_preparation_data, 'x')
    del mp.current_process()._inheriting


def held(q, *locks):
    q.put([repr(x) for x in locks])


def locks():
    q = mp.SimpleQueue()
    lock, rlock, sem, bounded = mp.Lock(), mp.RLock(), mp.Semaphore(3), mp.BoundedSemaphore(1)
    cond = mp.Condition(lock)
    with lock, rlock:
        print(lock, rlock, sem, bounded, cond)
        p = mp.Process(target=held, args=(q, lock, rlock, cond))
        p.start()
        print(q.get())
        p.join()
        t = threading.Thread(target=held, args=(q, lock, rlock), name='other')
        t.start()
        print(q.get())
        t.join()
    t = threading.Thread(target=lambda: rlock.acquire() and held(q, rlock), name='other')
    t.start()
    print(q.get())
    t.join()
    attempt('bounded', bounded.release)
    sem.release()
    print(sem, sem.get_value(), bounded.acquire(), bounded.acquire(False), bounded)
    attempt('wait', cond.wait)
    attempt('notify', cond.notify)
    with cond:
        print(cond.wait(0.01), cond.wait_for(lambda: 0, 0.01), cond.wait_for(lambda: 'yes'), cond.notify_all())
    woken = []

    def wait():
        with cond:
            cond.wait()
            woken.append(1)
    ts = [threading.Thread(target=wait) for _ in range(3)]
    for t in ts:
        t.start()
    while not repr(cond).endswith(', 3)>'):
        time.sleep(0.001)
    with cond:
        print(cond)
        cond.notify(2)
    while len(woken) < 2:
        time.sleep(0.001)
    with cond:
        cond.notify_all()
    for t in ts:
        t.join()
    print(len(woken))
    event = mp.Event()
    print(hide(repr(event)), event.wait(0.01), event.set(), event.is_set(), event.wait(), hide(repr(event)), event.clear())
    barrier = mp.Barrier(2, timeout=0.05)
    attempt('alone', barrier.wait)
    print(barrier.broken, barrier.parties, barrier.n_waiting)
    barrier.reset()
    print(barrier.broken)
    for thing in (lock, cond, event, barrier):
        attempt('pickle', pickle.dumps, thing)
    print(synchronize.SEM_VALUE_MAX, synchronize.Lock.__mro__[1].__name__)


def threads_instead():
    q = dummy.Queue()
    p = dummy.Process(target=q.put, args=(5,))
    print(p.exitcode)
    p.start()
    p.join()
    print(q.get(), p.exitcode, dummy.active_children(), dummy.Namespace(a=1, _b=2), dummy.Value('i', 3), dummy.Array('i', [1, 2]))
    v = dummy.Value('i', 3)
    v.value += 1
    print(v.value, dummy.Manager() is dummy, dummy.freeze_support())
    a, b = dummy.Pipe()
    a.send(1)
    print(b.poll(), b.recv(), b.poll(0.01))
    with dummy.connection.Listener() as listener:
        c = dummy.connection.Client(listener.address)
        s = listener.accept()
        c.send('x')
        print(s.recv())
    with dummy.Pool(2) as pool:
        print(pool.map(abs, [-1, 2]))


def descriptors():
    r, w = os.pipe()
    d = resource_sharer.DupFd(w)
    fd = pickle.loads(pickle.dumps(d)).detach()
    os.write(fd, b'over')
    print(os.read(r, 10))
    resource_sharer.stop()
    a, b = mp.Pipe()
    reduction.send_handle(a, w, os.getpid())
    fd2 = reduction.recv_handle(b)
    os.write(fd2, b'again')
    print(os.read(r, 10))
    a.close()
    attempt('end', reduction.recv_handle, b)
    print(reduction.ForkingPickler.loads(reduction.ForkingPickler.dumps([1].append))(2),
          reduction.ForkingPickler.loads(reduction.ForkingPickler.dumps(list.append)),
          reduction.ForkingPickler.loads(reduction.ForkingPickler.dumps(context.ForkContext().cpu_count))() > 0)


if __name__ == '__main__':
    for part in queues, connections, processes, finalizers, contexts, locks, threads_instead, descriptors:
        print('----', part.__name__)
        part()
