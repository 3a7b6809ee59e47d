# Outside of asyncio.run SIGINT raises KeyboardInterrupt at once.
import os
import signal
import time


def hit():
    os.kill(os.getpid(), signal.SIGINT)
    for i in range(100000):
        pass
    return 'not reached'


try:
    print(hit())
except KeyboardInterrupt as e:
    print('caught', e.args)

try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(100)
except KeyboardInterrupt:
    print('sleep interrupted')


def gen():
    try:
        yield 1
        os.kill(os.getpid(), signal.SIGINT)
        for i in range(100000):
            pass
        yield 2
    finally:
        print('generator unwound')


try:
    for x in gen():
        print(x)
except KeyboardInterrupt:
    print('out of the loop')

# a handler of the script's own
seen = []
old = signal.signal(signal.SIGINT, lambda number, frame: seen.append(number))
os.kill(os.getpid(), signal.SIGINT)
for i in range(1000):
    pass
print(seen, old is signal.default_int_handler)
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGINT)
for i in range(1000):
    pass
signal.signal(signal.SIGINT, old)
os.kill(os.getpid(), signal.SIGINT)
for i in range(100000):
    pass
