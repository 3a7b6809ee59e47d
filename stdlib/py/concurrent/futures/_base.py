# SPDX-License-Identifier: MIT
"""Future, Executor, wait() and as_completed()."""
import threading
import time
from types import GenericAlias as _Alias
from collections import namedtuple

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'                             # cancel() was called
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'   # and the executor has seen it
FINISHED = 'FINISHED'
_NAMES = {PENDING: 'pending', RUNNING: 'running', CANCELLED: 'cancelled',
          CANCELLED_AND_NOTIFIED: 'cancelled', FINISHED: 'finished'}
_OVER = (CANCELLED_AND_NOTIFIED, FINISHED)


class Error(Exception):
    """The base of the exceptions of this package."""


class CancelledError(Error):
    """The Future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """The executor cannot run anything any more."""


class _Watcher:
    """Tells a thread when enough of the futures that it waits for are done."""

    def __init__(self, pending, first, on_exception):
        self.event = threading.Event()
        self.lock = threading.Lock()
        self.finished = []
        self.pending = pending
        self.first = first                  # the first one is enough
        self.on_exception = on_exception    # the first exception is enough

    def done(self, future, failed):
        with self.lock:
            self.finished.append(future)
            self.pending -= 1
            if self.first or self.pending <= 0 or failed and self.on_exception:
                self.event.set()


class _Locked:
    """Holds the locks of many futures, in an order that is the same for everybody."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


class Future:
    """The result of a call that may not have been made yet."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = f"<{type(self).__name__} at {id(self):#x} state={_NAMES[self._state]}"
            if self._state == FINISHED:
                text += (f" raised {type(self._exception).__name__}" if self._exception
                         else f" returned {type(self._result).__name__}")
            return text + '>'

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _call_back(self, callback):
        try:
            callback(self)
        except Exception:
            import sys
            sys.stderr.write(f"exception calling callback for {self!r}\n")
            sys.__excepthook__(*sys.exc_info())

    def cancel(self):
        """Do not make the call; False if it runs or is over."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """True if the call was cancelled."""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """True while the call is made."""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """True if it was cancelled or is over."""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def _await(self, timeout):
        """Wait for the end, with the lock held; TimeoutError, CancelledError."""
        for wait in (True, False):
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                raise CancelledError()
            if self._state == FINISHED:
                return
            if wait:
                self._condition.wait(timeout)
        raise TimeoutError()

    def result(self, timeout=None):
        """What the call returned, or its exception raised."""
        try:
            with self._condition:
                self._await(timeout)
                if self._exception:
                    raise self._exception
                return self._result
        finally:
            self = None                     # the traceback must not hold the future

    def exception(self, timeout=None):
        """What the call raised, or None."""
        with self._condition:
            self._await(timeout)
            return self._exception

    def add_done_callback(self, fn):
        """Call fn(future) when it is done: at once if it is."""
        with self._condition:
            if self._state not in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                self._done_callbacks.append(fn)
                return
        self._call_back(fn)

    # ---- for executors

    def set_running_or_notify_cancel(self):
        """The call is about to be made. False if it must not be, as it was cancelled."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.done(self, False)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
        raise RuntimeError('Future in unexpected state')

    def _finish(self, result, exception):
        with self._condition:
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result = result
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.done(self, exception is not None)
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        """The call has returned."""
        self._finish(result, None)

    def set_exception(self, exception):
        """The call has raised."""
        self._finish(None, exception)

    __class_getitem__ = classmethod(_Alias)


DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures: (done, not_done)."""
    fs = set(fs)
    with _Locked(fs):
        done = {future for future in fs if future._state in _OVER}
        pending = fs - done
        if return_when == FIRST_COMPLETED and done:
            return DoneAndNotDoneFutures(done, pending)
        if return_when == FIRST_EXCEPTION and any(
                future._exception is not None for future in done
                if future._state == FINISHED):
            return DoneAndNotDoneFutures(done, pending)
        if not pending:
            return DoneAndNotDoneFutures(done, pending)
        if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
            raise ValueError(f"Invalid return condition: {return_when!r}")
        watcher = _Watcher(len(pending), return_when == FIRST_COMPLETED,
                           return_when == FIRST_EXCEPTION)
        for future in fs:
            future._waiters.append(watcher)
    watcher.event.wait(timeout)
    for future in fs:
        with future._condition:
            future._waiters.remove(watcher)
    done.update(watcher.finished)
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """The futures in the order in which they are done."""
    deadline = None if timeout is None else time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    with _Locked(fs):
        finished = [future for future in fs if future._state in _OVER]
        pending = fs - set(finished)
        watcher = _Watcher(len(pending), True, True)
        for future in pending:
            future._waiters.append(watcher)
    try:
        while finished:
            yield finished.pop()
        while pending:
            left = None
            if deadline is not None:
                left = deadline - time.monotonic()
                if left < 0:
                    raise TimeoutError(f'{len(pending)} (of {total}) futures unfinished')
            watcher.event.wait(left)
            with watcher.lock:
                finished = watcher.finished
                watcher.finished = []
                watcher.event.clear()
            finished.reverse()
            while finished:
                future = finished.pop()
                pending.discard(future)
                with future._condition:
                    future._waiters.remove(watcher)
                yield future
                del future
    finally:
        for future in pending:
            with future._condition:
                if watcher in future._waiters:
                    future._waiters.remove(watcher)


class Executor:
    """What runs calls: the base of the executors."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn(*args, **kwargs) called: a Future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """As map(), with the calls made at the same time."""
        deadline = None if timeout is None else time.monotonic() + timeout
        fs = [self.submit(fn, *args) for args in zip(*iterables)]
        return _results(fs, deadline)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls."""

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown(wait=True)
        return False


def _results(fs, deadline):
    """A generator whose body begins at the first next(): the calls are made before."""
    try:
        fs.reverse()
        while fs:
            left = None if deadline is None else deadline - time.monotonic()
            future = fs.pop()
            try:
                result = future.result(left)
            finally:
                future.cancel()
                del future
            yield result
            del result
    finally:
        for future in fs:
            future.cancel()
