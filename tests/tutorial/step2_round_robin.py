# SPDX-License-Identifier: MIT
# [cook]
def cook(dish, steps):
    for step in range(1, steps + 1):
        print(f'{dish}: step {step} of {steps}')
        yield
# [/cook]


# [run]
from collections import deque


def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            next(task)
        except StopIteration:
            continue
        ready.append(task)
# [/run]


# [use]
run(cook('soup', 3), cook('tea', 1), cook('salad', 2))
# [/use]
