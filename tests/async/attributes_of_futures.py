"""Attributes that a script gives to futures and tasks, which keep them apart."""
import asyncio
import gc
import weakref


class Marked(asyncio.Task):
    pass


class Slotted(asyncio.Future):
    __slots__ = ('own',)


class Mixin:
    def hello(self):
        return 'hello', self.greeting


class Both(Mixin, asyncio.Future):
    greeting = 'class'


def names(obj):
    """Is there a __dict__?"""
    try:
        return vars(obj)
    except TypeError:
        return 'no __dict__'


async def job(n):
    await asyncio.sleep(0)
    return n


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(names(f), hasattr(f, 'tag'), getattr(f, 'tag', None))
    try:
        f.tag
    except AttributeError as e:
        print(e)
    f.tag = 'first'
    f.other = [f]
    print(f.tag, f.other[0] is f)
    del f.other
    try:
        del f.other
    except AttributeError as e:
        print(e)
    try:
        del f.never
    except AttributeError as e:
        print(e)
    try:
        f._state = 1
    except AttributeError as e:
        print(type(e).__name__)
    print(names(f), 'tag' in dir(f))

    # one that hides a method, in code that has run before
    def done(x):
        return x.done()

    g, h = loop.create_future(), loop.create_future()
    print([done(x) for x in (f, g, h) for _ in range(3)])
    g.done = lambda: 'hidden'
    print([done(x) for x in (f, g, h) for _ in range(3)])
    del g.done
    print([done(x) for x in (f, g, h)])
    h.cancelled = lambda: 'mine'
    print(h.cancelled(), f.cancelled(), getattr(h, 'cancelled')())

    t = asyncio.create_task(job(1))
    t.note = 'of a task'
    u = Marked(job(2), loop=loop)
    u.note = 'of a subclass'
    print(t.note, u.note, names(t), names(u), hasattr(asyncio.create_task(job(3)), 'note'))
    print(await t, await u, t.note, u.note)

    s = Slotted(loop=loop)
    s.own, s.more = 1, 2
    print(s.own, s.more, names(s))
    b = Both(loop=loop)
    print(b.hello(), names(b))
    b.greeting = 'own'
    print(b.hello(), names(b))

    # cycles through an attribute are found
    c = loop.create_future()
    c.self = c
    seen = weakref.ref(c)
    del c
    gc.collect()
    print(seen())
    for x in (f, g, h, s, b):
        x.cancel()


asyncio.run(main())
print(asyncio.Future.__dictoffset__ != 0, '__dict__' in dir(asyncio.Future), '__dict__' in dir(Marked))
