# SPDX-License-Identifier: MIT
# The socket module: blocking sockets with a thread, options, timeouts, errors, repr.
import socket, threading, errno
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('127.0.0.1', 0)); s.listen(5)
print(s.family, s.type, s.proto, s.getsockname()[0], s.fileno() > 0, s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), s.gettimeout(), s.getblocking())
seen = []
def peer():
    c, a = s.accept()
    with c:
        f = c.makefile('rb'); seen.append((f.readline(), f.readline())); f.close(); c.sendall(b'x' * 100); c.shutdown(socket.SHUT_WR); seen.append(c.recv(10))
t = threading.Thread(target=peer); t.start()
with socket.create_connection(s.getsockname(), timeout=5) as c:
    print(c.gettimeout()); c.sendall(b'line one\n'); print(c.send(b'two\n')); data = b''
    while d := c.recv(30): data += d
    print(len(data)); b = bytearray(4); print(c.recv_into(b)); c.close()
t.join(); print(seen, c.fileno(), repr(c).startswith('<socket.socket [closed]'))
for bad in (lambda: c.recv(1), lambda: s.recv(1), lambda: s.bind(('127.0.0.1', 99999)), lambda: s.connect('x'), lambda: socket.create_connection(('127.0.0.1', 1), 1), lambda: s.sendall('text'), lambda: socket.socket(99, 99), lambda: s.setsockopt(1, 2), lambda: s.settimeout(-1), lambda: s.settimeout('x'), lambda: s.recv(-1), lambda: socket.inet_aton('x'), lambda: socket.socket().connect(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
s.settimeout(.01)
try: s.accept()
except TimeoutError as e: print('TimeoutError', e, socket.timeout is TimeoutError)
s.setblocking(False); print(s.gettimeout())
try: s.accept()
except BlockingIOError as e: print('BlockingIOError', e.errno == errno.EAGAIN)
a, b = socket.socketpair(); a.sendall(b'pair'); print(b.recv(2, socket.MSG_PEEK), b.recv(9)); a.close(); print(b.recv(1))
try: [b.send(b'x') for _ in range(9)]
except OSError as e: print(type(e).__name__)
b.close(); print(socket.inet_aton('1.2.3.4'), socket.inet_ntoa(b'\x7f\0\0\1'), socket.htons(1), socket.ntohs(256), socket.htonl(1), socket.getaddrinfo('127.0.0.1', 80, type=socket.SOCK_STREAM), socket.has_ipv6 in (True, False), socket.gethostbyname('127.0.0.1'))
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(('127.0.0.1', 0)); v = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); v.sendto(b'dgram', u.getsockname()); print(u.recvfrom(10)[0]); u.close(); v.close(); print(s.detach() > 0, s.fileno(), socket.AF_INET, socket.SOCK_STREAM, repr(socket.SOL_SOCKET), socket.error is OSError)
