# Where the documentation of a property goes when its class is a subclass of property.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class Sub(property):
    """of the class"""


class Bare(property):
    __slots__ = ()


class Documented(property):
    """of the class"""
    __slots__ = ()


class WithSlot(property):
    __slots__ = ('__doc__',)


def getter(self):
    """of the getter"""
    return 1


def silent(self):
    return 1


for cls in property, Sub, Bare, Documented, WithSlot:
    print(cls.__name__)
    attempt(lambda: cls(getter).__doc__)
    attempt(lambda: cls(silent).__doc__)
    attempt(lambda: cls(getter, doc='given').__doc__)
    attempt(lambda: cls(doc='given').__doc__)
    attempt(lambda: cls(None).__doc__)
    attempt(lambda: cls(getter).setter(silent).__doc__)
    attempt(lambda: cls(silent).getter(getter).__doc__)
    attempt(lambda: cls(getter, doc='given').deleter(silent).__doc__)


class Owner:
    @Sub
    def x(self):
        """read"""
        return 5

    @x.setter
    def x(self, value):
        """written"""


print(Owner.x.__doc__, Owner().x, Sub.__doc__)
