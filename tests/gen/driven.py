# Generators driven by natives: what ends them, who holds them, and in which order things happen.
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def count(n, name='g'):
    noisy = Noisy(name)
    try:
        for i in range(n):
            yield i
        return 'done'
    finally:
        print('end', name)


def fails(n):
    for i in range(n):
        yield i
    raise KeyError(n)


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        tb, lines = e.__traceback__, 0
        while tb:
            tb, lines = tb.tb_next, lines + 1
        print(type(e).__name__, e, lines if lines < 50 else 'many')


consumers = [sum, list, tuple, any, all, max, min, set, sorted, frozenset, bytes, bytearray, enumerate,
             lambda g: dict((i, i) for i in g), lambda g: ''.join(str(i) for i in g),
             lambda g: [*g], lambda g: (lambda *a: a)(*g), lambda g: 2 in g, lambda g: [].extend(g)]
for consumer in consumers[:12] + consumers[13:]:
    attempt(consumer, count(3))
    attempt(consumer, fails(2))
    attempt(consumer, (i for i in ()))
print('-- stopped early')
attempt(any, count(5, 'any'))
attempt(all, count(5, 'all'))
g = count(5, 'kept')
print(any(g), list(g))
print(3 in count(6, 'in'))


def bad_item():
    yield 1
    yield 'x'
    print('not reached')


attempt(sum, bad_item())
attempt(max, bad_item())
attempt(set, (x for x in [1, [], 2]))
attempt(dict, (x for x in [(1, 2), 3]))
attempt(dict, (x for x in [(1, 2), (3, 4, 5)]))
attempt(sum, (x for x in [[1], [2]]), [])
attempt(sum, (x for x in [1, 2.5, 3, True, 1 + 2j, 4]))
attempt(sum, (x for x in [2 ** 62, 2 ** 62, 2 ** 63, -5, 1.5]))
attempt(sum, (x for x in [0.1] * 10))
attempt(sum, (x for x in [1, 2]), 0.5)


class Truth:
    def __init__(self, g):
        self.g = g

    def __bool__(self):
        for action in actions:
            try:
                print(action(self.g))
            except Exception as e:
                print(type(e).__name__, e)
        return False


def truths(n):
    for i in range(n):
        yield Truth(here[0])


actions = [lambda g: next(g).g is g]
here = [truths(4)]
here[0].__next__
print(any(here[0]))
here = [truths(4)]
actions = [lambda g: g.close()]
print(any(here[0]))
actions = [lambda g: g.gi_running, lambda g: g.gi_suspended, lambda g: here.clear()]
here = [truths(1)]
print(any(here[0]))


def asks_itself():
    yield 1
    for consume in list, sum, next:
        try:
            consume(me)
        except ValueError as e:
            print(e)
    yield 2


me = asks_itself()
print(list(me))
print('-- who holds it')


def drops_itself():
    global held
    held = None
    yield 'a'
    yield 'b'


held = drops_itself()
print(next(held))
print(held)
print(next(count(2, 'temporary')))
g = count(2, 'g2')
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print('value', e.value)
try:
    next(g)
except StopIteration as e:
    print('value', e.value)
print(next(g, 'default'), next(count(1, 'one'), 'default'))


def remembers():
    global g3
    got = yield 'first'
    while True:
        g3 = None
        got = yield got


g3 = remembers()
print(next(g3), g3.send([1]), g3)
g3 = remembers()
next(g3)
send = g3.send
print(send(1), send('two'), send(None))


def averager():
    total = n = 0
    avg = None
    while True:
        total += yield avg
        n += 1
        avg = total / n


a = averager()
print(a.send(None), [a.send(x) for x in (10, 30, 5)])
attempt(a.send, 'x')
attempt(a.send, 1)
attempt(averager().send, 1)
attempt(lambda: a.send())
attempt(lambda: a.send(1, 2))
attempt(lambda: next(a, 1, 2))


def back():
    while True:
        f = sys._getframe()
        yield f.f_back.f_code.co_name if f.f_back else None


def asker(g):
    return next(g), g.send(None), [x for x, _ in zip(g, (1, 2))], next(g)


print(asker(back()))
print('-- chains')


def inner():
    x = yield 'i1'
    print('inner got', x)
    x = yield 'i2'
    print('inner got', x)
    return 'result'


def outer():
    r = yield from inner()
    print('outer got', r)
    x = yield 'o'
    print('outer got', x)


o = outer()
print(next(o), o.send(1), o.send(2), next(o, 'end'))
print(list(outer()))
print(sum(len(x) for x in outer()))
s = (x for x in (y * 2 for y in (z + 1 for z in range(4))))
print(next(s), sum(s))


def recursive(n):
    yield n
    if n:
        yield max(recursive(n - 1))
        yield next(recursive(n - 1))
        yield sum(recursive(n - 1))


print(list(recursive(4)))


def endless(n):
    yield n
    yield from (x for x in endless(n + 1))


attempt(sum, endless(0))


def nested(g):
    yield next(g)
    yield next(g)
    g = nested(nested(iter([1, 2, 3])))
    yield from g


attempt(list, nested(count(9, 'n')))
print('-- except inside')


def catching():
    for i in range(4):
        try:
            yield i
            raise ValueError(i)
        except ValueError as e:
            print('caught', e, sys.exception() is e)
        print(sys.exception())


try:
    raise KeyError('outside')
except KeyError:
    print(list(catching()), max(catching()))
    g = catching()
    print(next(g), next(g), g.send(None), repr(sys.exception()))
print('end')
