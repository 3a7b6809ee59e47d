# SPDX-License-Identifier: MIT
# gc.callbacks: what they are told, and when; sys.getallocatedblocks.
import gc
import sys

gc.disable()
gc.collect()
print(gc.callbacks)


class Node:
    def __init__(self):
        self.me = self


def tell(phase, info):
    print(phase, info, gc.collect(), gc.isenabled())


def wrong(phase, info):
    raise ValueError(phase)


def few(phase):
    print('not called')


infos = []
sys.unraisablehook = lambda u: print(u.exc_type.__name__, u.exc_value, u.err_msg, getattr(u.object, '__name__', u.object))
gc.callbacks.append(tell)
print(gc.collect(0))
print(gc.collect(1))
Node()
print(gc.collect())
gc.callbacks[:] = [wrong, few, lambda phase, info: infos.append((phase, info)), 5]
Node(), Node()
print(gc.collect(2))
print(infos, infos[0][1] is infos[1][1])


def leaving(phase, info):
    print('leaving', phase)
    gc.callbacks.clear()


gc.callbacks[:] = [leaving, leaving]
print(gc.collect())
print(gc.callbacks)

seen = []
gc.callbacks.append(lambda phase, info: seen.append((phase, info['generation'] in (0, 1, 2), sorted(info))))
gc.enable()
gc.set_threshold(50)
for i in range(3000):
    Node()
gc.disable()
print(len(seen) > 2, len(seen) % 2, seen[0], seen[1], {phase for phase, *_ in seen})
kept = gc.callbacks
gc.callbacks = []
count = len(seen)
gc.collect()
print(len(seen) - count)
kept.clear()
try:
    gc.collect(3)
except ValueError as error:
    print(error)


class Last:
    def __del__(self):
        print('finalized')


def during(phase, info):
    print(phase, info['collected'])


kept.append(during)
x = Last()
x.x = x
del x
gc.collect()

before = sys.getallocatedblocks()
held = [str(i) * 5 for i in range(1000)]
more = sys.getallocatedblocks()
print(type(before), before > 0, more - before > 900)
del held
print(sys.getallocatedblocks() < more - 900)
try:
    sys.getallocatedblocks(1)
except TypeError as error:
    print(error)
