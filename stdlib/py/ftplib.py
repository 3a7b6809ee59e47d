# SPDX-License-Identifier: MIT
"""The client's side of FTP (RFC 959): a connection for commands, and one for each transfer."""

import re
import socket
import sys
from socket import _GLOBAL_DEFAULT_TIMEOUT

__all__ = ['FTP', 'error_reply', 'error_temp', 'error_perm', 'error_proto', 'all_errors']

MSG_OOB = 1
FTP_PORT = 21
MAXLINE = 8192
CRLF = '\r\n'
B_CRLF = b'\r\n'


class Error(Exception):
    """What goes wrong with FTP."""


class error_reply(Error):
    """A reply that does not fit the command."""


class error_temp(Error):
    """A refusal for now: 4xx."""


class error_perm(Error):
    """A refusal for good: 5xx."""


class error_proto(Error):
    """What is no reply at all."""


all_errors = (Error, OSError, EOFError)
_REFUSALS = {'4': error_temp, '5': error_perm}


def _expect(resp, *codes):
    """The reply, which must begin with one of these; error_reply."""
    if not resp.startswith(codes):
        raise error_reply(resp)
    return resp


class FTP:
    """A connection to a server. connect() and login() first, or with the host and the user given
    here; then the methods named after what they do. In a `with` statement it quits at the end."""

    debugging = 0
    host = ''
    port = FTP_PORT
    maxline = MAXLINE
    sock = file = welcome = None
    passiveserver = True
    trust_server_pasv_ipv4_address = False

    def __init__(self, host='', user='', passwd='', acct='', timeout=_GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None, *, encoding='utf-8'):
        self.encoding = encoding
        self.source_address = source_address
        self.timeout = timeout
        if not host:
            return
        self.connect(host)
        if user:
            self.login(user, passwd, acct)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.sock is None:
            return
        try:
            self.quit()
        except (OSError, EOFError):
            pass
        finally:
            self.close()

    # ---- the connection for commands

    def connect(self, host='', port=0, timeout=-999, source_address=None):
        """Connect, to the host of before if none is given; returns the server's welcome."""
        self.host = host or self.host
        if port > 0:
            self.port = port
        if timeout != -999:
            self.timeout = timeout
        if self.timeout is not None and not self.timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        if source_address is not None:
            self.source_address = source_address
        sys.audit('ftplib.connect', self, self.host, self.port)
        self.sock = self._connection((self.host, self.port))
        self.af = self.sock.family
        self.file = self.sock.makefile('r', encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome

    def _connection(self, address):
        return socket.create_connection(address, self.timeout, source_address=self.source_address)

    def _show(self, level, mark, text):
        if self.debugging > level:
            print(mark, self.sanitize(text))

    def getwelcome(self):
        """What the server said first."""
        self._show(0, '*welcome*', self.welcome)
        return self.welcome

    def set_debuglevel(self, level):
        """1: print commands and replies, 2: lines too."""
        self.debugging = level

    debug = set_debuglevel

    def set_pasv(self, val):
        """Whether the client opens the connections of transfers, as is usual."""
        self.passiveserver = val

    def sanitize(self, s):
        """The repr of a line, a password hidden."""
        if s[:5] in ('pass ', 'PASS '):
            shown = s.rstrip('\r\n')
            s = s[:5] + '*' * (len(shown) - 5) + s[len(shown):]
        return repr(s)

    def putline(self, line):
        """Send a line."""
        if not {'\r', '\n'}.isdisjoint(line):
            raise ValueError('an illegal newline character should not be contained')
        sys.audit('ftplib.sendcmd', self, line)
        line += CRLF
        self._show(1, '*put*', line)
        self.sock.sendall(line.encode(self.encoding))

    def putcmd(self, line):
        """Send a command."""
        self._show(0, '*cmd*', line)
        self.putline(line)

    def _line_of(self, file):
        line = file.readline(self.maxline + 1)
        if len(line) > self.maxline:
            raise Error(f'got more than {self.maxline} bytes')
        return line

    def getline(self):
        """Read a line; EOFError when the server is gone."""
        line = self._line_of(self.file)
        self._show(1, '*get*', line)
        if not line:
            raise EOFError
        return line[:-2] if line.endswith(CRLF) else line[:-1] if line[-1] in CRLF else line

    def getmultiline(self):
        """Read a reply; its lines are separated by newlines."""
        lines = [self.getline()]
        if lines[0][3:4] == '-':
            code = lines[0][:3]
            while lines[-1][:3] != code or lines[-1][3:4] == '-':
                lines.append(self.getline())
        return '\n'.join(lines)

    def getresp(self):
        """Read a reply; refusals are raised."""
        resp = self.getmultiline()
        self._show(0, '*resp*', resp)
        self.lastresp = resp[:3]
        if resp[:1] in ('1', '2', '3'):
            return resp
        raise _REFUSALS.get(resp[:1], error_proto)(resp)

    def voidresp(self):
        """Read a reply that must be 2xx."""
        return _expect(self.getresp(), '2')

    def sendcmd(self, cmd):
        """Send a command and return the reply."""
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        """Send a command; the reply must be 2xx."""
        self.putcmd(cmd)
        return self.voidresp()

    def _abort(self, *flags):
        line = b'ABOR' + B_CRLF
        if flags and self.debugging > 1:
            print('*put urgent*', self.sanitize(line))
        self.sock.sendall(line, *flags)
        resp = self.getmultiline()
        if resp[:3] not in ('426', '225', '226'):
            raise error_proto(resp)
        return resp

    def abort(self):
        """Stop a transfer."""
        return self._abort(MSG_OOB)

    def login(self, user='', passwd='', acct=''):
        """Say who one is, anonymous if nothing is given."""
        user = user or 'anonymous'
        passwd = passwd or ''
        if user == 'anonymous' and passwd in ('', '-'):
            passwd += 'anonymous@'
        resp = self.sendcmd('USER ' + user)
        for command in 'PASS ' + passwd, 'ACCT ' + (acct or ''):
            if resp[0] == '3':
                resp = self.sendcmd(command)
        return _expect(resp, '2')

    # ---- the connections of transfers

    def sendport(self, host, port):
        """Tell the server where to connect to: PORT."""
        return self.voidcmd('PORT ' + ','.join([*host.split('.'), *map(str, divmod(port, 256))]))

    def sendeprt(self, host, port):
        """The same in the words of RFC 2428: EPRT."""
        family = {socket.AF_INET: 1, socket.AF_INET6: 2}.get(self.af)
        if family is None:
            raise error_proto('unsupported address family')
        return self.voidcmd(f'EPRT |{family}|{host}|{port}|')

    def makeport(self):
        """A socket that the server has been told to connect to."""
        sock = socket.create_server(('', 0), family=self.af, backlog=1)
        tell = self.sendport if self.af == socket.AF_INET else self.sendeprt
        tell(self.sock.getsockname()[0], sock.getsockname()[1])
        if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
            sock.settimeout(self.timeout)
        return sock

    def makepasv(self):
        """Where the server waits for a connection: (host, port)."""
        peer = self.sock.getpeername()
        if self.af != socket.AF_INET:
            return parse229(self.sendcmd('EPSV'), peer)
        host, port = parse227(self.sendcmd('PASV'))
        return (host if self.trust_server_pasv_ipv4_address else peer[0]), port

    def _begin(self, cmd, rest):
        """Send the command of a transfer; the reply says that it begins."""
        if rest is not None:
            self.sendcmd(f'REST {rest}')
        resp = self.sendcmd(cmd)
        if resp[0] == '2':      # some servers say that they understood
            resp = self.getresp()
        return _expect(resp, '1')

    def ntransfercmd(self, cmd, rest=None):
        """Begin a transfer: (its socket, how many bytes the server promises or None). rest: what
        the server is to leave out at the beginning."""
        if self.passiveserver:
            conn = self._connection(self.makepasv())
            try:
                resp = self._begin(cmd, rest)
            except:
                conn.close()
                raise
        else:
            with self.makeport() as sock:
                resp = self._begin(cmd, rest)
                conn = sock.accept()[0]
                if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                    conn.settimeout(self.timeout)
        return conn, parse150(resp) if resp.startswith('150') else None

    def transfercmd(self, cmd, rest=None):
        """Begin a transfer: its socket."""
        return self.ntransfercmd(cmd, rest)[0]

    def _end(self, conn):
        if _SSLSocket is not None and isinstance(conn, _SSLSocket):
            conn.unwrap()

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Load a file: callback is called with each block."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as conn:
            while block := conn.recv(blocksize):
                callback(block)
            self._end(conn)
        return self.voidresp()

    def retrlines(self, cmd, callback=None):
        """Load a text: callback (print, if there is none) is called with each line."""
        callback = callback or print_line
        self.sendcmd('TYPE A')
        with self.transfercmd(cmd) as conn, conn.makefile('r', encoding=self.encoding) as file:
            while line := self._line_of(file):
                if self.debugging > 2:
                    print('*retr*', repr(line))
                callback(line[:-2] if line.endswith(CRLF) else line.removesuffix('\n'))
            self._end(conn)
        return self.voidresp()

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Send a file. callback is called with each block when it is sent."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as conn:
            while block := fp.read(blocksize):
                conn.sendall(block)
                if callback:
                    callback(block)
            self._end(conn)
        return self.voidresp()

    def storlines(self, cmd, fp, callback=None):
        """Send a text, opened as a binary file. callback is called with each line when it is
        sent."""
        self.voidcmd('TYPE A')
        with self.transfercmd(cmd) as conn:
            while line := self._line_of(fp):
                if not line.endswith(B_CRLF):
                    line = (line[:-1] if line[-1] in B_CRLF else line) + B_CRLF
                conn.sendall(line)
                if callback:
                    callback(line)
            self._end(conn)
        return self.voidresp()

    # ---- commands

    def acct(self, password):
        """Name an account."""
        return self.voidcmd('ACCT ' + password)

    def nlst(self, *args):
        """The names in a folder, the current one if none is given."""
        names = []
        self.retrlines(' '.join(('NLST',) + args), names.append)
        return names

    def dir(self, *args):
        """Print the list of a folder, or give its lines to a function that comes last."""
        callback = None
        if args and not isinstance(args[-1], str):
            *args, callback = args
        self.retrlines(' '.join(['LIST', *filter(None, args)]), callback)

    def mlsd(self, path='', facts=[]):
        """What is in a folder (RFC 3659): pairs of name and dict of facts."""
        if facts:
            self.sendcmd('OPTS MLST ' + ';'.join(facts) + ';')
        lines = []
        self.retrlines(f'MLSD {path}' if path else 'MLSD', lines.append)
        for line in lines:
            found, _, name = line.rstrip(CRLF).partition(' ')
            pairs = [fact.partition('=') for fact in found[:-1].split(';')]
            yield name, {key.lower(): value for key, _, value in pairs}

    def rename(self, fromname, toname):
        """Rename a file."""
        _expect(self.sendcmd('RNFR ' + fromname), '3')
        return self.voidcmd('RNTO ' + toname)

    def delete(self, filename):
        """Delete a file."""
        return _expect(self.sendcmd('DELE ' + filename), '250', '200')

    def cwd(self, dirname):
        """Go to a folder."""
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm as error:
                if not error.args[0].startswith('500'):
                    raise
        return self.voidcmd('CWD ' + (dirname or '.'))

    def size(self, filename):
        """The size of a file, None if the server says something else."""
        resp = self.sendcmd('SIZE ' + filename)
        return int(resp[3:].strip()) if resp.startswith('213') else None

    def _named(self, command):
        resp = self.voidcmd(command)
        return parse257(resp) if resp.startswith('257') else ''

    def mkd(self, dirname):
        """Make a folder; returns its path."""
        return self._named('MKD ' + dirname)

    def rmd(self, dirname):
        """Remove a folder."""
        return self.voidcmd('RMD ' + dirname)

    def pwd(self):
        """The path of the current folder."""
        return self._named('PWD')

    def quit(self):
        """Say good-bye and close."""
        resp = self.voidcmd('QUIT')
        self.close()
        return resp

    def close(self):
        """Close, whatever state the connection is in."""
        file, sock, self.file, self.sock = self.file, self.sock, None, None
        try:
            if file is not None:
                file.close()
        finally:
            if sock is not None:
                sock.close()


try:
    import ssl
    _SSLSocket = ssl.SSLSocket
except ImportError:
    _SSLSocket = None
else:

    class FTP_TLS(FTP):
        """FTP over TLS (RFC 4217): login() secures the commands, prot_p() the transfers."""

        def __init__(self, host='', user='', passwd='', acct='', *, context=None,
                     timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, encoding='utf-8'):
            self.context = ssl._create_stdlib_context() if context is None else context
            self._prot_p = False
            super().__init__(host, user, passwd, acct, timeout, source_address, encoding=encoding)

        def login(self, user='', passwd='', acct='', secure=True):
            """Say who one is, over TLS unless secure is false."""
            if secure and not isinstance(self.sock, _SSLSocket):
                self.auth()
            return super().login(user, passwd, acct)

        def auth(self):
            """Secure the connection for commands."""
            if isinstance(self.sock, _SSLSocket):
                raise ValueError('Already using TLS')
            kind = 'TLS' if self.context.protocol >= ssl.PROTOCOL_TLS else 'SSL'
            resp = self.voidcmd('AUTH ' + kind)
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)
            self.file = self.sock.makefile(mode='r', encoding=self.encoding)
            return resp

        def ccc(self):
            """Go back to commands in clear."""
            if not isinstance(self.sock, _SSLSocket):
                raise ValueError('not using TLS')
            resp = self.voidcmd('CCC')
            self.sock = self.sock.unwrap()
            return resp

        def prot_p(self):
            """Transfers over TLS."""
            self.voidcmd('PBSZ 0')
            resp = self.voidcmd('PROT P')
            self._prot_p = True
            return resp

        def prot_c(self):
            """Transfers in clear."""
            resp = self.voidcmd('PROT C')
            self._prot_p = False
            return resp

        def ntransfercmd(self, cmd, rest=None):
            conn, size = super().ntransfercmd(cmd, rest)
            if self._prot_p:
                conn = self.context.wrap_socket(conn, server_hostname=self.host)
            return conn, size

        def abort(self):
            return self._abort()

    __all__.append('FTP_TLS')
    all_errors += (ssl.SSLError,)


# ---- replies

def parse150(resp):
    """The size that a reply 150 promises, or None."""
    found = re.match(r'150 .* \((\d+) bytes\)', _expect(resp, '150'), re.IGNORECASE | re.ASCII)
    return int(found[1]) if found else None


def parse227(resp):
    """(host, port) of the reply to PASV."""
    found = re.search(','.join([r'(\d+)'] * 6), _expect(resp, '227'), re.ASCII)
    if not found:
        raise error_proto(resp)
    *host, high, low = found.groups()
    return '.'.join(host), int(high) * 256 + int(low)


def parse229(resp, peer):
    """(host, port) of the reply to EPSV, of a server with the address `peer`."""
    _, opened, inside = _expect(resp, '229').partition('(')
    inside, closed, _ = inside.partition(')')
    parts = inside.split(inside[0]) if inside else []
    if not opened or not closed or len(parts) != 5 or inside[0] != inside[-1]:
        raise error_proto(resp)
    return peer[0], int(parts[3])


def parse257(resp):
    """The path in the reply to MKD or PWD: in quotes, which are doubled inside."""
    _expect(resp, '257')
    if resp[3:5] != ' "':
        return ''
    pieces = resp[5:].split('""')
    for number, piece in enumerate(pieces):
        if '"' in piece:
            pieces[number:] = [piece.partition('"')[0]]
            break
    return '"'.join(pieces)


def print_line(line):
    """What retrlines() does with a line if nothing else is said."""
    print(line)


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Copy a file from one server to another, which talk to each other."""
    for ftp in source, target:
        ftp.voidcmd('TYPE ' + type)
    target.sendport(*parse227(source.sendcmd('PASV')))
    # who is to wait is asked first
    for ftp, command in ((target, f'STOR {targetname or sourcename}'),
                         (source, f'RETR {sourcename}')):
        if ftp.sendcmd(command)[:3] not in ('125', '150'):
            raise error_proto
    source.voidresp()
    target.voidresp()


_USAGE = '''Usage: ftplib [-d]... [-rFILE] HOST [-lDIR | -dDIR | -p | FILE]...

-d debugs, -r names another ~/.netrc. Then: -l lists a folder, -d goes to one, -p changes who opens
the connections of transfers; a FILE is loaded and written to stdout.'''


def _account(rcfile, host):
    import netrc
    try:
        found = netrc.netrc(rcfile).authenticators(host)
        if found:
            return found
        print('No account -- using anonymous login.', file=sys.stderr)
    except OSError:
        if rcfile is not None:
            print('Could not open account file -- using anonymous login.', file=sys.stderr)
    return '', '', ''


def test():
    """python -m ftplib"""
    words = sys.argv[1:]
    if not words:
        print(_USAGE)
        sys.exit(0)
    debugging, rcfile = 0, None
    while words[0] == '-d':
        debugging += 1
        del words[0]
    if words[0].startswith('-r'):
        rcfile = words.pop(0)[2:]
    host, *words = words
    ftp = FTP(host)
    ftp.set_debuglevel(debugging)
    user, account, password = _account(rcfile, host)
    ftp.login(user, password, account)
    for word in words:
        if word.startswith('-l'):
            ftp.dir(word[2:])
        elif word.startswith('-d'):
            ftp.sendcmd(f'CWD {word[2:]}'.rstrip())
        elif word == '-p':
            ftp.set_pasv(not ftp.passiveserver)
        else:
            ftp.retrbinary('RETR ' + word, sys.stdout.buffer.write, 1024)
            sys.stdout.buffer.flush()
        sys.stdout.flush()
    ftp.quit()


if __name__ == '__main__':
    test()
