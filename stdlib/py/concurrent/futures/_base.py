# SPDX-License-Identifier: MIT
"""Future, Executor, wait() and as_completed()."""
import threading
import time
import _futures
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


class Future(_futures.Future):
    """The result of a call that may not have been made yet."""

    def __init__(self):
        """Executors make futures; tests may."""

    def __repr__(self):
        text = f"<{type(self).__name__} at {id(self):#x} state={_NAMES[self._state]}"
        if self._state == FINISHED:
            text += (f" raised {type(self._exception).__name__}" if self._exception
                     else f" returned {type(self._result).__name__}")
        return text + '>'

    __class_getitem__ = classmethod(_Alias)


# ---- what the core of Future in C asks for

def _await(future, timeout):
    """Wait for the end; TimeoutError, CancelledError."""
    try:
        with future._condition:
            for wait in (True, False):
                if future._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                    raise CancelledError()
                if future._state == FINISHED:
                    return
                if wait:
                    future._condition.wait(timeout)
            raise TimeoutError()
    finally:
        future = None                       # the traceback must not hold the future


def _tell_waiters(future):
    failed = future._state == FINISHED and future._exception is not None
    for waiter in future._waiters:
        waiter.done(future, failed)


def _callback_failed(future, exc):
    import sys
    sys.stderr.write(f"exception calling callback for {future!r}\n")
    sys.__excepthook__(type(exc), exc, exc.__traceback__)


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
