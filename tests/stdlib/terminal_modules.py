# fcntl, resource, termios, tty, pty, syslog: every public name, errors included.
import array
import errno
import fcntl
import os
import pty
import resource
import struct
import syslog
import tempfile
import termios
import tty


def show(f, *args):
    try:
        print(f.__name__, repr(f(*args))[:120])
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


for m in fcntl, resource, termios, syslog, tty, pty:
    values = {n: getattr(m, n) for n in dir(m) if n.isupper() and isinstance(getattr(m, n), int)}
    print(m.__name__, len(values), sum(values.values()))
print(sorted(n for n in dir(fcntl) if n.islower() and n[0] != '_'), sorted(n for n in dir(resource) if n.islower() and n[0] != '_'))
print(sorted(n for n in dir(termios) if n.islower() and n[0] != '_'), tty.__all__, pty.__all__)
print(resource.error is OSError, termios.error.__mro__, termios.error.__module__)

# ---- fcntl ----
with tempfile.TemporaryFile() as f:
    print(fcntl.fcntl(f, fcntl.F_GETFD), fcntl.fcntl(f.fileno(), fcntl.F_SETFD, 0), fcntl.fcntl(f, fcntl.F_GETFD))
    flags = fcntl.fcntl(f, fcntl.F_GETFL)
    print(flags & os.O_NONBLOCK, fcntl.fcntl(f, fcntl.F_SETFL, flags | os.O_NONBLOCK),
          fcntl.fcntl(f, fcntl.F_GETFL) & os.O_NONBLOCK == os.O_NONBLOCK)
    f.write(b'0123456789')
    f.flush()
    show(fcntl.flock, f, fcntl.LOCK_EX)
    show(fcntl.flock, f, fcntl.LOCK_UN)
    show(fcntl.lockf, f, fcntl.LOCK_EX | fcntl.LOCK_NB, 5, 1)
    show(fcntl.lockf, f, fcntl.LOCK_SH)
    show(fcntl.lockf, f, fcntl.LOCK_UN)
    show(fcntl.lockf, f, 64)
    lock = struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 0, 0)
    show(fcntl.fcntl, f, fcntl.F_SETLK, lock)
    show(fcntl.fcntl, f, fcntl.F_GETLK, lock)
    pid = os.fork()
    if not pid:
        try:
            fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            os._exit(e.errno == errno.EAGAIN)
        os._exit(7)
    print('other process:', os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
r, w = os.pipe()
os.write(w, b'abc')
buffer = array.array('i', [0])
print(fcntl.ioctl(r, termios.FIONREAD, buffer), buffer[0], fcntl.ioctl(r, termios.FIONREAD, b'\0' * 4), fcntl.ioctl(r, termios.FIONREAD, buffer, False))
show(fcntl.fcntl, w, fcntl.F_GETPIPE_SZ)
for args in ((0, 1, b'x' * 1025), (0, 1, 1.5), ('x', 1), (-1, 1), (0, 1, 'abc'), (0, 'x'), (0, 1, []), (9999, 1)):
    show(fcntl.fcntl, *(a if a != b'x' * 1025 else b'x' * 1025 for a in args))
for args in ((0, 1, b'x' * 1025), (r, 1, []), (r, 1, 2**40), (9999, 1), (r, 'x')):
    show(fcntl.ioctl, *args)
show(fcntl.flock, 9999, 1)
show(fcntl.lockf, r, 1, 'x')

# ---- resource ----
usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage), len(usage), usage.ru_utime >= 0, usage[2] == usage.ru_maxrss > 0, usage.n_fields)
print([n for n in dir(usage) if n.startswith('ru_')])
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], resource.prlimit(0, resource.RLIMIT_NOFILE) == (64, hard))
print(resource.prlimit(os.getpid(), resource.RLIMIT_NOFILE, (soft, hard)) == (64, hard), resource.getpagesize() % 4096)
for f, args in ((resource.getrusage, (99,)), (resource.getrlimit, (99,)), (resource.getrlimit, ('x',)), (resource.setrlimit, (99, (1, 2))),
                (resource.setrlimit, (7, 5)), (resource.setrlimit, (7, (1,))), (resource.setrlimit, (7, (5, 2))),
                (resource.setrlimit, (7, ('a', 2))), (resource.prlimit, (99999999, 7))):
    show(f, *args)

# ---- termios, tty, pty ----
master, slave = pty.openpty()
mode = termios.tcgetattr(slave)
print([type(part).__name__ for part in mode], len(mode[tty.CC]), mode[tty.CC][termios.VINTR])
before = tty.setraw(slave)
raw = termios.tcgetattr(slave)
print(before == mode, raw[tty.LFLAG] & (termios.ICANON | termios.ECHO), raw[tty.CC][termios.VMIN], raw[tty.CC][termios.VTIME])
termios.tcsetattr(slave, termios.TCSANOW, mode)
print(termios.tcgetattr(slave) == mode)
tty.setcbreak(slave, termios.TCSANOW)
print(termios.tcgetattr(slave)[tty.LFLAG] & (termios.ICANON | termios.ECHO | termios.ISIG) == termios.ISIG)
copy = [part if not isinstance(part, list) else list(part) for part in mode]
tty.cfmakeraw(copy)
other = [part if not isinstance(part, list) else list(part) for part in mode]
tty.cfmakecbreak(other)
print(copy[:6], other[:6], copy[6] == other[6])
termios.tcsetwinsize(slave, (24, 80))
print(termios.tcgetwinsize(master), os.get_terminal_size(slave))
for f, args in ((termios.tcdrain, (slave,)), (termios.tcflush, (slave, termios.TCIOFLUSH)), (termios.tcflow, (slave, termios.TCOON)),
                (termios.tcsendbreak, (slave, 0)), (termios.tcgetattr, (r,)), (termios.tcsetattr, (slave, 0, 5)),
                (termios.tcsetattr, (slave, 0, [1] * 7)), (termios.tcsetattr, (slave, 0, mode[:6] + [[1]])),
                (termios.tcsetattr, (slave, 0, mode[:6] + [['x'] * 32])), (termios.tcsetattr, (slave, 0, ['a'] + mode[1:])),
                (termios.tcsetattr, (slave, 99, mode)), (termios.tcsetwinsize, (slave, 5)), (termios.tcsetwinsize, (slave, (1, 2, 3))),
                (termios.tcsetwinsize, (slave, (1, 70000))), (termios.tcsetwinsize, (slave, ('a', 2))), (termios.tcgetwinsize, (r,)),
                (termios.tcgetattr, ('x',)), (termios.tcdrain, (9999,)), (tty.setraw, (r,))):
    show(f, *args)
pid, fd = pty.fork()
if not pid:
    os.write(1, f'child {os.isatty(0)} {os.isatty(1)}\n'.encode())
    os._exit(3)
out = b''
while True:
    try:
        data = os.read(fd, 100)
    except OSError:
        break
    if not data:
        break
    out += data
print(out, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
chunks = []


def keep(fd):
    data = os.read(fd, 1024)
    chunks.append(data)
    return b'' if not data else b'.' * 0 or data


status = pty.spawn(['sh', '-c', 'exit 5'], keep, lambda fd: b'')
print(os.waitstatus_to_exitcode(status), b''.join(chunks))

# ---- syslog ----
print(syslog.LOG_MASK(3), syslog.LOG_UPTO(syslog.LOG_WARNING), syslog.setlogmask(syslog.LOG_UPTO(syslog.LOG_EMERG)))
syslog.openlog('rondo-test', syslog.LOG_PID, syslog.LOG_USER)
show(syslog.syslog, 'message')
show(syslog.syslog, syslog.LOG_DEBUG, 'message')
show(syslog.syslog, 5)
show(syslog.syslog, 'x', 'y')
show(syslog.openlog, 5)
show(syslog.closelog)
