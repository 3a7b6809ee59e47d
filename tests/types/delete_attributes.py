# Deleting attributes of instances: the others keep their values and order, at each number of them.
class A:
    z = 'of the class'


def filled(n):
    a = A()
    for i in range(n):
        setattr(a, f'n{i}', i)
    return a


for n in 1, 2, 4, 5, 9, 17, 30, 64, 70:
    for i in sorted({0, 1, n // 2, n - 2, n - 1} & set(range(n))):
        a = filled(n)
        delattr(a, f'n{i}')
        names = [k for k in a.__dict__]
        assert names == [f'n{k}' for k in range(n) if k != i], (n, i, names)
        assert [getattr(a, k) for k in names] == [k for k in range(n) if k != i], (n, i)
        assert not hasattr(a, f'n{i}')
        setattr(a, f'n{i}', 'again')
        assert list(a.__dict__.items())[-1] == (f'n{i}', 'again'), (n, i)
        for k in names:
            delattr(a, k)
        assert a.__dict__ == {f'n{i}': 'again'}, (n, i)
        delattr(a, f'n{i}')
        assert a.__dict__ == {}
        try:
            delattr(a, f'n{i}')
        except AttributeError as e:
            message = str(e)
print(message)


# At one place, for instances that have lost different attributes.
def read(a):
    out = []
    for name in 'x', 'y', 'z':
        out.append(getattr(a, name, None))
    try:
        out.append(a.x)
    except AttributeError as e:
        out.append(str(e))
    try:
        out.append(a.y)
    except AttributeError as e:
        out.append(str(e))
    out.append(a.z)
    return out


def with_attributes(*names):
    a = A()
    for name in names:
        setattr(a, name, name.upper())
    return a


for _ in range(3):
    a, b, c = (with_attributes('x', 'y', 'z') for _ in range(3))
    del a.x
    del b.y
    del c.z
    for o in a, b, c:
        print(read(o))
    a.x = b.y = c.z = 'back'
    print(vars(a), vars(b), vars(c))


# What is dropped looks at the instance and changes it.
class Nosy:
    def __init__(self, owner, name):
        self.owner = owner
        self.name = name

    def __del__(self):
        print('del', self.name, list(vars(self.owner)))
        self.owner.left = self.name
        if hasattr(self.owner, 'last'):
            del self.owner.last


a = A()
for name in 'one', 'two', 'three', 'four', 'five', 'last':
    setattr(a, name, Nosy(a, name))
del a.two
print(list(vars(a)), a.left)
del a.five
print(list(vars(a)), a.left)
del a.one, a.three, a.four
print(vars(a))


# Slots and a dict side by side, a subclass of a native type, an exception.
class S(A):
    __slots__ = ('s',)


class I(int):
    pass


for o in S(), I(5), ValueError('v'):
    if isinstance(o, S):
        o.s = 'slot'
    for i in range(7):
        setattr(o, 'abcdefg'[i], i)
    del o.c, o.a, o.g
    print(vars(o), o.b, o.f, getattr(o, 's', None), end=' ')
    o.a = o.c = 'new'
    print(vars(o))


# Names come and go without end.
a = A()
a.keep = 'kept'
for i in range(2000):
    setattr(a, f'm{i}', i)
    if i >= 3:
        delattr(a, f'm{i - 3}')
print(vars(a))


class Cached:
    def __init__(self):
        self.a, self._b, self.c = 1, 2, 3

    def forget(self):
        del self._b

    def b(self):
        if not hasattr(self, '_b'):
            self._b = self.a + self.c
        return self._b


c = Cached()
total = 0
for i in range(100):
    total += c.b()
    c.forget()
    c.a = i
print(total, vars(c))
