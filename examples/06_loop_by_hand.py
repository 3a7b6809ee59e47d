# SPDX-License-Identifier: MIT
"""An event loop in forty lines: generators, a heap of sleepers and select()."""
import heapq
import select
import socket
import time


def sleep(seconds):
    yield 'sleep', time.monotonic() + seconds


def receive(sock):
    yield 'read', sock
    return sock.recv(100)


def run(*generators):
    ready, sleeping, reading, order = list(generators), [], {}, 0
    while ready or sleeping or reading:
        for task in ready:
            try:
                kind, what = next(task)
            except StopIteration:
                continue
            if kind == 'sleep':
                order += 1
                heapq.heappush(sleeping, (what, order, task))
            else:
                reading[what] = task
        until_next = max(0, sleeping[0][0] - time.monotonic()) if sleeping else None
        readable, _, _ = select.select(list(reading), [], [], until_next if reading or sleeping else 0)
        ready = [reading.pop(sock) for sock in readable]
        while sleeping and sleeping[0][0] <= time.monotonic():
            ready.append(heapq.heappop(sleeping)[2])


def listener(sock):
    while data := (yield from receive(sock)):
        print('heard', data.decode())


def speaker(sock):
    for word in ('one', 'two', 'three'):
        yield from sleep(0.2)
        print('say  ', word)
        sock.send(word.encode())
    sock.close()


def clock():
    for tick in range(3):
        print('tick ', tick)
        yield from sleep(0.27)


left, right = socket.socketpair()
run(listener(left), speaker(right), clock())
