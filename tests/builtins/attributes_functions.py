# SPDX-License-Identifier: MIT
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


class A:
    x = 1
    __slots__ = ('s', '__dict__')
    def __getattr__(self, n):
        if n == 'dyn': return 'dynamic'
        if n == 'err': raise ValueError('not AttributeError')
        raise AttributeError(n)
a = A()
show('getattr(a, \'x\'), getattr(a, \'dyn\'), getattr(a, \'no\', 5), hasattr(a, \'x\'), hasattr(a, \'no\'), getattr(A, \'x\')', lambda: (getattr(a, 'x'), getattr(a, 'dyn'), getattr(a, 'no', 5), hasattr(a, 'x'), hasattr(a, 'no'), getattr(A, 'x')))
show('getattr(a, \'no\')', lambda: (getattr(a, 'no')))
show('hasattr(a, \'err\')', lambda: (hasattr(a, 'err')))
show('getattr(a, \'err\', 5)', lambda: (getattr(a, 'err', 5)))
show('getattr(a)', lambda: getattr(a))
show('getattr(a, 5)', lambda: (getattr(a, 5)))
show('hasattr(a, 5)', lambda: (hasattr(a, 5)))
show('setattr(a, \'y\', 2), a.y, vars(a), delattr(a, \'y\'), vars(a)', lambda: (setattr(a, 'y', 2), a.y, vars(a), delattr(a, 'y'), vars(a)))
show('setattr(a, 5, 1)', lambda: (setattr(a, 5, 1)))
show('delattr(a, \'nope\')', lambda: (delattr(a, 'nope')))
show('setattr(5, \'x\', 1)', lambda: (setattr(5, 'x', 1)))
show('isinstance(1, int), isinstance(True, int), isinstance(\'a\', (int, str)), isinstance(1, (int, (str, float))), isinstance(a, A), isinstance(A, type), isinstance(1, int | str), isinstance(None, int | None), isinstance([], (list | tuple)), isinstance(1, ())', lambda: (isinstance(1, int), isinstance(True, int), isinstance('a', (int, str)), isinstance(1, (int, (str, float))), isinstance(a, A), isinstance(A, type), isinstance(1, int | str), isinstance(None, int | None), isinstance([], (list | tuple)), isinstance(1, ())))
show('isinstance(1, \'int\')', lambda: (isinstance(1, 'int')))
show('isinstance(1, [int])', lambda: (isinstance(1, [int])))
show('isinstance(1, list[int])', lambda: (isinstance(1, list[int])))
show('issubclass(bool, int), issubclass(int, (str, int)), issubclass(A, object), issubclass(int, int | str)', lambda: (issubclass(bool, int), issubclass(int, (str, int)), issubclass(A, object), issubclass(int, int | str)))
show('issubclass(5, int)', lambda: (issubclass(5, int)))
show('issubclass(int, 5)', lambda: (issubclass(int, 5)))
show('type(5), type(\'a\') is str, type(a).__name__, type(type), type(None).__name__, type(lambda: 0).__name__, type(...).__name__', lambda: (type(5), type('a') is str, type(a).__name__, type(type), type(None).__name__, type(lambda: 0).__name__, type(...).__name__))
show('dir(A)[-1], \'x\' in dir(a), dir(type(\'E\', (), {\'__dir__\': lambda s: [\'z\', \'a\']})())', lambda: (dir(A)[-1], 'x' in dir(a), dir(type('E', (), {'__dir__': lambda s: ['z', 'a']})())))
show('vars(5)', lambda: vars(5))
show('vars(A)[\'x\'], type(vars(A)).__name__', lambda: (vars(A)['x'], type(vars(A)).__name__))
show('sorted(k for k in vars() if k == \'a\'), type(globals()).__name__, \'A\' in globals(), callable(globals)', lambda: (sorted(k for k in vars() if k == 'a'), type(globals()).__name__, 'A' in globals(), callable(globals)))
show('object(), 1', lambda: (object(), 1))
show('object() == object(), object.__eq__(1, 1), object.__ne__(1, 2), hash(object()) != 0, repr(object())[:17], str(object())[:17], object().__class__, object.__doc__ is not None, object.__reduce__ is not None', lambda: (object() == object(), object.__eq__(1, 1), object.__ne__(1, 2), hash(object()) != 0, repr(object())[:17], str(object())[:17], object().__class__, object.__doc__ is not None, object.__reduce__ is not None))
show('super(5, 6)', lambda: (super(5, 6)))
show('callable(A), callable(a), type(A.__dict__[\'s\']).__name__', lambda: (callable(A), callable(a), type(A.__dict__['s']).__name__))
show('property(5), 1', lambda: (property(5), 1))
show('property().fget, property(len).fget is len, property(doc=\'d\').__doc__', lambda: (property().fget, property(len).fget is len, property(doc='d').__doc__))
show('staticmethod(5).__func__, classmethod(5).__func__, staticmethod(lambda: 3)()', lambda: (staticmethod(5).__func__, classmethod(5).__func__, staticmethod(lambda: 3)()))
show('type.__subclasses__(A), A.__subclasses__(), int.__basicsize__ > 0, bool.__base__, type.mro(bool), int.__flags__ > 0', lambda: (type.__subclasses__(A), A.__subclasses__(), int.__basicsize__ > 0, bool.__base__, type.mro(bool), int.__flags__ > 0))
