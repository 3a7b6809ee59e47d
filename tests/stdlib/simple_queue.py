# queue.SimpleQueue.
import _queue
import queue
import threading
import weakref

print(_queue.Empty is queue.Empty, _queue.SimpleQueue is queue.SimpleQueue, queue.Empty.__doc__)
print(queue.SimpleQueue, queue.SimpleQueue.__doc__, queue.SimpleQueue[int])
q = queue.SimpleQueue()
print(repr(q)[:20], q.empty(), q.qsize())


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e if not isinstance(e, TypeError) else '')


attempt(q.get, False)
attempt(q.get_nowait)
attempt(q.get, True, 0)
attempt(q.get, True, 0.001)
attempt(q.get, timeout=-1)
attempt(q.get, False, -1)
attempt(q.get, timeout='x')
attempt(q.get, True, float('nan'))
attempt(q.get, True, 1e30)
attempt(q.put)
attempt(queue.SimpleQueue, 1)
attempt(len, q)
for i in range(100):
    q.put(i)
q.put('a', False, 3)
q.put_nowait('b')
print(q.empty(), q.qsize(), [q.get() for _ in range(50)] == list(range(50)))
for i in range(100):
    q.put(100 + i)
print(q.qsize(), q.get(timeout=None), q.get(False), q.get_nowait())
while not q.empty():
    last = q.get()
print(last)


class Sub(queue.SimpleQueue):
    pass


s = Sub()
s.x = 1
s.put(s)
print(s.x, s.qsize(), weakref.ref(s)() is s)
del s
q = queue.SimpleQueue()
total = []


def consume():
    while (item := q.get()) is not None:
        total.append(item)


threads = [threading.Thread(target=consume) for _ in range(3)]
for t in threads:
    t.start()
for i in range(1000):
    q.put(i)
for t in threads:
    q.put(None)
for t in threads:
    t.join()
print(sorted(total) == list(range(1000)), q.qsize())
