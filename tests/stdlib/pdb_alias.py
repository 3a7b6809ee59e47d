# stdin: pdb_alias.txt
# args: one two
# Aliases, several commands on a line, $names, source, interact.
import collections
import sys


class Point:
    """A point."""

    def __init__(self, x):
        self.x = x

    def move(self, by):
        breakpoint()
        return self.x + by


def free():
    count = 0

    def add():
        nonlocal count
        count += 1
        breakpoint()
        return count
    add()
    return count


class Bad:
    def __repr__(self):
        raise RuntimeError('no repr')


bad = Bad()
Point(3).move(4)
print(free())
