# socket: the functions for names, numbers and addresses; every method of a socket, with its mistakes.
import os
import socket


def show(text, f):
    try:
        r = f()
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    print(text, '->', r)


G = globals()
for text in [
        'socket.inet_aton("127.0.0.1")', 'socket.inet_aton("1.2")', 'socket.inet_aton("x")', 'socket.inet_aton(5)', 'socket.inet_ntoa(b"\\x01\\x02\\x03\\x04")', 'socket.inet_ntoa(b"123")', 'socket.inet_ntoa("x")',
        'socket.inet_pton(socket.AF_INET, "10.0.0.1")', 'socket.inet_pton(socket.AF_INET6, "::1")', 'socket.inet_pton(socket.AF_INET6, "zz")', 'socket.inet_pton(99, "::1")',
        'socket.inet_ntop(socket.AF_INET, b"\\x7f\\0\\0\\1")', 'socket.inet_ntop(socket.AF_INET6, b"\\0" * 15 + b"\\1")', 'socket.inet_ntop(socket.AF_INET, b"1")', 'socket.inet_ntop(socket.AF_INET6, b"1")', 'socket.inet_ntop(99, b"1")',
        'socket.htons(1), socket.htonl(1), socket.ntohs(256), socket.ntohl(2**24)', 'socket.htons(-1)', 'socket.htons(70000)', 'socket.htonl(2**32)', 'socket.htonl(-1)', 'socket.htons("a")', 'socket.ntohs(-1)', 'socket.ntohl(2**40)', 'socket.ntohs(99999)',
        'socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)', 'socket.getaddrinfo("127.0.0.1", "http", socket.AF_INET, socket.SOCK_STREAM)', 'socket.getaddrinfo(None, 0, socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE)', 'socket.getaddrinfo(b"127.0.0.1", None, type=socket.SOCK_DGRAM)',
        'socket.getaddrinfo("::1", 5, type=socket.SOCK_STREAM)', 'socket.getaddrinfo("x.invalid.", 1, flags=socket.AI_NUMERICHOST)', 'socket.getaddrinfo("127.0.0.1", "no-such-service")', 'socket.getaddrinfo(5, 5)', 'socket.getaddrinfo("127.0.0.1", 1.5)',
        'socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)', 'socket.getnameinfo(("::1", 80, 0, 0), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)', 'socket.getnameinfo(5, 0)', 'socket.getnameinfo(("a",), 0)', 'socket.getnameinfo(("not numeric", 1), 0)',
        'socket.gethostbyname("127.0.0.1")', 'socket.gethostbyname("")', 'socket.gethostbyname("255.255.255.255")', 'socket.gethostbyname_ex("127.0.0.1")', 'type(socket.gethostname()).__name__',
        'socket.getservbyname("http")', 'socket.getservbyname("http", "tcp")', 'socket.getservbyname("no-such")', 'socket.getservbyport(80)', 'socket.getservbyport(80, "tcp")', 'socket.getservbyport(1)', 'socket.getservbyport(-1)', 'socket.getservbyport(70000)',
        'socket.getprotobyname("tcp")', 'socket.getprotobyname("no-such")', 'socket.has_ipv6', 'socket.getdefaulttimeout()', 'socket.setdefaulttimeout(2.5)', 'socket.getdefaulttimeout()', 'socket.setdefaulttimeout(-1)', 'socket.setdefaulttimeout("a")', 'socket.setdefaulttimeout(None)',
        'socket.if_nametoindex("lo") > 0', 'socket.if_indextoname(socket.if_nametoindex("lo"))', 'socket.if_nametoindex("no-such-if")', 'socket.if_indextoname(99999)', 'type(socket.if_nameindex()).__name__',
        'socket.socket(99)', 'socket.socket(socket.AF_INET, 99)', 'socket.socket("a")', 'socket.socket(fileno=-1)', 'socket.socket(fileno=10000)', 'socket.close(10000)', 'socket.dup(10000)', 'socket.CMSG_LEN(4)', 'socket.CMSG_SPACE(4)', 'socket.CMSG_LEN(-1)',
        'issubclass(socket.timeout, OSError), socket.timeout is TimeoutError, socket.error is OSError', 'socket.gaierror.__mro__[1].__name__, socket.herror.__mro__[1].__name__', 'socket.AF_INET, socket.SOCK_STREAM, socket.SOL_SOCKET, socket.SHUT_RDWR']:
    show(text, lambda: eval(text, G))

s = socket.socket()
print(s.family, s.type, s.proto, s.gettimeout(), s.getblocking(), s.timeout)
print(repr(s).split('fd=')[1].split(',', 1)[1])
for text in [
        's.bind(("127.0.0.1", "a"))', 's.bind(("127.0.0.1",))', 's.bind("x")', 's.bind(("127.0.0.1", 70000))', 's.bind(("127.0.0.1", -1))', 's.bind((5, 5))', 's.bind(("a\\0b", 1))', 's.bind()', 's.bind(("300.1.1.1", 1))' if False else '0',
        's.settimeout(-1)', 's.settimeout("a")', 's.settimeout(float("nan"))', 's.settimeout(1)', 's.gettimeout()', 's.getblocking()', 's.setblocking(False)', 's.gettimeout()', 's.setblocking(True)', 's.settimeout(None)', 's.settimeout()',
        's.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)', 's.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)', 's.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 4)', 's.getsockopt(socket.SOL_SOCKET, 9999)', 's.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 5000)', 's.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, -1)',
        's.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, b"\\1\\0\\0\\0")', 's.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"1")', 's.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, "x")', 's.setsockopt(1)', 's.setsockopt(socket.SOL_SOCKET, 9999, None, 0)',
        's.getpeername()', 's.recv(5)', 's.send(b"x")', 's.shutdown(socket.SHUT_RDWR)', 's.shutdown("a")', 's.accept()', 's.listen("a")', 's.recv(-1)', 's.recv("a")', 's.send("text")', 's.sendall(5)', 's.sendto(b"x")', 's.sendto(b"x", 1, 2, 3)', 's.recv_into(b"x")', 's.recv_into(bytearray(2), 5)', 's.recv_into(bytearray(2), -1)', 's.recvfrom(-1)', 's.recvfrom_into(bytearray(1), 9)', 's.recvfrom_into(bytearray(1), -1)',
        's.connect(("127.0.0.1", 1))', 's.connect_ex(("127.0.0.1", 1)) > 0', 's.connect_ex("a")', 's.connect(5)', 's.makefile("q")', 's.makefile("rw", 0)', 's.get_inheritable()', 's.set_inheritable(True)', 's.get_inheritable()', 's.family.name, s.type.name', 's.nothing', 's.timeout']:
    show(text, lambda: eval(text, G))
s.close()
for text in ['s.recv(1)', 's.send(b"")', 's.fileno()', 's.getsockname()', 's.close()', 's.detach()', 's.settimeout(1)', 's.accept()', 's.listen()', 's.dup()']:
    show('closed: ' + text, lambda: eval(text, G))
print('closed' in repr(s))

a, b = socket.socketpair()
for text in [
        'a.send(b"hello")', 'b.recv(2, socket.MSG_PEEK)', 'b.recv(2)', 'b.recv_into(bytearray(10))', 'a.sendall(memoryview(b"abcdef"))', 'b.recvfrom(3)', 'b.recvfrom_into(buffer)', 'bytes(buffer)', 'a.sendmsg([b"x", bytearray(b"yz")])', 'b.recvmsg(10)', 'a.sendmsg(5)', 'a.sendmsg(["x"])', 'b.recvmsg(-1)',
        'a.sendmsg([b"fd"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, (1).to_bytes(4, "little"))])', '[(x[0], x[1], len(x[2])) for x in keep(b.recvmsg(10, socket.CMSG_SPACE(4)))[1]]', 'a.sendmsg([b"x"], [5])', 'a.sendmsg([b"x"], [(1, 2)])',
        'a.send(b"abcd")', 'b.recvmsg_into([bytearray(2), second])', 'bytes(second)', 'b.recvmsg_into(5)', 'a.sendto(b"to", "nowhere")', 'a.getsockname(), a.getpeername()', 'a.get_inheritable()', 'b.settimeout(0.01)', 'b.recv(1)', 'b.recv_into(bytearray(1))', 'b.recvfrom(1)', 'b.setblocking(False)', 'b.recv(1)', 'b.recvmsg(1)', 'b.settimeout(None)',
        'a.shutdown(socket.SHUT_WR)', 'b.recv(9)', 'a.send(b"x")', 'a.detach() > 0', 'a.fileno()', 'a.send(b"x")']:
    buffer, second = G.setdefault('buffer', bytearray(5)), G.setdefault('second', bytearray(4))
    show('pair: ' + text, lambda: eval(text, G))


def keep(r):
    return r


b.close()
with socket.create_server(('127.0.0.1', 0)) as server:
    client = socket.create_connection(server.getsockname(), timeout=5)
    conn, addr = server.accept()
    print(addr == client.getsockname(), conn.getpeername() == addr, client.gettimeout(), conn.gettimeout())
    with client, conn, conn.makefile('rw', encoding='utf-8', newline='\n') as f, client.makefile('rb') as g:
        f.write('строка\nвторая\n')
        f.flush()
        print(g.readline(), g.readline())
        client.sendall('ответ\n'.encode())
        print(f.readline(), end='')
        d = conn.dup()
        print(d.fileno() != conn.fileno(), d.getpeername() == addr)
        d.close()
        with open('data.bin', 'wb') as out:
            out.write(b'0123456789' * 1000)
        with open('data.bin', 'rb') as src:
            show('sendfile', lambda: conn.sendfile(src, 5, 20))
            show('sendfile', lambda: conn.sendfile(src, 0, 0))
        print(client.recv(100))
        show('sendfile', lambda: conn.sendfile(5))
show('create_connection', lambda: socket.create_connection(('127.0.0.1', 1), timeout=1))
show('create_connection', lambda: socket.create_connection(('127.0.0.1', 1), timeout=1, all_errors=True))
show('create_server', lambda: socket.create_server(('127.0.0.1', 0), family=99))
show('create_server', lambda: socket.create_server(('127.0.0.1', 0), dualstack_ipv6=True))
with socket.socket(socket.AF_UNIX) as u, socket.socket(socket.AF_UNIX) as v:
    u.bind('path.sock')
    u.listen(1)
    print(u.getsockname(), v.getsockname())
    v.connect(b'path.sock')
    w, addr = u.accept()
    print(repr(addr), v.getpeername())
    w.close()
    show('unix', lambda: v.connect('x' * 200))
    show('unix', lambda: v.connect(5))
    show('unix', lambda: v.connect(('a', 1)))
with socket.socket(socket.AF_UNIX) as u:
    u.bind('\0rondo-test-' + str(os.getpid()))
    print(type(u.getsockname()).__name__, u.getsockname()[:12])
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as x, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as y:
    x.bind(('127.0.0.1', 0))
    print(y.sendto(b'one', x.getsockname()), y.sendto(b'two', 0, x.getsockname()), y.sendmsg([b'three'], [], 0, x.getsockname()))
    print(x.recvfrom(10)[0], x.recvfrom(10)[1] == ('127.0.0.1', y.getsockname()[1]), x.recvmsg(2)[0])
with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as six:
    show('six', lambda: six.bind(('::1', 'a')))
    show('six', lambda: six.bind(('::1', 1, 2, 3, 4)))
    show('six', lambda: six.bind(('::1', 0, -1)))
    show('six', lambda: six.bind(5))
