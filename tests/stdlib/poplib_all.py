# poplib against a small server: every command, answers that are errors, lines that are no answers.
# skip-if: ! pkg-config --exists openssl
import inspect
import poplib
import socket
import threading

MAIL = [b'Subject: one', b'', b'.dot', b'text']


class Server(threading.Thread):
    """Serves one connection; `script` answers commands that the rest does not know."""

    def __init__(self, welcome=b'+OK ready <12.34@here>', script=None):
        super().__init__()
        self.welcome, self.script = welcome, script or {}
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        self.seen = []
        self.start()

    def answer(self, line):
        command, _, rest = line.partition(b' ')
        if line in self.script:
            return self.script[line]
        long = lambda head, lines: b'\r\n'.join([head, *[b'.' + x if x[:1] == b'.' else x for x in lines], b'.'])
        if command == b'STAT':
            return b'+OK 2 320'
        if command in (b'LIST', b'UIDL'):
            return b'+OK ' + rest + b' 120' if rest else long(b'+OK', [b'1 120', b'2 200'])
        if command == b'RETR':
            return long(b'+OK', MAIL) if rest == b'1' else b'-ERR no such message'
        if command == b'TOP':
            return long(b'+OK', MAIL[:2])
        if command == b'CAPA':
            return long(b'+OK', [b'TOP', b'SASL PLAIN LOGIN', b'UTF8'])
        return b'+OK ' + command

    def run(self):
        conn, _ = self.listener.accept()
        self.listener.close()
        with conn, conn.makefile('rb') as lines:
            conn.sendall(self.welcome + b'\r\n')
            for line in lines:
                line = line.rstrip(b'\r\n')
                self.seen.append(line)
                answer = self.answer(line)
                if answer is None:
                    return
                conn.sendall(answer + b'\r\n')
                if line == b'QUIT':
                    return


def show(function, *args):
    try:
        print(function.__name__, args, function(*args))
    except Exception as e:
        print(function.__name__, args, type(e).__name__, e.args)


print(poplib.__all__, poplib.POP3_PORT, poplib.POP3_SSL_PORT, poplib.CRLF)
for name in dir(poplib.POP3):
    if name[0] != '_' and callable(getattr(poplib.POP3, name)):
        print(name, inspect.signature(getattr(poplib.POP3, name)))
server = Server(script={b'NOOP': b'+OK\r', b'DELE 9': b'-ERR no'})
pop = poplib.POP3('127.0.0.1', server.port, timeout=30)
print(pop.getwelcome(), pop.welcome, pop.host, pop._tls_established)
for function, args in [(pop.user, ('me',)), (pop.pass_, ('sécret',)), (pop.stat, ()), (pop.list, ()), (pop.list, (1,)), (pop.uidl, ()),
                       (pop.uidl, ('2',)), (pop.retr, (1,)), (pop.retr, (7,)), (pop.top, (1, 0)), (pop.dele, (2,)), (pop.dele, (9,)), (pop.noop, ()),
                       (pop.rset, ()), (pop.rpop, ('you',)), (pop.apop, ('me', 'secret')), (pop.utf8, ()), (pop.capa, ()), (pop.stls, ())]:
    show(function, *args)
pop.set_debuglevel(2)
show(pop.stat)
pop.set_debuglevel(1)
show(pop.stat)
pop.set_debuglevel(0)
show(pop.quit)
pop.close()
server.join()
print(server.seen)

for welcome in b'-ERR go away', b'hello', b'+' + 3000 * b'x':
    server = Server(welcome)
    try:
        poplib.POP3('127.0.0.1', server.port, timeout=30)
    except poplib.error_proto as e:
        print('welcome', e.args)
server = Server(b'+OK no challenge', {b'NOOP': None})
pop = poplib.POP3('127.0.0.1', server.port, timeout=30)
show(pop.apop, 'me', 'x')
show(pop.noop)
pop.close()
try:
    poplib.POP3('127.0.0.1', 1, timeout=0)
except ValueError as e:
    print(e)
print(issubclass(poplib.POP3_SSL, poplib.POP3), inspect.signature(poplib.POP3_SSL.stls))
