# Exceptions, kept and dropped at random, whose tracebacks somebody looks at now and then.
import gc, random, sys
gc.set_threshold(3)

random.seed(5)  # the same numbers as in CPython
keep = []
class N:
    def __init__(s): s.x = s
def f(n, k):
    a = N(); b = [n]
    if k == 0: raise ValueError(n)
    if k == 1:
        try: f(n - 1, random.randrange(6)) if n else [][0]
        finally: b.append(a)
    if k == 2:
        try: f(n - 1, random.randrange(6)) if n else {}[1]
        except (ValueError, KeyError) as e:
            if random.random() < .3: raise
            if random.random() < .5: raise TypeError from e
            keep.append(e); a.e = e
    if k == 3:
        for x in g(n - 1): pass
    if k == 4:
        return list(g(n - 1)), next(g(n-1)), sum(g(n-1))
    if k == 5:
        return sorted([3,2,1], key=lambda q: f(n - 1, random.randrange(6)) if n > 0 else q / 0)
def g(n):
    c = N()
    for i in range(3):
        try:
            yield i
            if n > 0: f(n - 1, random.randrange(6))
        except IndexError as e:
            keep.append(e)
    if n > 0: yield from g(n - 2)
def look(e):
    tb = e.__traceback__
    c = 0
    while tb:
        if random.random() < .3:
            fr = tb.tb_frame
            while fr: c += len(fr.f_locals); fr = fr.f_back
        if random.random() < .1: keep.append(tb)
        if random.random() < .05 : tb.tb_next = None
        tb = tb.tb_next
    return c
tot = 0
for i in range(3000):
    try:
        f(random.randrange(9), random.randrange(6))
    except Exception as e:
        tot += 1
        if random.random() < .4: look(e)
        if random.random() < .3: keep.append(e)
        if e.__context__ and random.random() < .5: look(e.__context__)
    if len(keep) > 60:
        random.shuffle(keep)
        for o in keep[:30]:
            if isinstance(o, Exception): look(o)
        del keep[:random.randrange(60)]
keep.clear(); gc.collect()
print(tot)
