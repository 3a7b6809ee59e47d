# SPDX-License-Identifier: MIT
"""Pools of workers.

A pool is three things: the workers; a *dispatcher* thread, which takes calls from the iterables of
the jobs and hands them to the workers; and a *collector* thread, which brings results to the jobs
and, of a pool of processes, replaces workers that have ended. What these threads share is a `_Crew`,
which does not know its pool: a pool that nobody holds is collected, and its crew with it.
"""

__all__ = ['Pool', 'ThreadPool']

import itertools
import os
import queue
import threading
import traceback
import types
import warnings

from . import TimeoutError, get_context, util
from .connection import Pipe, wait

INIT, RUN, CLOSE, TERMINATE = 'INIT', 'RUN', 'CLOSE', 'TERMINATE'

_job_numbers = itertools.count()


# ---- in the worker ----

class RemoteTraceback(Exception):
    """The cause of an error that came from another process: the traceback, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class MaybeEncodingError(Exception):
    """A result that could not be pickled."""

    def __init__(self, exc, value):
        self.exc, self.value = repr(exc), repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f'<{type(self).__name__}: {self}>'


def _call_each(func, chunk):
    return [func(item) for item in chunk]


def _call_each_starred(func, chunk):
    return [func(*item) for item in chunk]


def _perform(call):
    """The outcome of one call: (job, index, succeeded, value or error)."""
    job, index, func, args, kwds = call
    try:
        return job, index, True, func(*args, **kwds)
    except Exception as exc:
        return job, index, False, exc


def _calls(receive):
    """The calls that come, up to the dismissal (None) or the end of the pipe."""
    while True:
        try:
            call = receive()
        except (EOFError, OSError):
            return
        if call is None:
            return
        yield call
        del call                    # the arguments do not outlive the call


def _serve(receive, send, setup, setup_args, limit):
    """The life of a worker: at most `limit` calls (None: no end)."""
    if setup is not None:
        setup(*setup_args)
    for outcome in map(_perform, itertools.islice(_calls(receive), limit)):
        send(outcome)
        del outcome


def _serve_process(inbox, outbox, setup, setup_args, limit):
    inbox._writer.close()           # so that the end of the parent is the end of the pipe
    outbox._reader.close()

    def send(outcome):
        job, index, ok, value = outcome
        text = None
        if not ok:
            text = ''.join(traceback.format_exception(value))
        try:
            outbox.put((job, index, ok, value, text))
        except Exception as exc:
            outbox.put((job, index, False, MaybeEncodingError(exc, value), None))

    _serve(inbox.get, send, setup, setup_args, limit)


# ---- the crew: what the pool's threads share ----

class _Crew:
    """Workers, the jobs whose results are awaited, and the two threads between them."""

    def __init__(self, spawn, size, setup, setup_args):
        self.state = RUN
        self.spawn, self.size = spawn, size
        self.setup, self.setup_args = setup, setup_args
        self.workers = []
        self.pending = {}                       # job number -> its result object
        self.jobs = queue.SimpleQueue()         # (result, iterable of calls), at last None

    def start(self):
        self.refill()
        self.dispatcher = self._start_thread(self._dispatch)
        self.collector = self._start_thread(self._collect)

    @staticmethod
    def _start_thread(body):
        thread = threading.Thread(target=body, daemon=True)
        thread.start()
        return thread

    def refill(self):
        while len(self.workers) < self.size:
            worker = self.spawn(target=self.serve, args=self.serve_args())
            worker.name = worker.name.replace('Process', 'PoolWorker')
            worker.daemon = True
            worker.start()
            self.workers.append(worker)

    def retire(self, job):
        """A job has all its results."""
        self.pending.pop(job, None)
        if self.state == CLOSE and not self.pending:
            self.wake()

    def close(self):
        if self.state == RUN:
            self.state = CLOSE
            self.wake()

    def finished(self):
        return self.state == TERMINATE or self.state == CLOSE and not self.pending

    def _dispatch(self):
        while self._dispatch_job(self.jobs.get()):
            pass
        for _ in self.workers:
            self.send(None)

    def _dispatch_job(self, job):
        """Hand out the calls of one job; whether there may be another."""
        if job is None:
            return False
        result, calls = job
        calls = iter(calls)
        for index in itertools.count():
            if self.state == TERMINATE:
                return False
            try:
                call = next(calls, None)
            except Exception as exc:            # of the script's iterable
                result._receive(index, False, exc)
                result._set_length(index + 1)
                return True
            if call is None:
                result._set_length(index)
                return True
            try:
                self.send((result._job, index, *call))
            except Exception as exc:            # an argument cannot be pickled
                result._receive(index, False, exc)

    def _collect(self):
        while not self.finished():
            message = self.receive()
            if message is not None:
                self._deliver(*message)
                message = None
        self.jobs.put(None)

    def _deliver(self, job, index, ok, value, text=None):
        if text is not None:
            value.__cause__ = RemoteTraceback(f'\n"""\n{text}"""')
        result = self.pending.get(job)
        if result is not None:
            result._receive(index, ok, value)

    def terminate(self):
        """Stop everything; called by any thread, the two of the crew among them."""
        self.state = TERMINATE
        self.wake()
        self._join(self.collector)              # nobody starts workers from here on
        self.dismiss()
        self._join(self.dispatcher)

    @staticmethod
    def _join(thread):
        if thread is not threading.current_thread():
            thread.join()


class _ProcessCrew(_Crew):
    serve = staticmethod(_serve_process)

    def __init__(self, context, limit, *args):
        super().__init__(*args)
        self.limit = limit
        self.inbox, self.outbox = context.SimpleQueue(), context.SimpleQueue()
        self.send = self.inbox.put
        self.bell, self.bell_push = Pipe(duplex=False)

    def serve_args(self):
        return self.inbox, self.outbox, self.setup, self.setup_args, self.limit

    def start(self):
        try:
            super().start()
        except Exception:
            self.stop_workers()
            raise

    def wake(self):
        self.bell_push.send_bytes(b'!')

    def receive(self):
        """The next outcome, or None when something else happened."""
        results = self.outbox._reader
        ready = wait([results, self.bell, *(worker.sentinel for worker in self.workers)])
        if self.bell in ready:
            self.bell.recv_bytes()
        if len(ready) > (results in ready) + (self.bell in ready):
            self.replace_ended()
        return self.outbox.get() if results in ready else None

    def replace_ended(self):
        for worker in [worker for worker in self.workers if worker.exitcode is not None]:
            worker.join()
            self.workers.remove(worker)
        if not self.finished():
            self.refill()

    def stop_workers(self):
        for worker in self.workers:
            if worker.exitcode is None:
                worker.terminate()
        for worker in self.workers:
            worker.join()

    def dismiss(self):
        self.stop_workers()
        # Nobody reads any more: make room for what the dispatcher is writing.
        calls = self.inbox._reader
        while self.dispatcher.is_alive() and self.dispatcher is not threading.current_thread():
            if calls.poll(0.01):
                os.read(calls.fileno(), 1 << 16)


class _ThreadCrew(_Crew):
    serve = staticmethod(_serve)

    def __init__(self, *args):
        super().__init__(*args)
        self.inbox, self.outbox = queue.SimpleQueue(), queue.SimpleQueue()
        self.send, self.receive = self.inbox.put, self.outbox.get

    def serve_args(self):
        return self.inbox.get, self.outbox.put, self.setup, self.setup_args, None

    def wake(self):
        self.outbox.put(None)

    def dismiss(self):
        """Calls that no thread has begun are dropped; those that run come to their end."""
        try:
            while True:
                self.inbox.get_nowait()
        except queue.Empty:
            for _ in self.workers:
                self.send(None)


# ---- the pool ----

class Pool:
    """Processes that share out calls."""

    _crew = None

    @staticmethod
    def Process(ctx, *args, **kwds):
        """Makes a worker; a subclass may make others."""
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._ctx = context or get_context()
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        limit = maxtasksperchild
        if limit is not None and (not isinstance(limit, int) or limit <= 0):
            raise ValueError("maxtasksperchild must be a positive int or None")
        if not (initializer is None or callable(initializer)):
            raise TypeError('initializer must be a callable')
        crew = self._make_crew(limit, processes, initializer, initargs)
        crew.start()
        self._crew = crew
        self._terminate = util.Finalize(self, crew.terminate, exitpriority=15)

    def _make_crew(self, limit, size, setup, setup_args):
        ctx, make = self._ctx, self.Process

        def spawn(**kwds):
            return make(ctx, **kwds)

        return _ProcessCrew(ctx, limit, spawn, size, setup, setup_args)

    def __del__(self, _warn=warnings.warn):
        if self._state == RUN:
            _warn(f"unclosed running multiprocessing pool {self!r}", ResourceWarning, source=self)

    @property
    def _state(self):
        return INIT if self._crew is None else self._crew.state

    @property
    def _pool(self):
        return [] if self._crew is None else self._crew.workers

    @property
    def _processes(self):
        return self._crew.size

    @property
    def _cache(self):
        return self._crew.pending

    def __repr__(self):
        cls = type(self)
        return f'<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>'

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    # ---- giving work ----

    def apply(self, func, args=(), kwds={}):
        """func(*args, **kwds) in a worker."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """apply() that returns at once."""
        self._check_running()
        return self._submit(ApplyResult(self, callback, error_callback), [(func, args, kwds)])

    def map(self, func, iterable, chunksize=None):
        """The results of func for each item, in order."""
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """map() that returns at once."""
        return self._map(_call_each, func, iterable, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        """As map() with the items as argument lists."""
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """starmap() that returns at once."""
        return self._map(_call_each_starred, func, iterable, chunksize, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        """An iterator of results, in order."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """An iterator of results as they come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _submit(self, result, calls):
        self._crew.jobs.put((result, calls))
        return result

    def _map(self, each, func, iterable, chunksize, callback, error_callback):
        self._check_running()
        items = iterable if hasattr(iterable, '__len__') else list(iterable)
        if chunksize is None:                   # four chunks a worker, rounded up
            chunksize = -(-len(items) // (len(self._pool) * 4))
        if len(items) == 0:
            chunksize = 0
        result = MapResult(self, chunksize, len(items), callback, error_callback)
        return self._submit(result, _chunks(each, func, items, chunksize))

    def _imap(self, make_result, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        if chunksize == 1:
            return self._submit(make_result(self), _singles(func, iterable))
        result = self._submit(make_result(self), _chunks(_call_each, func, iterable, chunksize))
        return itertools.chain.from_iterable(result)

    # ---- the end ----

    def close(self):
        """No more work: the workers end when all is done."""
        self._crew.close()

    def terminate(self):
        """Stop at once."""
        self._crew.state = TERMINATE
        self._terminate()

    def join(self):
        """Wait for the workers; close() or terminate() comes first."""
        if self._state == RUN:
            raise ValueError("Pool is still running")
        crew = self._crew
        for member in (crew.collector, crew.dispatcher, *crew.workers):
            member.join()


class ThreadPool(Pool):
    """Threads that share out calls."""

    @staticmethod
    def Process(ctx, *args, **kwds):
        from .dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _make_crew(self, limit, size, setup, setup_args):
        make = self.Process
        return _ThreadCrew(lambda **kwds: make(None, **kwds), size, setup, setup_args)


def _singles(func, iterable):
    for item in iterable:
        yield func, (item,), {}


def _chunks(each, func, iterable, size):
    """Calls of each(func, chunk) for chunks of that size."""
    items = iter(iterable)
    while chunk := tuple(itertools.islice(items, size)):
        yield each, (func, chunk), {}


# ---- results ----

class _Job:
    """What waits for outcomes: it keeps its pool alive until it has all of them."""

    def __init__(self, pool):
        self._pool = pool
        self._crew = pool._crew
        self._job = next(_job_numbers)
        self._crew.pending[self._job] = self

    def _retire(self):
        self._crew.retire(self._job)
        self._pool = None

    def _set_length(self, length):
        """The dispatcher has seen the end of the calls: how many there were."""


class ApplyResult(_Job):
    """The result of one call, some time."""

    def __init__(self, pool, callback=None, error_callback=None):
        super().__init__(pool)
        self._event = threading.Event()
        self._callback = callback
        self._error_callback = error_callback

    def ready(self):
        """Whether the call has ended."""
        return self._event.is_set()

    def successful(self):
        """Whether it ended without an error; ValueError if it has not ended."""
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        """Wait for the end, at most `timeout` seconds."""
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The result, or the error raised; TimeoutError after `timeout` seconds."""
        if not self._event.wait(timeout):
            raise TimeoutError
        if not self._success:
            raise self._value
        return self._value

    def _receive(self, index, ok, value):
        self._settle(ok, value)

    def _settle(self, ok, value):
        self._success, self._value = ok, value
        tell = self._callback if ok else self._error_callback
        try:
            if tell is not None:
                tell(value)
        finally:
            self._event.set()
            self._retire()

    __class_getitem__ = classmethod(types.GenericAlias)


AsyncResult = ApplyResult       # the name of old


class MapResult(ApplyResult):
    """The results of many calls: a list, or the first error when all have ended."""

    def __init__(self, pool, chunksize, length, callback, error_callback=None):
        super().__init__(pool, callback, error_callback)
        self._lock = threading.Lock()       # the dispatcher reports errors too
        self._chunksize = chunksize
        self._ok, self._outcome = True, [None] * length
        self._total = self._left = -(-length // chunksize) if chunksize > 0 else 0
        if self._left == 0:
            self._success, self._value = True, self._outcome
            self._event.set()
            self._retire()

    def _receive(self, index, ok, value):
        with self._lock:
            if self._ok and ok:
                start = index * self._chunksize
                self._outcome[start:start + self._chunksize] = value
            elif self._ok:
                self._ok, self._outcome = False, value
            self._left -= 1
            done = self._left == 0
        if done:
            self._settle(self._ok, self._outcome)

    def _set_length(self, length):
        """Fewer calls than announced when the iterable failed: the others do not come."""
        with self._lock:
            missing, self._total = self._total - length, length
            self._left -= missing
            done = missing and self._left == 0
        if done:
            self._settle(self._ok, self._outcome)


class IMapIterator(_Job):
    """An iterator over outcomes, in the order of the calls."""

    def __init__(self, pool):
        super().__init__(pool)
        self._changed = threading.Condition()
        self._outcomes = {}         # index -> (succeeded, value)
        self._next = 0              # the index that comes next
        self._received = 0
        self._length = None         # how many there will be, once known

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result; TimeoutError if it does not come within `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(self._has_news, timeout)
            if self._next not in self._outcomes:
                if self._next == self._length:
                    raise StopIteration
                raise TimeoutError
            ok, value = self._outcomes.pop(self._next)
            self._next += 1
        if not ok:
            raise value
        return value

    __next__ = next

    def _has_news(self):
        return self._next in self._outcomes or self._next == self._length

    def _place(self, index):
        return index

    def _receive(self, index, ok, value):
        with self._changed:
            self._outcomes[self._place(index)] = ok, value
            self._received += 1
            self._update()

    def _set_length(self, length):
        with self._changed:
            self._length = length
            self._update()

    def _update(self):
        self._changed.notify_all()
        if self._received == self._length:
            self._retire()


class IMapUnorderedIterator(IMapIterator):
    """An iterator over outcomes, in the order in which they come."""

    def _place(self, index):
        return self._received
