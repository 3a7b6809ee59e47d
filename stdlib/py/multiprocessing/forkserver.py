# SPDX-License-Identifier: MIT
"""A process that forks others when asked: it has no threads, so that forking it is safe.

Who wants a child connects to the server's socket and sends descriptors: what the child reads from,
where the server writes how it ends, the pipe that keeps the server alive, the tracker's, and those
that the process object needs.
"""

import atexit
import contextlib
import os
import selectors
import signal
import socket
import struct
import sys
import threading
import warnings

from . import process, reduction, resource_tracker, spawn, util

__all__ = ['ensure_running', 'get_inherited_fds', 'connect_to_new_process',
           'set_forkserver_preload']

MAXFDS_TO_SEND = 256
SIGNED_STRUCT = struct.Struct('q')


# ---- numbers over pipes ----

def read_signed(fd):
    data = b''
    while missing := SIGNED_STRUCT.size - len(data):
        piece = os.read(fd, missing)
        if not piece:
            raise EOFError('unexpected EOF')
        data += piece
    number, = SIGNED_STRUCT.unpack(data)
    return number


def write_signed(fd, n):
    os.write(fd, SIGNED_STRUCT.pack(n))     # a pipe takes so few bytes in one piece


# ---- the server as those that ask it see it ----

class ForkServer:

    def __init__(self):
        self._lock = threading.Lock()
        self._address = self._alive_fd = self._pid = None
        self._inherited_fds = None
        self._preload_modules = ['__main__']

    def set_forkserver_preload(self, modules_names):
        """The modules that the server imports, for all its children."""
        if not all(type(name) is str for name in modules_names):
            raise TypeError('module_names must be a list of strings')
        self._preload_modules = modules_names

    def get_inherited_fds(self):
        """In a child: the descriptors that came with the request."""
        return self._inherited_fds

    def connect_to_new_process(self, fds):
        """Ask for a child that has those descriptors: where its status comes from, where to write
        to."""
        self.ensure_running()
        if len(fds) + 4 >= MAXFDS_TO_SEND:
            raise ValueError('too many fds')
        status, tell_status = os.pipe()
        from_us, to_child = os.pipe()
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(self._address)
                reduction.sendfds(client,
                                  [from_us, tell_status, self._alive_fd, resource_tracker.getfd(),
                                   *fds])
        except BaseException:
            util.close_fds(status, to_child)
            raise
        finally:
            util.close_fds(from_us, tell_status)
        return status, to_child

    def ensure_running(self):
        """Make sure that there is a server."""
        with self._lock:
            resource_tracker.ensure_running()
            if self._pid is not None:
                ended, _ = os.waitpid(self._pid, os.WNOHANG)
                if not ended:
                    return
                self._forget()
            self._launch()

    def _forget(self):
        os.close(self._alive_fd)
        self._address = self._alive_fd = self._pid = None

    def _stop(self):
        """End the server: nobody holds the pipe any more for which it waits."""
        with self._lock:
            if self._pid is not None:
                pid, address = self._pid, self._address
                self._forget()
                os.waitpid(pid, 0)
                os.unlink(address)

    def _launch(self):
        from .connection import arbitrary_address
        alive, keep_alive = os.pipe()
        try:
            with socket.socket(socket.AF_UNIX) as listener:
                address = arbitrary_address('AF_UNIX')
                listener.bind(address)
                os.chmod(address, 0o600)
                listener.listen()
                executable = spawn.get_executable()
                program = self._program(listener.fileno(), alive)
                self._pid = util.spawnv_passfds(executable, [executable, '-c', program],
                                                [listener.fileno(), alive])
        except BaseException:
            os.close(keep_alive)
            raise
        finally:
            os.close(alive)
        self._address, self._alive_fd = address, keep_alive

    def _program(self, listener, alive):
        settings = {}
        if self._preload_modules:
            data = spawn.get_preparation_data('ignore')
            settings = {'sys_path': data['sys_path'], 'main_path': data.get('init_main_from_path')}
        return ('from multiprocessing.forkserver import main; '
                f'main({listener}, {alive}, {self._preload_modules!r}, **{settings!r})')


_forkserver = ForkServer()
ensure_running = _forkserver.ensure_running
get_inherited_fds = _forkserver.get_inherited_fds
connect_to_new_process = _forkserver.connect_to_new_process
set_forkserver_preload = _forkserver.set_forkserver_preload


# ---- the server process ----

def _preload(modules, main_path, sys_path):
    if sys_path is not None:
        sys.path[:] = sys_path
    if main_path is not None and '__main__' in modules:
        process.current_process()._inheriting = True
        try:
            spawn.import_main_path(main_path)
        finally:
            del process.current_process()._inheriting
    for name in modules:
        with contextlib.suppress(ImportError):
            __import__(name)
    util._flush_std_streams()


class _Server:
    """Waits for requests, for ends of children, and for the end of all who may ask."""

    def __init__(self, listener, alive):
        self.listener, self.alive = listener, alive
        self.children = {}                  # number: where to write how it ended
        self.woken, self.waker = os.pipe()  # signals are written there
        for fd in self.woken, self.waker:
            os.set_blocking(fd, False)
        self.handlers = {signal.SIGCHLD: signal.signal(signal.SIGCHLD, lambda *_: None),
                         signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN)}
        signal.set_wakeup_fd(self.waker)
        self.selector = selectors.DefaultSelector()
        for source, attend in ((alive, self.end), (self.woken, self.report),
                               (listener, self.serve)):
            self.selector.register(source, selectors.EVENT_READ, attend)

    def run(self):
        while True:
            for key, _ in self.selector.select():
                with contextlib.suppress(ConnectionAbortedError):
                    key.data()

    def end(self):
        raise SystemExit

    def report(self):
        """Tell those who wait how their children have ended."""
        os.read(self.woken, 65536)
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._tell_end(*ended)

    def _tell_end(self, pid, status):
        waiting = self.children.pop(pid, None)
        if waiting is None:
            warnings.warn(f'forkserver: waitpid returned unexpected pid {pid}')
            return
        with contextlib.suppress(BrokenPipeError):      # nobody may wait any more
            write_signed(waiting, os.waitstatus_to_exitcode(status))
        os.close(waiting)

    def serve(self):
        """Fork a child for whoever asks."""
        with self.listener.accept()[0] as client:
            fds = reduction.recvfds(client, MAXFDS_TO_SEND + 1)
        if len(fds) > MAXFDS_TO_SEND:
            raise RuntimeError(f"Too many ({len(fds):n}) fds to send")
        to_read, waiting, *others = fds
        pid = os.fork()
        if not pid:
            self._be_child(to_read, waiting, others)
        with contextlib.suppress(BrokenPipeError):
            write_signed(waiting, pid)
        self.children[pid] = waiting
        util.close_fds(to_read, *others)

    def _be_child(self, to_read, waiting, others):
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number, handler in self.handlers.items():
                signal.signal(number, handler)
            self.listener.close()
            self.selector.close()
            util.close_fds(self.alive, self.woken, self.waker, waiting, *self.children.values())
            _forkserver._alive_fd, tracker_fd, *_forkserver._inherited_fds = others
            resource_tracker._resource_tracker._fd = tracker_fd
            code = spawn._main(to_read, os.dup(to_read))
        except Exception:
            sys.excepthook(*sys.exc_info())
            util._flush_std_streams()
        finally:
            atexit._run_exitfuncs()
            os._exit(code)


def main(listener_fd, alive_r, preload, main_path=None, sys_path=None):
    """What the server does."""
    if preload:
        _preload(preload, main_path, sys_path)
    util._close_stdin()
    with socket.socket(socket.AF_UNIX, fileno=listener_fd) as listener:
        _forkserver._address = listener.getsockname()
        _Server(listener, alive_r).run()
