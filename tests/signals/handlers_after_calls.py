# Handlers of signals run when a call returns, before its result is anywhere.
import os
import signal
import threading
import time


class Alarm(Exception):
    pass


def note(number, frame):
    print('handler', signal.Signals(number).name, 'in line', frame.f_lineno - first, frame.f_code.co_name)


def fail(number, frame):
    raise Alarm('line %d' % (frame.f_lineno - first))


def me():
    os.kill(os.getpid(), signal.SIGUSR1)


first = note.__code__.co_firstlineno

signal.signal(signal.SIGUSR1, note)
os.kill(os.getpid(), signal.SIGUSR1)
print('after kill')
values = [os.kill(os.getpid(), signal.SIGUSR1), 'same line']
print('after a list')
print(os.kill(os.getpid(), signal.SIGUSR1), 'printed')
me()
print('after a function')
kill = os.kill
kill(*(os.getpid(), signal.SIGUSR1))
print('after a starred call')

signal.signal(signal.SIGUSR1, fail)
x = 'old'
try:
    x = os.kill(os.getpid(), signal.SIGUSR1)
    print('not reached')
except Alarm as e:
    print(x, e)


def local():
    x = 'old'
    try:
        x = os.kill(os.getpid(), signal.SIGUSR1)
        print('not reached')
    except Alarm as e:
        print(x, e)
    finally:
        print('finally')


local()


class Leaves:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        print('exit', kind and kind.__name__)


try:
    with Leaves():
        os.kill(os.getpid(), signal.SIGUSR1)
        print('not reached')
except Alarm as e:
    print(e)


def generate():
    try:
        yield os.kill(os.getpid(), signal.SIGUSR1)
    except Alarm as e:
        yield str(e)


print(next(generate()))

# out of what blocks, and out of what computes
signal.signal(signal.SIGALRM, fail)
lock = threading.Lock()
lock.acquire()
condition = threading.Condition()
event = threading.Event()
blocking = {
    'sleep': lambda: time.sleep(60),
    'acquire': lambda: lock.acquire(),
    'acquire with timeout': lambda: lock.acquire(True, 60),
    'event': lambda: event.wait(),
    'event with timeout': lambda: event.wait(60),
}
for name, what in blocking.items():
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        what()
        print('not reached')
    except Alarm:
        print('out of', name)
with condition:
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        condition.wait()
    except Alarm:
        print('out of wait', condition._is_owned())
print(lock.locked(), condition._is_owned())


class Slow(int):
    def __lt__(self, other):
        time.sleep(0.0001)
        return int.__lt__(self, other)


items = [Slow(i * 7919 % 3001) for i in range(3001)]
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    items.sort()
    print('not reached')
except Alarm:
    print('out of sort', len(items))
