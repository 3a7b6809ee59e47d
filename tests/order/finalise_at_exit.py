# What lives to the end of the script: finalisers see all names bound, nothing can be imported any more,
# and objects die in order of their distance from the namespace of the script.
import os
import sys


class Node:
    def __init__(self, name, *below):
        self.name, self.below = name, below

    def __del__(self):
        print('del', self.name, Node is None, os is None, sys is None, 'last' in globals())
        try:
            import os as again
            print('imported')
        except ImportError as e:
            print(e)


class Plain:
    def __init__(self, name, below=None):
        self.name, self.below = name, below

    def __del__(self):
        print('plain', self.name, end=' ')


def suspended(name):
    try:
        yield
    finally:
        print('left', name, os is None)


tree = Node('root', Node('left', Node('leaf')), Node('right'))
shared = Plain('shared')
holder = Plain('holder', shared)
chain = Plain('1', Plain('2', Plain('3')))
many = [Plain(i) for i in range(4)]
pair = Plain('pair', [Plain('a'), Plain('b')])
ring = Plain('ring')
ring.below = ring
one, two = suspended('one'), suspended('two')
next(one), next(two)
last = Node('last')
print('end of the script')
