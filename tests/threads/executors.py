# SPDX-License-Identifier: MIT
# concurrent.futures: submit, map, as_completed, wait, exceptions, cancel, shutdown.
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, Future, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, TimeoutError, InvalidStateError
import threading, time
with ThreadPoolExecutor(max_workers=3, thread_name_prefix='pool') as ex:
    f = ex.submit(pow, 2, 10); print(f.result(), f.done(), f.running(), f.cancelled(), f.exception())
    print(list(ex.map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6])), ex.submit(lambda: threading.current_thread().name.rsplit('_')[0]).result())
    g = ex.submit(lambda: 1 / 0); print(repr(g.exception()))
    try: g.result()
    except ZeroDivisionError as e: print(e)
    try: list(ex.map(lambda x: 1 / x, [1, 0, 2]))
    except ZeroDivisionError: print('map raises at its place')
    print(sorted(x.result() for x in as_completed([ex.submit(lambda v=v: v) for v in range(4)])))
    ev = threading.Event(); slow = ex.submit(ev.wait); fast = ex.submit(int); d, n = wait([slow, fast], return_when=FIRST_COMPLETED); print(fast in d, slow in n)
    try: slow.result(timeout=.01)
    except TimeoutError as e: print('TimeoutError', e)
    ev.set(); d, n = wait([slow, fast]); print(len(d), len(n)); calls = []; h = ex.submit(int); h.add_done_callback(lambda f: calls.append(f.result())); h.result(); time.sleep(.01); print(calls)
    try: list(ex.map(lambda x: time.sleep(x), [.2], timeout=.01))
    except TimeoutError: print('map timeout')
try: ex.submit(int)
except RuntimeError as e: print(e)
one = ThreadPoolExecutor(1); gate = threading.Event(); a = one.submit(gate.wait); b = one.submit(int); print(b.cancel(), b.cancelled(), b.cancel()); gate.set()
try: b.result()
except CancelledError: print('cancelled')
c = one.submit(time.sleep, .01); d = one.submit(int); one.shutdown(wait=True, cancel_futures=True); print(d.cancelled(), c.done())
f = Future(); f.set_result(3); print(f.result(), f)if 0 else print(f.result())
try: f.set_result(4)
except InvalidStateError as e: print(type(e).__name__)
for bad in (lambda: ThreadPoolExecutor(0), lambda: ThreadPoolExecutor(1, initializer=5)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
