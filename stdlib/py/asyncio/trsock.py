# SPDX-License-Identifier: MIT
"""What get_extra_info('socket') gives: a socket that can be asked, but not read or written."""


class TransportSocket:
    """A socket-like wrapper for exposing real transport sockets."""

    __slots__ = ('_sock',)

    def __init__(self, sock):
        self._sock = sock

    family = property(lambda self: self._sock.family)
    proto = property(lambda self: self._sock.proto)
    type = property(lambda self: self._sock.type)

    def __repr__(self):
        text = (f'<asyncio.TransportSocket fd={self.fileno()}, family={self.family!s}, '
                f'type={self.type!s}, proto={self.proto}')
        if self.fileno() != -1:
            for label, ask in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    address = ask()
                except OSError:
                    continue
                if address:
                    text += f', {label}={address}'
        return text + '>'

    def __getstate__(self):
        raise TypeError('Cannot serialize asyncio.TransportSocket object')

    def getsockname(self):
        return self._sock.getsockname()

    def getpeername(self):
        return self._sock.getpeername()

    def getsockbyname(self):
        return self._sock.getsockbyname()

    def setsockopt(self, *args, **kwargs):
        self._sock.setsockopt(*args, **kwargs)

    def getsockopt(self, *args, **kwargs):
        return self._sock.getsockopt(*args, **kwargs)

    def get_inheritable(self):
        return self._sock.get_inheritable()

    def fileno(self):
        return self._sock.fileno()

    def dup(self):
        return self._sock.dup()

    def shutdown(self, how):
        # A transport has a gentler way; but a script may insist.
        self._sock.shutdown(how)

    def settimeout(self, value):
        if value != 0:
            raise ValueError('settimeout(): only 0 timeout is allowed on transport sockets')

    def gettimeout(self):
        return 0

    def setblocking(self, flag):
        if flag:
            raise ValueError('setblocking(): transport sockets cannot be blocking')
