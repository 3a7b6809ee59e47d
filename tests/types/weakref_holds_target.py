# A weak reference whose own attributes hold its object: as both die together, the callback is not called.
import weakref


class Target:
    pass


class Ref(weakref.ref):
    pass


def callback(ref):
    print('called')


o = Target()
ref = Ref(o, callback)
ref.held = o
del o
del ref
print('one reference')

o = Target()
first = Ref(o, callback)
second = Ref(o, callback)
first.other = second
second.held = o
del o, second, first
print('two references')

o = Target()
outside = weakref.ref(o, callback)
inside = Ref(o, callback)
inside.held = o
del o, inside
print('one outside', outside())
