# stdin: pdb_walk.txt
# Stepping through calls, loops, returns and exceptions.
import pdb


def inner(n):
    """A docstring."""
    total = 0
    for i in range(n):
        total += i
    return total


def outer(a, *rest, key=None, **more):
    x = inner(a)
    y = x * 2
    return [x, y]


def fails(n):
    if n == 0:
        raise ValueError('at the bottom')
    return fails(n - 1)


def catches():
    try:
        fails(2)
    except ValueError as error:
        print('caught', error)
    return 'done'


print('before')
pdb.set_trace(header='A header.')
outer(3, 4, 5, key='k', z=1)
print('between')
catches()
print([outer(i) for i in range(2)])
print('end')
