# select, poll and epoll with what they cannot take, closed objects and changed registrations.
import os
import select


def attempt(f, *args, **kwargs):
    name = getattr(f, '__name__', type(f).__name__)
    try:
        print(name, f(*args, **kwargs))
    except Exception as e:
        print(name, type(e).__name__, e)


class File:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        if isinstance(self.fd, Exception):
            raise self.fd
        return self.fd


r, w = os.pipe()
for args in (), ([], []), ([], [], [], 'a'), ([], [], [], -1), (5, [], []), (['a'], [], []), ([-1], [], []), ([], [9999], []), ([10**30], [], []), ([], [], [2**40]), ([File('a')], [], []), ([], [File(KeyError('k'))], []), ([File(-3)], [], []), ([1.5], [], []), ([5000], [], [], 0), ([], [], [], float('nan')), ([], [], [], 10**30):
    attempt(select.select, *args)
print(select.select([r], [w], [], 0) == ([], [w], []), select.select([File(r)], [File(w)], [r, w], 0)[0])
os.write(w, b'x')
file = File(r)
print(select.select((file,), iter([w]), {r: 1}, None) == ([file], [w], []))
print(select.select([r, r], [], [], 0.01) == ([r, r], [], []), select.select([], [], [], 0))

poller = select.poll()
for method, args in (
    ('register', ()), ('register', ('a',)), ('register', (-1,)), ('register', (r, 'a')), ('register', (r, -1)), ('register', (r, 10**6)), ('register', (10**30,)), ('register', (File('x'), 1)),
    ('modify', (r, 1)), ('register', (r,)), ('modify', (r, select.POLLIN)), ('modify', (r, 'a')), ('modify', (w,)), ('modify', (9999, 1)), ('unregister', ('a',)), ('unregister', (9999,)), ('poll', ('a',)), ('poll', (10**30,)), ('poll', (-1,)), ('poll', (0.5,)), ('poll', (None,)), ('poll', (1, 2)),
):
    before = args
    try:
        result = getattr(poller, method)(*args)
        print(method, [(fd == r, event) for fd, event in result] if result is not None else None)
    except Exception as e:
        print(method, type(e).__name__, e)
print(poller.register(9999, select.POLLIN), [(fd, event == select.POLLNVAL) for fd, event in poller.poll(0) if fd == 9999])
attempt(poller.unregister, 9999)
attempt(poller.unregister, r)
attempt(select.poll, 1)
attempt(type(poller))

for args in (0,), (-2,), ('a',), (1, 'a'), (1, 77), (1, select.EPOLL_CLOEXEC), (-1, 0), (1, 0, 0):
    try:
        e = select.epoll(*args)
        print('epoll', e.closed)
        e.close()
    except Exception as e:
        print('epoll', type(e).__name__, e)
attempt(select.epoll, sizehint=0)
attempt(select.epoll.fromfd, 'a')
attempt(select.epoll.fromfd)
with select.epoll(sizehint=10, flags=0) as e:
    print(e.closed, e.fileno() > 2, os.get_inheritable(e.fileno()))
    copy = select.epoll.fromfd(os.dup(e.fileno()))
    for method, args in (
        ('register', ()), ('register', ('a',)), ('register', (-1,)), ('register', (9999,)), ('register', (r, 'a')), ('register', (r, select.EPOLLIN)), ('register', (r,)), ('register', (r, -1)),
        ('modify', (r,)), ('modify', (w, 1)), ('modify', (9999, 1)), ('modify', (r, 'a')), ('modify', (r, select.EPOLLIN | select.EPOLLET)),
        ('poll', ('a',)), ('poll', (0, 'a')), ('poll', (0, 0)), ('poll', (0, -2)), ('poll', (0, -1)), ('poll', (10**30,)), ('poll', (0.01, 1)), ('poll', (-1, 1, 1)),
        ('unregister', ('a',)), ('unregister', (9999,)), ('unregister', (w,)), ('unregister', (r,)), ('unregister', (r,)),
    ):
        try:
            result = getattr(e, method)(*args)
            print(method, [(fd == r, event) for fd, event in result] if result is not None else None)
        except Exception as error:
            print(method, type(error).__name__, error)
    copy.register(r, select.EPOLLIN)
    print([event for fd, event in e.poll(timeout=0, maxevents=3)])
print(e.closed, copy.closed)
for method in 'fileno poll register modify unregister close __enter__'.split():
    try:
        print(method, getattr(e, method)(*((1,) if method in ('register', 'unregister') else (1, 1) if method == 'modify' else ())))
    except Exception as error:
        print(method, type(error).__name__, error)
os.close(r)
copy.close()
copy.close()
with open('plain', 'w') as file, select.epoll() as e:
    attempt(e.register, file)
