# Attribute instructions that meet several classes, and classes that change under them.
class Base:
    kind = 'base'

    def __init__(self, n):
        self.n = n
        self.tag = type(self).__name__

    def name(self):
        return f'{self.tag}{self.n}'

    @staticmethod
    def twice(x):
        return x * 2

    @classmethod
    def made(cls, n):
        return cls(n)

    @property
    def size(self):
        return self.n + len(self.tag)


class A(Base):
    def __init__(self, n):
        self.extra = n
        super().__init__(n)


class B(Base):
    kind = 'b'

    def name(self):
        return 'B!' + super().name()


class C(A):
    @staticmethod
    def twice(x):
        return x * 3

    @classmethod
    def made(cls, n):
        return cls(n + 100)


class D(Base):
    def __init__(self, n):
        self.tag = 'd'
        self.n = n


class E(D):
    pass


class F(D):
    __slots__ = ('slot',)


class Slots:
    __slots__ = ('n', 'tag', 'extra')

    def __init__(self, n):
        self.n, self.tag, self.extra = n, 'slots', None

    def name(self):
        return 'S'

    kind, size, twice = 'slots', 0, staticmethod(abs)

    @classmethod
    def made(cls, n):
        return n


def use(things, rounds=1):
    out = []
    for _ in range(rounds):
        for x in things:
            x.n = x.n + 1
            out.append((x.name(), x.tag, x.kind, x.twice(x.n), x.size, type(x.made(1)).__name__))
    return out


few = [A(1), B(2)]
many = [A(1), B(2), C(3), D(4), E(5), F(6), Slots(7), Base(8)]
for group in (few, many):
    got = use(group, 200)
    print(got[-len(group):])

# The class changes: a method, a data descriptor, a class attribute hidden by an instance.
B.name = lambda self: 'new B'
A.kind = property(lambda self: 'property of A')
many[3].kind = 'of the instance'
print(use(many))
D.n = property(lambda self: 40, lambda self, v: None)
print(use(many))
del D.n
many[1].__dict__['name'] = lambda: 'hidden'      # an instance in dict mode
many[0].made = lambda n: [n]
print(use(many, 60)[-8:])
C.twice = classmethod(lambda cls, x: (cls.__name__, x))
Base.made = staticmethod(lambda n: {n})
print(use(many, 60)[-8:])
del many[2].tag
try:
    use(many)
except AttributeError as e:
    print(e)


# New attributes by one instruction in instances of several classes.
class Point:
    pass


class Other(Point):
    pass


class Third(Other):
    pass


def fill(cls, n):
    made = cls()
    made.x = n
    if n % 3 == 0:
        made.y = n
    made.z = -n
    return sorted(vars(made).items())


for n in range(200):
    last = [fill(cls, n + i) for i, cls in enumerate((Point, Other, Third))]
print(last)


# Calls through what is not always the same kind of callable.
def apply(f, *rest):
    return f(rest[0])


class Callable:
    def __call__(self, x):
        return ('called', x)


calls = [len, Callable(), str, lambda x: x, Base.made, dict, [1, 2].count, Callable().__call__]
for _ in range(50):
    last = [apply(f, 'ab') for f in calls if f is not dict]
print(last)
methods = ['abc', [1, 2, 1], (1, 1), b'aa']
for _ in range(50):
    last = [m.count(m[0]) for m in methods]
print(last)


class MyList(list):
    def append(self, x):
        super().append(('mine', x))


lists = [[], MyList(), type('Sub', (list,), {})()]
for i in range(40):
    for l in lists:
        l.append(i)
print([l[-1] for l in lists], [len(l) for l in lists])
