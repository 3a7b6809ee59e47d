"""Threads end before atexit functions run, whichever module came first."""
import sys
import threading
import atexit

atexit.register(print, 'atexit')
threading.Thread(target=print, args=('thread',)).start()
threading._register_atexit(print, 'before the threads are joined')
event = threading.Event()
threading._register_atexit(event.set)
threading.Thread(target=lambda: (event.wait(), print('let go'))).start()
