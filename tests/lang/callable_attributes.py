# What an instance holds and is called as a method: functions, bound methods, classes, objects with __call__;
# replaced, deleted, shadowed and of several classes at the same place.
class Button:
    def __init__(self, action):
        self.action = action
        self.count = 0

    def press(self, x):
        self.count += 1
        return self.action(x)


class Other:
    kind = 'other'

    def action(self, x):
        return ('method', self.kind, x)


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x):
        return x + self.n

    def add(self, x):
        return x - self.n


class Many:
    def __init__(self):
        for i in range(20):
            setattr(self, 'f%d' % i, Adder(i))

    def run(self, x):
        return self.f0(x), self.f19(x)


def double(x):
    return x * 2


b = Button(double)
for i in range(5):
    print(b.press(i), end=' ')
print()
for action in (double, Adder(10), Adder(3).add, abs, str, lambda x: [x], Other().action, [].append):
    b.action = action
    print([b.press(i) for i in range(-2, 2)])
things = [Button(double), Other(), Button(str), Adder(1)]
for round in range(3):
    for thing in things:
        try:
            print(thing.action(round), end=' ')
        except AttributeError as e:
            print(e, end=' ')
print()
m = Many()
print([m.run(i) for i in range(3)])
b.action = None
for i in range(2):
    try:
        b.press(1)
    except TypeError as e:
        print(e)
del b.action
for i in range(2):
    try:
        b.press(1)
    except AttributeError as e:
        print(e)
Button.action = lambda self, x: ('class', x)
print(b.press(1), b.press(2))
b.action = double
print(b.press(1), b.press(2))
b.__dict__['action'] = str
print(b.press(1), b.press(2))
c = Button(double)


def forgets(x):
    del c.action
    c.later = 1
    return x


c.action = forgets
print(c.press(7))
Button.action = property(lambda self: double)
print(c.press(4), b.press(4))
print(b.count)
