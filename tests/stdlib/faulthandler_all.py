# faulthandler: tracebacks written to files.
import faulthandler
import os
import re
import signal
import tempfile
import threading
import time


def show(f, *args, **kw):
    try:
        print(f.__name__, repr(f(*args, **kw)))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


def text(file):
    file.seek(0)
    found = re.sub(r'0x[0-9a-f]+', '0xID', file.read().replace(__file__, 'FILE'))
    file.seek(0)
    file.truncate()
    return [line for line in found.split('\n') if 'FILE' in line or not line.startswith('  File')]


def inner(file, **kw):
    faulthandler.dump_traceback(file, **kw)


with tempfile.TemporaryFile('w+') as file:
    inner(file)
    print(text(file))
    inner(file, all_threads=False)
    print(text(file))
    faulthandler.dump_traceback(file.fileno())
    print(text(file))

    def deep(n):
        return deep(n - 1) if n else inner(file)

    deep(120)
    rows = text(file)
    print(len(rows), rows[-2:])
    ready, stop = threading.Event(), threading.Event()

    def waiting():
        ready.set()
        stop.wait()

    thread = threading.Thread(target=waiting)
    thread.start()
    ready.wait()
    faulthandler.dump_traceback(file)
    rows = text(file)
    print([row for row in rows if 'hread' in row], any('in waiting' in row for row in rows))
    stop.set()
    thread.join()
    print(faulthandler.is_enabled(), faulthandler.enable(file), faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable(), faulthandler.is_enabled())
    faulthandler.dump_traceback_later(0.1, file=file)
    while not os.fstat(file.fileno()).st_size:
        time.sleep(0.01)
    faulthandler.cancel_dump_traceback_later()
    rows = text(file)
    print(rows[0], [row for row in rows if 'module' in row][:1] != [])
    faulthandler.dump_traceback_later(50, file=file)
    faulthandler.cancel_dump_traceback_later()
    faulthandler.cancel_dump_traceback_later()
    show(faulthandler.dump_traceback_later, 0)
    show(faulthandler.dump_traceback_later, -1)
    seen = []
    signal.signal(signal.SIGUSR1, lambda *args: seen.append(args[0]))
    faulthandler.register(signal.SIGUSR1, file=file, all_threads=False, chain=True)
    os.kill(os.getpid(), signal.SIGUSR1)
    while not seen:
        time.sleep(0.01)
    print(text(file)[0], seen)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
    os.kill(os.getpid(), signal.SIGUSR1)
    while len(seen) < 2:
        time.sleep(0.01)
    print(seen)
    show(faulthandler.register, signal.SIGSEGV)
    show(faulthandler.register, 999)
    show(faulthandler.unregister, 999)
show(faulthandler.dump_traceback, -1)
show(faulthandler.dump_traceback, 'x')
