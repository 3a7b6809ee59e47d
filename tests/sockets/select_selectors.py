# SPDX-License-Identifier: MIT
# select, selectors and poll on socket pairs.
import select, selectors, socket
a, b = socket.socketpair()
print(select.select([b], [], [], 0), [x is a for x in select.select([], [a], [], 0)[1]]); a.send(b'x')
r, w, x = select.select([a, b], [a, b], [], 1); print([i is b for i in r], len(w), x); b.recv(1)
for bad in (lambda: select.select([5.5], [], []), lambda: select.select(5, [], []), lambda: select.select([], [], [], -1), lambda: select.select([-1], [], [], 0), lambda: select.select([], [], [], 'x')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
for cls in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector, selectors.DefaultSelector):
    with cls() as s:
        k = s.register(b, selectors.EVENT_READ, 'data'); print(k.data, k.events, k.fileobj is b, k.fd == b.fileno(), len(s.get_map()), s.get_key(b) == k)
        print(s.select(0)); a.send(b'y'); print([(key.data, m) for key, m in s.select(1)]); b.recv(1)
        s.modify(b, selectors.EVENT_READ | selectors.EVENT_WRITE, 'new'); print([(key.data, m) for key, m in s.select(0)])
        for bad in (lambda: s.register(b, 1), lambda: s.register(a, 0), lambda: s.unregister(a), lambda: s.get_key(a), lambda: s.register('x', 1), lambda: s.modify(a, 1)):
            try: print(bad())
            except Exception as e: print(type(e).__name__, str(e).split('<')[0])
        print(s.unregister(b).data, len(s.get_map()), s.select(0))
p = select.poll(); p.register(b, select.POLLIN); print(p.poll(0)); a.send(b'z'); print(p.poll(100) == [(b.fileno(), select.POLLIN)]); p.unregister(b)
try: p.unregister(b)
except KeyError: print('KeyError')
e = select.epoll(); e.register(b.fileno(), select.EPOLLIN); print(e.poll(1) == [(b.fileno(), select.EPOLLIN)], e.closed); e.modify(b, select.EPOLLOUT); print(e.poll(0)[0][1] == select.EPOLLOUT); e.unregister(b); e.close(); print(e.closed)
try: e.poll()
except ValueError as x: print(x)
a.close(); b.close()
