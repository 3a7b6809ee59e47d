# **kw by itself and behind parameters, and defaults of keyword-only parameters that change.
def only(**kw):
    return kw


def one(a, **kw):
    return a, kw


def posonly(a, /, **kw):
    return a, kw


def both(a, *rest, k=1, **kw):
    return a, rest, k, kw


def defaults(a, *, x=1, y=2, z):
    return a, x, y, z


def report(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except TypeError as e:
        print(e)


for i in range(3):
    print(only(), only(a=i), only(b=1, a=2, self=3), only(**{'x': i, 'é': 2}))
    print(one(i), one(a=i), one(i, b=2, c=i), one(b=1, a=i), posonly(i, a=3), posonly(i))
    print(both(i), both(i, 2, 3, k=4, j=5), both(k=2, a=i, z=9))
    d = only(a=i, b=[i])
    d['c'] = 1
    del d['a']
    print(d, len(d), 'a' in d, list(only(z=1, y=2, x=3, w=4, v=5, u=6, t=7, s=8, r=9)))
    print(defaults(i, z=5), defaults(i, y=7, z=1), defaults(x=1, z=2, a=i, y=4))
    for call in (lambda: one(1, a=2), lambda: one(b=1), lambda: posonly(a=1), lambda: defaults(1),
                 lambda: defaults(1, z=1, q=2), lambda: only(1), lambda: one(1, 2, c=3)):
        report(call)
    report(only, **{'k' + str(j): j for j in range(40)})
    report(one, **{'a': 1, 'b': 2})

defaults.__kwdefaults__ = {'z': 'zz', 'x': 'xx'}
for i in range(3):
    report(defaults, i)
    report(defaults, i, y=1)
defaults.__kwdefaults__['y'] = 'yy'
report(defaults, 0)
del defaults.__kwdefaults__['z']
report(defaults, 0)
defaults.__kwdefaults__ = None
report(defaults, 0, z=1)


class C:
    def method(self, **kw):
        return type(self).__name__, kw

    @staticmethod
    def static(**kw):
        return kw


c = C()
for i in range(3):
    print(c.method(i=i), c.method(), C.static(c=i), C.method(c, x=1))
