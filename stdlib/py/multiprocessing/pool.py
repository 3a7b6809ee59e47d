# SPDX-License-Identifier: MIT
"""Pool: workers that share out tasks.

Every worker has a channel of its own and at most one task, so that writing to a worker never waits
for another one, and no lock is left behind by one that dies. Two threads stand behind a pool. The
feeder takes tasks out of the iterables that it was given, and each to a worker that is idle. The
supervisor hands the outcomes to the results that wait for them, and replaces workers that have
ended. Both know the crew but not the pool: it can be collected.
"""

__all__ = ['Pool', 'ThreadPool']

import itertools
import os
import queue
import selectors
import sys
import threading
import traceback
import types
import warnings

from . import TimeoutError, get_context, util
from .reduction import ForkingPickler

INIT = "INIT"
RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"


def mapstar(args):
    return [*map(*args)]


def starmapstar(args):
    func, items = args
    return [func(*item) for item in items]


# ---- errors with the traceback of the worker ----

class RemoteTraceback(Exception):
    """The cause of an error that came from a worker: its traceback there, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """Becomes, when it is unpickled, the exception with a RemoteTraceback as its cause."""

    def __init__(self, exc, tb):
        lines = traceback.format_exception(type(exc), exc, tb)
        self.exc, self.tb = exc, '\n"""\n' + ''.join(lines) + '"""'

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """A result could not be pickled."""

    def __init__(self, exc, value):
        self.exc, self.value = repr(exc), repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f'<{type(self).__name__}: {self}>'


# ---- the worker: a loop in another process or thread ----

def _perform(channel, wrap_exception):
    """Take one task and do it: its outcome, (True, result) or (False, error). None: there are no
    more."""
    try:
        task = channel.recv()
    except (EOFError, OSError):             # nobody gives out work any more
        return None
    except Exception as e:                  # the task cannot be unpickled here
        return False, e
    if task is None:
        return None
    func, args, kwds = task
    try:
        return True, func(*args, **kwds)
    except Exception as e:
        return False, ExceptionWithTraceback(e, e.__traceback__) if wrap_exception else e


def worker(channel, initializer, initargs, maxtasks, wrap_exception):
    if initializer is not None:
        initializer(*initargs)
    for _ in itertools.repeat(None) if maxtasks is None else range(maxtasks):
        outcome = _perform(channel, wrap_exception)
        if outcome is None:
            break
        try:
            channel.send(outcome)
        except Exception as e:
            channel.send((False, MaybeEncodingError(e, outcome[1])))
        del outcome                         # the next task may be long
    util.debug('pool worker ends')


# ---- what a crew knows of a worker ----

class _Member:
    """A worker as its crew sees it; task: what it works on, (result, index)."""

    def __init__(self, process, channel):
        self.process, self.channel = process, channel
        self.task = None
        self.done = 0                       # tasks so far

    def hand(self, task, load):
        """Give it a task: False if it has gone."""
        self.task = task
        try:
            self.channel.send_bytes(load)
        except OSError:
            self.task = None
            return False
        return True


class _ThreadMember(_Member):
    """A worker that is a thread: it is the channel itself, and puts what it has done where the
    supervisor looks."""

    def __init__(self, outcomes):
        super().__init__(None, self)
        self._outcomes = outcomes
        self._tasks = queue.SimpleQueue()
        self.recv, self.send_bytes = self._tasks.get, self._tasks.put

    def send(self, outcome):
        self._outcomes.put((self, outcome))


# ---- the crew ----

class _Crew:
    """The workers of a pool, the results that are awaited, and the two threads."""

    def __init__(self, size, start_process, maxtasks):
        self.size, self.start_process, self.maxtasks = size, start_process, maxtasks
        self.members = []
        self.idle = queue.SimpleQueue()     # members without a task; None: stop
        # (result, tasks) for the feeder; None: there are no more
        self.orders = queue.SimpleQueue()
        self.awaited = set()                # results
        self.feeding = True
        self.stopping = False
        self.threads = []

    def start(self):
        """Fill up the crew and start its threads."""
        try:
            self.recruit()
        except Exception:
            self._dismiss()
            raise
        for target in self.feed, self.supervise:
            thread = threading.Thread(target=target, daemon=True)
            self.threads.append(thread)
            thread.start()
        # CPython has a third one: threads that come later get the same names
        threading.Thread()

    def recruit(self):
        """Start workers until there are as many as there should be."""
        while len(self.members) < self.size:
            member = self.new_member()
            self.members.append(member)
            self.idle.put(member)

    def order(self, result, tasks):
        """Have the tasks done: (function, arguments, keywords) each."""
        self.awaited.add(result)
        self.orders.put((result, tasks))

    # -- the feeder --

    def feed(self):
        for result, tasks in iter(self.orders.get, None):
            count = 0
            try:
                for task in tasks:
                    if not self._assign(result, count, task):
                        return
                    count += 1
                    del task
            # the caller's iterable has failed: that is the last item
            except Exception as e:
                result._set(count, (False, e))
                count += 1
            result._set_length(count)
            del result, tasks
        self.feeding = False
        self.wake()

    def _assign(self, result, index, task):
        """Give a task to the next worker that is idle: False when the pool is being terminated."""
        try:
            load = self.encode(task)
        except Exception as e:
            result._set(index, (False, e))
            return not self.stopping
        while (member := self.idle.get()) is not None and not self.stopping:
            if member.hand((result, index), load):
                return True
        return False

    # -- the supervisor --

    def settle(self, member, outcome):
        """A worker has done its task."""
        result, index = member.task
        member.task = None
        member.done += 1
        result._set(index, outcome)
        if member.done != self.maxtasks:    # else it goes, and another one comes
            self.idle.put(member)

    def finished(self):
        """Is there nothing to do any more, and nothing to come?"""
        return (self.stopping or not self.feeding
                and all(member.task is None for member in self.members))

    def stop(self):
        """Terminate: whatever the threads wait for, they see it."""
        self.stopping = True
        self.orders.put(None)
        self.idle.put(None)
        self.wake()
        for thread in self.threads:
            if thread is not threading.current_thread():
                thread.join()


class _ProcessCrew(_Crew):
    """Workers in processes: a selector waits for their channels, for their ends, and for a pipe
    that wakes it."""

    def __init__(self, ctx, *args):
        super().__init__(*args)
        self.pipe = ctx.Pipe
        self.selector = selectors.PollSelector()
        self.wakeup, self._waker = ctx.Pipe(duplex=False)
        self.selector.register(self.wakeup, selectors.EVENT_READ)

    encode = staticmethod(ForkingPickler.dumps)

    def wake(self):
        self._waker.send_bytes(b'')

    def new_member(self):
        ours, theirs = self.pipe()
        with theirs:
            process = self.start_process(theirs)
        member = _Member(process, ours)
        for source in ours, process.sentinel:
            self.selector.register(source, selectors.EVENT_READ, member)
        return member

    def supervise(self):
        while not self.finished():
            # Channels come before ends: the last outcome of a worker counts.
            ready = [key for key, _ in self.selector.select()]
            for key in sorted(ready, key=lambda key: isinstance(key.fileobj, int)):
                if key.data is None:
                    self.wakeup.recv_bytes()
                elif key.fileobj is key.data.channel:
                    self._listen(key.data)
                else:
                    self._bury(key.data)
            del ready
            if self.feeding and not self.stopping:
                self.recruit()
        self._dismiss()

    def _listen(self, member):
        try:
            data = member.channel.recv_bytes()
        except (EOFError, OSError):
            self.selector.unregister(member.channel)
            return
        try:
            outcome = ForkingPickler.loads(data)
        except Exception as e:
            outcome = False, e
        self.settle(member, outcome)

    def _bury(self, member):
        """A worker has ended; what it worked on is lost."""
        for source in member.channel, member.process.sentinel:
            if source in self.selector.get_map():
                self.selector.unregister(source)
        member.process.join()
        if self.feeding:
            self.members.remove(member)
        else:
            member.task = None

    def _dismiss(self):
        """The workers end: in peace, unless the pool is terminated."""
        nothing = ForkingPickler.dumps(None)
        peaceful = not self.feeding and not self.stopping
        for member in self.members:
            if member.process.exitcode is None:
                if peaceful:
                    member.hand(None, nothing)
                else:
                    member.process.terminate()
        for member in self.members:
            member.process.join()


class _ThreadCrew(_Crew):
    """Workers in threads: they cannot be stopped in the middle of a task, and do not die of one."""

    def __init__(self, *args):
        super().__init__(*args)
        self.outcomes = queue.SimpleQueue()

    def encode(self, task):
        return task

    def wake(self):
        self.outcomes.put((None, None))

    def new_member(self):
        member = _ThreadMember(self.outcomes)
        member.process = self.start_process(member)
        return member

    def supervise(self):
        while not self.finished():
            member, outcome = self.outcomes.get()
            if member is not None:
                self.settle(member, outcome)
            del member, outcome
        self._dismiss()

    def _dismiss(self):
        for member in self.members:
            member.hand(None, None)


# ---- the pool ----

def _check_arguments(processes, initializer, maxtasksperchild):
    if processes < 1:
        raise ValueError("Number of processes must be at least 1")
    if (maxtasksperchild is not None
            and (not isinstance(maxtasksperchild, int) or maxtasksperchild < 1)):
        raise ValueError("maxtasksperchild must be a positive int or None")
    if initializer is not None and not callable(initializer):
        raise TypeError('initializer must be a callable')


def _batches(func, iterable, size):
    """The tasks of map(): several items each."""
    return ((func, batch) for batch in itertools.batched(iterable, size))


class Pool:
    """Workers in other processes, and the functions to give them work."""
    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None,
                 context=None):
        self._state = INIT
        self._ctx = context or get_context()
        self._processes = (os.process_cpu_count() or 1) if processes is None else processes
        _check_arguments(self._processes, initializer, maxtasksperchild)
        make, ctx = self.Process, self._ctx
        settings = initializer, initargs, maxtasksperchild, self._wrap_exception

        def start_process(channel):
            process = make(ctx, target=worker, args=(channel, *settings))
            process.name = process.name.replace('Process', 'PoolWorker')
            process.daemon = True
            process.start()
            return process

        self._crew = self._make_crew(start_process, maxtasksperchild)
        self._crew.start()
        self._terminate = util.Finalize(self, self._crew.stop, exitpriority=15)
        self._state = RUN

    def _make_crew(self, start_process, maxtasks):
        return _ProcessCrew(self._ctx, self._processes, start_process, maxtasks)

    @property
    def _pool(self):
        return [member.process for member in self._crew.members]

    @property
    def _cache(self):
        return self._crew.awaited

    def __del__(self, _warn=warnings.warn, RUN=RUN):
        if self._state == RUN:
            _warn(f"unclosed running multiprocessing pool {self!r}", ResourceWarning, source=self)

    def __repr__(self):
        kind = type(self)
        return (f'<{kind.__module__}.{kind.__qualname__} state={self._state} '
                f'pool_size={len(self._crew.members)}>')

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

    # -- giving work --

    def apply(self, func, args=(), kwds={}):
        """func(*args, **kwds), made by a worker."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """As apply(), but without waiting: an object that will have the result."""
        self._check_running()
        return ApplyResult(self, callback, error_callback)._order([(func, args, kwds)])

    def map(self, func, iterable, chunksize=None):
        """[func(item) for item in iterable], with the calls shared out."""
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """As map(), but without waiting."""
        return self._in_batches(mapstar, func, iterable, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        """[func(*item) for item in iterable], with the calls shared out."""
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """As starmap(), but without waiting."""
        return self._in_batches(starmapstar, func, iterable, chunksize, callback, error_callback)

    def _in_batches(self, mapper, func, iterable, size, *callbacks):
        self._check_running()
        items = iterable if hasattr(iterable, '__len__') else list(iterable)
        count = len(items)
        if size is None:                    # about four batches for a worker
            size = -(-count // (4 * len(self._crew.members)))
        result = MapResult(self, size, count, *callbacks)
        if result.ready():
            return result
        return result._order((mapper, (batch,), {}) for batch in _batches(func, items, size))

    def imap(self, func, iterable, chunksize=1):
        """An iterator of results, in the order of the items."""
        return self._iterate(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """An iterator of results, as they come."""
        return self._iterate(IMapUnorderedIterator, func, iterable, chunksize)

    def _iterate(self, kind, func, iterable, size):
        self._check_running()
        if size < 1:
            raise ValueError(f"Chunksize must be 1+, not {size:n}")
        if size == 1:
            # iter() belongs to the feeder: what it raises is the first item.
            return kind(self)._order((func, (item,), {}) for part in (iterable,) for item in part)
        batches = kind(self)._order((mapstar, (batch,), {})
                                    for batch in _batches(func, iterable, size))
        return itertools.chain.from_iterable(batches)

    # -- the end --

    def close(self):
        """No more work: the workers end when all is done."""
        if self._state == RUN:
            self._state = CLOSE
            self._crew.orders.put(None)

    def terminate(self):
        """Stop at once, whatever is still to be done."""
        self._state = TERMINATE
        self._terminate()

    def join(self):
        """Wait for the workers; close() or terminate() comes first."""
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        for activity in self._crew.threads + self._pool:
            activity.join()


class ThreadPool(Pool):
    """A pool whose workers are threads of this process."""
    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from .dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _make_crew(self, start_process, maxtasks):
        return _ThreadCrew(self._processes, start_process, maxtasks)


# ---- results ----

class _Order:
    """What waits for outcomes. It keeps the pool alive as long as there are any to come."""

    def __init__(self, pool):
        self._pool = pool

    def _order(self, tasks):
        self._pool._crew.order(self, tasks)
        return self

    def _complete(self):
        pool, self._pool = self._pool, None
        if pool is not None:
            pool._crew.awaited.discard(self)


class ApplyResult(_Order):
    """The result of a call that a worker makes."""

    def __init__(self, pool, callback, error_callback):
        super().__init__(pool)
        self._event = threading.Event()
        self._callbacks = {True: callback, False: error_callback}

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._outcome[0]

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        if not self._event.wait(timeout):
            raise TimeoutError
        success, value = self._outcome
        if not success:
            raise value
        return value

    def _set(self, i, outcome):
        success, value = self._outcome = outcome
        if (callback := self._callbacks[success]) is not None:
            try:
                callback(value)
            except Exception:               # the caller's mistake does not stop the pool
                threading.excepthook(
                    threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
        self._complete()
        self._event.set()

    def _set_length(self, length):
        pass

    __class_getitem__ = classmethod(types.GenericAlias)


AsyncResult = ApplyResult       # the name of old


class MapResult(ApplyResult):
    """The results of many calls, which come in batches."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._size = chunksize
        self._values = [None] * length
        self._error = None
        self._left = -(-length // chunksize) if chunksize > 0 else 0
        self._batches = self._left
        self._lock = threading.Lock()
        if not self._left:
            self._outcome = True, self._values
            self._complete()
            self._event.set()

    def _set(self, i, outcome):
        success, value = outcome
        with self._lock:                    # errors come from the feeder, too
            if success:
                self._values[i * self._size:(i + 1) * self._size] = value
            elif self._error is None:       # the first one is the result
                self._error = outcome
        self._arrive(1)

    def _arrive(self, count):
        with self._lock:
            self._left -= count
            last = count and not self._left
        if last:
            super()._set(0, self._error or (True, self._values))

    def _set_length(self, length):
        self._arrive(self._batches - length)


class IMapIterator(_Order):
    """Outcomes in their order; _turn: whose it is."""

    def __init__(self, pool):
        super().__init__(pool)
        self._cond = threading.Condition(threading.Lock())
        self._arrived = {}
        self._count = self._turn = 0
        self._length = None

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._cond.wait_for(lambda: self._turn in self._arrived
                                       or self._turn == self._length, timeout):
                raise TimeoutError from None
            if self._turn == self._length:
                raise StopIteration from None
            success, value = self._arrived.pop(self._turn)
            self._turn += 1
        if not success:
            raise value
        return value

    __next__ = next

    def _place(self, i):
        return i

    def _set(self, i, outcome):
        with self._cond:
            self._arrived[self._place(i)] = outcome
            self._count += 1
            self._changed()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            self._changed()

    def _changed(self):
        self._cond.notify_all()
        if self._count == self._length:
            self._complete()


class IMapUnorderedIterator(IMapIterator):
    """Outcomes in the order in which they came."""

    def _place(self, i):
        return self._count
