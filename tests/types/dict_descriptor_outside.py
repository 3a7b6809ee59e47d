# The descriptor of __dict__ of a class, applied to what keeps its dict elsewhere: classes, modules, exceptions.
import types


class Base:
    pass


descr = Base.__dict__['__dict__']


def attempt(what, *args):
    try:
        print(what.__name__, what(*args))
    except Exception as e:
        print(what.__name__, type(e).__name__, e)


class Meta(type, Base):
    pass


class ModuleHere(types.ModuleType, Base):
    pass


class Error(Exception, Base):
    pass


class OfMeta(metaclass=Meta):
    pass


module = ModuleHere('x')
for o in OfMeta, module:
    attempt(descr.__set__, o, {})
    attempt(descr.__delete__, o)
    attempt(setattr, o, '__dict__', {})
    attempt(delattr, o, '__dict__')
error = Error()
attempt(descr.__set__, error, {'a': 1})
print(error.a)
attempt(descr.__delete__, error)
attempt(delattr, error, '__dict__')
attempt(descr.__set__, 5, {})
