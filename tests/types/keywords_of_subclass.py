# Keywords given to a subclass of a builtin type that takes none: an error, unless it has an __init__ of its own.
import itertools


def attempt(what, *args, **keywords):
    try:
        print(type(what(*args, **keywords)).__name__, 'made')
    except TypeError as e:
        print('TypeError', e)


CASES = [(list, ([1, 2],)), (tuple, ([1, 2],)), (float, (1,)), (filter, (None, [1])), (map, (str, [])), (set, ([],)),
         (frozenset, ([],)), (reversed, ([],)), (itertools.chain, ([],)), (itertools.islice, ([], 1)),
         (itertools.cycle, ([],)), (itertools.starmap, (print, [])), (itertools.takewhile, (None, [])),
         (itertools.filterfalse, (None, []))]
for base, args in CASES:
    class Plain(base):
        pass

    class WithInit(base):
        def __init__(self, *args, extra=None):
            self.extra = extra

    class WithNew(base):
        def __new__(cls, *args, extra=None):
            self = super().__new__(cls, *args)
            self.extra = extra
            return self

    print(base.__name__)
    attempt(base, *args, extra=3)
    attempt(Plain, *args, extra=3)
    attempt(WithInit, *args, extra=3)
    attempt(WithNew, *args, extra=3)
for base in property, super, classmethod, staticmethod:
    print('__new__' in vars(base), type(base.__new__(base)).__name__)
