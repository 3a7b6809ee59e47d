# A thread waits for the main thread, which ends when the script has.
import sys
import threading
import time


def wait_for(main):
    main.join()
    print('end of thread', main.is_alive())
    sys.stdout.flush()


threading.Thread(target=wait_for, args=(threading.current_thread(),)).start()
try:
    threading.current_thread().join()
except RuntimeError as e:
    print(e)
time.sleep(0.01)
print('end of main')
