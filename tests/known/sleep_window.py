# A signal that comes between the last look for signals and the sleep ends the sleep all the same.
import signal
import time


class Came(Exception):
    pass


def handler(number, frame):
    raise Came


signal.signal(signal.SIGALRM, handler)
count = 0
for turn in range(400):
    try:
        signal.setitimer(signal.ITIMER_REAL, 1e-6 * (turn % 50 + 1))
        time.sleep(30)
    except Came:
        count += 1
print(count)
