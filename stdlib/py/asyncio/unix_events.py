# SPDX-License-Identifier: MIT
"""The loop of Unix: signals, and the default policy."""

__all__ = ('SelectorEventLoop', 'DefaultEventLoopPolicy', 'EventLoop')

from . import coroutines
from . import events
from . import selector_events


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """Unix event loop: adds signal handling."""

    def close(self):
        super().close()
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)

    def add_signal_handler(self, sig, callback, *args):
        """Add a handler for a signal.  UNIX only."""
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        self._check_signal(sig)
        self._check_closed()
        import signal
        handle = events.Handle(callback, args, self, None)
        try:
            signal.signal(sig, self._signal_arrived)
        except ValueError as exc:
            raise RuntimeError(str(exc))
        except OSError as exc:
            raise RuntimeError(f'sig {sig} cannot be caught') from exc
        self._signal_handlers[sig] = handle

    def _signal_arrived(self, sig, frame):
        """Runs at a safepoint of the main thread."""
        handle = self._signal_handlers.get(sig)
        if handle is None:
            return
        if handle.cancelled():
            self.remove_signal_handler(sig)
        elif not self.is_closed():
            self.call_soon_threadsafe(handle._run)

    def remove_signal_handler(self, sig):
        """Remove a handler for a signal.  UNIX only."""
        self._check_signal(sig)
        import signal
        try:
            del self._signal_handlers[sig]
        except KeyError:
            return False
        handler = signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL
        try:
            signal.signal(sig, handler)
        except OSError as exc:
            raise RuntimeError(f'sig {sig} cannot be caught') from exc
        return True

    def _check_signal(self, sig):
        import signal
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        if sig not in signal.valid_signals():
            raise ValueError(f'invalid signal number {sig}')


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """UNIX event loop policy"""
    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
