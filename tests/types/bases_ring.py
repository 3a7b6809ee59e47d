# A metaclass's mro() that assigns to __bases__ while the bases of another class change: no ring comes of it.
armed = []


class Meta(type):
    def mro(cls):
        if armed and cls.__name__ == armed[0]:
            action = armed[1]
            armed.clear()
            action()
        return type.mro(cls)


class R: pass
class R2: pass
class A(R, metaclass=Meta): pass
class B(R2, metaclass=Meta): pass
class C(R2, metaclass=Meta): pass


def attempt(cls, bases, name, action):
    armed[:] = [name, action]
    try:
        cls.__bases__ = bases
    except TypeError as e:
        print('TypeError:', e)
    else:
        print('changed')
    for c in A, B, C:
        print(' ', c.__name__, [b.__name__ for b in c.__bases__], [m.__name__ for m in c.__mro__])


def set_bases(cls, *bases):
    def action():
        cls.__bases__ = bases
    return action


attempt(A, (B,), 'A', set_bases(B, A))
attempt(A, (B,), 'B', set_bases(B, A))
attempt(C, (A,), 'C', set_bases(B, C))
attempt(A, (A,), 'A', print)
attempt(B, (A,), 'A', print)
