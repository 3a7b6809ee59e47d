# SPDX-License-Identifier: MIT
"""Pickles between processes: with descriptors, methods and sockets."""

import array
import copyreg
import functools
import io
import os
import pickle
import socket
import types

from . import context

__all__ = ['send_handle', 'recv_handle', 'ForkingPickler', 'register', 'dump']

HAVE_SEND_HANDLE = True


class ForkingPickler(pickle.Pickler):
    """A pickler that knows more types than others do."""
    _known = {}

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = copyreg.dispatch_table | self._known

    @classmethod
    def register(cls, type, reduce):
        """Let objects of the type be pickled by what reduce(object) returns."""
        cls._known[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        """The pickle of an object, as a buffer."""
        stream = io.BytesIO()
        cls(stream, protocol).dump(obj)
        return stream.getbuffer()

    loads = pickle.loads


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    """As pickle.dump(), with ForkingPickler."""
    ForkingPickler(file, protocol).dump(obj)


# ---- descriptors ----

def sendfds(sock, fds):
    """Send descriptors over a Unix socket, with their count as a byte."""
    rights = array.array('i', fds)
    sock.sendmsg([bytes((len(rights) % 256,))], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])


def recvfds(sock, size):
    """Receive at most that many descriptors."""
    rights = array.array('i')
    message, ancillary, _, _ = sock.recvmsg(1, socket.CMSG_SPACE(size * rights.itemsize))
    if not (message or ancillary):
        raise EOFError
    if len(ancillary) != 1:
        raise RuntimeError(f'received {len(ancillary)} items of ancdata')
    *kind, data = ancillary[0]
    if kind != [socket.SOL_SOCKET, socket.SCM_RIGHTS] or len(data) % rights.itemsize:
        raise RuntimeError('Invalid data received')
    rights.frombytes(data)
    if len(rights) % 256 != message[0]:
        raise AssertionError(f"Len is {len(rights):n} but msg[0] is {message[0]!r}")
    return rights.tolist()


def _socket_of(conn):
    """The socket behind a connection, under a descriptor of its own."""
    return socket.socket(fileno=os.dup(conn.fileno()))


def send_handle(conn, handle, destination_pid):
    """Send a descriptor over a connection."""
    with _socket_of(conn) as sock:
        sendfds(sock, [handle])


def recv_handle(conn):
    """Receive a descriptor over a connection."""
    with _socket_of(conn) as sock:
        return recvfds(sock, 1)[0]


def DupFd(fd):
    """Something from which the other process gets the descriptor."""
    child = context.get_spawning_popen()
    if child is None:                       # the other one runs already: it will ask for it
        from . import resource_sharer
        return resource_sharer.DupFd(fd)
    return child.DupFd(child.duplicate_for_child(fd))


# ---- what pickle alone cannot ----

def _reduce_method(method):
    owner = type(method) if method.__self__ is None else method.__self__
    return getattr, (owner, method.__func__.__name__)


def _reduce_descriptor(descriptor):
    return getattr, (descriptor.__objclass__, descriptor.__name__)


def _reduce_partial(call):
    return _rebuild_partial, (call.func, call.args, call.keywords)


def _rebuild_partial(func, args, keywords):
    return functools.partial(func, *args, **keywords)


def _reduce_socket(sock):
    return _rebuild_socket, (DupFd(sock.fileno()), sock.family, sock.type, sock.proto)


def _rebuild_socket(df, family, kind, proto):
    return socket.socket(family, kind, proto, fileno=df.detach())


for _type, _reduce in ((types.MethodType, _reduce_method),
                       (types.MethodDescriptorType, _reduce_descriptor),
                       (types.WrapperDescriptorType, _reduce_descriptor),
                       (functools.partial, _reduce_partial), (socket.socket, _reduce_socket)):
    register(_type, _reduce)


class AbstractReducer:
    """How processes exchange objects, for those who replace it."""
    ForkingPickler = ForkingPickler
    register = register
    dump = dump
    send_handle = send_handle
    recv_handle = recv_handle
    DupFd = DupFd
