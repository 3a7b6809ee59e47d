# SPDX-License-Identifier: MIT
"""Fetching mail: the Post Office Protocol, version 3 (RFC 1939, 2449, 2595, 6856)."""

import errno
import re
import socket
import sys

try:
    import ssl
except ImportError:
    ssl = None
HAVE_SSL = ssl is not None

__all__ = ['POP3', 'error_proto']

POP3_PORT, POP3_SSL_PORT = 110, 995
CR, LF = b'\r', b'\n'
CRLF = CR + LF
_MAXLINE = 2048                         # longer lines are no answer, but an attack


class error_proto(Exception):
    """The server has refused something, or does not keep to the protocol."""


class POP3:
    """A session with a server: user() and pass_() first, quit() at the end."""
    encoding = 'UTF-8'
    timestamp = re.compile(rb'\+OK.[^<]*(<.*>)')

    def __init__(self, host, port=POP3_PORT, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self.host, self.port = host, port
        self._tls_established = False
        self._debugging = 0
        sys.audit('poplib.connect', self, host, port)
        self.sock = self._create_socket(timeout)
        self.file = self.sock.makefile('rb')
        self.welcome = self._getresp()

    def _create_socket(self, timeout):
        if timeout is not None and not timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        return socket.create_connection((self.host, self.port), timeout)

    def _note(self, level, mark, *what):
        if self._debugging > level:
            print(mark, *[repr(each) for each in what])

    # ---- lines ----

    def _putline(self, line):
        self._note(1, '*put*', line)
        sys.audit('poplib.putline', self, line)
        self.sock.sendall(line + CRLF)

    def _putcmd(self, line):
        self._note(0, '*cmd*', line)
        self._putline(line.encode(self.encoding))

    def _getline(self):
        """A line without its end, and how many bytes it was."""
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise error_proto('line too long')
        self._note(1, '*get*', line)
        if not line:
            raise error_proto('-ERR EOF')
        size = len(line)
        # Some servers end lines with CR alone, or begin them with it.
        if line.endswith(CRLF):
            return line[:-2], size
        return line[1:-1] if line.startswith(CR) else line[:-1], size

    def _getresp(self):
        answer, _ = self._getline()
        self._note(1, '*resp*', answer)
        if not answer.startswith(b'+'):
            raise error_proto(answer)
        return answer

    def _getlongresp(self):
        answer = self._getresp()
        lines, total = [], 0
        while True:
            line, size = self._getline()
            if line == b'.':
                return answer, lines, total
            if line.startswith(b'..'):          # a dot at the beginning is doubled
                line, size = line[1:], size - 1
            lines.append(line)
            total += size

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line):
        self._putcmd(line)
        return self._getlongresp()

    # ---- commands ----

    def getwelcome(self):
        """The first line that the server sent."""
        return self.welcome

    def set_debuglevel(self, level):
        """1: print the commands, 2: all that goes over the line."""
        self._debugging = level

    def user(self, user):
        """Send the user's name."""
        return self._shortcmd(f'USER {user}')

    def pass_(self, pswd):
        """Send the password; the mailbox is locked from here to quit()."""
        return self._shortcmd(f'PASS {pswd}')

    def stat(self):
        """How many messages there are, and their size in bytes."""
        words = self._shortcmd('STAT').split()
        self._note(0, '*stat*', words)
        return int(words[1]), int(words[2])

    def list(self, which=None):
        """Number and size of one message (the answer), or of all: (answer, lines, bytes)."""
        return self._longcmd('LIST') if which is None else self._shortcmd(f'LIST {which}')

    def retr(self, which):
        """A whole message: (answer, lines, bytes)."""
        return self._longcmd(f'RETR {which}')

    def dele(self, which):
        """Mark a message as deleted."""
        return self._shortcmd(f'DELE {which}')

    def noop(self):
        """Nothing, to keep the connection alive."""
        return self._shortcmd('NOOP')

    def rset(self):
        """Take the marks of deletion back."""
        return self._shortcmd('RSET')

    def quit(self):
        """Delete what is marked, unlock the mailbox and close the connection."""
        answer = self._shortcmd('QUIT')
        self.close()
        return answer

    def close(self):
        """Close the connection; what is marked is not deleted."""
        file, self.file = getattr(self, 'file', None), None
        sock, self.sock = getattr(self, 'sock', None), None
        try:
            if file is not None:
                file.close()
        finally:
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError as e:
                    if e.errno != errno.ENOTCONN:       # the server has gone already
                        raise
                finally:
                    sock.close()

    def rpop(self, user):
        """Access the mailbox of another user (what few servers know)."""
        return self._shortcmd(f'RPOP {user}')

    def apop(self, user, password):
        """Log in without sending the password itself."""
        challenge = self.timestamp.match(self.welcome)
        if not challenge:
            raise error_proto('-ERR APOP not supported by server')
        import hashlib
        secret = challenge[1] + bytes(password, self.encoding)
        return self._shortcmd(f'APOP {user} {hashlib.md5(secret).hexdigest()}')

    def top(self, which, howmuch):
        """The headers of a message and so many lines of its text."""
        return self._longcmd(f'TOP {which} {howmuch}')

    def uidl(self, which=None):
        """The lasting name of one message (the answer), or of all: (answer, lines, bytes)."""
        return self._longcmd('UIDL') if which is None else self._shortcmd(f'UIDL {which}')

    def utf8(self):
        """Ask for names and messages in UTF-8."""
        return self._shortcmd('UTF8')

    def capa(self):
        """What the server can do: a dict of names and their lists of arguments."""
        lines = self._longcmd('CAPA')[1]
        words = [line.decode('ascii').split() for line in lines]
        return {name: arguments for name, *arguments in words}

    def stls(self, context=None):
        """Go on under TLS."""
        if not HAVE_SSL:
            raise error_proto('-ERR TLS support missing')
        if self._tls_established:
            raise error_proto('-ERR TLS session already established')
        if 'STLS' not in self.capa():
            raise error_proto('-ERR STLS not supported by server')
        if context is None:
            context = ssl._create_stdlib_context()
        answer = self._shortcmd('STLS')
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rb')
        self._tls_established = True
        return answer


if HAVE_SSL:
    class POP3_SSL(POP3):
        """A session under TLS from the first byte on."""

        def __init__(self, host, port=POP3_SSL_PORT, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                     context=None):
            self.context = ssl._create_stdlib_context() if context is None else context
            super().__init__(host, port, timeout)

        def _create_socket(self, timeout):
            return self.context.wrap_socket(super()._create_socket(timeout),
                                            server_hostname=self.host)

        def stls(self, context=None):
            """It is under TLS already."""
            raise error_proto('-ERR TLS session already established')

    __all__.append('POP3_SSL')
