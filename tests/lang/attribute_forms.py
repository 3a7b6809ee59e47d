# Attributes read and written by one instruction for many kinds of objects, and classes that change meanwhile.
class Base:
    tag = 'base'

    def __init__(self, x):
        self.x = x
        self.y = -x

    def get(self):
        return self.x, self.y, self.tag

    def bump(self):
        self.x += 1
        self.z = self.x


class A(Base):
    pass


class B(Base):
    tag = 'b'


class C(Base):
    def __init__(self, x):
        self.first = 0
        super().__init__(x)


class Slotted:
    __slots__ = ('x', 'y', 'z', 'tag')
    get = Base.get
    bump = Base.bump

    def __init__(self, x):
        self.x = x
        self.y = -x
        self.tag = 'slots'


class Many(Base):
    def __init__(self, x):
        for i in range(30):
            setattr(self, 'a%d' % i, i)
        super().__init__(x)


class Dynamic(Base):
    def __getattr__(self, name):
        return 'dynamic ' + name


class Logged(Base):
    log = []

    def __setattr__(self, name, value):
        self.log.append(name)
        object.__setattr__(self, name, value)


def everything(rounds):
    seen = {}
    for r in range(rounds):
        for cls in (A, B, C, Slotted, Many, Dynamic, Logged):
            o = cls(r)
            o.bump()
            o.bump()
            seen[cls.__name__] = o.get(), o.z
    return seen


for name, value in everything(200).items():
    print(name, value)
print(len(Logged.log), Dynamic(1).nothing)


def read_x(o):
    return o.x


def write_x(o, v):
    o.x = v


objects = [A(1), A(2), A(3)]
for _ in range(100):
    for o in objects:
        write_x(o, read_x(o) + 1)
print([read_x(o) for o in objects])

# A data descriptor of the class takes over from attributes of instances.
A.x = property(lambda self: 'computed', lambda self, v: print('set', v))
print([read_x(o) for o in objects], objects[0].__dict__['x'])
write_x(objects[0], 5)
del A.x
print([read_x(o) for o in objects])

# Hooks that come later.
A.__getattribute__ = lambda self, name: 'hook ' + name
print(read_x(objects[0]))
del A.__getattribute__
A.__setattr__ = lambda self, name, v: print('hooked', name, v)
write_x(objects[0], 9)
del A.__setattr__
write_x(objects[0], 9)
print(read_x(objects[0]))

# Instances in dict mode, deleted attributes, another class.
objects[1].__dict__['x'] = 'by dict'
print([read_x(o) for o in objects])
del objects[2].x
try:
    read_x(objects[2])
except AttributeError as e:
    print(e)
objects[2].__class__ = B
objects[2].x = 'again'
print(read_x(objects[2]), objects[2].get())

# The class attribute that instances begin to hide.
b = [B(i) for i in range(3)]


def tags():
    return [o.tag for o in b]


for _ in range(60):
    tags()
b[1].tag = 'own'
print(tags())
B.tag = 'new'
print(tags())
del b[1].tag
print(tags())


# An object that only the attribute holds goes away when the attribute was read.
class Noisy:
    def __init__(self, name):
        self.name = name
        self.inner = self.name * 2

    def __del__(self):
        print('gone', self.name)


def temporary():
    for i in range(3):
        print(Noisy('n%d' % i).inner)
        print('next')


temporary()

# Storing what the attribute held before: its finaliser sees the new value.
class Watcher:
    def __init__(self, owner):
        self.owner = owner

    def __del__(self):
        print('owner has', self.owner.slot)


class Owner:
    slot = None


def refill(o, v):
    o.slot = v


o = Owner()
for i in range(3):
    refill(o, Watcher(o))
    refill(o, i)
del o
