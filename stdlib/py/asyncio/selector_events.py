# SPDX-License-Identifier: MIT
"""Event loop that waits for descriptors."""

__all__ = 'BaseSelectorEventLoop',

from . import base_events
from . import events


def _fileno(fileobj):
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


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """Selector event loop."""

    def __init__(self, selector=None):
        super().__init__()
        if selector is not None:
            name = type(selector).__name__.removesuffix('Selector').lower()
            self._use_poller(name if name in ('select', 'poll', 'epoll') else 'epoll')

    def _watch_fd(self, fd, write, callback, args):
        self._check_closed()
        fd = _fileno(fd)
        handle = events.Handle(callback, args, self, None)
        self._watch(fd, write, handle)
        return handle

    def add_reader(self, fd, callback, *args):
        """Add a reader callback."""
        self._watch_fd(fd, False, callback, args)

    def remove_reader(self, fd):
        """Remove a reader callback."""
        if self.is_closed():
            return False
        return self._unwatch(_fileno(fd), False)

    def add_writer(self, fd, callback, *args):
        """Add a writer callback."""
        self._watch_fd(fd, True, callback, args)

    def remove_writer(self, fd):
        """Remove a writer callback."""
        if self.is_closed():
            return False
        return self._unwatch(_fileno(fd), True)
