# SPDX-License-Identifier: MIT
"""The loop of Unix: signals, and the default policy."""

__all__ = ('SelectorEventLoop',
           'AbstractChildWatcher', 'SafeChildWatcher',
           'FastChildWatcher', 'PidfdChildWatcher',
           'MultiLoopChildWatcher', 'ThreadedChildWatcher',
           'DefaultEventLoopPolicy', 'EventLoop')

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
            # Another thread: what CPython tries first, and what its error says.
            raise RuntimeError(str(exc).replace('signal', 'set_wakeup_fd', 1))
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

    # ---- pipes and processes ----

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        from . import _pipes
        return _pipes._UnixReadPipeTransport(self, pipe, protocol, waiter, extra)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        from . import _pipes
        return _pipes._UnixWritePipeTransport(self, pipe, protocol, waiter, extra)

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr,
                                         bufsize, extra=None, **kwargs):
        watcher = events.get_event_loop_policy()._child_watcher()
        with watcher:
            if not watcher.is_active():
                # Its loop does not run: it would never notice.
                raise RuntimeError("asyncio.get_child_watcher() is not activated, "
                                   "subprocess support is not installed.")
            from ._process import _UnixSubprocessTransport
            waiter = self.create_future()
            transp = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout, stderr,
                                              bufsize, waiter=waiter, extra=extra, **kwargs)
            watcher.add_child_handler(transp.get_pid(), self._child_watcher_callback, transp)
            try:
                await waiter
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                transp.close()
                await transp._wait()
                raise
        return transp

    def _child_watcher_callback(self, pid, returncode, transp):
        transp._process_exited(returncode)

    def _check_signal(self, sig):
        import signal
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        if sig not in signal.valid_signals():
            raise ValueError(f'invalid signal number {sig}')


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """UNIX event loop policy with a watcher for child processes."""
    _loop_factory = _UnixSelectorEventLoop

    def __init__(self):
        super().__init__()
        self._watcher = None

    def _child_watcher(self):
        if self._watcher is None:
            from . import _watchers
            self._watcher = (_watchers.PidfdChildWatcher() if _watchers.can_use_pidfd()
                             else _watchers.ThreadedChildWatcher())
        return self._watcher

    def set_event_loop(self, loop):
        """Set the event loop; the watcher goes with that of the main thread."""
        super().set_event_loop(loop)
        if self._watcher is not None:
            import threading
            if threading.current_thread() is threading.main_thread():
                self._watcher.attach_loop(loop)

    def get_child_watcher(self):
        """Get the watcher for child processes."""
        watcher = self._child_watcher()
        from . import _watchers
        _watchers._deprecated("get_child_watcher", 2)
        return watcher

    def set_child_watcher(self, watcher):
        """Set the watcher for child processes."""
        from . import _watchers
        assert watcher is None or isinstance(watcher, _watchers.AbstractChildWatcher)
        if self._watcher is not None:
            self._watcher.close()
        self._watcher = watcher
        _watchers._deprecated("set_child_watcher", 2)


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop


# What few scripts need is loaded when it is asked for.
_LATER = dict.fromkeys(('AbstractChildWatcher', 'BaseChildWatcher', 'SafeChildWatcher',
                        'FastChildWatcher', 'PidfdChildWatcher', 'MultiLoopChildWatcher',
                        'ThreadedChildWatcher', 'can_use_pidfd', 'waitstatus_to_exitcode'),
                       '_watchers')
_LATER.update(_UnixReadPipeTransport='_pipes', _UnixWritePipeTransport='_pipes',
              _UnixSubprocessTransport='_process')


def __getattr__(name):
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import importlib
    return getattr(importlib.import_module('.' + module, __package__), name)
