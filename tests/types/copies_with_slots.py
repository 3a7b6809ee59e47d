# Copies of subclasses with __slots__ and attributes; names that are no hint for a local variable; a blocking wakeup fd.
import copy
import os
import pickle
import signal
import traceback
import weakref
from collections import deque


class Bytes(bytearray):
    __slots__ = ('x', '__dict__')


class Deque(deque):
    __slots__ = ('x', '__dict__')


for o in Bytes(b'ab'), Deque([1]):
    print(o.__reduce__()[2])
    o.y = 2
    print(o.__reduce__()[2])
    o.x = 1
    print(o.__reduce__()[2])
    for made in copy.copy(o), copy.deepcopy(o), pickle.loads(pickle.dumps(o)):
        print(made, made.x, made.y)


class Set(weakref.WeakSet):
    pass


key = Set()
s = Set([key])
s.x = [1]
print(copy.copy(s).x is s.x, len(copy.copy(s)), copy.copy(s) == s)


def local():
    something = 3
    print(somethong)
    somethong = 2


try:
    local()
except UnboundLocalError as e:
    print(e.name, traceback.format_exc().splitlines()[-1])

read, write = os.pipe()
os.dup2(write, 55)
try:
    signal.set_wakeup_fd(55)
except ValueError as e:
    print(e)
os.set_blocking(55, False)
print(signal.set_wakeup_fd(55), signal.set_wakeup_fd(-1))
for fd in read, write, 55:
    os.close(fd)
