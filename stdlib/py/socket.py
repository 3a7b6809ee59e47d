# SPDX-License-Identifier: MIT
"""Sockets: the class that scripts use, and helpers that connect and listen.

The system calls are in _socket. The enumerations (AddressFamily and its like) are made when
somebody first asks for one of their members, so that importing this module costs little."""

import _socket
from _socket import (close, error, gaierror, gethostbyaddr, gethostbyname, gethostbyname_ex,
                     gethostname, getnameinfo, getdefaulttimeout, getprotobyname, getservbyname,
                     getservbyport, has_ipv6, herror, htonl, htons, if_indextoname, if_nameindex,
                     if_nametoindex, inet_aton, inet_ntoa, inet_ntop, inet_pton, ntohl, ntohs,
                     setdefaulttimeout, sethostname, timeout, CMSG_LEN, CMSG_SPACE, SocketType)
import errno

_LOCALHOST = '127.0.0.1'
_LOCALHOST_V6 = '::1'
EBADF = errno.EBADF
EAGAIN = EWOULDBLOCK = errno.EAGAIN

# Enumeration: prefix of its members among the names of _socket.
_ENUMS = {'AddressFamily': ('IntEnum', 'AF_'), 'SocketKind': ('IntEnum', 'SOCK_'),
          'MsgFlag': ('IntFlag', 'MSG_'), 'AddressInfo': ('IntFlag', 'AI_')}

for _name in dir(_socket):
    if _name.isupper() and not _name.startswith(('AF_', 'SOCK_', 'MSG_', 'AI_')):
        globals()[_name] = getattr(_socket, _name)
del _name


def _make_enum(name):
    import enum
    base, prefix = _ENUMS[name]
    members = {n: getattr(_socket, n) for n in dir(_socket) if n.startswith(prefix)}
    cls = getattr(enum, base)(name, members, module=__name__)
    globals()[name] = cls
    globals().update(cls.__members__)
    return cls


def __dir__():
    return sorted({*globals(), *_all_names(), 'SocketIO'})


def __getattr__(name):
    if name in _ENUMS:
        return _make_enum(name)
    for enum_name, (_, prefix) in _ENUMS.items():
        if name.startswith(prefix) and hasattr(_socket, name):
            _make_enum(enum_name)
            return globals()[name]
    if name == 'SocketIO':
        return _make_socket_io()
    if name == '__all__':
        return _all_names()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _all_names():
    names = [n for n in dir(_socket) if not n.startswith('_')]
    names += ['AddressFamily', 'SocketKind', 'fromfd', 'getfqdn', 'create_connection',
              'create_server', 'has_dualstack_ipv6', 'send_fds', 'recv_fds']
    return sorted(set(names))


def _as_enum(value, name):
    cls = globals().get(name) or _make_enum(name)
    try:
        return cls(value)
    except ValueError:
        return value


class socket(_socket.socket):
    """A subclass of _socket.socket adding the makefile() method."""

    __slots__ = ['__weakref__', '_io_refs', '_closed']

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _socket.socket.__init__(self, family, type, proto, fileno)
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        kind, closed = type(self), getattr(self, '_closed', False)
        text = (
            f'<{kind.__module__}.{kind.__qualname__}{" [closed]" if closed else ""} '
            f'fd={self.fileno()}, family={_socket.socket.family.__get__(self)!s}, '
            f'type={_socket.socket.type.__get__(self)!s}, proto={self.proto}')
        if not closed:
            for label, ask in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    address = ask()
                except (OSError, AttributeError):
                    continue
                if address:
                    text += f', {label}={address}'
        return text + '>'

    def __getstate__(self):
        raise TypeError(f'cannot pickle {self.__class__.__name__!r} object')

    def dup(self):
        """Duplicate the socket: a new object around a copy of the descriptor."""
        fd = _socket.dup(self.fileno())
        copy = self.__class__(_socket.socket.family.__get__(self),
                              _socket.socket.type.__get__(self), self.proto, fileno=fd)
        copy.settimeout(self.gettimeout())
        return copy

    def accept(self):
        """Wait for an incoming connection: a new socket and the address of the client."""
        fd, address = self._accept()
        connection = socket(_socket.socket.family.__get__(self), _socket.socket.type.__get__(self),
                            self.proto, fileno=fd)
        # A listening socket with a timeout makes connections that block.
        if getdefaulttimeout() is None and self.gettimeout():
            connection.setblocking(True)
        return connection, address

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        """Return an I/O stream connected to the socket."""
        import io
        if not set(mode) <= {'r', 'w', 'b'}:
            raise ValueError(f'invalid mode {mode!r} (only r, w, b allowed)')
        writing = 'w' in mode
        reading = 'r' in mode or not writing
        binary = 'b' in mode
        raw = _socket_io()(self, ('r' if reading else '') + ('w' if writing else ''))
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if not binary:
                raise ValueError('unbuffered streams must be binary')
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if binary:
            return buffer
        text = io.TextIOWrapper(buffer, io.text_encoding(encoding), errors, newline)
        text.mode = mode
        return text

    def sendfile(self, file, offset=0, count=None):
        """Send a file until EOF is reached, by sendfile(2) where the file allows it: the number of
        bytes sent."""
        self._check_sendfile_params(file, offset, count)
        try:
            fileno = file.fileno()
        except (AttributeError, OSError):   # io.UnsupportedOperation is an OSError
            return self._sendfile_use_send(file, offset, count)
        sent = self._sendfile_use_sendfile(file, fileno, offset, count)
        return self._sendfile_use_send(file, offset, count) if sent is None else sent

    def _check_sendfile_params(self, file, offset, count):
        if 'b' not in getattr(file, 'mode', 'b'):
            raise ValueError('file should be opened in binary mode')
        if not _socket.socket.type.__get__(self) & _socket.SOCK_STREAM:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        if count is not None:
            if not isinstance(count, int):
                raise TypeError(f'count must be a positive integer (got {count!r})')
            if count <= 0:
                raise ValueError(f'count must be a positive integer (got {count!r})')

    def _sendfile_use_sendfile(self, file, fileno, offset, count):
        """None: the kernel cannot send this one."""
        from posix import fstat, sendfile
        try:
            size = fstat(fileno).st_size
        except OSError:
            return None
        if not size:
            return 0
        if self.gettimeout() == 0:
            raise ValueError('non-blocking sockets are not supported')
        total = 0
        try:
            while count is None or total < count:
                try:
                    sent = sendfile(self.fileno(), fileno, offset + total,
                                    min(size if count is None else count - total, 2 ** 30))
                except BlockingIOError:
                    self._wait_writable()
                    continue
                except OSError:
                    if total == 0:
                        return None
                    raise
                if sent == 0:
                    break
                total += sent
            return total
        finally:
            if total > 0 and hasattr(file, 'seek'):
                file.seek(offset + total)

    def _wait_writable(self):
        # A socket with a time limit does not block in the kernel.
        import select
        poll = select.poll()
        poll.register(self.fileno(), select.POLLOUT)
        timeout = self.gettimeout()
        if not poll.poll(None if timeout is None else timeout * 1000):
            raise TimeoutError('timed out')

    def _sendfile_use_send(self, file, offset=0, count=None):
        self._check_sendfile_params(file, offset, count)
        if self.gettimeout() == 0:
            raise ValueError('non-blocking sockets are not supported')
        if offset:
            file.seek(offset)
        total = 0
        try:
            while count is None or total < count:
                data = file.read(8192 if count is None else min(8192, count - total))
                if not data:
                    break
                self.sendall(data)
                total += len(data)
            return total
        finally:
            if total > 0 and hasattr(file, 'seek'):
                file.seek(offset + total)

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self):
        _socket.socket.close(self)

    def close(self):
        """Close the socket; files made by makefile() keep it open until they are closed too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Close the socket object without closing the underlying file descriptor, which is
        returned."""
        self._closed = True
        return _socket.socket.detach(self)

    @property
    def family(self):
        """Read-only access to the address family for this socket."""
        return _as_enum(_socket.socket.family.__get__(self), 'AddressFamily')

    @property
    def type(self):
        """Read-only access to the socket type."""
        return _as_enum(_socket.socket.type.__get__(self), 'SocketKind')

    def get_inheritable(self):
        import os
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        import os
        os.set_inheritable(self.fileno(), inheritable)



def _make_socket_io():
    import io

    class SocketIO(io.RawIOBase):
        """Raw I/O on a stream socket: what makefile() wraps in buffers."""

        def __init__(self, sock, mode):
            if mode not in ('r', 'w', 'rw', 'rb', 'wb', 'rwb'):
                raise ValueError(f'invalid mode: {mode!r}')
            io.RawIOBase.__init__(self)
            self._sock = sock
            self._mode = mode if 'b' in mode else mode + 'b'
            self._timeout_occurred = False

        def readinto(self, buffer):
            self._checkClosed()
            self._checkReadable()
            if self._timeout_occurred:
                raise OSError('cannot read from timed out object')
            try:
                return self._sock.recv_into(buffer)
            except timeout:
                self._timeout_occurred = True
                raise
            except BlockingIOError:
                return None

        def write(self, data):
            self._checkClosed()
            self._checkWritable()
            try:
                return self._sock.send(data)
            except BlockingIOError:
                return None

        def readable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return 'r' in self._mode

        def writable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return 'w' in self._mode

        def seekable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return False

        def fileno(self):
            self._checkClosed()
            return self._sock.fileno()

        @property
        def name(self):
            return -1 if self.closed else self.fileno()

        @property
        def mode(self):
            return self._mode

        def close(self):
            if self.closed:
                return
            io.RawIOBase.close(self)
            self._sock._decref_socketios()
            self._sock = None

    SocketIO.__qualname__ = 'SocketIO'
    globals()['SocketIO'] = SocketIO
    return SocketIO


def _socket_io():
    return globals().get('SocketIO') or _make_socket_io()


def fromfd(fd, family, type, proto=0):
    """A socket object around a copy of the descriptor."""
    return socket(family, type, proto, _socket.dup(fd))


def fromshare(info):
    raise NotImplementedError('socket.fromshare() is available on Windows alone')


def send_fds(sock, buffers, fds, flags=0, address=None):
    """Send descriptors over an AF_UNIX socket."""
    data = b''.join(fd.to_bytes(4, 'little') for fd in fds)
    return sock.sendmsg(buffers, [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, data)])


def recv_fds(sock, bufsize, maxfds, flags=0):
    """Receive up to maxfds descriptors: (data, descriptors, flags, address)."""
    message, ancillary, flags, address = sock.recvmsg(bufsize, _socket.CMSG_LEN(maxfds * 4))
    fds = []
    for level, kind, data in ancillary:
        if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
            fds += [int.from_bytes(data[i:i + 4], 'little')
                    for i in range(0, len(data) - len(data) % 4, 4)]
    return message, fds, flags, address


def socketpair(family=None, type=1, proto=0):
    """A pair of sockets that are connected with each other."""
    if family is None:
        family = _socket.AF_UNIX
    a, b = _socket.socketpair(family, type, proto)
    return socket(family, type, proto, a), socket(family, type, proto, b)


def dup(fd):
    return _socket.dup(fd)


def getfqdn(name=''):
    """Get fully qualified domain name from name; empty: this host."""
    name = name.strip()
    if not name or name in ('0.0.0.0', '::'):
        name = gethostname()
    try:
        host, aliases, _ = gethostbyaddr(name)
    except error:
        return name
    for candidate in [host, *aliases]:
        if '.' in candidate:
            return candidate
    return host


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                      all_errors=False):
    """Connect to address, a (host, port) pair, trying each of the host's addresses in turn."""
    host, port = address
    errors = []
    for family, kind, proto, _, where in getaddrinfo(host, port, 0, _socket.SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(where)
            errors.clear()
            return sock
        except error as exc:
            if not all_errors:
                errors.clear()
            errors.append(exc)
            if sock is not None:
                sock.close()
    if not errors:
        raise error('getaddrinfo returns an empty list')
    try:
        if not all_errors:
            raise errors[0]
        raise ExceptionGroup('create_connection failed', errors)
    finally:
        errors.clear()


def has_dualstack_ipv6():
    """Can one IPv6 socket serve IPv4 clients as well?"""
    try:
        with socket(_socket.AF_INET6, _socket.SOCK_STREAM) as sock:
            sock.setsockopt(_socket.IPPROTO_IPV6, _socket.IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=2, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A listening stream socket bound to address, a (host, port) pair."""
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError('dualstack_ipv6 not supported on this platform')
        if family != _socket.AF_INET6:
            raise ValueError('dualstack_ipv6 requires AF_INET6 family')
    sock = socket(family, _socket.SOCK_STREAM)
    try:
        try:
            sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
        except error:
            pass
        if reuse_port:
            sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEPORT, 1)
        if family == _socket.AF_INET6:
            sock.setsockopt(_socket.IPPROTO_IPV6, _socket.IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except error as exc:
            raise error(exc.errno, f'{exc.strerror} (while attempting to bind on address '
                                   f'{address!r})') from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Resolve host and port: a list of (family, type, proto, canonname, address)."""
    return [(_as_enum(f, 'AddressFamily'), _as_enum(k, 'SocketKind'), p, name, address)
            for f, k, p, name, address
            in _socket.getaddrinfo(host, port, family, type, proto, flags)]
