# SPDX-License-Identifier: MIT
# Delegation chains whose inner members are resumed, thrown into, closed and shared by hand.
def show(label, f, *a):
    try: print(label, f(*a))
    except BaseException as e: print(label, type(e).__name__, e)

def leaf(n, log):
    try:
        for i in range(n):
            try:
                got = yield i
                if got: log.append(got)
            except KeyError as e: log.append(('key', e.args))
        return 'leaf done'
    finally: log.append('leaf closed')
def middle(inner):
    r = yield from inner
    yield ('middle', r)
    return 'middle done'
def outer(inner):
    r = yield from middle(inner)
    yield ('outer', r)

log = []
l = leaf(3, log); o = outer(l)
print(next(o), o.gi_yieldfrom.gi_yieldfrom is l, l.gi_running, o.gi_suspended, l.gi_suspended)
print(next(l), next(o), log)              # somebody resumes the leaf by hand in between
show('end', next, o); show('end', next, o); show('end', next, o); show('leaf', next, l); print(log)

log = []; l = leaf(3, log); o = outer(l); next(o); next(l); l.close(); print(log)
show('after close', next, o); show('then', next, o)

log = []; l = leaf(5, log); o = outer(l); next(o)
print(o.throw(KeyError('a')), o.gi_yieldfrom.throw(KeyError('b')), l.throw(KeyError('c')), o.send('sent'), log)
show('value error', o.throw, ValueError('out')); print(log, l.gi_frame, o.gi_frame)

log = []; l = leaf(5, log); o = outer(l); m = middle(l); next(o)
show('shared', next, m); show('shared', next, o); show('shared', next, m); m.close(); print(log); show('closed under me', next, o)

def stubborn():
    while True:
        try: yield 's'
        except GeneratorExit: pass
def swallow():
    try: yield 1
    except GeneratorExit: return 'swallowed'
o = middle(stubborn()); next(o); show('stubborn', o.close); print(o.gi_frame is None)
def catcher(inner):
    try: r = yield from inner; print('returned', r)
    except GeneratorExit as e: print('GeneratorExit in the outer one', e.args); raise
o = catcher(swallow()); next(o); show('swallow', o.close)

def me():
    yield from inner_me()
def inner_me():
    try: next(box[0])
    except ValueError as e: yield str(e)
    try: next(box[1])
    except ValueError as e: yield str(e)
box = [None, None]; box[0] = me(); print(next(box[0])); box[1] = box[0].gi_yieldfrom; print(next(box[0]))

class Hand:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('hand')
        return self.n
    def throw(self, e): return ('thrown', repr(e))
    def close(self): print('hand closed')
o = middle(Hand()); print(next(o), o.throw(ValueError(1)), next(o), next(o)); show('end', next, o)
o = middle(Hand()); next(o); o.close()
o = middle(iter([1, 2])); next(o); show('no throw', o.throw, ValueError('plain'))
o = middle([1, 2]); next(o); show('no send', o.send, 5)

def deep(n):
    if n: return (yield from deep(n - 1)) + 1
    x = yield 'bottom'
    return x
g = deep(300); print(next(g)); show('deep', g.send, 0)
g = deep(300); next(g); show('deep throw', g.throw, OSError('up')); print(g.gi_frame)
g = deep(300); next(g); del g
def too_deep(n):
    yield from too_deep(n + 1)
show('recursion', next, too_deep(0))
def tb_names(e):
    t, names = e.__traceback__, []
    while t: names.append(t.tb_frame.f_code.co_name); t = t.tb_next
    return names
def failing(): yield 1; raise LookupError('f')
o = outer(failing()); next(o)
try: next(o)
except LookupError as e: print(tb_names(e))
async def c1(): return await c2()
async def c2(): await Once(); return 'c2'
class Once:
    def __await__(self): got = yield 'once'; return got
c = c1(); print(c.send(None), c.cr_await.cr_code.co_name, c.cr_running)
inner = c.cr_await
async def steal(): await inner
show('stolen', steal().send, None)
try: c.send(1)
except StopIteration as e: print(e.value)
show('again', c.send, None)
show('inner again', inner.send, None)
