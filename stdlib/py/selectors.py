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
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd < 0:
        raise ValueError(f'Invalid file descriptor: {fd}')
    return fd


SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])
SelectorKey.__doc__ = """SelectorKey(fileobj, fd, events, data)

    Object used to associate a file object to its backing
    file descriptor, selected event mask, and attached data.
"""


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
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError('Selector is closed')
        try:
            return mapping[fileobj]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    @abstractmethod
    def get_map(self):
        """A mapping of file objects to selector keys."""
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """Keeps the keys by descriptor."""

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)

    def _fileobj_lookup(self, fileobj):
        # An object whose fileno() no longer works is searched for, so that it can be unregistered.
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            for key in self._fd_to_key.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f'Invalid events: {events!r}')
        key = SelectorKey(fileobj, self._fileobj_lookup(fileobj), events, data)
        if key.fd in self._fd_to_key:
            raise KeyError(f'{fileobj!r} (FD {key.fd}) is already registered')
        self._fd_to_key[key.fd] = key
        return key

    def unregister(self, fileobj):
        try:
            return self._fd_to_key.pop(self._fileobj_lookup(fileobj))
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    def modify(self, fileobj, events, data=None):
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        if data != key.data:
            key = key._replace(data=data)
            self._fd_to_key[key.fd] = key
        return key

    def close(self):
        self._fd_to_key.clear()
        self._map = None

    def get_map(self):
        return self._map


class SelectSelector(_BaseSelectorImpl):
    """Select-based selector."""

    def __init__(self):
        super().__init__()
        self._readers = set()
        self._writers = set()

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        if events & EVENT_READ:
            self._readers.add(key.fd)
        if events & EVENT_WRITE:
            self._writers.add(key.fd)
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        self._readers.discard(key.fd)
        self._writers.discard(key.fd)
        return key

    def select(self, timeout=None):
        timeout = None if timeout is None else max(timeout, 0)
        result = []
        try:
            readable, writable, _ = select.select(list(self._readers), list(self._writers), [], timeout)
        except InterruptedError:
            return result
        readable, writable = frozenset(readable), frozenset(writable)
        for fd in readable | writable:
            key = self._fd_to_key.get(fd)
            if key:
                events = (fd in readable and EVENT_READ) | (fd in writable and EVENT_WRITE)
                result.append((key, events & key.events))
        return result


class _PollLikeSelector(_BaseSelectorImpl):
    """What poll and epoll share: an object of the system that keeps its own list."""

    _selector_cls = None
    _EVENT_READ = None
    _EVENT_WRITE = None

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _mask(self, events):
        return (self._EVENT_READ if events & EVENT_READ else 0) | (self._EVENT_WRITE if events & EVENT_WRITE else 0)

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        try:
            self._selector.register(key.fd, self._mask(events))
        except:
            super().unregister(fileobj)
            raise
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        try:
            self._selector.unregister(key.fd)
        except OSError:
            pass  # it was closed meanwhile
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        changed = events != key.events
        if changed:
            try:
                self._selector.modify(key.fd, self._mask(events))
            except:
                super().unregister(fileobj)
                raise
        if changed or data != key.data:
            key = key._replace(events=events, data=data)
            self._fd_to_key[key.fd] = key
        return key

    def _wait(self, timeout):
        # Milliseconds, rounded up: a timer is never early.
        if timeout is not None:
            timeout = 0 if timeout <= 0 else math.ceil(timeout * 1e3)
        return self._selector.poll(timeout)

    def select(self, timeout=None):
        result = []
        try:
            found = self._wait(timeout)
        except InterruptedError:
            return result
        for fd, mask in found:
            key = self._fd_to_key.get(fd)
            if key:
                # An error or a hang-up counts as whatever is watched.
                events = (EVENT_WRITE if mask & ~self._EVENT_READ else 0) | (EVENT_READ if mask & ~self._EVENT_WRITE else 0)
                result.append((key, events & key.events))
        return result


class PollSelector(_PollLikeSelector):
    """Poll-based selector."""

    _selector_cls = select.poll
    _EVENT_READ = select.POLLIN
    _EVENT_WRITE = select.POLLOUT


class EpollSelector(_PollLikeSelector):
    """Epoll-based selector."""

    _selector_cls = select.epoll
    _EVENT_READ = select.EPOLLIN
    _EVENT_WRITE = select.EPOLLOUT

    def fileno(self):
        return self._selector.fileno()

    def _wait(self, timeout):
        if timeout is None:
            timeout = -1
        else:
            timeout = 0 if timeout <= 0 else math.ceil(timeout * 1e3) * 1e-3
        return self._selector.poll(timeout, len(self._fd_to_key) or 1)

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
