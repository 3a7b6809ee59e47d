"""The handlers of logging.handlers that send records over the network: what arrives, and what happens when nobody is there."""
import http.server
import io
import logging
import logging.handlers
import os
import pickle
import socket
import struct
import sys
import tempfile
import threading


def record(text, *args, level=logging.INFO, exc_info=None):
    return logging.LogRecord('name', level, 'file.py', 7, text, args, exc_info, 'function')


def show(data):
    length, = struct.unpack('>L', data[:4])
    content = pickle.loads(data[4:])
    made = logging.makeLogRecord(content)
    print(length == len(data) - 4, made.getMessage(), made.args, made.exc_info, made.exc_text and made.exc_text.splitlines()[-1],
          made.levelname, made.funcName, 'message' in content)


def errors_of(action):
    """What is written to stderr about failures."""
    kept, sys.stderr = sys.stderr, io.StringIO()
    try:
        action()
        lines = sys.stderr.getvalue().splitlines()
    finally:
        sys.stderr = kept
    return [line for line in lines if line[:1] not in ('', ' ') and ('rror' in line or line.startswith('Message'))]


print('---- SocketHandler')
server = socket.create_server(('127.0.0.1', 0))
port = server.getsockname()[1]
handler = logging.handlers.SocketHandler('127.0.0.1', port)
print(handler.sock, handler.address == ('127.0.0.1', port), handler.closeOnError, handler.retryTime, handler.retryStart,
      handler.retryMax, handler.retryFactor)
handler.handle(record('first %s', 'x'))
peer, _ = server.accept()
show(peer.recv(65536))
try:
    1 / 0
except ZeroDivisionError:
    handler.handle(record('failed', exc_info=sys.exc_info(), level=logging.ERROR))
show(peer.recv(65536))
print(errors_of(lambda: handler.handle(record('bad %d', 'x'))), handler.sock is not None)
handler.closeOnError = True
print(errors_of(lambda: handler.handle(record('bad %d', 'x'))), handler.sock)
handler.handle(record('a new connection'))
second, _ = server.accept()
show(second.recv(65536))
handler.close()
print(handler.sock, second.recv(10), peer.recv(10))
server.close()
refused = logging.handlers.SocketHandler('127.0.0.1', port)
refused.handle(record('lost'))
at = refused.retryTime
print(refused.sock, at is not None, refused.retryPeriod)
refused.handle(record('lost, not even tried'))
print(refused.retryTime == at, refused.retryPeriod)
refused.retryTime = 0
for i in range(6):
    refused.retryTime = 0
    refused.createSocket()
    print(refused.retryPeriod, end=' ')
print()
refused.close()

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'socket')
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    handler = logging.handlers.SocketHandler(path, None)
    handler.handle(record('by a path'))
    peer, _ = server.accept()
    show(peer.recv(65536))
    handler.close()
    server.close()
    peer.close()

    print('---- DatagramHandler')
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver.bind(('127.0.0.1', 0))
    handler = logging.handlers.DatagramHandler(*receiver.getsockname())
    print(handler.sock, isinstance(handler, logging.handlers.SocketHandler))
    handler.handle(record('a datagram'))
    show(receiver.recv(65536))
    handler.close()

    print('---- SysLogHandler')
    handler = logging.handlers.SysLogHandler(receiver.getsockname())
    for level in logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL, 35:
        handler.handle(record('say %s', 'it', level=level))
        print(receiver.recv(1000))
    handler.ident, handler.append_nul, handler.facility = 'ident: ', False, 'local3'
    handler.setFormatter(logging.Formatter('%(name)s %(message)s'))
    handler.handle(record('\u00e9'))
    print(receiver.recv(1000), handler.unixsocket, handler.socktype == socket.SOCK_DGRAM)
    print(handler.encodePriority('mail', 'crit'), handler.encodePriority(16, 3), handler.mapPriority('OTHER'))
    print(errors_of(lambda: setattr(handler, 'facility', 'none') or handler.handle(record('no such facility'))))
    handler.close()
    cls = logging.handlers.SysLogHandler
    print(sorted((n, v) for n, v in vars(cls).items() if n.startswith('LOG_')))
    print(sorted(cls.facility_names.items()), sorted(cls.priority_names.items()), sorted(cls.priority_map.items()))
    path = os.path.join(folder, 'log')
    handler = cls(path)
    print(handler.unixsocket, errors_of(lambda: handler.handle(record('no daemon')))[1:] != [])
    daemon = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    daemon.bind(path)
    handler.handle(record('now there is one'))
    print(daemon.recv(100))
    daemon.close()
    os.unlink(path)
    daemon = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    daemon.bind(path)
    handler.handle(record('it was started again'))
    print(daemon.recv(100), handler.socktype == socket.SOCK_DGRAM)
    daemon.close()
    handler.close()
    stream = socket.create_server(('127.0.0.1', 0))
    handler = cls(stream.getsockname(), facility=cls.LOG_CRON, socktype=socket.SOCK_STREAM)
    peer, _ = stream.accept()
    handler.handle(record('by a stream'))
    handler.close()
    print(peer.recv(100), peer.recv(100))
    address = stream.getsockname()
    stream.close()
    try:
        cls(address, socktype=socket.SOCK_STREAM)
    except ConnectionRefusedError as exc:
        print(exc)

print('---- HTTPHandler')


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get('Content-length', 0)))
        fields = (self.path + '&' + body.decode()).split('&')
        print(self.command, fields[0], [f for f in fields[1:] if f.startswith(('msg', 'level', 'args', 'name'))],
              self.headers.get('Content-type'), self.headers.get('Authorization'))
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(('127.0.0.1', 0), Server)
host = '127.0.0.1:%d' % server.server_port
for options in {}, {'method': 'post'}, {'credentials': ('user', 'password')}:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    handler = logging.handlers.HTTPHandler(host, '/log?a=b' if options else '/log', **options)
    print(handler.method, handler.secure)
    handler.handle(record('by the web & more', level=logging.WARNING))
    thread.join()
server.server_close()
print(errors_of(lambda: handler.handle(record('nobody there')))[-1:])
for options in {'method': 'put'}, {'context': object()}:
    try:
        logging.handlers.HTTPHandler(host, '/', **options)
    except ValueError as exc:
        print(exc)
