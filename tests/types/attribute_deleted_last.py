# Deleting the attribute that was set last, then others, and setting them again.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name, sorted(vars(box)))


class Box:
    kind = 'of the class'


for _ in range(2):
    box = Box()
    box.a, box.b, box.c = Loud('a'), Loud('b'), Loud('c')
    del box.c
    try:
        box.c
    except AttributeError as e:
        print(e)
    try:
        del box.c
    except AttributeError as e:
        print(e)
    box.c = 5
    del box.a
    print(list(vars(box)))
    del box.c, box.b
    print(vars(box))

for _ in range(3):
    box = Box()
    box.kind = 'its own'
    print(box.kind, end=' ')
    del box.kind
    print(box.kind, end=' ')
    box.kind = 'again'
    print(box.kind, vars(box))

many = Box()
for i in range(40):
    setattr(many, f'x{i}', i)
for i in range(39, 9, -1):
    delattr(many, f'x{i}')
for i in range(10, 14):
    setattr(many, f'x{i}', -i)
print(vars(many))


def swing(n):
    box = Box()
    for i in range(n):
        box.x = i
        box.y = i
        total = box.x + box.y
        del box.y
        if hasattr(box, 'y'):
            print('still there')
    return total, vars(box)


print(swing(100))
box = Box()
box.only = 1
del box.only
print(vars(box), hasattr(box, 'only'))

from contextlib import contextmanager


@contextmanager
def manager(x, y=2):
    "Its text."
    yield x + y


m = manager(1)
print(m.args, m.kwds, m.func.__name__, m.__doc__)
with m as got:
    print(got, hasattr(m, 'args'), hasattr(m, 'func'))
try:
    with m:
        pass
except AttributeError as e:
    print(e)
