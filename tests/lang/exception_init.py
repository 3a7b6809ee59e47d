# Exceptions whose __init__ is in the language: args come from __new__, whatever __init__ does.
class Plain(Exception):
    def __init__(self, code):
        self.code = code


class Passes(Exception):
    def __init__(self, code, *, more=None):
        super().__init__('passed', code)
        self.code, self.more = code, more


class Twice(Plain):
    def __init__(self, a, b=2):
        super().__init__(a + b)


class Returns(Exception):
    def __init__(self):
        return 1


class Fails(Exception):
    def __init__(self, x):
        raise KeyError(x)


class Field(OSError):
    def __init__(self, *args):
        super().__init__(*args)
        self.extra = args


class Value(StopIteration):
    def __init__(self, value):
        super().__init__(value * 2)


class Made(Exception):
    def __new__(cls, *args):
        made = super().__new__(cls, 'from new')
        return made

    def __init__(self, *args):
        self.given = args


def show(make):
    for _ in range(3):
        try:
            e = make()
            print(type(e).__name__, e.args, sorted(vars(e).items()), repr(e))
        except Exception as e:
            print('raised', type(e).__name__, e)


show(lambda: Plain(7))
show(lambda: Plain(code=7))
show(lambda: Plain())
show(lambda: Passes(1))
show(lambda: Passes(1, more=[2]))
show(lambda: Passes(code=1, more=3))
show(lambda: Twice(1))
show(lambda: Twice(1, b=5))
show(lambda: Returns())
show(lambda: Fails(3))
show(lambda: Field(2, 'no such thing', 'name'))
show(lambda: Value(4))
print(Value(4).value)
show(lambda: Made(1, 2))


def caught(n):
    total = 0
    for i in range(n):
        try:
            raise Plain(i)
        except Plain as e:
            total += e.code + e.args[0]
        try:
            raise Plain
        except TypeError as e:
            total += len(e.args)
    return total


print(caught(5))
