# SPDX-License-Identifier: MIT
# ftplib and the scheme ftp of urllib.request, with a server made here.
import ftplib, io, socket, threading, urllib.error, urllib.request

FILES = {'a.txt': b'first\r\nsecond\nlast', 'b.bin': bytes(range(256)) * 300, 'dir/c.html': b'<p>'}


class Session(threading.Thread):
    def __init__(self, conn):
        super().__init__(daemon=True)
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_OOBINLINE, 1)
        self.conn, self.file = conn, conn.makefile('rb')
        self.folder, self.rest, self.passive, self.active = '/', 0, None, None

    def say(self, *lines):
        self.conn.sendall(''.join(line + '\r\n' for line in lines).encode())

    def run(self):
        self.say('220-Welcome', ' to a server', '220 ready')
        for line in self.file:
            line = line.decode().rstrip('\r\n')
            commands.append(line)
            name, _, rest = line.partition(' ')
            if getattr(self, 'do_' + name, self.unknown)(rest) == 'bye':
                break
        self.file.close()
        self.conn.close()

    def unknown(self, rest):
        self.say('500 unknown')

    def data(self):
        if self.active:
            return socket.create_connection(self.active)
        with self.passive:
            return self.passive.accept()[0]

    def do_USER(self, rest):
        self.say('331 password?' if rest != 'free' else '230 in')

    def do_PASS(self, rest):
        self.say('530 no' if rest == 'bad' else '332 account?' if rest == 'acct' else '230 logged in')

    def do_ACCT(self, rest):
        self.say('230 account ' + rest)

    def do_TYPE(self, rest):
        self.say('200 type ' + rest)

    def do_PASV(self, rest):
        self.active, self.passive = None, socket.create_server(('127.0.0.1', 0))
        port = self.passive.getsockname()[1]
        self.say(f'227 Entering (127,0,0,1,{port >> 8},{port & 255})')

    def do_PORT(self, rest):
        numbers = rest.split(',')
        commands[-1] = 'PORT'
        self.active = '127.0.0.1', int(numbers[4]) * 256 + int(numbers[5])
        self.say('200 ok')

    def do_REST(self, rest):
        self.rest = int(rest)
        self.say('350 rest')

    def path(self, rest):
        return (self.folder + '/' + rest).strip('/')

    def do_RETR(self, rest):
        name = self.path(rest)
        if name not in FILES:
            return self.say('550 no such file' if 'gone' not in name else '551 broken')
        content = FILES[name][self.rest:]
        self.rest = 0
        self.say(f'150 Opening ({len(content)} bytes).' if name != 'a.txt' else '125 go')
        with self.data() as conn:
            conn.sendall(content)
        self.say('226 done')

    def do_STOR(self, rest):
        self.say('150 send')
        with self.data() as conn:
            content = b''
            while block := conn.recv(65536):
                content += block
        FILES[self.path(rest)] = content
        self.say('226 stored')

    def listing(self, rows):
        self.say('200 understood', '150 list')
        with self.data() as conn:
            conn.sendall(''.join(row + '\r\n' for row in rows).encode())
        self.say('226 listed')

    def do_NLST(self, rest):
        self.listing(sorted(FILES))

    def do_LIST(self, rest):
        self.listing(['-rw-r--r-- ' + name for name in sorted(FILES) if name.startswith(self.path(rest))])

    def do_MLSD(self, rest):
        self.listing(['type=file;Size=3;Perm=r; a b.txt', 'type=dir; d'])

    def do_OPTS(self, rest):
        self.say('200 ' + rest)

    def do_CWD(self, rest):
        if rest.strip('/') in ('', '.', 'dir'):
            self.folder = '/' + rest.strip('/.') if rest.strip('/') != '.' else self.folder
            return self.say('250 now in ' + self.folder)
        self.say('550 no folder ' + rest)

    def do_CDUP(self, rest):
        self.say('500 what?')

    def do_PWD(self, rest):
        self.say('257 "%s" is it' % self.folder)

    def do_MKD(self, rest):
        self.say('257 "/x""y/%s" made' % rest if rest != 'odd' else '250 made')

    def do_RMD(self, rest):
        self.say('450 busy')

    def do_RNFR(self, rest):
        self.say('350 to?' if rest != 'now' else '250 done')

    def do_RNTO(self, rest):
        self.say('250 renamed')

    def do_DELE(self, rest):
        self.say('250 deleted' if rest == 'a' else '300 hm')

    def do_SIZE(self, rest):
        self.say('213 17' if rest == 'a' else '200 no')

    def do_NOOP(self, rest):
        self.say('700 nonsense')

    def do_ABOR(self, rest):
        self.say('226 aborted')

    def do_QUIT(self, rest):
        self.say('221 bye')
        return 'bye'


def serve():
    while True:
        Session(listener.accept()[0]).start()


commands = []
listener = socket.create_server(('127.0.0.1', 0))
port = listener.getsockname()[1]
threading.Thread(target=serve, daemon=True).start()


def t(call, *args, **kw):
    try:
        print(call(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)


print(ftplib.__all__, [e.__name__ for e in ftplib.all_errors], ftplib.FTP_PORT)
ftp = ftplib.FTP(timeout=10)
print(repr(ftp.connect('127.0.0.1', port)), ftp.getwelcome() == ftp.welcome)
print(ftp.login('anna', 'acct', 'money'), ftp.lastresp)
print(ftp.nlst(), ftp.nlst('x', 'y'))
got = []
print(ftp.retrbinary('RETR b.bin', got.append, blocksize=1000), b''.join(got) == FILES['b.bin'])
got.clear()
print(ftp.retrbinary('RETR b.bin', got.append, rest=76790), b''.join(got))
print(ftp.retrlines('RETR a.txt'))
lines = []
print(ftp.retrlines('RETR a.txt', lines.append), lines)
sent = []
print(ftp.storbinary('STOR up', io.BytesIO(b'x' * 10000), 4096, lambda block: sent.append(len(block))), sent, len(FILES['up']))
print(ftp.storlines('STOR lines', io.BytesIO(b'one\ntwo\r\nthree\rfour\r'), sent.append), FILES['lines'], sent)
ftp.set_pasv(False)
print(ftp.retrlines('RETR a.txt', lines.append), len(lines))
ftp.set_pasv(True)
conn, size = ftp.ntransfercmd('RETR dir/c.html')
print(size, conn.recv(10), conn.recv(10))
conn.close()
print(ftp.voidresp())
ftp.dir()
ftp.dir('dir', '', lines.append)
print(lines[-1])
print(list(ftp.mlsd()), list(ftp.mlsd('p', ['size', 'type'])))
for call, *args in ((ftp.rename, 'a', 'b'), (ftp.rename, 'now', 'b'), (ftp.delete, 'a'), (ftp.delete, 'b'), (ftp.size, 'a'), (ftp.size, 'b'), (ftp.cwd, 'dir'), (ftp.cwd, '..'), (ftp.cwd, ''), (ftp.cwd, 'none'), (ftp.mkd, 'n'), (ftp.mkd, 'odd'), (ftp.rmd, 'n'), (ftp.pwd,), (ftp.sendcmd, 'NOOP'), (ftp.sendcmd, 'XYZZY'), (ftp.sendcmd, 'a\nb'), (ftp.voidcmd, 'REST 0'), (ftp.acct, 'p'), (ftp.retrlines, 'RETR none'), (ftp.abort,)):
    t(call, *args)
ftp.set_debuglevel(2)
ftp.login('anna', 'secret')
ftp.set_debuglevel(1)
t(ftp.login, 'u', 'bad')
ftp.set_debuglevel(0)
print(ftp.quit(), ftp.sock, ftp.file)
t(ftp.sendcmd, 'NOOP')
with ftplib.FTP() as other:
    other.connect('127.0.0.1', port, timeout=10)
    print(other.login())
    print(other.login('free', ''))
    print(other.sock is not None)
print(other.sock)
t(ftplib.FTP().connect, '127.0.0.1', port, timeout=0)
print(commands)
commands.clear()

for resp in ('227 (1,2,3,4,5,6)', '227 =1,2,3,4,5,6.', '227 none', '200 x', '150 a (12 bytes)', '150 no'):
    t(ftplib.parse227, resp)
    t(ftplib.parse150, resp)
for resp in ('229 ok (|||6446|)', '229 (!!!1!)', '229 x', '229 (|||5', '229 (||5|)', '229 (|||5!)', '229 ()', '228 x'):
    t(ftplib.parse229, resp, ('peer', 1))
for resp in ('257 "a"', '257 "a""b" c', '257 """"', '257 ""', '257 a', '257 "open', '250 x', '257 "a"b"c"'):
    t(ftplib.parse257, resp)


def opened(path, opener=urllib.request.build_opener()):
    try:
        with opener.open(f'ftp://{path}'.replace('HOST', f'127.0.0.1:{port}'), timeout=10) as answer:
            content = answer.read()
            print(len(content), content[:60], answer.headers.items(), answer.url.replace(str(port), 'PORT'))
    except urllib.error.URLError as error:
        print(type(error).__name__, error, error.reason.__class__.__name__)
    print([c for c in commands])
    commands.clear()


opened('HOST/b.bin')
opened('anna:pw@HOST/dir/c.html')
opened('HOST/a.txt;type=a')
opened('HOST/dir/')
opened('HOST/')
opened('HOST/dir;type=d')
opened('HOST/none')
opened('HOST/none/x')
opened('HOST/gone')
opened('')
opened('u:bad@HOST/b.bin')
caching = urllib.request.CacheFTPHandler()
caching.setTimeout(60)
caching.setMaxConns(5)
cached = urllib.request.build_opener(caching)
opened('HOST/b.bin', cached)
opened('HOST/b.bin', cached)
opened('HOST/dir/c.html', cached)
print(len(caching.cache))
caching.clear_cache()
print(urllib.request.FTPHandler.__module__, [type(h).__name__ for h in urllib.request.build_opener().handlers])
