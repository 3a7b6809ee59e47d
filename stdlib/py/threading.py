# SPDX-License-Identifier: MIT
"""Threads: the class Thread and what threads wait for each other with, on top of _thread."""
import sys as _sys
import _thread
from _collections import deque as _deque
from itertools import count as _count
from time import monotonic as _time
from _thread import (RLock, TIMEOUT_MAX, get_ident, get_native_id, stack_size, _ExceptHookArgs as
                     ExceptHookArgs, _excepthook as excepthook, _local as local, lock as Lock)

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread',
           'TIMEOUT_MAX', 'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread',
           'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError', 'setprofile', 'settrace',
           'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'getprofile', 'gettrace',
           'setprofile_all_threads', 'settrace_all_threads', 'get_native_id']

ThreadError = RuntimeError
_allocate_lock = Lock
_CRLock = _RLock = RLock
_counter = _count(1).__next__
_registry = Lock()                          # guards the two tables below
_active = {}                                # ident -> Thread that runs
_limbo = {}                                 # threads that were started but do not run yet
_atexits = []
_finishing = False
__excepthook__ = excepthook


# ---------------------------------------------------------------- tracing

_trace_hook = _profile_hook = None          # for threads that start from now on


def settrace(func):
    """Set a trace function for all threads started from the threading module."""
    global _trace_hook
    _trace_hook = func


def setprofile(func):
    """Set a profile function for all threads started from the threading module."""
    global _profile_hook
    _profile_hook = func


def settrace_all_threads(func):
    """Set a trace function for all threads, those that run already included."""
    settrace(func)
    _sys._settraceallthreads(func)


def setprofile_all_threads(func):
    """Set a profile function for all threads, those that run already included."""
    setprofile(func)
    _sys._setprofileallthreads(func)


def gettrace():
    """Get the trace function as set by threading.settrace()."""
    return _trace_hook


def getprofile():
    """Get the profiler function as set by threading.setprofile()."""
    return _profile_hook


# ---------------------------------------------------------------- what threads wait for

class Condition:
    """A lock with a queue of threads that wait to be told of a change."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self._waiters = _deque()
        self.acquire, self.release = lock.acquire, lock.release
        self._restores = hasattr(lock, '_acquire_restore')
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _at_fork_reinit(self):
        self._waiters.clear()
        self._lock._at_fork_reinit()

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    # The three below are replaced by the lock's own where it has them.
    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        """Let the lock go until notify() or the time-out; False after the time-out."""
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        told = False
        try:
            if timeout is None:
                waiter.acquire()
                told = True
            elif timeout > 0:
                told = waiter.acquire(True, timeout)
            else:
                told = waiter.acquire(False)
            return told
        finally:
            if self._restores:
                self._acquire_restore(state)
            else:
                self._lock.acquire()
            if not told:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass                    # notify() took it out in the meantime

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true; its last value."""
        deadline = None
        result = predicate()
        while not result:
            if timeout is not None:
                if deadline is None:
                    deadline = _time() + timeout
                    left = timeout
                else:
                    left = deadline - _time()
                    if left <= 0:
                        break
                self.wait(left)
            else:
                self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake n of the waiting threads, the oldest first."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters.popleft()
            try:
                waiter.release()
            except RuntimeError:
                continue                    # that one has gone by itself
            n -= 1

    def notify_all(self):
        """Wake all waiting threads."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """The old name of notify_all()."""
        _deprecated('notifyAll() is deprecated, use notify_all() instead')
        self.notify_all()


def _deprecated(text):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel=3)


class Semaphore:
    """A counter of permissions; who finds none left waits."""

    _most = None                            # how many permissions there may be

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value, self._cond = value, Condition(Lock())

    def __repr__(self):
        return f"<{_full_name(self)} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        """Take one permission."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        deadline = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if deadline is None:
                        deadline = _time() + timeout
                    else:
                        timeout = deadline - _time()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n=1):
        """Give n permissions back."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            value = self._value + n
            if self._most is not None and value > self._most:
                raise ValueError("Semaphore released too many times")
            self._value = value
            self._cond.notify(n)

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    """A Semaphore that refuses to get more permissions than it began with."""

    def __init__(self, value=1):
        super().__init__(value)
        self._most = value

    def __repr__(self):
        return super().__repr__().removesuffix('>') + f'/{self._most}>'


def _full_name(obj):
    return f"{type(obj).__module__}.{type(obj).__qualname__}"


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        return f"<{_full_name(self)} at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def is_set(self):
        """True once set() was called."""
        return self._flag

    def isSet(self):
        """The old name of is_set()."""
        _deprecated('isSet() is deprecated, use is_set() instead')
        return self.is_set()

    def set(self):
        """Raise the flag and wake all who wait."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Lower the flag."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Wait for the flag; False after the time-out."""
        with self._cond:
            if not self._flag:
                return self._flag or self._cond.wait(timeout)
            return True


class BrokenBarrierError(RuntimeError):
    """The barrier was aborted, reset, or somebody's time ran out."""


class Barrier:
    """A place where a number of threads wait until all have come."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._parties, self._action, self._timeout = parties, action, timeout
        self._cond = Condition(Lock())
        self._state = 'filling'             # then 'draining'; or 'resetting', 'broken'
        self._count = 0

    def __repr__(self):
        if self.broken:
            return f"<{_full_name(self)} at {id(self):#x}: broken>"
        return (f"<{_full_name(self)} at {id(self):#x}:"
                f" waiters={self.n_waiting}/{self.parties}>")

    def wait(self, timeout=None):
        """Wait for the others: a number from 0 to parties - 1, different for each."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in ('draining', 'resetting'):
                self._cond.wait()
            if self._state == 'broken':
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._open()
                else:
                    self._stay(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ('draining', 'resetting'):
                    self._state = 'filling'
                    self._cond.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
            self._state = 'draining'
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _stay(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 'filling', timeout):
            self._break()
            raise BrokenBarrierError
        if self._state in ('broken', 'resetting'):
            raise BrokenBarrierError

    def _break(self):
        self._state = 'broken'
        self._cond.notify_all()

    def reset(self):
        """Begin anew; who waits now gets BrokenBarrierError."""
        with self._cond:
            if self._count > 0:
                if self._state in ('filling', 'broken'):
                    self._state = 'resetting'
            else:
                self._state = 'filling'
            self._cond.notify_all()

    def abort(self):
        """Break the barrier for good."""
        with self._cond:
            self._break()

    @property
    def parties(self):
        """How many threads have to come."""
        return self._parties

    @property
    def n_waiting(self):
        """How many are here."""
        return self._count if self._state == 'filling' else 0

    @property
    def broken(self):
        """True if nobody can wait here any more."""
        return self._state == 'broken'


# ---------------------------------------------------------------- threads

class Thread:
    """An activity in a thread of its own: a target, or a run() that a subclass defines."""
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name:
            name = str(name)
        else:
            name = f"Thread-{_counter()}"
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = daemon if daemon is not None else current_thread().daemon
        self._ident = None
        self._native_id = None
        self._started = Event()
        self._handle = _thread._ThreadHandle()
        self._invoke_excepthook = _make_invoke_excepthook()
        self._initialized = True

    def _check(self, text="Thread.__init__() not called"):
        if not self._initialized:
            raise RuntimeError(text)

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._handle.is_done():
            status = "stopped"
        elif self._started.is_set():
            status = "started"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def _must_be_made(self):
        assert self._initialized, "Thread.__init__() not called"

    def start(self):
        """Start the activity: once only."""
        self._check("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _registry:
            _limbo[self] = self
        try:
            _thread.start_joinable_thread(self._bootstrap, handle=self._handle,
                                          daemon=bool(self._daemonic))
        except Exception:
            with _registry:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        """What the thread does."""
        target, args, kwargs = self._target, self._args, self._kwargs
        try:
            if target is not None:
                target(*args, **kwargs)
        finally:
            # What the thread was given may hold it: the ring is broken.
            del self._target, self._args, self._kwargs, target, args, kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        self._native_id = get_native_id()
        with _registry:
            _active[self._ident] = self
            del _limbo[self]
        self._started.set()
        for install, hook in (_sys.settrace, _trace_hook), (_sys.setprofile, _profile_hook):
            if hook:
                install(hook)
        try:
            self.run()
        except BaseException:
            self._invoke_excepthook(self)
        finally:
            with _registry:
                _active.pop(get_ident(), None)

    def join(self, timeout=None):
        """Wait until the thread has ended, or the time is over."""
        self._check()
        wrong = ("thread before it is started" if not self._started.is_set() else
                 "current thread" if self is current_thread() else None)
        if wrong:
            raise RuntimeError(f"cannot join {wrong}")
        self._handle.join(timeout if timeout is None else max(timeout, 0))

    @property
    def name(self):
        """A name for people."""
        self._must_be_made()
        return self._name

    @name.setter
    def name(self, name):
        self._must_be_made()
        self._name = str(name)

    @property
    def ident(self):
        """The number of the thread, None before it is started."""
        self._must_be_made()
        return self._ident

    @property
    def native_id(self):
        """The system's number of the thread, None before it is started."""
        self._must_be_made()
        return self._native_id

    def is_alive(self):
        """Has it been started, and has it not ended?"""
        self._must_be_made()
        return self._started.is_set() and not self._handle.is_done()

    @property
    def daemon(self):
        """True if the program does not wait for it at its end."""
        self._must_be_made()
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check()
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        """The old way to read daemon."""
        _deprecated('isDaemon() is deprecated, get the daemon attribute instead')
        return self.daemon

    def setDaemon(self, daemonic):
        """The old way to set daemon."""
        _deprecated('setDaemon() is deprecated, set the daemon attribute instead')
        self.daemon = daemonic

    def getName(self):
        """The old way to read name."""
        _deprecated('getName() is deprecated, get the name attribute instead')
        return self.name

    def setName(self, name):
        """The old way to set name."""
        _deprecated('setName() is deprecated, set the name attribute instead')
        self.name = name


def _print_uncaught(args, /):
    """What excepthook does: "Exception in thread Thread-1 (f):" and the traceback."""
    if not isinstance(args, ExceptHookArgs):
        raise TypeError('_thread.excepthook argument type must be ExceptHookArgs')
    if args.exc_type is SystemExit:
        return
    stderr = _sys.stderr
    if stderr is None:
        if args.thread is None or getattr(args.thread, '_stderr', None) is None:
            return
        stderr = args.thread._stderr
    name = get_ident() if args.thread is None else args.thread._name
    print(f"Exception in thread {name}:", file=stderr, flush=True)
    _sys.__excepthook__(args.exc_type, args.exc_value, args.exc_traceback)
    stderr.flush()


def _make_invoke_excepthook():
    """A function that reports the exception being handled, even when modules are being emptied."""
    old_hook, old_sys_hook = excepthook, _sys.excepthook

    def invoke(thread):
        try:
            hook = excepthook
            if hook is None:
                hook = old_hook
            hook(ExceptHookArgs([*_sys.exc_info(), thread]))
        except Exception as exc:
            exc.__suppress_context__ = True
            print("Exception in threading.excepthook:", file=_sys.stderr, flush=True)
            sys_hook = _sys.excepthook if _sys is not None and _sys.excepthook is not None \
                else old_sys_hook
            sys_hook(*_sys.exc_info())
    return invoke


class Timer(Thread):
    """Calls a function after a number of seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Do not call the function if it has not been called yet."""
        self.finished.set()

    def run(self):
        cancelled = self.finished.wait(self.interval)
        if not cancelled:
            self.function(*self.args, **self.kwargs)
            self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        _adopt(self, _thread._get_main_thread_ident())


class _DummyThread(Thread):
    """Stands for a thread that was started without this module."""

    def __init__(self):
        super().__init__(name=f"Dummy-{_counter()}", daemon=True)
        _adopt(self, get_ident())

    def is_alive(self):
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


def _adopt(thread, ident):
    thread._ident = ident
    thread._native_id = get_native_id()
    thread._handle = _thread._make_thread_handle(ident)
    thread._started.set()
    with _registry:
        _active[ident] = thread


def current_thread():
    """The Thread object of the thread that asks."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """The old name of current_thread()."""
    _deprecated('currentThread() is deprecated, use current_thread() instead')
    return current_thread()


def active_count():
    """How many threads are alive."""
    with _registry:
        return len(_active) + len(_limbo)


def activeCount():
    """The old name of active_count()."""
    _deprecated('activeCount() is deprecated, use active_count() instead')
    return active_count()


def enumerate():
    """All threads that are alive."""
    with _registry:
        return list(_active.values()) + list(_limbo)


def main_thread():
    """The thread in which the program began."""
    return _main_thread


# ---------------------------------------------------------------- the end, and fork

def _register_atexit(func, *arg, **kwargs):
    """Call func before the threads are joined at the end of the program."""
    if _finishing:
        raise RuntimeError("can't register atexit after shutdown")
    _atexits.append(lambda: func(*arg, **kwargs))


def _join_all():
    """Wait for every thread that is not a daemon."""
    me = get_ident()
    while True:
        with _registry:
            threads = [*_active.values(), *_limbo]
        threads = [thread for thread in threads if not thread._daemonic
                   and thread is not _main_thread and thread._ident != me]
        if not threads:
            return
        for thread in threads:
            thread._started.wait()
            thread._handle.join()


def _shutdown():
    """The main program has ended: its last duties."""
    global _finishing
    if _finishing:
        return
    _finishing = True
    _main_thread._handle._set_done()
    for func in reversed(_atexits):
        func()
    _join_all()


def _after_fork():
    """In the child of a fork() only the calling thread goes on."""
    global _main_thread, _registry
    _registry = Lock()
    current = _active.get(get_ident())
    for thread in [*_active.values(), *_limbo]:
        if thread is not current:
            thread._started._at_fork_reinit()
            thread._handle._set_done()
    _active.clear()
    _limbo.clear()
    if current is None:
        current = _MainThread()
    _active[get_ident()] = current
    _main_thread = current


_main_thread = _MainThread()
if 'posix' in _sys.builtin_module_names:
    import posix
    posix.register_at_fork(after_in_child=_after_fork)
    del posix
