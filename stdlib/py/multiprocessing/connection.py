# SPDX-License-Identifier: MIT
"""Connections: two ends that exchange objects. Listener and Client make them over sockets, Pipe()
makes both at once."""

__all__ = ['Client', 'Listener', 'Pipe', 'wait']

import os
import selectors
import socket
import struct
import time

from . import util
from .context import AuthenticationError, BufferTooShort
from .reduction import DupFd, ForkingPickler

families = ['AF_INET', 'AF_UNIX']
default_family = 'AF_UNIX'


# ---- addresses ----

def arbitrary_address(family):
    """An address that is free, for a listener."""
    if family == 'AF_UNIX':
        import tempfile
        return tempfile.mktemp(prefix='sock-', dir=util.get_temp_dir())
    if family != 'AF_INET':
        raise ValueError('unrecognized family')
    return 'localhost', 0


def address_type(address):
    """The family of an address."""
    if type(address) is tuple:
        return 'AF_INET'
    if type(address) is str or isinstance(address, bytes) and address[:1] == b'\0':
        return 'AF_UNIX'
    # CPython looks at the first byte of what it does not know, hence two kinds of errors.
    error = TypeError if address and not isinstance(address, (bytes, str)) else ValueError
    raise error(f'address type of {address!r} unrecognized')


# ---- messages in a stream of bytes ----

class _Frames:
    """Messages, each with its length in front: four bytes, or -1 and eight bytes for the
    longest."""

    _length, _long_length = struct.Struct('!i'), struct.Struct('!Q')
    _LONGEST = 0x7fffffff
    _COPIED = 16384                         # so much is copied behind its length, to need one write
    _PIECE = 1 << 18

    def __init__(self, fd):
        self.fd = fd

    def write(self, message):
        size = len(message)
        if size > self._LONGEST:
            length = self._length.pack(-1) + self._long_length.pack(size)
        else:
            length = self._length.pack(size)
        if size <= self._COPIED:
            self._write_all(length + bytes(message))
        else:
            self._write_all(length)
            self._write_all(message)

    def _write_all(self, data):
        view = memoryview(data)
        while view:
            view = view[os.write(self.fd, view):]

    def read(self, longest=None):
        """A message, or None if it is longer than that."""
        size, = self._length.unpack(self._read_exactly(self._length.size))
        if size == -1:
            size, = self._long_length.unpack(self._read_exactly(self._long_length.size))
        if longest is not None and size > longest:
            return None
        return self._read_exactly(size)

    def _read_exactly(self, size):
        pieces = []
        missing = size
        while missing > 0:
            piece = os.read(self.fd, min(missing, self._PIECE))
            if not piece:
                raise OSError("got end of file during message") if pieces else EOFError
            pieces.append(piece)
            missing -= len(piece)
        return pieces[0] if len(pieces) == 1 else b''.join(pieces)


def _part(view, offset, size):
    """The bytes of a view that send_bytes() means."""
    if view.itemsize > 1:
        view = view.cast('B')
    whole = view.nbytes
    if size is None:
        size = max(whole - offset, 0)
        too_far = "buffer length < offset"
    else:
        too_far = "buffer length < offset" if whole < offset else "buffer length < offset + size"
    for wrong, message in ((offset < 0, "offset is negative"), (whole < offset, too_far),
                           (size < 0, "size is negative"), (whole < offset + size, too_far)):
        if wrong:
            raise ValueError(message)
    return view[offset:offset + size]


class Connection:
    """One end: it belongs to a descriptor."""
    _handle = None

    def __init__(self, handle, readable=True, writable=True):
        fd = handle.__index__()
        if fd < 0:
            raise ValueError("invalid handle")
        if not (readable or writable):
            raise ValueError("at least one of `readable` and `writable` must be True")
        self._handle, self._readable, self._writable = fd, readable, writable
        self._frames = _Frames(fd)

    def __del__(self):
        self.close()

    def close(self, _close=os.close):       # at the end of the program the module may be empty
        """Close the descriptor, if that has not been done."""
        fd, self._handle = self._handle, None
        if fd is not None:
            _close(fd)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def __reduce__(self):
        return rebuild_connection, (DupFd(self.fileno()), self._readable, self._writable)

    # -- its state --

    closed = property(lambda self: self._handle is None, doc="Whether it has been closed.")
    readable = property(lambda self: self._readable, doc="Whether this end receives.")
    writable = property(lambda self: self._writable, doc="Whether this end sends.")

    def fileno(self):
        """The descriptor."""
        if self._handle is None:
            raise OSError("handle is closed")
        return self._handle

    def _must_read(self):
        self.fileno()
        if not self._readable:
            raise OSError("connection is write-only")

    def _must_write(self):
        self.fileno()
        if not self._writable:
            raise OSError("connection is read-only")

    # -- sending --

    def send(self, obj):
        """Send an object; it is pickled."""
        self._must_write()
        self._frames.write(ForkingPickler.dumps(obj))

    def send_bytes(self, buf, offset=0, size=None):
        """Send a message of bytes."""
        self._must_write()
        self._frames.write(_part(memoryview(buf), offset, size))

    # -- receiving --

    def poll(self, timeout=0.0):
        """Whether a message, or the end, comes within that time."""
        self._must_read()
        return wait([self], timeout) != []

    def recv(self):
        """Receive an object."""
        self._must_read()
        return ForkingPickler.loads(self._frames.read())

    def recv_bytes(self, maxlength=None):
        """Receive a message of bytes; after one that is too long nothing more can be received."""
        self._must_read()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        message = self._frames.read(maxlength)
        if message is not None:
            return message
        if self._writable:
            self._readable = False
        else:
            self.close()
        raise OSError("bad message length")

    def recv_bytes_into(self, buf, offset=0):
        """Receive a message into a buffer: how many bytes it has."""
        self._must_read()
        with memoryview(buf) as view, view.cast('B') as room:
            if offset < 0:
                raise ValueError("negative offset")
            if offset > len(room):
                raise ValueError("offset too large")
            message = self._frames.read()
            end = offset + len(message)
            if end > len(room):
                raise BufferTooShort(message)
            room[offset:end] = message
        return len(message)


def rebuild_connection(df, readable, writable):
    return Connection(df.detach(), readable, writable)


def Pipe(duplex=True):
    """The two ends of a new connection; of a pipe that is not duplex the first one receives."""
    if not duplex:
        receiver, sender = os.pipe()
        return Connection(receiver, writable=False), Connection(sender, readable=False)
    return tuple(_over(end) for end in socket.socketpair())


def _over(sock):
    """A connection over a socket, which it takes."""
    sock.setblocking(True)
    return Connection(sock.detach())


# ---- listeners and clients ----

def _check_key(authkey):
    if not (authkey is None or isinstance(authkey, bytes)):
        raise TypeError('authkey should be a byte string')


class Listener:
    """Waits for connections at an address."""
    _socket = None

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        if not family:
            family = address_type(address) if address else default_family
        address = address or arbitrary_address(family)
        if family not in families:
            raise ValueError(f'Family {family} is not recognized.')
        _check_key(authkey)
        self._authkey = authkey
        self._accepted_from = None
        self._socket = socket.socket(getattr(socket, family))
        self._closing = util.Finalize(self, self._socket.close, exitpriority=0)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(address)
            self._socket.listen(backlog)
        except OSError:
            self._closing()
            raise
        self._unlinking = None
        if family == 'AF_UNIX' and address[:1] not in ('\0', b'\0'):
            self._unlinking = util.Finalize(self, os.unlink, (address,), exitpriority=0)

    def accept(self):
        """Wait for the next client, and see that it knows the key."""
        if self._socket is None:
            raise OSError('listener is closed')
        client, self._accepted_from = self._socket.accept()
        connection = _over(client)
        if self._authkey is not None:
            deliver_challenge(connection, self._authkey)
            answer_challenge(connection, self._authkey)
        return connection

    def close(self):
        """Nobody can connect any more."""
        if self._socket is not None:
            self._socket = None
            for finalizer in filter(None, (self._closing, self._unlinking)):
                finalizer()

    address = property(lambda self: self._socket.getsockname(), doc="Where clients connect to.")
    last_accepted = property(lambda self: self._accepted_from,
                             doc="The address of the last client.")

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to the listener at an address."""
    sock = socket.socket(getattr(socket, address_type(address)))
    try:
        sock.connect(address)
        _check_key(authkey)
    except BaseException:
        sock.close()
        raise
    connection = _over(sock)
    if authkey is not None:
        answer_challenge(connection, authkey)
        deliver_challenge(connection, authkey)
    return connection


# ---- who knows the key? ----

_CHALLENGE = b'#CHALLENGE#'
_WELCOME = b'#WELCOME#'
_FAILURE = b'#FAILURE#'
_DIGESTS = 'md5', 'sha256', 'sha384', 'sha3_256', 'sha3_384'
_LONGEST_ANSWER = 256
_SHORTEST_CHALLENGE = 20


def _digest(authkey, message, name):
    import hmac
    return hmac.digest(authkey, message, name)


def _named(message):
    """The digest that a message names in front, and the rest; md5 is what was there before
    names."""
    if message[:1] == b'{':
        name, brace, rest = message[1:].partition(b'}')
        name = name.decode('ascii', 'replace')
        if brace and name in _DIGESTS:
            return name, rest
    return None, message


def _check_challenge_key(authkey):
    if not isinstance(authkey, bytes):
        raise ValueError(f"Authkey must be bytes, not {type(authkey)}")


def deliver_challenge(connection, authkey, digest_name='sha256'):
    """Find out whether the other side knows the key: it has to sign something that nobody can
    foresee."""
    _check_challenge_key(authkey)
    message = b'{%s}' % digest_name.encode('ascii') + os.urandom(40)
    connection.send_bytes(_CHALLENGE + message)
    name, signature = _named(connection.recv_bytes(_LONGEST_ANSWER))
    import hmac
    if not hmac.compare_digest(signature, _digest(authkey, message, name or 'md5')):
        connection.send_bytes(_FAILURE)
        raise AuthenticationError('digest received was wrong')
    connection.send_bytes(_WELCOME)


def answer_challenge(connection, authkey):
    """Show the other side that we know the key."""
    _check_challenge_key(authkey)
    message = connection.recv_bytes(_LONGEST_ANSWER)
    if not message.startswith(_CHALLENGE):
        raise AuthenticationError(f'Protocol error, expected challenge: {message=}')
    challenge = message.removeprefix(_CHALLENGE)
    if len(challenge) < _SHORTEST_CHALLENGE:
        raise AuthenticationError(f'challenge too short: {len(challenge)} bytes')
    name, _ = _named(challenge)
    signature = _digest(authkey, challenge, name or 'md5')
    connection.send_bytes(b'{%s}%s' % (name.encode(), signature) if name else signature)
    if connection.recv_bytes(_LONGEST_ANSWER) != _WELCOME:
        raise AuthenticationError('digest sent was rejected')


# ---- waiting ----

def wait(object_list, timeout=None):
    """Wait until something can be read from one of the objects: those for which that is so."""
    deadline = None if timeout is None else time.monotonic() + timeout
    with selectors.PollSelector() as selector:
        for obj in object_list:
            selector.register(obj, selectors.EVENT_READ)
        while True:
            ready = selector.select(None if deadline is None
                                    else max(0, deadline - time.monotonic()))
            if ready or deadline is not None and time.monotonic() >= deadline:
                return [key.fileobj for key, _ in ready]
