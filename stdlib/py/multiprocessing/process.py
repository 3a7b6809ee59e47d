# SPDX-License-Identifier: MIT
"""Process: an activity that runs in a process of its own."""

__all__ = ['BaseProcess', 'current_process', 'active_children', 'parent_process']

import itertools
import os
import signal
import sys
import threading
import traceback
import weakref

try:
    ORIGINAL_DIR = os.path.abspath(os.getcwd())
except OSError:                             # it has been removed
    ORIGINAL_DIR = None


def current_process():
    """The object of the process that runs."""
    return _current_process


def parent_process():
    """The object of the process that started this one; None in the first one."""
    return _parent_process


def active_children():
    """The children that run; those that have ended are waited for."""
    for child in tuple(_children):
        if child._popen is not None and child._popen.poll() is not None:
            _children.discard(child)
    return list(_children)


def _require(condition, message):
    if not condition:
        raise AssertionError(message)


class _Described:
    """What every process object has: a place in the family, a name, settings that children
    inherit."""

    def __init__(self, identity, name, parent_pid, config):
        self._identity, self._name = identity, name
        self._parent_pid, self._config = parent_pid, config
        self._popen = None
        self._closed = False

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        _require(isinstance(name, str), 'name must be a string')
        self._name = name

    @property
    def daemon(self):
        """Whether the process is stopped when its parent ends."""
        return self._config.get('daemon', False)

    @daemon.setter
    def daemon(self, daemonic):
        _require(self._popen is None, 'process has already started')
        self._config['daemon'] = daemonic

    @property
    def authkey(self):
        """The key by which the family knows each other."""
        return self._config['authkey']

    @authkey.setter
    def authkey(self, authkey):
        self._config['authkey'] = AuthenticationString(authkey)


class BaseProcess(_Described):
    """A child, seen from its parent; in the child itself, the current process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        _require(group is None, 'group argument must be None for now')
        parent = _current_process
        identity = *parent._identity, next(_numbers)
        name = name or f'{type(self).__name__}-{":".join(map(str, identity))}'
        super().__init__(identity, name, os.getpid(), dict(parent._config))
        self._parent_name = parent.name
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        if daemon is not None:
            self.daemon = daemon
        _dangling.add(self)

    def _Popen(self):
        """Start the process: how, subclasses know."""
        raise NotImplementedError

    def run(self):
        """What the process does; may be overridden."""
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    # -- its life --

    def _check_closed(self):
        if self._closed:
            raise ValueError("process object is closed")

    def _is_ours(self):
        return self._parent_pid == os.getpid()

    def start(self):
        """Start the process: it calls run()."""
        self._check_closed()
        for condition, message in (
                (self._popen is None, 'cannot start a process twice'),
                (self._is_ours(), 'can only start a process object created by current process'),
                (not _current_process.daemon,
                 'daemonic processes are not allowed to have children')):
            _require(condition, message)
        active_children()
        popen = self._Popen(self)
        self._popen, self._sentinel = popen, popen.sentinel
        # What the process works on is the child's: it may be freed here.
        del self._target, self._args, self._kwargs
        _children.add(self)

    def _ended(self, code):
        """Note the exit code, if there is one already."""
        if code is not None:
            _children.discard(self)
        return code is not None

    def join(self, timeout=None):
        """Wait until the process ends, or for that many seconds."""
        self._check_closed()
        _require(self._is_ours(), 'can only join a child process')
        _require(self._popen is not None, 'can only join a started process')
        self._ended(self._popen.wait(timeout))

    def is_alive(self):
        """Whether it has started and not ended."""
        self._check_closed()
        if self is _current_process:
            return True
        _require(self._is_ours(), 'can only test a child process')
        return self._popen is not None and not self._ended(self._popen.poll())

    def terminate(self):
        """Send it the signal SIGTERM."""
        self._check_closed()
        self._popen.terminate()

    def kill(self):
        """Send it the signal SIGKILL."""
        self._check_closed()
        self._popen.kill()

    def close(self):
        """Let go of what belongs to a process that has ended."""
        popen = self._popen
        if popen is not None:
            if not self._ended(popen.poll()):
                raise ValueError("Cannot close a process while it is still running. "
                                 "You should first call join() or terminate().")
            popen.close()
            self._popen = None
            del self._sentinel
        self._closed = True

    # -- what is known of it --

    @property
    def exitcode(self):
        """How it ended: a status, or the signal as a negative number. None as long as it has
        not."""
        self._check_closed()
        return self._exitcode()

    def _exitcode(self):
        return None if self is _current_process or self._popen is None else self._popen.poll()

    @property
    def ident(self):
        """Its number, when it has started."""
        self._check_closed()
        if self is _current_process:
            return os.getpid()
        return None if self._popen is None else self._popen.pid

    pid = ident

    @property
    def sentinel(self):
        """A descriptor that becomes readable when the process ends."""
        self._check_closed()
        if not hasattr(self, '_sentinel'):
            raise ValueError("process not started")
        return self._sentinel

    def _status(self):
        """The phase of its life, and the exit code."""
        if self is _current_process:
            return 'started', None
        if self._closed:
            return 'closed', None
        if not self._is_ours():
            return 'unknown', None
        code = self._exitcode()
        return 'initial' if self._popen is None else 'started' if code is None else 'stopped', code

    def __repr__(self):
        phase, code = self._status()
        words = [type(self).__name__, f'name={self._name!r}',
                 self._popen is not None and f'pid={self._popen.pid}', f'parent={self._parent_pid}',
                 phase, code is not None and f'exitcode={_exitcode_to_name.get(code, code)}',
                 self.daemon and 'daemon']
        return f'<{" ".join(filter(None, words))}>'

    # -- in the child --

    def _bootstrap(self, parent_sentinel=None):
        """What the child does: run(), and everything around it. The exit code."""
        from . import util
        try:
            code = self._live(util, parent_sentinel)
        except SystemExit as e:
            code = _status_of_exit(e.code)
        except:
            code = 1
            sys.stderr.write(f'Process {self.name}:\n')
            traceback.print_exc()
        try:
            threading._shutdown()
        except BaseException:
            traceback.print_exc()
        util.info('process exiting with exitcode %d', code)
        util._flush_std_streams()
        return code

    def _live(self, util, parent_sentinel):
        global _current_process, _parent_process, _numbers, _children
        if self._start_method is not None:
            from . import context
            context._force_start_method(self._start_method)
        util._close_stdin()
        _numbers, _children = itertools.count(1), set()
        _current_process = self
        _parent_process = _ParentProcess(self._parent_name, self._parent_pid, parent_sentinel)
        self._after_fork()
        try:
            self.run()
        finally:
            util._exit_function()
        return 0

    _start_method = None

    @staticmethod
    def _after_fork():
        from . import util
        util._after_fork()


def _status_of_exit(code):
    """The exit status of SystemExit(code)."""
    if code is None or isinstance(code, int):
        return code or 0
    sys.stderr.write(f'{code}\n')
    return 1


class AuthenticationString(bytes):
    """A key, which is not given away in pickles."""

    def __reduce__(self):
        from .context import get_spawning_popen
        if get_spawning_popen() is None:
            raise TypeError(
                'Pickling an AuthenticationString object is disallowed for security reasons')
        return type(self), (bytes(self),)


class _ParentProcess(BaseProcess):
    """The parent, seen from its child: it holds the other end of a pipe as long as it lives."""

    def __init__(self, name, pid, sentinel):
        _Described.__init__(self, (), name, None, {})
        self._pid, self._sentinel = pid, sentinel

    ident = pid = property(lambda self: self._pid, doc="Its number.")

    def join(self, timeout=None):
        """Wait until the parent ends."""
        from .connection import wait
        return wait([self._sentinel], timeout) or None

    def is_alive(self):
        return self.join(timeout=0) is None


class _MainProcess(BaseProcess):
    """The process that nobody has started."""

    def __init__(self):
        key = AuthenticationString(os.urandom(32))
        _Described.__init__(self, (), 'MainProcess', None, {'authkey': key, 'semprefix': '/mp'})

    def close(self):
        """It stays."""


_parent_process = None
_current_process = _MainProcess()
_numbers = itertools.count(1)               # of the children
_children = set()                           # those that have not been seen to end
_dangling = weakref.WeakSet()

# What repr() says of those that a signal has ended.
_exitcode_to_name = {-value: f'-{name}' for name, value in vars(signal).items()
                     if name.startswith('SIG') and not name.startswith('SIG_')}
