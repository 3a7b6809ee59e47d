# SPDX-License-Identifier: MIT
"""Other programs as child processes, with pipes to them."""

import builtins
import contextlib
import errno
import io
import os
import selectors
import signal
import sys
import threading
import time
import types
import warnings

from _posixsubprocess import fork_exec as _fork_exec

__all__ = ["Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput",
           "getoutput", "check_output", "run", "CalledProcessError", "DEVNULL",
           "SubprocessError", "TimeoutExpired", "CompletedProcess"]

PIPE = -1
STDOUT = -2
DEVNULL = -3
_PIPE_BUF = 4096
_USE_POSIX_SPAWN = True
_USE_VFORK = True
_mswindows = False
_can_fork_exec = True


class SubprocessError(Exception):
    pass


_stdout_of_output = property(lambda self: self.output,
                             lambda self, value: setattr(self, 'output', value),
                             doc='Another name of output.')


class CalledProcessError(SubprocessError):
    """Raised when a checked process ends with another status than 0."""

    stdout = _stdout_of_output

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd = returncode, cmd
        self.output, self.stderr = output, stderr

    def __str__(self):
        code = self.returncode
        if not code or code > 0:
            return "Command '%s' returned non-zero exit status %d." % (self.cmd, code)
        try:
            return f"Command '{self.cmd}' died with {signal.Signals(-code)!r}."
        except ValueError:
            return f"Command '{self.cmd}' died with unknown signal {-code}."


class TimeoutExpired(SubprocessError):
    """Raised when a process is still running when its time is over."""

    stdout = _stdout_of_output

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout = cmd, timeout
        self.output, self.stderr = output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


# ---- children that nobody has waited for ----

_active = []


def _cleanup():
    """Wait for those children of collected Popen objects that have ended."""
    if _active is None:
        return
    for process in _active[:]:
        if process._internal_poll(_deadstate=sys.maxsize) is not None:
            with contextlib.suppress(ValueError):
                _active.remove(process)


# ---- the short forms ----

def _args_from_interpreter_flags():
    """The options of this interpreter, to start another one like it."""
    args = []
    for option in sys.warnoptions:
        args.append('-W' + option)
    for name, value in getattr(sys, '_xoptions', {}).items():
        args += ('-X', name if value is True else '%s=%s' % (name, value))
    return args


def _optim_args_from_interpreter_flags():
    value = sys.flags.optimize
    return ['-' + 'O' * value] if value > 0 else []


def _text_encoding():
    return 'utf-8' if sys.flags.utf8_mode else 'UTF-8'


def call(*popenargs, timeout=None, **kwargs):
    """Run a command and return its status."""
    with Popen(*popenargs, **kwargs) as p:
        try:
            return p.wait(timeout=timeout)
        except:
            p.kill()
            raise


def _command(popenargs, kwargs):
    cmd = kwargs.get("args")
    return popenargs[0] if cmd is None else cmd


def check_call(*popenargs, **kwargs):
    """Run a command; CalledProcessError if its status is not 0."""
    retcode = call(*popenargs, **kwargs)
    if retcode:
        raise CalledProcessError(retcode, _command(popenargs, kwargs))
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a command and return what it writes; CalledProcessError if its status is not 0."""
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        text = (kwargs.get('universal_newlines') or kwargs.get('text') or kwargs.get('encoding')
                or kwargs.get('errors'))
        kwargs['input'] = '' if text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


class CompletedProcess(object):
    """What run() returns: args, returncode, stdout and stderr."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode = args, returncode
        self.stdout, self.stderr = stdout, stderr

    def __repr__(self):
        shown = [('args', self.args), ('returncode', self.returncode)]
        shown += [(name, getattr(self, name)) for name in ('stdout', 'stderr')
                  if getattr(self, name) is not None]
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown)})"

    __class_getitem__ = classmethod(types.GenericAlias)

    def check_returncode(self):
        """CalledProcessError if the status is not 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a command and return a CompletedProcess."""
    given = {name for name in ('stdin', 'stdout', 'stderr') if kwargs.get(name) is not None}
    if input is not None:
        if 'stdin' in given:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if given - {'stdin'}:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs.update(stdout=PIPE, stderr=PIPE)
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except BaseException as exc:
            process.kill()
            if isinstance(exc, TimeoutExpired):
                process.wait()
            raise
        status = process.poll()
        if check and status:
            raise CalledProcessError(status, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def list2cmdline(seq):
    """A sequence of arguments as one command line, quoted for the C runtime of Windows."""
    parts = []
    for arg in map(os.fsdecode, seq):
        quoted = not arg or ' ' in arg or '\t' in arg
        out, slashes = [], 0
        for c in arg:
            if c == '\\':
                slashes += 1
                continue
            # Backslashes count only before a quote.
            out.append('\\' * (slashes * 2 + 1 if c == '"' else slashes) + c)
            slashes = 0
        out.append('\\' * (slashes * 2 if quoted else slashes))
        text = ''.join(out)
        parts.append(f'"{text}"' if quoted else text)
    return ' '.join(parts)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """(status, output) of a command that the shell runs."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding,
                            errors=errors)
        status = 0
    except CalledProcessError as ex:
        data = ex.output
        status = ex.returncode
    if data[-1:] == '\n':
        data = data[:-1]
    return status, data


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a command that the shell runs."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


# ---- ids ----

def _group_id(group, what):
    if isinstance(group, str):
        import grp
        return grp.getgrnam(group).gr_gid
    if isinstance(group, int):
        if group < 0:
            raise ValueError(f"Group ID cannot be negative, got {group}")
        return group
    if what == 'extra':
        raise TypeError(
            "Items in extra_groups must be a string or integer, not {}".format(type(group)))
    raise TypeError("Group must be a string or an integer, not {}".format(type(group)))


def _user_id(user):
    if user is None:
        return None
    if isinstance(user, str):
        import pwd
        return pwd.getpwnam(user).pw_uid
    if isinstance(user, int):
        if user < 0:
            raise ValueError(f"User ID cannot be negative, got {user}")
        return user
    raise TypeError("User must be a string or an integer")


def _extra_group_ids(groups):
    if groups is None:
        return None
    if isinstance(groups, str):
        raise ValueError("Groups must be a list, not a string")
    return [_group_id(group, 'extra') for group in groups]


def _assignment(name, value):
    """NAME=value, as a program gets its environment."""
    name = os.fsencode(name)
    if b'=' in name:
        raise ValueError("illegal environment variable name")
    return b'='.join((name, os.fsencode(value)))


class Popen:
    """A child process that runs a program."""

    _child_created = False  # set here since __del__ looks for it

    def __init__(self, args, bufsize=-1, executable=None,
                 stdin=None, stdout=None, stderr=None,
                 preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None,
                 startupinfo=None, creationflags=0,
                 restore_signals=True, start_new_session=False,
                 pass_fds=(), *, user=None, group=None, extra_groups=None,
                 encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        """Start the program args[0], or the command args by the shell."""
        _cleanup()
        # Only one thread may wait for the process at a time.
        self._waitpid_lock = threading.Lock()
        self._input = None
        self._communication_started = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if stdout is STDOUT:
            raise ValueError("STDOUT can only be used for stderr")
        if pipesize is None:
            pipesize = -1
        if not isinstance(pipesize, int):
            raise TypeError("pipesize must be an integer")
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")
        self.args, self.pipesize = args, pipesize
        self.stdin = self.stdout = self.stderr = self.pid = self.returncode = None
        if None not in (text, universal_newlines) and bool(text) is not bool(universal_newlines):
            raise SubprocessError(
                'Cannot disambiguate when both text and universal_newlines are supplied but '
                'different. Pass one or the other.')
        self.text_mode = encoding or errors or text or universal_newlines
        self.encoding = _text_encoding() if self.text_mode and encoding is None else encoding
        self.errors = errors
        # How long __exit__ waits for the process when Ctrl-C came.
        self._sigint_wait_secs = 0.25
        self._closed_child_pipe_fds = False
        line_buffering = False
        if self.text_mode:
            if bufsize == 1:
                line_buffering = True
                bufsize = -1        # line buffering is the text layer's
        elif bufsize == 1:
            warnings.warn("line buffering (buffering=1) isn't supported in "
                          "binary mode, the default buffer size will be used",
                          RuntimeWarning, stacklevel=2)
            bufsize = -1
        if process_group is None:
            process_group = -1
        gid = None if group is None else _group_id(group, 'group')
        gids = _extra_group_ids(extra_groups)
        uid = _user_id(user)
        fds = self._get_handles(stdin, stdout, stderr)
        p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite = fds
        try:
            self._open_streams(p2cwrite, c2pread, errread, bufsize, line_buffering)
            self._execute_child(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, fds,
                                restore_signals, gid, gids, uid, umask, shell, start_new_session,
                                process_group)
        except:
            # The streams, and what belongs to the child, are nobody's now.
            for f in filter(None, (self.stdin, self.stdout, self.stderr)):
                with contextlib.suppress(OSError):
                    f.close()
            if not self._closed_child_pipe_fds:
                ends = (stdin, p2cread), (stdout, c2pwrite), (stderr, errwrite)
                childs = [fd for given, fd in ends if given == PIPE]
                for fd in *childs, *([self._devnull] if hasattr(self, '_devnull') else ()):
                    with contextlib.suppress(OSError):
                        os.close(fd)
            raise

    def _open_streams(self, p2cwrite, c2pread, errread, bufsize, line_buffering):
        if p2cwrite != -1:
            self.stdin = io.open(p2cwrite, 'wb', bufsize)
            if self.text_mode:
                self.stdin = io.TextIOWrapper(self.stdin, write_through=True,
                                              line_buffering=line_buffering,
                                              encoding=self.encoding, errors=self.errors)
        if c2pread != -1:
            self.stdout = io.open(c2pread, 'rb', bufsize)
            if self.text_mode:
                self.stdout = io.TextIOWrapper(self.stdout, encoding=self.encoding,
                                               errors=self.errors)
        if errread != -1:
            self.stderr = io.open(errread, 'rb', bufsize)
            if self.text_mode:
                self.stderr = io.TextIOWrapper(self.stderr, encoding=self.encoding,
                                               errors=self.errors)

    def __repr__(self):
        text = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return text if len(text) <= 80 else text[:76] + "...>"

    __class_getitem__ = classmethod(types.GenericAlias)

    universal_newlines = property(lambda self: self.text_mode,
                                  lambda self, value: setattr(self, 'text_mode', bool(value)))

    def _translate_newlines(self, data, encoding, errors):
        return data.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for output in self.stdout, self.stderr:
            if output:
                output.close()
        try:
            if self.stdin:
                self.stdin.close()      # flushes
        finally:
            if exc_type == KeyboardInterrupt:
                # The child got the same Ctrl-C: it has a moment to end.
                if self._sigint_wait_secs > 0:
                    with contextlib.suppress(TimeoutExpired):
                        self._wait(timeout=self._sigint_wait_secs)
                self._sigint_wait_secs = 0
            else:
                self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)        # somebody has to wait for it

    def _get_devnull(self):
        if not hasattr(self, '_devnull'):
            self._devnull = os.open(os.devnull, os.O_RDWR)
        return self._devnull

    def _stream(self, wanted, into_child):
        """(the child's end, ours) of one standard stream; -1: there is none."""
        if wanted is None:
            return -1, -1
        if wanted == PIPE:
            reading, writing = self._pipe()
            return (reading, writing) if into_child else (writing, reading)
        if wanted == DEVNULL:
            return self._get_devnull(), -1
        return (wanted if isinstance(wanted, int) else wanted.fileno()), -1

    def _get_handles(self, stdin, stdout, stderr):
        """(p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite); -1: none."""
        child_in, ours_in = self._stream(stdin, True)
        child_out, ours_out = self._stream(stdout, False)
        if stderr == STDOUT:
            child_err, ours_err = child_out, -1
            if child_err == -1:
                child_err = sys.__stdout__.fileno()
        else:
            child_err, ours_err = self._stream(stderr, False)
        return child_in, ours_in, ours_out, child_out, ours_err, child_err

    def _pipe(self):
        ends = os.pipe()
        if self.pipesize > 0:
            import fcntl
            fcntl.fcntl(ends[0], fcntl.F_SETPIPE_SZ, self.pipesize)
        return ends

    # ---- starting ----

    def _arguments(self, args, executable, shell):
        """The arguments as a list, and the program."""
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError('path-like args is not allowed when shell is true')
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c'] + args
            if executable:
                args[0] = executable
        return args, args[0] if executable is None else executable

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, fds,
                       restore_signals, gid, gids, uid, umask, shell, start_new_session,
                       process_group):
        args, executable = self._arguments(args, executable, shell)
        sys.audit("subprocess.Popen", executable, args, cwd, env)
        errpipe_read, errpipe_write = os.pipe()
        # Standard streams may be closed: the pipe must not take their numbers.
        low = []
        while errpipe_write < 3:
            low.append(errpipe_write)
            errpipe_write = os.dup(errpipe_write)
        for fd in low:
            os.close(fd)
        try:
            try:
                self._fork(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, fds,
                           errpipe_read, errpipe_write, restore_signals, gid, gids, uid, umask,
                           start_new_session, process_group)
            finally:
                os.close(errpipe_write)
            self._close_pipe_fds(*fds)
            errors = bytearray()
            while True:
                part = os.read(errpipe_read, 50000)
                errors += part
                if not part or len(errors) > 50000:
                    break
        finally:
            os.close(errpipe_read)
        if errors:
            self._raise_child_error(errors, executable, cwd)

    def _fork(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, fds, errpipe_read,
              errpipe_write, restore_signals, gid, gids, uid, umask, start_new_session,
              process_group):
        env_list = None if env is None else [_assignment(*item) for item in env.items()]
        executable = os.fsencode(executable)
        if os.path.dirname(executable):
            executable_list = (executable,)
        else:
            # The child looks at PATH as the parent sees it, or as env says.
            executable_list = tuple(os.path.join(os.fsencode(dir), executable)
                                    for dir in os.get_exec_path(env))
        fds_to_keep = set(pass_fds)
        fds_to_keep.add(errpipe_write)
        self.pid = _fork_exec(args, executable_list, close_fds,
                              tuple(sorted(map(int, fds_to_keep))), cwd, env_list, *fds,
                              errpipe_read, errpipe_write, restore_signals, start_new_session,
                              process_group, gid, gids, uid, umask, preexec_fn)
        self._child_created = True

    def _close_pipe_fds(self, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite):
        """Close what is the child's."""
        devnull_fd = getattr(self, '_devnull', None)
        if p2cread != -1 and p2cwrite != -1 and p2cread != devnull_fd:
            os.close(p2cread)
        if c2pwrite != -1 and c2pread != -1 and c2pwrite != devnull_fd:
            os.close(c2pwrite)
        if errwrite != -1 and errread != -1 and errwrite != devnull_fd:
            os.close(errwrite)
        if devnull_fd is not None:
            os.close(devnull_fd)
        self._closed_child_pipe_fds = True

    def _raise_child_error(self, data, executable, cwd):
        with contextlib.suppress(ChildProcessError):
            pid, sts = os.waitpid(self.pid, 0)
            if pid == self.pid:
                self._handle_exitstatus(sts)
            else:
                self.returncode = sys.maxsize
        try:
            exception_name, hex_errno, err_msg = data.split(b':', 2)
        except ValueError:
            exception_name = b'SubprocessError'
            hex_errno = b'0'
            err_msg = 'Bad exception data from child: {!r}'.format(bytes(data)).encode()
        cls = getattr(builtins, exception_name.decode('ascii'), SubprocessError)
        err_msg = err_msg.decode(errors='surrogatepass')
        if not issubclass(cls, OSError) or hex_errno == b'0':
            raise cls(err_msg)
        number = int(hex_errno, 16)
        filename = executable
        if err_msg == "noexec:chdir":
            filename = cwd
        elif err_msg == "noexec":
            filename = None
        text = os.strerror(number)
        raise cls(number, text) if filename is None else cls(number, text, filename)

    # ---- waiting ----

    def _handle_exitstatus(self, sts):
        self.returncode = (-os.WSTOPSIG(sts) if os.WIFSTOPPED(sts)
                           else os.waitstatus_to_exitcode(sts))

    def poll(self):
        """The status if the process has ended, else None."""
        return self._internal_poll()

    def _internal_poll(self, _deadstate=None):
        if self.returncode is None:
            if not self._waitpid_lock.acquire(False):
                return None             # another thread waits
            try:
                if self.returncode is not None:
                    return self.returncode
                pid, sts = os.waitpid(self.pid, os.WNOHANG)
                if pid == self.pid:
                    self._handle_exitstatus(sts)
            except OSError as e:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif e.errno == errno.ECHILD:
                    # Somebody else has waited for it: how it ended is lost.
                    self.returncode = 0
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _remaining_time(self, endtime):
        return None if endtime is None else endtime - time.monotonic()

    def _check_timeout(self, endtime, orig_timeout, stdout_seq, stderr_seq,
                       skip_check_and_raise=False):
        if endtime is None:
            return
        if skip_check_and_raise or time.monotonic() > endtime:
            raise TimeoutExpired(self.args, orig_timeout,
                                 output=b''.join(stdout_seq) if stdout_seq else None,
                                 stderr=b''.join(stderr_seq) if stderr_seq else None)

    def wait(self, timeout=None):
        """Wait for the process to end; returns its status."""
        endtime = None if timeout is None else time.monotonic() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            self._grant_a_moment(endtime)
            raise

    def _grant_a_moment(self, endtime):
        """The child got the same Ctrl-C as we did: it has a moment to end, once."""
        moment, self._sigint_wait_secs = self._sigint_wait_secs, 0
        if endtime is not None:
            moment = min(moment, self._remaining_time(endtime))
        with contextlib.suppress(TimeoutExpired):
            self._wait(timeout=moment)

    def _try_wait(self, wait_flags):
        try:
            return os.waitpid(self.pid, wait_flags)
        except ChildProcessError:
            # SIGCHLD is ignored: how it ended is lost.
            return self.pid, 0

    def _reap(self, flags):
        """Under the lock: ask the system for the status unless it is known. Is it, now?"""
        if self.returncode is None:
            pid, sts = self._try_wait(flags)
            if pid == self.pid:
                self._handle_exitstatus(sts)
        return self.returncode is not None

    def _reap_if_free(self):
        """The same without waiting, neither for the process nor for a thread that waits for it."""
        if not self._waitpid_lock.acquire(False):
            return False
        try:
            return self._reap(os.WNOHANG)
        finally:
            self._waitpid_lock.release()

    def _wait(self, timeout):
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    self._reap(0)
        elif self.returncode is None:
            self._wait_until(time.monotonic() + timeout, timeout)
        return self.returncode

    def _wait_until(self, endtime, timeout):
        pause = 0.001
        while not self._reap_if_free():
            left = self._remaining_time(endtime)
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            time.sleep(min(pause, left))
            pause = min(2 * pause, .05)

    # ---- talking ----

    def _stdin_write(self, input):
        """Send all of the input, as far as the child wants it."""
        steps = [self.stdin.close]
        if input:
            steps.insert(0, lambda: self.stdin.write(input))
        for step in steps:
            try:
                step()
            except OSError as exc:
                if not isinstance(exc, BrokenPipeError) and exc.errno != errno.EINVAL:
                    raise

    def communicate(self, input=None, timeout=None):
        """Send input, read all output and wait: (stdout, stderr)."""
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        pipes = [pipe for pipe in (self.stdin, self.stdout, self.stderr) if pipe is not None]
        if len(pipes) <= 1 and timeout is None and not self._communication_started:
            return self._communicate_simply(input)
        endtime = None if timeout is None else time.monotonic() + timeout
        try:
            output = self._communicate(input, endtime, timeout)
        except KeyboardInterrupt:
            self._grant_a_moment(endtime)
            raise
        finally:
            self._communication_started = True
        self.wait(timeout=self._remaining_time(endtime))
        return output

    def _communicate_simply(self, input):
        """One pipe at most and no time limit: plain reading or writing will do."""
        if self.stdin:
            self._stdin_write(input)
        output = [None, None]
        for i, stream in enumerate((self.stdout, self.stderr)):
            if stream:
                output[i] = stream.read()
                stream.close()
        self.wait()
        return tuple(output)

    def _save_input(self, input):
        if self.stdin and self._input is None:
            self._input_offset = 0
            self._input = input
            if input is not None and self.text_mode:
                self._input = self._input.encode(self.stdin.encoding, self.stdin.errors)

    def _communicate(self, input, endtime, orig_timeout):
        if self.stdin and not self._communication_started:
            with contextlib.suppress(BrokenPipeError):
                self.stdin.flush()      # so that nothing of it waits in the buffer
            if not input:
                with contextlib.suppress(BrokenPipeError):
                    self.stdin.close()
        if not self._communication_started:
            self._fileobj2output = {f: [] for f in (self.stdout, self.stderr) if f}
        stdout = self._fileobj2output.get(self.stdout) if self.stdout else None
        stderr = self._fileobj2output.get(self.stderr) if self.stderr else None
        self._save_input(input)
        input_view = memoryview(self._input).cast("b") if self._input else None
        with selectors.PollSelector() as selector:
            if self.stdin and not self.stdin.closed and self._input:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for f in self.stdout, self.stderr:
                if f and not f.closed:
                    selector.register(f, selectors.EVENT_READ)
            while selector.get_map():
                timeout = self._remaining_time(endtime)
                if timeout is not None and timeout < 0:
                    self._check_timeout(endtime, orig_timeout, stdout, stderr,
                                        skip_check_and_raise=True)
                ready = selector.select(timeout)
                self._check_timeout(endtime, orig_timeout, stdout, stderr)
                for key, events in ready:
                    if key.fileobj is self.stdin:
                        self._send_part(selector, key, input_view)
                    else:
                        self._read_part(selector, key)
        self.wait(timeout=self._remaining_time(endtime))
        return self._joined(stdout, self.stdout), self._joined(stderr, self.stderr)

    def _read_part(self, selector, key):
        data = os.read(key.fd, 32768)
        self._fileobj2output[key.fileobj].append(data)
        if not data:
            self._finish(selector, key.fileobj)

    def _send_part(self, selector, key, input_view):
        start = self._input_offset
        try:
            self._input_offset += os.write(key.fd, input_view[start:start + _PIPE_BUF])
        except BrokenPipeError:
            self._input_offset = len(self._input)       # the child does not want it
        if self._input_offset >= len(self._input):
            self._finish(selector, key.fileobj)

    @staticmethod
    def _finish(selector, stream):
        selector.unregister(stream)
        stream.close()

    def _joined(self, parts, stream):
        if parts is None:
            return None
        data = b''.join(parts)
        return (self._translate_newlines(data, stream.encoding, stream.errors) if self.text_mode
                else data)

    # ---- signals ----

    def send_signal(self, sig):
        """Send a signal to the process, if it has not ended."""
        # Asking first keeps the signal from another process with the same number.
        self.poll()
        if self.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, sig)

    def terminate(self):
        """Send SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)
