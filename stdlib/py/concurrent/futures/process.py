# SPDX-License-Identifier: MIT
"""ProcessPoolExecutor: calls run by worker processes.

Each worker has a connection of its own and gets one call at a time, so that sending never waits for
long and a worker's death is the end of its connection. A thread, the manager, gives calls to idle
workers and results to futures. Executor and manager share a `_Crew`; the manager does not know the
executor, so that one nobody holds any more is collected, and the manager ends when all is done.
"""

import collections
import contextlib
import itertools
import multiprocessing as mp
import os
import threading
import traceback
import weakref
from functools import partial
from multiprocessing.connection import wait as wait_ready
from multiprocessing.reduction import ForkingPickler

from concurrent.futures import _base

_crews = weakref.WeakSet()      # those whose manager runs
_global_shutdown = False

EXTRA_QUEUED_CALLS = 1          # calls that count as running though they wait, beside one a worker


def _python_exit():
    """The program ends: managers finish what was submitted."""
    global _global_shutdown
    _global_shutdown = True
    crews = list(_crews)
    for crew in crews:
        crew.wake()
    for crew in crews:
        crew.manager.join()


# Before threading waits for its threads, as ours would not end by themselves.
threading._register_atexit(_python_exit)


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker has died: nothing that was submitted will be done."""


class _RemoteTraceback(Exception):
    """The cause of an error that came from a worker: the traceback, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


# ---- the worker ----

def _call_batch(fn, batch):
    """One batch of map()."""
    return [fn(*args) for args in batch]


def _outcome(fn, args, kwargs):
    """A call's (succeeded, value or error, traceback as text), pickled."""
    try:
        return ForkingPickler.dumps((True, fn(*args, **kwargs), None))
    except BaseException as exc:
        failure = exc
    for attempt in range(2):        # an error that cannot be pickled is replaced by that error
        text = ''.join(traceback.format_exception(failure))
        try:
            return ForkingPickler.dumps((False, failure, text))
        except Exception as exc:
            failure = exc
    return ForkingPickler.dumps((False, RuntimeError(repr(failure)), text))


def _work(connection, strangers, initializer, initargs, limit):
    """The life of a worker: calls, until None comes or there were `limit` of them."""
    for end in strangers:           # the manager's ends, which a fork has copied
        end.close()
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical('Exception in initializer:', exc_info=True)
            return                  # the manager sees the process end
    for _ in itertools.count() if limit is None else range(limit):
        try:
            call = connection.recv()
        except EOFError:
            return
        if call is None:
            return
        reply = _outcome(*call)
        del call
        connection.send_bytes(reply)
        del reply


class _Worker:
    """A process as the manager sees it."""

    def __init__(self, process, connection, limit):
        self.process, self.connection = process, connection
        self.left = limit           # calls that it still takes; None: any number
        self.call = None            # what it works on

    def give(self, call):
        """Send a call; an error means that it could not be pickled."""
        message = ForkingPickler.dumps((call.fn, call.args, call.kwargs))
        self.call = call
        if self.left is not None:
            self.left -= 1
        with contextlib.suppress(OSError):      # it has died, which the sentinel tells
            self.connection.send_bytes(message)

    def part(self):
        """Wait for its end."""
        self.process.join()
        self.connection.close()


class _Call:
    __slots__ = ('future', 'fn', 'args', 'kwargs')

    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def settle(self, ok, value, text=None):
        if text is not None:
            value.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
        with contextlib.suppress(_base.InvalidStateError):      # cancelled
            if ok:
                self.future.set_result(value)
            else:
                self.future.set_exception(value)


class _Broken(Exception):
    """Tells the manager that the pool has broken."""


# ---- executor and manager ----

class _Crew:
    """Workers and calls. `lock` guards the collections and flags; futures are settled without
    it."""

    def __init__(self, context, size, limit, initializer, initargs):
        self.context, self.size, self.limit = context, size, limit
        self.initializer, self.initargs = initializer, initargs
        self.forks = context.get_start_method(allow_none=False) == 'fork'
        self.lock = threading.Lock()
        self.workers = {}                       # pid -> _Worker
        self.waiting = collections.deque()      # calls that can be cancelled
        self.admitted = collections.deque()     # calls that count as running
        self.closing = self.cancelling = False
        self.broken = None                      # why nothing goes any more
        self.manager = None
        self.bell, self.bell_push = mp.Pipe(duplex=False)
        self.rung = False

    def wake(self):
        """Make the manager look again; safe from any thread and from a finalizer."""
        if not self.rung:
            self.rung = True
            self.bell_push.send_bytes(b'!')

    def add(self, call):
        """Take a call, and start workers for it; called with the lock."""
        if self.forks:
            # All of them now, before the manager's thread: threads and forks do not go together.
            while self.manager is None and len(self.workers) < self.size:
                self.start_worker()
        elif self.load() >= len(self.workers) < self.size:
            self.start_worker()
        self.waiting.append(call)
        if self.manager is None:
            self.manager = threading.Thread(target=self.manage)
            self.manager.start()
            _crews.add(self)
        self.wake()

    def load(self):
        busy = sum(worker.call is not None for worker in self.workers.values())
        return busy + len(self.admitted) + len(self.waiting)

    def start_worker(self):
        mine, theirs = mp.Pipe()
        strangers = [mine] if self.forks else []
        if self.forks:
            strangers += [worker.connection for worker in self.workers.values()]
        process = self.context.Process(
            target=_work, args=(theirs, strangers, self.initializer, self.initargs, self.limit))
        process.start()
        theirs.close()
        self.workers[process.pid] = _Worker(process, mine, self.limit)

    # -- the manager's thread --

    def manage(self):
        try:
            while self.distribute():
                self.attend()
        except _Broken as exc:
            self.give_up(exc.__cause__)
        else:
            self.dismiss()

    def distribute(self):
        """Give calls to idle workers; False when there is nothing left to do, now or later."""
        while True:
            with self.lock:
                ending = self.closing or _global_shutdown
                self.admit()
                dropped = self.withdraw() if self.cancelling else ()
                worker = self.idle_worker() if self.admitted else None
                call = self.admitted.popleft() if worker else None
                if call is None and not dropped:
                    return not ending or self.load() > 0
            for each in dropped:
                each.future.cancel()
            if call is not None:
                try:
                    worker.give(call)
                except Exception as exc:
                    call.settle(False, exc, ''.join(traceback.format_exception(exc)))

    def withdraw(self):
        self.cancelling = False
        dropped = list(self.waiting)
        self.waiting.clear()
        return dropped

    def admit(self):
        while self.waiting and len(self.admitted) < self.size + EXTRA_QUEUED_CALLS:
            call = self.waiting.popleft()
            if call.future.set_running_or_notify_cancel():
                self.admitted.append(call)

    def idle_worker(self):
        for worker in self.workers.values():
            if worker.call is None and worker.left != 0:
                return worker
        return None

    def attend(self):
        """Wait until something happens, and see to it."""
        workers = list(self.workers.values())
        ready = wait_ready([self.bell, *(worker.connection for worker in workers),
                            *(worker.process.sentinel for worker in workers)])
        if self.bell in ready:
            self.rung = False
            self.bell.recv_bytes()
        for worker in workers:
            if worker.connection in ready:
                self.take_result(worker)
            elif worker.process.sentinel in ready and worker.left != 0:
                raise _Broken

    def take_result(self, worker):
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            raise _Broken from None
        try:
            outcome = ForkingPickler.loads(message)
        except BaseException as exc:
            raise _Broken from exc
        call, worker.call = worker.call, None
        if worker.left == 0:
            self.replace(worker)
        call.settle(*outcome)

    def replace(self, worker):
        worker.part()
        with self.lock:
            del self.workers[worker.process.pid]
            if self.load() > len(self.workers):
                self.start_worker()

    def dismiss(self):
        workers = list(self.workers.values())
        for worker in workers:
            with contextlib.suppress(OSError):
                worker.connection.send(None)
        for worker in workers:
            worker.part()

    def give_up(self, cause):
        """A worker has died, or sent what cannot be read: everything fails."""
        with self.lock:
            self.broken = ('A child process terminated abruptly, the process pool is not usable '
                           'anymore')
            workers = list(self.workers.values())
            calls = [worker.call for worker in workers if worker.call is not None]
            calls += [*self.admitted, *self.waiting]
            self.admitted.clear()
            self.waiting.clear()
        error = BrokenProcessPool('A process in the process pool was terminated abruptly '
                                  'while the future was running or pending.')
        if cause is not None:
            error.__cause__ = _RemoteTraceback(
                f"\n'''\n{''.join(traceback.format_exception(cause))}'''")
        for call in calls:
            call.settle(False, error)
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.part()


class ProcessPoolExecutor(_base.Executor):

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        """Workers are started when they are needed, at most max_workers."""
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        limit = max_tasks_per_child
        context = mp_context or mp.get_context(None if limit is None else 'spawn')
        if not (initializer is None or callable(initializer)):
            raise TypeError("initializer must be a callable")
        if limit is not None:
            self._check_limit(limit, context)
        self._max_workers, self._mp_context, self._max_tasks_per_child = max_workers, context, limit
        self._crew = crew = _Crew(context, max_workers, limit, initializer, initargs)

        def abandoned(_):
            crew.closing = True
            crew.wake()

        crew.executor = weakref.ref(self, abandoned)

    @staticmethod
    def _check_limit(limit, context):
        if not isinstance(limit, int):
            raise TypeError("max_tasks_per_child must be an integer")
        if limit <= 0:
            raise ValueError("max_tasks_per_child must be >= 1")
        if context.get_start_method(allow_none=False) == "fork":
            raise ValueError("max_tasks_per_child is incompatible with the 'fork' "
                             "multiprocessing start method; supply a different mp_context.")

    @property
    def _processes(self):
        """The processes by their number; None after shutdown()."""
        if self._crew.closing:
            return None
        return {pid: worker.process for pid, worker in self._crew.workers.items()}

    @property
    def _broken(self):
        return self._crew.broken or False

    def submit(self, fn, /, *args, **kwargs):
        crew = self._crew
        with crew.lock:
            if crew.broken:
                raise BrokenProcessPool(crew.broken)
            if crew.closing:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _global_shutdown:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = _base.Future()
            crew.add(_Call(future, fn, args, kwargs))
        return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of fn for the items of the iterables, in order; chunksize of them go to a
        worker at once."""
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        batches = itertools.batched(zip(*iterables), chunksize)
        return _items(super().map(partial(_call_batch, fn), batches, timeout=timeout))

    def shutdown(self, wait=True, *, cancel_futures=False):
        crew = self._crew
        with crew.lock:
            crew.closing = True
            crew.cancelling = cancel_futures
            crew.wake()
        if wait and crew.manager is not None:
            crew.manager.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__


def _items(batches):
    """The items of the batches; none is held once it has been given out."""
    for batch in map(collections.deque, batches):
        while batch:
            yield batch.popleft()
