# The threads of the program end before the functions of atexit run, whichever module was imported first.
import threading
import atexit
import time

atexit.register(print, 'atexit')
threading._register_atexit(print, 'threading')


def work():
    time.sleep(0.05)
    print('thread')


threading.Thread(target=work).start()
print('main ends')
