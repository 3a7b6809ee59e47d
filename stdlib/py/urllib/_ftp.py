# SPDX-License-Identifier: MIT
"""Handlers of the scheme ftp."""
import socket
import time
from urllib._handlers import BaseHandler, _message
from urllib.error import URLError
from urllib.parse import (_splitattr, _splitpasswd, _splitport, _splituser, _splitvalue, unquote)
from urllib.response import addclosehook, addinfourl

__all__ = ['FTPHandler', 'CacheFTPHandler', 'ftpwrapper']


class ftpwrapper:
    """A connection that is logged in and stands in a folder. One that is not persistent is closed
    when the last file from it is."""

    def __init__(self, user, passwd, host, port, dirs, timeout=None, persistent=True):
        self.user, self.passwd = user, passwd
        self.host, self.port, self.dirs, self.timeout = host, port, dirs, timeout
        self.refcount = 0
        self.keepalive = persistent
        try:
            self.init()
        except:
            self.close()
            raise

    def init(self):
        """Connect."""
        import ftplib
        self.busy = 0
        self.ftp = ftplib.FTP()
        self.ftp.connect(self.host, self.port, self.timeout)
        self.ftp.login(self.user, self.passwd)
        self.ftp.cwd('/'.join(self.dirs))

    def _type(self, letter):
        """Say what is to be loaded; connect again if the connection is gone."""
        import ftplib
        try:
            self.ftp.voidcmd('TYPE ' + letter)
        except ftplib.all_errors:
            self.init()
            self.ftp.voidcmd('TYPE ' + letter)

    def _load(self, file):
        """The socket and size of a file; None if it is none."""
        import ftplib
        try:
            return self.ftp.ntransfercmd('RETR ' + file)
        except ftplib.error_perm as error:
            if str(error)[:3] != '550':
                raise URLError(f'ftp error: {error}') from error
            return None

    def _list(self, folder):
        """The socket and size of the list of a folder."""
        import ftplib
        self.ftp.voidcmd('TYPE A')
        if not folder:
            return self.ftp.ntransfercmd('LIST')
        here = self.ftp.pwd()
        try:
            self.ftp.cwd(folder)
        except ftplib.error_perm as error:
            raise URLError('ftp error: %r' % error) from error
        finally:
            self.ftp.cwd(here)
        return self.ftp.ntransfercmd('LIST ' + folder)

    def retrfile(self, file, type):
        """Load a file, or the list of a folder: (open file, size or None)."""
        self.endtransfer()
        as_folder = type in ('d', 'D')
        self._type('A' if as_folder else type)
        found = self._load(file) if file and not as_folder else None
        conn, size = found or self._list(file)
        self.busy = 1
        opened = addclosehook(conn.makefile('rb'), self.file_close)
        self.refcount += 1
        conn.close()
        return opened, size

    def endtransfer(self):
        """A transfer is over: read what the server says of it."""
        import ftplib
        if not self.busy:
            return
        self.busy = 0
        try:
            self.ftp.voidresp()
        except ftplib.all_errors:
            pass

    def close(self):
        """Close when the last file is closed."""
        self.keepalive = False
        if self.refcount <= 0:
            self.real_close()

    def file_close(self):
        """A file has been closed."""
        self.endtransfer()
        self.refcount -= 1
        if self.refcount <= 0 and not self.keepalive:
            self.real_close()

    def real_close(self):
        """Close now."""
        import ftplib
        self.endtransfer()
        try:
            self.ftp.close()
        except ftplib.all_errors:
            pass


def _kind(file, attributes):
    """I, A or D: what the address says, else by whether it names a file."""
    kind = 'I' if file else 'D'
    for attribute in attributes:
        name, value = _splitvalue(attribute)
        if name.lower() == 'type' and value in ('a', 'A', 'i', 'I', 'd', 'D'):
            kind = value.upper()
    return kind


class FTPHandler(BaseHandler):
    """ftp:"""

    def ftp_open(self, req):
        import ftplib
        import mimetypes
        if not req.host:
            raise URLError('ftp error: no host given')
        host, port = _splitport(req.host)
        port = ftplib.FTP_PORT if port is None else int(port)
        user, host = _splituser(host)
        user, password = _splitpasswd(user) if user else ('', '')
        try:
            host = socket.gethostbyname(unquote(host))
        except OSError as error:
            raise URLError(error)
        path, attributes = _splitattr(req.selector)
        *folders, file = map(unquote, path.split('/'))
        if folders and not folders[0]:
            del folders[0]
        try:
            wrapper = self.connect_ftp(user or '', password or '', host, port, folders,
                                       req.timeout)
            opened, size = wrapper.retrfile(file, _kind(file, attributes))
        except ftplib.all_errors as error:
            raise URLError(error) from error
        kind = mimetypes.guess_type(req.full_url)[0]
        headers = f'Content-type: {kind}\n' if kind else ''
        if size is not None and size >= 0:
            headers += f'Content-length: {size}\n'
        return addinfourl(opened, _message(headers), req.full_url)

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        """A connection for one file."""
        return ftpwrapper(user, passwd, host, port, dirs, timeout, persistent=False)


class CacheFTPHandler(FTPHandler):
    """Keeps connections for a while, to be used again."""

    def __init__(self):
        self.cache = {}
        self.timeout = {}
        self.soonest = 0
        self.delay = 60
        self.max_conns = 16

    def setTimeout(self, t):
        """How many seconds connections are kept."""
        self.delay = t

    def setMaxConns(self, m):
        """How many of them."""
        self.max_conns = m

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        """A connection that is kept."""
        key = user, host, port, '/'.join(dirs), timeout
        if key not in self.cache:
            self.cache[key] = ftpwrapper(user, passwd, host, port, dirs, timeout)
        self.timeout[key] = time.time() + self.delay
        self.check_cache()
        return self.cache[key]

    def _forget(self, keys):
        for key in keys:
            del self.cache[key], self.timeout[key]
        self.soonest = min(self.timeout.values())

    def check_cache(self):
        """Forget what is too old, and the oldest if there are too many."""
        now = time.time()
        old = [key for key, end in self.timeout.items() if end < now] \
            if self.soonest <= now else []
        for key in old:
            self.cache[key].close()
        self._forget(old)
        if len(self.cache) == self.max_conns:
            self._forget([min(self.timeout, key=self.timeout.get)])

    def clear_cache(self):
        """Close all."""
        for wrapper in self.cache.values():
            wrapper.close()
        self.cache.clear()
        self.timeout.clear()
