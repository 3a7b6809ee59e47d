# Frames seen through tracebacks: who keeps which variables alive, and for how long.
import gc
import sys
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def names(tb):
    out = []
    while tb:
        code = tb.tb_frame.f_code
        bound = [] if code.co_name == '<module>' else sorted(tb.tb_frame.f_locals)
        out.append((code.co_name, bound, tb.tb_lineno - code.co_firstlineno))
        tb = tb.tb_next
    return out


def backs(frame):
    out = []
    while frame:
        out.append(frame.f_code.co_name)
        frame = frame.f_back
    return out


def inner(n):
    a = Noisy('a%d' % n)
    raise ValueError(n)


def middle(n):
    b = Noisy('b%d' % n)
    inner(n)


def fin(n):
    c = Noisy('c%d' % n)
    try:
        middle(n)
    finally:
        print('finally', n)


def keep(n):
    d = Noisy('d%d' % n)
    try:
        fin(n)
    except ValueError as e:
        return e


print('-- dropped at the end of the handler')
try:
    fin(0)
except ValueError:
    print('handling')
print('-- kept')
e = keep(1)
print('kept', type(e).__name__)
e.__traceback__ = None
print('-- kept, looked at')
e = keep(2)
print(names(e.__traceback__))
print(e.__traceback__.tb_next.tb_next.tb_frame.f_locals['b'].name)
del e
print('-- only the inner part')
tb = keep(3).__traceback__.tb_next.tb_next
print('has', tb.tb_frame.f_code.co_name)
print(backs(tb.tb_frame))
print(names(tb))
del tb
print('-- the inner part, not looked at')
tb = keep(4).__traceback__.tb_next.tb_next.tb_next
print('still')
del tb
print('-- cut')
e = keep(5)
t = e.__traceback__
rest = t.tb_next
t.tb_next = None
print('cut', names(t), names(rest))
del e, t
print('rest')
print(backs(rest.tb_frame))
del rest
print('-- f_back from the innermost')
e = keep(6)
t = e.__traceback__
while t.tb_next:
    t = t.tb_next
print(backs(t.tb_frame))
f = t.tb_frame
print(f.f_back is e.__traceback__.tb_next.tb_next.tb_frame, f.f_back.f_back.f_back is e.__traceback__.tb_frame)
del e, t
print('frame')
del f


print('-- a frame that runs')


def running():
    x = Noisy('x')
    try:
        inner(7)
    except ValueError as e:
        tb = e.__traceback__
        print(tb.tb_frame is sys._getframe(), tb.tb_frame is tb.tb_frame)
        print(tb.tb_next.tb_frame.f_back is sys._getframe())
        x = 'another'
        print(tb.tb_frame.f_locals['x'])
        del tb
    print('after')


running()


def twice():
    try:
        try:
            inner(8)
        except ValueError as first:
            raise KeyError(8) from first
    except KeyError as second:
        print(names(second.__traceback__), names(second.__cause__.__traceback__))
        print(second.__traceback__.tb_frame is second.__cause__.__traceback__.tb_frame)
        return second


e = twice()
print('twice')
print(names(e.__cause__.__traceback__))
del e


def again():
    try:
        inner(9)
    except ValueError as e:
        try:
            raise e
        except ValueError as e2:
            print(names(e2.__traceback__))


again()
print('-- thrown again elsewhere')


def thrower(e):
    z = Noisy('z')
    raise e


def catcher():
    e = keep(10)
    try:
        thrower(e)
    except ValueError as e2:
        print(names(e2.__traceback__))
        t = e2.__traceback__
        while t.tb_next:
            t = t.tb_next
        print(backs(t.tb_frame))
    del e, t


catcher()
print('-- natives between')


class Eq:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        q = Noisy('q%d' % self.n)
        inner(self.n)


def through(n):
    w = Noisy('w')
    return Eq(n) in [1]


def swallow():
    try:
        through(11)
    except ValueError as e:
        print(names(e.__traceback__))
        t = e.__traceback__.tb_next.tb_next
        print(backs(t.tb_frame))


swallow()


def swallow_blind():
    try:
        through(12)
    except ValueError:
        pass
    print('blind')


swallow_blind()


class It:
    def __init__(self):
        self.kept = []

    def __iter__(self):
        return self

    def __next__(self):
        s = Noisy('s')
        try:
            raise StopIteration
        except StopIteration as e:
            self.kept.append(e)
            raise


def loops():
    it = It()
    v = Noisy('v')
    for x in it:
        pass
    return it


it = loops()
print('loop ended')
print(names(it.kept[0].__traceback__), backs(it.kept[0].__traceback__.tb_frame))
it.kept.clear()

print('-- generators')


def gen(n):
    g = Noisy('g%d' % n)
    yield 1
    inner(n)


def use(n):
    u = Noisy('u%d' % n)
    for x in gen(n):
        pass


try:
    use(13)
except ValueError as e:
    print('handling')
try:
    use(14)
except ValueError as e:
    print(names(e.__traceback__))
    print(backs(e.__traceback__.tb_next.tb_frame))


def gen_catches():
    h = Noisy('h')
    try:
        inner(15)
    except ValueError as e:
        yield e
    yield 2


g = gen_catches()
e = next(g)
print(names(e.__traceback__))
print(next(g))
del e
print('e gone')
del g


def gen_keeps():
    k = Noisy('k')
    try:
        inner(16)
    except ValueError as e:
        kept.append(e)
    yield 3
    yield 4


kept = []
g = gen_keeps()
next(g)
print(names(kept[0].__traceback__))
kept.clear()
print('none kept')
del g


def outer_gen():
    o = Noisy('o')
    yield from gen(17)


try:
    list(outer_gen())
except ValueError as e:
    print('caught')
try:
    list(outer_gen())
except ValueError as e:
    print(names(e.__traceback__))

print('-- cycles')


def cycle(n):
    y = Noisy('y%d' % n)
    try:
        middle(n)
    except ValueError as e:
        mine = e
    return weakref.ref(y)


gc.disable()
r = cycle(18)
print(r() is not None)
gc.collect()
print(r())


def cycle_looked(n):
    y = Noisy('y%d' % n)
    try:
        middle(n)
    except ValueError as e:
        mine = e
        e.__traceback__.tb_next.tb_frame
    return weakref.ref(y)


r = cycle_looked(19)
print(r() is not None)
gc.collect()
print(r())
gc.enable()

print('-- clear, class bodies, init')
e = keep(20)
t = e.__traceback__.tb_next
t.tb_frame.clear()
print(sorted(t.tb_frame.f_locals), sorted(t.tb_next.tb_frame.f_locals))
del e, t


def body(n):
    class C:
        attr = Noisy('attr')
        inner(n)


try:
    body(21)
except ValueError as e:
    print(names(e.__traceback__))
try:
    body(22)
except ValueError:
    print('body')


class Init:
    def __init__(self, n):
        i = Noisy('i')
        middle(n)


try:
    Init(23)
except ValueError as e:
    print(names(e.__traceback__))
    e.__traceback__.tb_next.tb_frame.f_locals['self'].mark = 1

print('-- deep')


def deep(n):
    if n == 0:
        raise ValueError(n)
    return deep(n - 1)


def deep_finally(n):
    if n == 0:
        raise ValueError(n)
    try:
        return deep_finally(n - 1)
    finally:
        n += 1


for function in deep, deep_finally:
    try:
        function(300)
    except ValueError as e:
        t = e.__traceback__
        while t.tb_next:
            t = t.tb_next
        print(len(backs(t.tb_frame)), t.tb_frame.f_back.f_back.f_locals)
        del t
    try:
        function(300)
    except ValueError as e:
        t = e.__traceback__
        for i in range(150):
            t = t.tb_next
        e = None
        print(len(backs(t.tb_frame)), t.tb_frame.f_locals)
        del t
errors = []
for i in range(5):
    try:
        deep(i)
    except ValueError as e:
        errors.append(e)
print([len(names(e.__traceback__)) for e in errors])
for attribute in 'tb_frame', 'tb_lineno':
    try:
        setattr(errors[0].__traceback__, attribute, None)
    except AttributeError as e:
        print(e)
print(type(type(errors[0].__traceback__).tb_frame).__name__)
print('end')
