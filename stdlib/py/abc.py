# SPDX-License-Identifier: MIT
"""Abstract base classes: ABCMeta with its registry and caches, and the abstract decorators."""
from _weakref import ref as _ref

# Raised by each register() anywhere: a negative answer is good only for the generation in
# which it was given.
_generation = 0


def abstractmethod(funcobj):
    """Mark a method as abstract: a class that leaves it so cannot be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated: use @classmethod above @abstractmethod."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Deprecated: use @staticmethod above @abstractmethod."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Deprecated: use @property above @abstractmethod."""
    __isabstractmethod__ = True


class _State:
    """What one abstract class remembers. The sets hold weak references to classes; a reference
    without call-back is shared by all who ask for it, so that a look-up allocates nothing."""
    __slots__ = ('registry', 'yes', 'no', 'generation')

    def __init__(self):
        self.registry = set()
        self.yes = set()
        self.no = set()
        self.generation = _generation


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items()
             if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """Metaclass of abstract classes: abstract methods and virtual subclasses."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_impl = _State()
        return cls

    def register(cls, subclass):
        """Make subclass a virtual subclass of this class; returns it, so it can decorate."""
        global _generation
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.registry.add(_ref(subclass))
        _generation += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        state = cls._abc_impl
        key = _ref(subclass)
        if key in state.yes:
            return True
        kind = type(instance)
        if kind is subclass:
            if state.generation == _generation and key in state.no:
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        state = cls._abc_impl
        key = _ref(subclass)
        if key in state.yes:
            return True
        if state.generation != _generation:
            state.no = set()
            state.generation = _generation
        elif key in state.no:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = _inherits(cls, subclass, state)
        elif not isinstance(answer, bool):
            raise AssertionError
        (state.yes if answer else state.no).add(key)
        return answer

    def _dump_registry(cls, file=None):
        """Print what the class remembers, for debugging."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_generation}", file=file)
        state = cls._abc_impl
        print(f"_abc_registry: {state.registry!r}", file=file)
        print(f"_abc_cache: {state.yes!r}", file=file)
        print(f"_abc_negative_cache: {state.no!r}", file=file)
        print(f"_abc_negative_cache_version: {state.generation!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry.clear()

    def _abc_caches_clear(cls):
        cls._abc_impl.yes.clear()
        cls._abc_impl.no.clear()


def _inherits(cls, subclass, state):
    """The slow answer: real bases, then registered classes, then subclasses of cls."""
    if cls in getattr(subclass, '__mro__', ()):
        return True
    if state.registry:
        for key in list(state.registry):
            registered = key()
            if registered is not None and issubclass(subclass, registered):
                return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            return True
    return False


def update_abstractmethods(cls):
    """Compute the set of abstract methods again after methods were added to the class."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    names = set()
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    for name, value in cls.__dict__.items():
        if getattr(value, '__isabstractmethod__', False):
            names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    return cls


def get_cache_token():
    """A number that changes with every register() on any abstract class."""
    return _generation


class ABC(metaclass=ABCMeta):
    """Inherit from this class to get ABCMeta as the metaclass."""
    __slots__ = ()
