# SPDX-License-Identifier: MIT
"""Waiting for several files at once: one interface over select, poll and epoll."""

from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping
import math
import select

EVENT_READ = 1
EVENT_WRITE = 2


def _fileobj_to_fd(fileobj):
    """The descriptor of a file object, or of the number that stands for one."""
    try:
        fd = fileobj if isinstance(fileobj, int) else int(fileobj.fileno())
    except (AttributeError, TypeError, ValueError):
        raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd >= 0:
        return fd
    raise ValueError(f'Invalid file descriptor: {fd}')


def _unknown(fileobj):
    return KeyError(f'{fileobj!r} is not registered')


SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])
SelectorKey.__doc__ = """A registered file object, its descriptor, what is watched, and data that
goes with it."""


class _SelectorMapping(Mapping):
    """File objects to their keys; what get_map() shows."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._fd_to_key)

    def get(self, fileobj, default=None):
        return self._selector._fd_to_key.get(self._selector._fileobj_lookup(fileobj), default)

    def __getitem__(self, fileobj):
        key = self._selector._fd_to_key.get(self._selector._fileobj_lookup(fileobj))
        if key is None:
            raise KeyError(f'{fileobj!r} is not registered')
        return key

    def __iter__(self):
        return iter(self._selector._fd_to_key)


class BaseSelector(metaclass=ABCMeta):
    """What every selector can do; a subclass brings register, unregister, select and get_map."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Watch a file object for events; a SelectorKey is returned."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Stop watching a file object; its SelectorKey is returned."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Change what is watched, or the data that goes with it."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Wait until a file is ready or the time is over: a list of (key, events)."""
        raise NotImplementedError

    def close(self):
        """Let go of what the system keeps for the selector."""

    def get_key(self, fileobj):
        """The key of a registered file object."""
        keys = self.get_map()
        if keys is None:
            raise RuntimeError('Selector is closed')
        key = keys.get(fileobj)
        if key is None:
            raise _unknown(fileobj)
        return key

    @abstractmethod
    def get_map(self):
        """A mapping of file objects to selector keys."""
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """Keeps the keys by descriptor. A subclass tells the system: _watch(), _change(), _unwatch()
    and _wait()."""

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)

    def get_map(self):
        return self._map

    def close(self):
        self._map = None
        self._fd_to_key.clear()

    def _fileobj_lookup(self, fileobj):
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            # One whose fileno() works no longer can still be unregistered.
            known = [key.fd for key in self._fd_to_key.values() if key.fileobj is fileobj]
            if not known:
                raise
            return known[0]

    def _known(self, fileobj):
        key = self._fd_to_key.get(self._fileobj_lookup(fileobj))
        if key is None:
            raise _unknown(fileobj)
        return key

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f'Invalid events: {events!r}')
        key = SelectorKey(fileobj, self._fileobj_lookup(fileobj), events, data)
        if key.fd in self._fd_to_key:
            raise KeyError(f'{fileobj!r} (FD {key.fd}) is already registered')
        self._watch(key.fd, events)
        self._fd_to_key[key.fd] = key
        return key

    def unregister(self, fileobj):
        key = self._known(fileobj)
        del self._fd_to_key[key.fd]
        self._unwatch(key.fd)
        return key

    def modify(self, fileobj, events, data=None):
        key = self._known(fileobj)
        if events != key.events:
            self._change(key.fd, events)
        elif data == key.data:
            return key
        key = self._fd_to_key[key.fd] = key._replace(events=events, data=data)
        return key

    def select(self, timeout=None):
        try:
            ready = self._wait(timeout)
        except InterruptedError:
            return []
        keys = self._fd_to_key
        return [(keys[fd], events & keys[fd].events) for fd, events in ready if fd in keys]


class SelectSelector(_BaseSelectorImpl):
    """Asks select() about two sets of descriptors."""

    def __init__(self):
        super().__init__()
        self._watched = {EVENT_READ: set(), EVENT_WRITE: set()}

    def _watch(self, fd, events):
        for event, descriptors in self._watched.items():
            if events & event:
                descriptors.add(fd)

    def _unwatch(self, fd):
        for descriptors in self._watched.values():
            descriptors.discard(fd)

    def modify(self, fileobj, events, data=None):
        if events != self._known(fileobj).events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        return super().modify(fileobj, events, data)

    def _wait(self, timeout):
        asked = [list(descriptors) for descriptors in self._watched.values()]
        readable, writable, _ = select.select(*asked, [],
                                              timeout if timeout is None else max(timeout, 0))
        found = dict.fromkeys(readable, EVENT_READ)
        for fd in writable:
            found[fd] = found.get(fd, 0) | EVENT_WRITE
        return found.items()


class _PollLikeSelector(_BaseSelectorImpl):
    """What poll and epoll share: an object of the system that keeps its own list."""

    _make = _read_mask = _write_mask = None

    def __init__(self):
        super().__init__()
        self._selector = self._make()

    def _mask(self, events):
        return (self._read_mask if events & EVENT_READ else 0) | (self._write_mask
                                                                  if events & EVENT_WRITE else 0)

    def _watch(self, fd, events):
        self._selector.register(fd, self._mask(events))

    def _change(self, fd, events):
        try:
            self._selector.modify(fd, self._mask(events))
        except BaseException:
            del self._fd_to_key[fd]         # it is not watched as anybody wants it
            raise

    def _unwatch(self, fd):
        try:
            self._selector.unregister(fd)
        except OSError:
            pass                            # it was closed meanwhile

    def _poll(self, milliseconds):
        """What the system says; None: wait for ever."""
        return self._selector.poll(milliseconds)

    def _wait(self, timeout):
        # Rounded up: a timer is never early. An error or a hang-up counts as whatever is watched.
        found = self._poll(timeout if timeout is None else math.ceil(max(timeout, 0) * 1e3))
        return [(fd,
                 (EVENT_WRITE if mask & ~self._read_mask
                  else 0) | (EVENT_READ if mask & ~self._write_mask else 0))
                for fd, mask in found]


class PollSelector(_PollLikeSelector):
    """Asks poll()."""

    _make, _read_mask, _write_mask = select.poll, select.POLLIN, select.POLLOUT


class EpollSelector(_PollLikeSelector):
    """Asks epoll."""

    _make, _read_mask, _write_mask = select.epoll, select.EPOLLIN, select.EPOLLOUT

    def _poll(self, milliseconds):
        seconds = -1 if milliseconds is None else milliseconds * 1e-3
        return self._selector.poll(seconds, max(len(self._fd_to_key), 1))

    def fileno(self):
        """The descriptor of the epoll object."""
        return self._selector.fileno()

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
