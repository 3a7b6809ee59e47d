"""Ctrl-C at the moment at which what a thread waits for comes: the lock of the condition is in order afterwards."""
import os
import signal
import threading

signal.signal(signal.SIGINT, signal.default_int_handler)


def both(event):
    os.kill(os.getpid(), signal.SIGINT)
    event.set()


outcomes = set()
for n in range(300):
    event = threading.Event()
    other = threading.Thread(target=both, args=(event,))
    try:
        other.start()
        event.wait(10)
        for _ in range(1000000):
            pass
        outcomes.add('no interrupt')
    except KeyboardInterrupt:
        outcomes.add('interrupt')
    while other.is_alive():
        other.join()
print(outcomes)
