"""fork() in a process with threads: the child has one thread, its locks, loop and pools work."""
import asyncio
import multiprocessing
import os
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

warnings.simplefilter('ignore')


def child_work(q):
    with ThreadPoolExecutor(2) as pool:
        squares = list(pool.map(lambda x: x * x, range(4)))

    async def main():
        return await asyncio.gather(asyncio.sleep(0.01, 'slept'), asyncio.to_thread(lambda: 'thread'))
    q.put((squares, asyncio.run(main()), threading.active_count(), threading.current_thread().name))


stop = threading.Event()
busy = [threading.Thread(target=lambda: [sum(range(100)) for _ in iter(stop.is_set, True)]) for _ in range(3)]
for thread in busy:
    thread.start()
q = multiprocessing.SimpleQueue()
for _ in range(3):
    p = multiprocessing.Process(target=child_work, args=(q,))
    p.start()
    print(q.get())
    p.join()
    print(p.exitcode)
order = []
os.register_at_fork(before=lambda: order.append('before'), after_in_parent=lambda: order.append('parent'),
                    after_in_child=lambda: order.append('child'))
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    data = [i for i in range(100000)]
    order.append(threading.active_count())
    print(order, sum(data), flush=True)
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(order)


async def fork_in_loop():
    pid = os.fork()
    if pid == 0:
        try:
            asyncio.get_running_loop()
            print('loop')
        except RuntimeError as e:
            print(e)
        sys.stdout.flush()
        os._exit(0)
    await asyncio.to_thread(os.waitpid, pid, 0)
    return 'parent goes on'


sys.stdout.flush()
print(asyncio.run(fork_in_loop()))
stop.set()
for thread in busy:
    thread.join()
