# SSLSocket: both ends in threads, real sockets; what is forbidden; time limits; certificates refused; half-open ends; peers of OpenSSL.
# skip-if: ! pkg-config --exists openssl
import os
import socket
import ssl
import threading
import warnings

warnings.simplefilter('ignore', DeprecationWarning)
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))
server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server_context.load_cert_chain('server.pem', 'server.key')
client_context = ssl.create_default_context(cafile='ca.pem')


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


class Server(threading.Thread):
    """Serves one connection with a function."""

    def __init__(self, serve, context=server_context, **kwargs):
        super().__init__()
        self.serve, self.context, self.kwargs, self.result = serve, context, kwargs, None
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.address = self.listener.getsockname()
        self.start()

    def run(self):
        plain, _ = self.listener.accept()
        self.listener.close()
        try:
            with self.context.wrap_socket(plain, server_side=True, **self.kwargs) as conn:
                self.result = self.serve(conn)
        except Exception as e:
            self.result = f'{type(e).__name__}: {e}'

    def done(self):
        self.join()
        return self.result


def echo(conn):
    total = 0
    while data := conn.recv(8192):
        total += len(data)
        conn.sendall(data)
    attempt(conn.unwrap)
    return total


s = Server(echo)
with socket.create_connection(s.address) as plain:
    with client_context.wrap_socket(plain, server_hostname='localhost') as c:
        print(plain.fileno(), c.version(), c.cipher(), c.getpeercert()['subjectAltName'], c.server_side, c.server_hostname, c.context is client_context, c.session_reused)
        print(c.getpeername() == s.address, c.family.name, c.type.name, c.gettimeout(), c.pending(), c.do_handshake_on_connect, c.suppress_ragged_eofs, len(c.get_channel_binding()))
        c.sendall(b'hello')
        print(c.recv(3), c.pending(), c.recv(100))
        print(c.send(memoryview(b'abc')), c.recv_into(bytearray(10)), c.write(b'xyz'), c.read(10))
        big = os.urandom(300_000)
        writer = threading.Thread(target=c.sendall, args=(big,))
        writer.start()
        got = b''
        while len(got) < len(big):
            got += c.recv(65536)
        writer.join()
        print(got == big)
        room = bytearray(4)
        c.sendall(b'12345678')
        print(c.recv_into(room), room, c.read(2, room), room, c.recv(2))
        with open('ca.pem', 'rb') as f:
            print(c.sendfile(f) == os.path.getsize('ca.pem'))
        left = os.path.getsize('ca.pem')
        while left:
            left -= len(c.recv(left))
        f = c.makefile('rw')
        f.write('line\n')
        f.flush()
        print(f.readline())
        for call in (lambda: c.send(b'', 1), lambda: c.recv(1, 1), lambda: c.sendall(b'', 1), lambda: c.recv_into(bytearray(1), 1, 1), lambda: c.sendto(b'', ('', 1)), lambda: c.recvfrom(1),
                     lambda: c.recvfrom_into(bytearray(1)), lambda: c.recvmsg(1), lambda: c.recvmsg_into([]), lambda: c.sendmsg([b'']), c.dup, lambda: c.connect(('', 1)),
                     lambda: c.selected_npn_protocol(), lambda: c.selected_alpn_protocol(), lambda: c.compression(), lambda: c.shared_ciphers(), lambda: len(c.get_verified_chain())):
            print(attempt(call))
        f.close()
        back = c.unwrap()
        print(back is c, attempt(c.read), attempt(c.write, b''), attempt(c.unwrap)[:41], c.version(), c.cipher(), c.pending(), c.session)
print(s.done())

# Connecting later; connect_ex; a time limit; not connected
s = Server(echo)
c = client_context.wrap_socket(socket.socket(), server_hostname='localhost')
print(attempt(c.getpeercert), c.version(), attempt(c.do_handshake), attempt(c.get_channel_binding, 'x'))
c.settimeout(5)
c.connect(s.address)
print(c.version(), c.gettimeout(), c.send(b'x'), c.recv(1))
c.close()
print(s.done() in (1, 'ConnectionResetError: [Errno 104] Connection reset by peer'), c.fileno())
s = Server(echo)
c = client_context.wrap_socket(socket.socket(), server_hostname='localhost', do_handshake_on_connect=False)
print(c.connect_ex(s.address), c.version(), c.do_handshake(), c.version())
c.unwrap()
c.close()
print(s.done())
unused = socket.create_server(('127.0.0.1', 0))
address = unused.getsockname()
silent = socket.create_connection(address)
silent.settimeout(0.05)
print(attempt(client_context.wrap_socket, silent, server_hostname='localhost').split(': ')[-1])
silent = socket.create_connection(address)
silent.setblocking(False)
print(attempt(client_context.wrap_socket, silent, server_hostname='localhost'))
silent = socket.create_connection(address)
silent.setblocking(False)
w = client_context.wrap_socket(silent, server_hostname='localhost', do_handshake_on_connect=False)
print(attempt(w.do_handshake), attempt(w.recv, 1))
w.close()
unused.close()
gone = client_context.wrap_socket(socket.socket(), server_hostname='localhost')
print(attempt(gone.connect, address), gone.connect_ex(address) != 0)
gone.close()
print(attempt(client_context.wrap_socket, socket.socket()), attempt(client_context.wrap_socket, socket.socket(type=socket.SOCK_DGRAM), server_hostname='x'))
print(attempt(server_context.wrap_socket, socket.socket(), server_side=True, server_hostname='x'), attempt(client_context.wrap_socket, 5, server_hostname='x').split(':')[0])

# A time limit in reading; ragged ends
release = threading.Event()
s = Server(lambda conn: release.wait())
c = client_context.wrap_socket(socket.create_connection(s.address), server_hostname='localhost')
c.settimeout(0.05)
print(attempt(c.recv, 1))
c.setblocking(False)
print(attempt(c.recv, 1))
c.settimeout(None)
release.set()
print(c.recv(1), s.done())
c.close()
for suppress in True, False:
    s = Server(lambda conn: socket.socket.shutdown(conn, socket.SHUT_WR) or conn.recv(1))
    c = client_context.wrap_socket(socket.create_connection(s.address), server_hostname='localhost', suppress_ragged_eofs=suppress)
    print(attempt(c.recv, 1))
    c.close()
    s.done()

# Refused certificates, on both sides
for name, context in ('other', client_context), ('localhost', ssl.create_default_context()):
    s = Server(echo)
    print(attempt(context.wrap_socket, socket.create_connection(s.address), server_hostname=name), s.done(), sep='\n')
s = Server(echo)
with socket.create_connection(s.address) as plain:
    plain.sendall(b'GET / HTTP/1.0\r\n\r\n')
    print(s.done())

# accept() of a wrapped listener, the client's address, get_server_certificate
with server_context.wrap_socket(socket.create_server(('127.0.0.1', 0)), server_side=True) as listener:
    def take():
        for _ in range(2):
            conn, peer = listener.accept()
            taken.append((type(conn).__name__, conn.server_side, len(peer)))
            attempt(conn.recv, 1)
            conn.close()
    taken = []
    t = threading.Thread(target=take)
    t.start()
    pem = ssl.get_server_certificate(listener.getsockname(), ca_certs=None, timeout=5)
    print(pem == open('server.pem').read())
    print(ssl.get_server_certificate(listener.getsockname(), ca_certs='ca.pem') == pem)
    t.join()
    print(taken)
print(attempt(server_context.wrap_socket(socket.socket(), server_side=True).connect, ('127.0.0.1', 1)))

# The server's name
seen = []
server_context.sni_callback = lambda conn, name, context: seen.append((type(conn).__name__, name))
s = Server(echo)
client_context.wrap_socket(socket.create_connection(s.address), server_hostname='a.example.test').close()
s.done()
print(seen)
