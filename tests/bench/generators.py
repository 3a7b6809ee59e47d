# SPDX-License-Identifier: MIT
# Generators: pipelines, delegation, send.
def numbers(n):
    for i in range(n):
        yield i


def odd(source):
    for i in source:
        if i % 2:
            yield i


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def average():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total // count


running = average()
next(running)
for i in range(100_000):
    mean = running.send(i)
print(sum(odd(numbers(300_000))), sum(tree(14)), mean, sum(x * x for x in range(200_000)))
