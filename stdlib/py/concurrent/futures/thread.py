# SPDX-License-Identifier: MIT
"""ThreadPoolExecutor."""
import itertools
import os
import queue
import threading
import weakref
from concurrent.futures import _base

_all_queues = weakref.WeakKeyDictionary()   # worker thread -> queue of its pool
_NO_WORK = object()
_shutdown = False
_global_shutdown_lock = threading.Lock()


def _python_exit():
    """The program ends: every worker finishes what was submitted, and ends."""
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    items = list(_all_queues.items())
    for thread, work in items:
        work.put(None)
    for thread, work in items:
        thread.join()


threading._register_atexit(_python_exit)


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a worker has failed."""


class _Work:
    __slots__ = ('future', 'fn', 'args', 'kwargs')

    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def run(self):
        future = self.future
        if not future.set_running_or_notify_cancel():
            return
        tell = future.set_result
        try:
            outcome = self.fn(*self.args, **self.kwargs)
        except BaseException as exc:
            outcome, tell = exc, future.set_exception
        try:
            tell(outcome)
        finally:                            # the traceback of an error holds this frame
            self = future = outcome = tell = None


def _worker(pool_ref, work_queue, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            import sys
            sys.stderr.write("Exception in initializer:\n")
            sys.__excepthook__(*sys.exc_info())
            pool = pool_ref()
            if pool is not None:
                pool._initializer_failed()
            return
    while True:
        work = work_queue._poll(_NO_WORK)
        if work is _NO_WORK:
            pool = pool_ref()
            if pool is not None:
                with pool._idle_lock:
                    pool._idle += 1
            del pool
            work = work_queue.get()
        if work is not None:
            work.run()
            del work
            continue
        pool = pool_ref()
        if _shutdown or pool is None or pool._shutdown:
            if pool is not None:
                pool._shutdown = True
            work_queue.put(None)            # for the next worker
            return
        del pool


class ThreadPoolExecutor(_base.Executor):
    """Makes calls in a number of threads, which are started as they are needed."""
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        # calls that wait for something need more threads than processors
        if max_workers is None:
            max_workers = min(32, 4 + (os.process_cpu_count() or 1))
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if not (initializer is None or callable(initializer)):
            raise TypeError("initializer must be a callable")
        self._initializer, self._initargs = initializer, initargs
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle = 0                      # workers that wait and are not expected by a call yet
        self._idle_lock = threading.Lock()
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = (thread_name_prefix or
                                    f"ThreadPoolExecutor-{ThreadPoolExecutor._counter()}")

    def _check_open(self):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown or _shutdown:
            what = 'shutdown' if self._shutdown else 'interpreter shutdown'
            raise RuntimeError(f'cannot schedule new futures after {what}')

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            self._check_open()
            future = _base.Future()
            self._work_queue.put(_Work(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _adjust_thread_count(self):
        with self._idle_lock:
            if self._idle:
                self._idle -= 1
                return

        def wake(_, work_queue=self._work_queue):
            work_queue.put(None)            # nobody holds the pool any more

        count = len(self._threads)
        if count < self._max_workers:
            thread = threading.Thread(
                name=f'{self._thread_name_prefix or self}_{count}', target=_worker,
                args=(weakref.ref(self, wake), self._work_queue, self._initializer,
                      self._initargs))
            thread.start()
            self._threads.add(thread)
            _all_queues[thread] = self._work_queue

    def _drain(self):
        """The work that nobody has begun."""
        while True:
            try:
                work = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if work is not None:
                yield work

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = ('A thread initializer failed, the thread pool is not usable anymore')
            for work in self._drain():
                work.future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for work in self._drain():
                    work.future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
