# SPDX-License-Identifier: MIT
# usage: rondo fail_each_statement.py SCRIPT [ROUNDS]     (a checking build: gc._fail_allocation)
# Runs each statement of SCRIPT again and again while its 1st, 2nd, 3rd ... allocation fails, until none fails any more or
# ROUNDS or its share of processor time are over (the steps grow, to reach the end of long statements too); then once more
# without a failure.
# What the statement raises does not matter; what must not happen is a crash, a leak, a hang, or a SystemError.
import gc
import signal
import sys
import time

path = sys.argv[1]
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
sys.argv[:] = [path]
with open(path, encoding='utf-8', newline='') as file:
    lines = file.read().splitlines(keepends=True)


def compiled(text, first):
    try:
        return compile('\n' * first + text, path, 'exec')
    except SyntaxError:
        return None


def statements():
    """Yield the code of each statement: lines are joined until they compile and the next one is not indented."""
    text, first = '', 0
    for i, line in enumerate(lines):
        if text and line.strip() and not line[0].isspace():
            code = compiled(text, first)
            following = line.split(':')[0].split()[0]
            if code and following not in ('else', 'elif', 'except', 'finally'):
                yield code
                text, first = '', i
        text += line
    code = compiled(text, first)
    if code:
        yield code


class Stuck(BaseException):
    pass


def run(code, namespace, n):
    """Run the code with its n-th allocation failing; true when it was reached."""
    gc._fail_allocation(n)
    try:
        exec(code, namespace)
    except SystemError:
        gc._fail_allocation(0)
        raise
    except Stuck:  # to wait once is enough
        gc._fail_allocation(0)
        raise
    except BaseException:
        pass
    return gc._fail_allocation(0)


def give_up(signum, frame):
    raise Stuck


def run_all(code, namespace):
    n, end = 1, time.process_time() + SHARE
    for _ in range(rounds):
        if not run(code, namespace, n) or time.process_time() > end:
            break
        n += 1 + n // 12 * 3
    run(code, namespace, 0)


SHARE = 0.3  # seconds a statement
signal.signal(signal.SIGALRM, give_up)  # a callback lost to a MemoryError may leave a loop waiting for ever
namespace = {'__name__': '__main__', '__file__': path, '__builtins__': __builtins__}
for code in statements():
    signal.setitimer(signal.ITIMER_REAL, 2, 0.5)
    try:
        run_all(code, namespace)
    except Stuck:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
# A thread may wait for ever for another one that died of a MemoryError: the end does not wait for it.
signal.setitimer(signal.ITIMER_REAL, 5, 1)
