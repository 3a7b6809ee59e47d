# SPDX-License-Identifier: MIT
"""A process that forks others when asked: it has no threads, so that forking it is safe."""

import errno
import os
import selectors
import signal
import socket
import struct
import sys
import threading
import warnings

from . import connection
from . import process
from . import reduction
from . import resource_tracker
from . import spawn
from . import util

__all__ = ['ensure_running', 'get_inherited_fds', 'connect_to_new_process', 'set_forkserver_preload']

MAXFDS_TO_SEND = 256
SIGNED_STRUCT = struct.Struct('q')


class ForkServer(object):
    """The server as those that ask it see it."""

    def __init__(self):
        self._forkserver_address = None
        self._forkserver_alive_fd = None
        self._forkserver_pid = None
        self._inherited_fds = None
        self._lock = threading.Lock()
        self._preload_modules = ['__main__']

    def _stop(self):
        with self._lock:
            self._stop_unlocked()

    def _stop_unlocked(self):
        if self._forkserver_pid is None:
            return
        os.close(self._forkserver_alive_fd)     # the server sees the end and goes
        self._forkserver_alive_fd = None
        os.waitpid(self._forkserver_pid, 0)
        self._forkserver_pid = None
        os.unlink(self._forkserver_address)
        self._forkserver_address = None

    def set_forkserver_preload(self, modules_names):
        """Set list of module names to try to load in forkserver process."""
        if not all(type(mod) is str for mod in modules_names):
            raise TypeError('module_names must be a list of strings')
        self._preload_modules = modules_names

    def get_inherited_fds(self):
        """The descriptors that came with the request, in a child."""
        return self._inherited_fds

    def connect_to_new_process(self, fds):
        """Ask for a child that has those descriptors: (descriptor of its status, descriptor to write to)."""
        self.ensure_running()
        if len(fds) + 4 >= MAXFDS_TO_SEND:
            raise ValueError('too many fds')
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(self._forkserver_address)
            parent_r, child_w = os.pipe()
            child_r, parent_w = os.pipe()
            allfds = [child_r, child_w, self._forkserver_alive_fd, resource_tracker.getfd()]
            allfds += fds
            try:
                reduction.sendfds(client, allfds)
                return parent_r, parent_w
            except:
                os.close(parent_r)
                os.close(parent_w)
                raise
            finally:
                os.close(child_r)
                os.close(child_w)

    def ensure_running(self):
        """Make sure that a fork server is running."""
        with self._lock:
            resource_tracker.ensure_running()
            if self._forkserver_pid is not None:
                pid, status = os.waitpid(self._forkserver_pid, os.WNOHANG)
                if not pid:
                    return              # it runs
                os.close(self._forkserver_alive_fd)
                self._forkserver_address = None
                self._forkserver_alive_fd = None
                self._forkserver_pid = None
            cmd = 'from multiprocessing.forkserver import main; main(%d, %d, %r, **%r)'
            if self._preload_modules:
                desired_keys = {'main_path', 'sys_path'}
                data = spawn.get_preparation_data('ignore')
                if 'init_main_from_path' in data:
                    data['main_path'] = data['init_main_from_path']
                data = {x: y for x, y in data.items() if x in desired_keys}
            else:
                data = {}
            with socket.socket(socket.AF_UNIX) as listener:
                address = connection.arbitrary_address('AF_UNIX')
                listener.bind(address)
                os.chmod(address, 0o600)
                listener.listen()
                # The server ends when all copies of the other end are closed.
                alive_r, alive_w = os.pipe()
                try:
                    fds_to_pass = [listener.fileno(), alive_r]
                    cmd %= (listener.fileno(), alive_r, self._preload_modules, data)
                    exe = spawn.get_executable()
                    args = [exe, '-c', cmd]
                    pid = util.spawnv_passfds(exe, args, fds_to_pass)
                except:
                    os.close(alive_w)
                    raise
                finally:
                    os.close(alive_r)
                self._forkserver_address = address
                self._forkserver_alive_fd = alive_w
                self._forkserver_pid = pid


# ---- the server process ----

def main(listener_fd, alive_r, preload, main_path=None, sys_path=None):
    """Fork a child for each request, and tell who asked how it ended."""
    if preload:
        if sys_path is not None:
            sys.path[:] = sys_path
        if '__main__' in preload and main_path is not None:
            process.current_process()._inheriting = True
            try:
                spawn.import_main_path(main_path)
            finally:
                del process.current_process()._inheriting
        for modname in preload:
            try:
                __import__(modname)
            except ImportError:
                pass
        util._flush_std_streams()
    util._close_stdin()
    sig_r, sig_w = os.pipe()
    os.set_blocking(sig_r, False)
    os.set_blocking(sig_w, False)
    handlers = {signal.SIGCHLD: lambda *_unused: None, signal.SIGINT: signal.SIG_IGN}
    old_handlers = {sig: signal.signal(sig, val) for (sig, val) in handlers.items()}
    signal.set_wakeup_fd(sig_w)
    pid_to_fd = {}
    with socket.socket(socket.AF_UNIX, fileno=listener_fd) as listener, \
            selectors.DefaultSelector() as selector:
        _forkserver._forkserver_address = listener.getsockname()
        selector.register(listener, selectors.EVENT_READ)
        selector.register(alive_r, selectors.EVENT_READ)
        selector.register(sig_r, selectors.EVENT_READ)
        while True:
            try:
                rfds = []
                while not rfds:
                    rfds = [key.fileobj for (key, events) in selector.select()]
                if alive_r in rfds:
                    assert os.read(alive_r, 1) == b'', "Not at EOF?"
                    raise SystemExit
                if sig_r in rfds:
                    os.read(sig_r, 65536)
                    _report_children(pid_to_fd)
                if listener in rfds:
                    unused_fds = [alive_r, sig_w, sig_r, selector.fileno(), *pid_to_fd.values()]
                    _serve_request(listener, unused_fds, old_handlers, pid_to_fd)
            except OSError as e:
                if e.errno != errno.ECONNABORTED:
                    raise


def _report_children(pid_to_fd):
    """Tell those who wait how their children ended."""
    while True:
        try:
            pid, sts = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if pid == 0:
            break
        child_w = pid_to_fd.pop(pid, None)
        if child_w is None:
            warnings.warn('forkserver: waitpid returned unexpected pid %d' % pid)
            continue
        try:
            write_signed(child_w, os.waitstatus_to_exitcode(sts))
        except BrokenPipeError:
            pass                        # nobody waits any more
        os.close(child_w)


def _serve_request(listener, unused_fds, old_handlers, pid_to_fd):
    with listener.accept()[0] as s:
        fds = reduction.recvfds(s, MAXFDS_TO_SEND + 1)
        if len(fds) > MAXFDS_TO_SEND:
            raise RuntimeError("Too many ({0:n}) fds to send".format(len(fds)))
        child_r, child_w, *fds = fds
        s.close()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                listener.close()
                code = _serve_one(child_r, fds, unused_fds + [child_w], old_handlers)
            except Exception:
                sys.excepthook(*sys.exc_info())
                sys.stderr.flush()
            finally:
                import atexit
                atexit._run_exitfuncs()
                os._exit(code)
        try:
            write_signed(child_w, pid)
        except BrokenPipeError:
            pass
        pid_to_fd[pid] = child_w
        os.close(child_r)
        for fd in fds:
            os.close(fd)


def _serve_one(child_r, fds, unused_fds, handlers):
    signal.set_wakeup_fd(-1)
    for sig, val in handlers.items():
        signal.signal(sig, val)
    for fd in unused_fds:
        os.close(fd)
    (_forkserver._forkserver_alive_fd,
     resource_tracker._resource_tracker._fd,
     *_forkserver._inherited_fds) = fds
    parent_sentinel = os.dup(child_r)
    return spawn._main(child_r, parent_sentinel)


# ---- numbers over pipes ----

def read_signed(fd):
    data = b''
    length = SIGNED_STRUCT.size
    while len(data) < length:
        s = os.read(fd, length - len(data))
        if not s:
            raise EOFError('unexpected EOF')
        data += s
    return SIGNED_STRUCT.unpack(data)[0]


def write_signed(fd, n):
    msg = SIGNED_STRUCT.pack(n)
    while msg:
        nbytes = os.write(fd, msg)
        if nbytes == 0:
            raise RuntimeError('should not get here')
        msg = msg[nbytes:]


_forkserver = ForkServer()
ensure_running = _forkserver.ensure_running
get_inherited_fds = _forkserver.get_inherited_fds
connect_to_new_process = _forkserver.connect_to_new_process
set_forkserver_preload = _forkserver.set_forkserver_preload
