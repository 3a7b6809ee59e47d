# What `from operator import *` gives, and how long one may sleep.
import operator
import select
import socket
import threading
import time

print(operator.__all__)
for f in time.sleep, socket.socket().settimeout, lambda s: select.select([], [], [], s), lambda s: threading.Lock().acquire(timeout=s):
    for seconds in 10**30, 1e300, float('nan'), -(10**30), -1e300, 'x', 10**12, 1e12:
        try:
            f(seconds)
        except Exception as e:
            print(type(e).__name__, e)
        else:
            print('accepted')
