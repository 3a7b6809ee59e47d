# os: processes, groups and sessions, users, hooks around fork, statuses; each also with what it cannot take.
import errno
import os
import sys


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except OSError as e:
        print(f.__name__, type(e).__name__, errno.errorcode[e.errno], e.strerror)
    except Exception as e:
        print(f.__name__, type(e).__name__, e)
    else:
        print(f.__name__, repr(result))


def child(work):
    """The exit code of a child that does `work`."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            code = int(work() or 0)
        except BaseException as e:
            print('in the child:', type(e).__name__, e)
        sys.stdout.flush()
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# ---- hooks around fork ----
attempt(os.register_at_fork)
attempt(os.register_at_fork, before=1)
attempt(os.register_at_fork, after_in_child='a')
attempt(os.register_at_fork, after_in_parent=[])
attempt(os.register_at_fork, print)
attempt(os.register_at_fork, unknown=print)
on = True


def hook(name):
    def run():
        if on:
            print('hook', name, flush=True)

    return run


for n in 1, 2:
    os.register_at_fork(before=hook(f'before {n}'), after_in_child=hook(f'child {n}'), after_in_parent=lambda: None)
print(child(lambda: 3))
on = False

# ---- how a child ends ----
print(child(lambda: os.kill(os.getpid(), 9)), child(os.abort) in (-6,), child(lambda: os._exit(17)), child(lambda: sys.exit(2)))
for status in 0, 256, 9, 0x0600 | 0x7F, 134, 0x1300 | 0x7F, 0xFFFF:
    print(status, os.WIFEXITED(status), os.WIFSIGNALED(status), os.WIFSTOPPED(status), os.WIFCONTINUED(status), os.WCOREDUMP(status), os.WEXITSTATUS(status), os.WTERMSIG(status), os.WSTOPSIG(status))
    attempt(os.waitstatus_to_exitcode, status)
attempt(os.waitstatus_to_exitcode, 'a')
attempt(os.waitstatus_to_exitcode, 10**30)
attempt(os.WIFEXITED, 'a')
attempt(os.WEXITSTATUS, 'a')
attempt(os.wait)
attempt(os.waitpid, -1, 0)
attempt(os.waitpid, 'a', 0)
attempt(os.waitpid, 0, 'a')
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    os._exit(5)
print(os.wait() == (pid, 5 << 8))

# ---- groups, sessions, users ----
print(child(lambda: os.setsid() or os.getsid(0) != os.getpid()), child(lambda: os.setpgrp() or os.getpgrp() != os.getpid()))
print(child(lambda: os.setpgid(0, 0) or os.getpgid(0) != os.getpgid(os.getpid())))
print(child(lambda: os.setuid(os.getuid()) or os.setgid(os.getgid())), child(lambda: os.killpg(os.getpgid(0), 0)))
print(child(lambda: os.nice(3) != os.getpriority(os.PRIO_PROCESS, 0)), child(lambda: os.setpriority(os.PRIO_PROCESS, 0, 7) or os.getpriority(os.PRIO_PROCESS, 0)))
for f in os.getpgid, os.getsid, os.nice, os.tcgetpgrp, os.setuid, os.setgid:
    attempt(f, 'a')
    attempt(f)
attempt(os.getpgid, 2**31 - 1)
attempt(os.getsid, 2**31 - 1)
attempt(os.killpg, 'a', 0)
attempt(os.killpg, 2**31 - 1, 0)
attempt(os.setpgid, 2**31 - 1, 0)
attempt(os.setpriority, 77, 0, 0)
attempt(os.getpriority, 77, 0)
attempt(os.getpriority, which=os.PRIO_PROCESS, who='a')
attempt(os.kill, 2**31 - 1, 0)
attempt(os.kill, 'a', 0)
attempt(os.tcgetpgrp, 9999)
r, w = os.pipe()
attempt(os.tcgetpgrp, r)
print(os.getuid() == os.geteuid(), os.getgid() == os.getegid(), os.getpgrp() == os.getpgid(0), os.getppid() > 0, type(os.getgroups()), all(type(g) is int for g in os.getgroups()))
try:
    print(type(os.getlogin()) is str)
except OSError:
    print(True)

# ---- another program ----
attempt(os.execv, '/nowhere', ['a'])
attempt(os.execv, '/nowhere', [])
attempt(os.execv, '/nowhere', [''])
attempt(os.execv, '/nowhere', 'a')
attempt(os.execv, '/nowhere', 5)
attempt(os.execv, '/nowhere', [5])
attempt(os.execv, '/nowhere', ['a\0'])
attempt(os.execv, 5, ['a'])
attempt(os.execve, '/nowhere', ['a'], {})
attempt(os.execve, '/nowhere', ['a'], {'A': 'b', b'C': b'd'})
attempt(os.execve, '/nowhere', ['a'], 5)
attempt(os.execve, '/nowhere', ['a'], {'A': 5})
attempt(os.execve, '/nowhere', ['a'], {5: 'A'})
attempt(os.execve, '/nowhere', [''], {})
print(child(lambda: os.execve('/bin/sh', ['sh', '-c', 'echo "$A$B"; exit 7'], {'A': 'x', 'B': 'y'})))
print(child(lambda: os.execvp('sh', ['sh', '-c', 'exit 8'])), child(lambda: os.execlp('sh', 'sh', '-c', 'exit 9')))
attempt(os.system, 'exit 3')
attempt(os.system, 5)

# ---- the system ----
attempt(os.sysconf, 'SC_NOTHING')
attempt(os.sysconf, 1.5)
attempt(os.sysconf, 10**30)
attempt(os.sysconf, -1)
print(os.sysconf('SC_PAGESIZE') == os.sysconf(os.sysconf_names['SC_PAGESIZE']) > 0, os.sched_yield(), os.ctermid(), len(os.getloadavg()), len(os.uname()), os.cpu_count() > 0)
attempt(os.get_terminal_size, r)
attempt(os.get_terminal_size, 'a')
attempt(os.umask, 'a')
attempt(os.strerror, 'a')
attempt(os.strerror, 2)
attempt(os.urandom, -1)
attempt(os.urandom, 'a')
print(len(os.urandom(3)), os.umask(os.umask(0o22)) == 0o22)
attempt(os.putenv, 'a=b', 'c')
attempt(os.putenv, 'a', 5)
attempt(os.putenv, 'a\0', 'b')
attempt(os.unsetenv, 'a=b')
attempt(os.unsetenv, '')
attempt(os.unsetenv, 5)
attempt(os.fspath, 5)
attempt(os.fsencode, 5)
attempt(os.fsdecode, 5)
