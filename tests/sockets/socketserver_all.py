# socketserver: every class, with real peers on loopback.
import io, os, shutil, signal, socket, socketserver, sys, tempfile, threading
from socketserver import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
events = []
class Up(StreamRequestHandler):
    def setup(self): super().setup(); events.append('setup')
    def handle(self):
        for line in self.rfile: self.wfile.write(line.upper())
    def finish(self): super().finish(); events.append('finish')
class Gram(DatagramRequestHandler):
    def handle(self): self.wfile.write(self.rfile.read().upper()); print(type(self.packet), self.socket is self.server.socket)
def talk(family, address, kind=socket.SOCK_STREAM, mine=None):
    with socket.socket(family, kind) as s:
        s.settimeout(20)
        if mine: s.bind(mine)
        if kind == socket.SOCK_DGRAM: s.sendto(b'dgram', address); return s.recv(100)
        s.connect(address); s.sendall(b'hello\nworld\n'); s.shutdown(socket.SHUT_WR); out = b''
        while d := s.recv(100): out += d
        return out
top = tempfile.mkdtemp()
for cls in (TCPServer, ThreadingTCPServer, ForkingTCPServer, UnixStreamServer, ThreadingUnixStreamServer, ForkingUnixStreamServer):
    unix = cls.address_family == socket.AF_UNIX
    with cls(top + '/' + cls.__name__ if unix else ('127.0.0.1', 0), Up) as s:
        th = threading.Thread(target=s.serve_forever, kwargs={'poll_interval': 0.01}); th.start()
        print(cls.__name__, talk(s.address_family, s.server_address), talk(s.address_family, s.server_address), s.request_queue_size, s.socket_type.name, s.allow_reuse_address, s.allow_reuse_port, s.timeout, s.fileno() > 2); s.shutdown(); th.join()
    print(s.socket.fileno())
print(events.count('setup') == events.count('finish'))
for cls in (UDPServer, ThreadingUDPServer, UnixDatagramServer, ThreadingUnixDatagramServer):
    unix = cls.address_family == socket.AF_UNIX
    with cls(top + '/' + cls.__name__ if unix else ('127.0.0.1', 0), Gram) as s:
        th = threading.Thread(target=s.handle_request); th.start()
        print(cls.__name__, talk(s.address_family, s.server_address, socket.SOCK_DGRAM, top + '/me' + cls.__name__ if unix else None), s.max_packet_size); th.join()
print(ForkingUDPServer.__mro__[1].__name__, ForkingUnixDatagramServer.__mro__[1].__name__, ForkingMixIn.max_children, ForkingMixIn.timeout, ThreadingMixIn.daemon_threads, ThreadingMixIn.block_on_close)
class Base(TCPServer):
    timeout = 0.05
    def server_activate(self): super().server_activate(); print('activate')
    def verify_request(self, request, client_address): print('verify'); return self.ok
    def handle_timeout(self): print('timeout')
    def service_actions(self): self.rounds = getattr(self, 'rounds', 0) + 1
    def handle_error(self, request, client_address): print('error', type(sys.exception()).__name__)
    def process_request(self, request, client_address): print('process'); super().process_request(request, client_address)
class Bad(BaseRequestHandler):
    def setup(self): print('bad setup', self.server is srv)
    def handle(self): 1 / 0
    def finish(self): print('bad finish')
srv = Base(('127.0.0.1', 0), Bad); srv.handle_request(); srv.timeout = 20
for ok in (False, True):
    srv.ok = ok; c = socket.create_connection(srv.server_address); srv.handle_request(); print(c.recv(10)); c.close()
srv.server_close(); s = Base(('127.0.0.1', 0), Bad, bind_and_activate=False); print(s.server_address, s.RequestHandlerClass is Bad); s.server_bind(); s.server_close()
err = io.StringIO(); sys.stderr, keep = err, sys.stderr
with TCPServer(('127.0.0.1', 0), Bad) as srv:
    c = socket.create_connection(srv.server_address); srv.handle_request(); c.close()
sys.stderr = keep; lines = err.getvalue().split('\n'); print(lines[0], lines[1].split('(')[0], lines[2], lines[-3:])
class Sized(StreamRequestHandler):
    wbufsize = 100; rbufsize = 0; timeout = 20; disable_nagle_algorithm = True
    def handle(self): print(self.connection.gettimeout(), type(self.wfile).__name__, self.rfile.read(2)); self.wfile.write(b'ok'); self.wfile.flush()
with TCPServer(('127.0.0.1', 0), Sized) as srv:
    c = socket.create_connection(srv.server_address); c.sendall(b'hi'); srv.handle_request(); print(c.recv(10)); c.close()
b = BaseServer('addr', Up); print(b.server_address, b.timeout, b.verify_request(1, 2), b.service_actions(), b.handle_timeout(), b.server_activate(), b.server_close(), b.close_request(1)); t(lambda: TCPServer(('256.0.0.1', 0), Up)) if 0 else None
with TCPServer(('127.0.0.1', 0), Up) as one: t(lambda: TCPServer(one.server_address, Up))
class Reuse(TCPServer): allow_reuse_address = allow_reuse_port = True
with Reuse(('127.0.0.1', 0), Up) as one, Reuse(one.server_address, Up) as two: print(one.server_address == two.server_address)
shutil.rmtree(top)
