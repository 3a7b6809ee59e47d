# SPDX-License-Identifier: MIT
# flags: --virtual-time
# [loop]
import heapq
import time
from collections import deque


class Loop:
    def __init__(self):
        self.ready = deque()
        self.sleeping = []
        self.made = 0

    def add(self, task):
        self.ready.append(task)

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                time.sleep(max(0, self.sleeping[0][0] - time.monotonic()))
            while self.sleeping and self.sleeping[0][0] <= time.monotonic():
                self.ready.append(heapq.heappop(self.sleeping)[2])
            if self.ready:
                self.step(self.ready.popleft())

    def step(self, task):
        try:
            seconds = next(task)
        except StopIteration:
            return
        self.made += 1
        heapq.heappush(self.sleeping, (time.monotonic() + seconds, self.made, task))
# [/loop]


# [use]
def bell(name, pause, times):
    for number in range(times):
        yield pause
        print(name, number + 1)


loop = Loop()
loop.add(bell('slow', 0.09, 2))
loop.add(bell('quick', 0.04, 3))
loop.run()
# [/use]
