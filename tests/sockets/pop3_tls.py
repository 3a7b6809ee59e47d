# poplib over TLS, from the first byte or after STLS, against a server of our own.
# skip-if: ! pkg-config --exists openssl
import os
import poplib
import socket
import ssl
import threading

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))


class Server(threading.Thread):
    """Serves one connection; a client that breaks off the handshake is noted."""

    def __init__(self, at_once, capabilities=(b'USER', b'STLS')):
        super().__init__()
        self.at_once, self.capabilities = at_once, capabilities
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain('server.pem', 'server.key')
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        self.seen = []
        self.start()

    def secure(self, conn):
        return self.context.wrap_socket(conn, server_side=True)

    def serve(self, conn, greet):
        """Answers until QUIT or STLS: the command that ended it."""
        if greet:
            conn.sendall(b'+OK ready\r\n')
        with conn.makefile('rb', buffering=0) as lines:
            for line in lines:
                line = line.strip()
                self.seen.append((type(conn).__name__, line))
                if line == b'CAPA':
                    conn.sendall(b'\r\n'.join([b'+OK', *self.capabilities, b'.', b'']))
                elif line == b'RETR 1':
                    conn.sendall(b'+OK\r\n' + b'a line of text\r\n' * 5000 + b'.\r\n')
                elif line == b'STLS' and b'STLS' not in self.capabilities:
                    conn.sendall(b'-ERR unknown\r\n')
                else:
                    conn.sendall(b'+OK ' + line + b'\r\n')
                    if line in (b'QUIT', b'STLS'):
                        return line

    def run(self):
        conn, _ = self.listener.accept()
        self.listener.close()
        try:
            if self.at_once:
                conn = self.secure(conn)
            if self.serve(conn, True) == b'STLS':
                conn = self.secure(conn)
                self.serve(conn, False)
        except (ssl.SSLError, ConnectionError) as e:
            self.seen.append(isinstance(e, OSError))
        finally:
            conn.close()


def attempt(what, function, *args, **kwargs):
    try:
        print(what, function(*args, **kwargs))
    except Exception as e:
        print(what, type(e).__module__, type(e).__name__, getattr(e, 'verify_message', '') or e)


trusting = ssl.create_default_context(cafile='ca.pem')

# TLS from the first byte.
server = Server(True)
pop = poplib.POP3_SSL('127.0.0.1', server.port, timeout=30, context=trusting)
print(pop.getwelcome(), pop.port == server.port, pop.context is trusting, type(pop.sock).__name__, pop.sock.version())
print(pop.user('me'), pop.pass_('secret'))
answer, lines, octets = pop.retr(1)
print(answer, len(lines), lines[-1], octets)
attempt('stls', pop.stls)
print(pop.capa())
print(pop.quit())
server.join()
print(server.seen)

# STLS in the middle of the conversation.
server = Server(False)
pop = poplib.POP3('127.0.0.1', server.port, timeout=30)
print(type(pop.sock).__name__, pop.capa())
print(pop.stls(trusting), type(pop.sock).__name__, pop.sock.server_hostname)
attempt('again', pop.stls, trusting)
print(pop.user('me'), len(pop.retr(1)[1]))
print(pop.quit())
server.join()
print(server.seen)

# A server that does not know it, one that refuses, one that nobody trusts.
server = Server(False, (b'USER',))
pop = poplib.POP3('127.0.0.1', server.port, timeout=30)
attempt('not offered', pop.stls, trusting)
print(pop.noop(), pop.quit())
server.join()
print(server.seen)
server = Server(True)
attempt('untrusted', poplib.POP3_SSL, '127.0.0.1', server.port, timeout=30, context=ssl.create_default_context())
server.join()
print(server.seen)
server = Server(False)
pop = poplib.POP3('127.0.0.1', server.port, timeout=30)
attempt('untrusted', pop.stls, ssl.create_default_context())
try:
    pop.close()         # its socket was given to the one that failed
except OSError as e:
    print(e)
server.join()
print(server.seen)
attempt('no timeout', poplib.POP3_SSL, '127.0.0.1', 1, timeout=0)
attempt('positional', poplib.POP3_SSL, '127.0.0.1', 1, 'key', 'cert')
