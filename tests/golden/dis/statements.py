# SPDX-License-Identifier: MIT
"""Loops, targets, imports."""
import os.path as path
from sys import argv, exit as leave


def loops(n):
    for i in range(n):
        if i == 2:
            continue
        while True:
            n -= 1
            if n:
                break
    else:
        return i
    for a, (b, *c) in n:
        a.x, b[1] = c, a
    return n


def swap(a, b, c):
    a, b = b, a
    a, b, c = c, a + b, a
    a = b = c
    a.x += 1
    a[b] *= c
    return a, b


def stores(a):
    global count
    count = a
    count += 1
    a.x = a[1] = a
    del a.x, a[1], count
    assert a, "message"
    raise ValueError(a) from None


class Point(object, metaclass=type):
    """A class."""
    x: int = 0

    def __init__(self, x):
        super().__init__()
        self.x = self.__y = x


if 0:
    never()
elif path:
    always()
while 1:
    break
