# SPDX-License-Identifier: MIT
"""Reprs with a limit on their length, and a guard against reprs that contain themselves."""

__all__ = ["Repr", "repr", "recursive_repr"]

import builtins
from itertools import islice
from _thread import get_ident


def recursive_repr(fillvalue='...'):
    """Decorate a __repr__ so that a repr inside itself gives fillvalue."""

    def decorate(user_function):
        running = set()

        def wrapper(self):
            key = id(self), get_ident()
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return user_function(self)
            finally:
                running.discard(key)

        wrapper.__module__ = getattr(user_function, '__module__')
        wrapper.__doc__ = getattr(user_function, '__doc__')
        wrapper.__name__ = getattr(user_function, '__name__')
        wrapper.__qualname__ = getattr(user_function, '__qualname__')
        wrapper.__type_params__ = getattr(user_function, '__type_params__', ())
        wrapper.__wrapped__ = user_function
        return wrapper

    return decorate


class Repr:
    """A repr whose limits are attributes and whose cases are methods repr_TYPE."""

    _builtin_types = ('tuple', 'list', 'array', 'set', 'frozenset', 'deque', 'dict', 'str', 'int')

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6,
                 maxfrozenset=6, maxdeque=6, maxstring=30, maxlong=40, maxother=30,
                 fillvalue='...', indent=None):
        # How deep, how many items of each kind, how many characters.
        self.maxlevel = maxlevel
        self.maxtuple, self.maxlist, self.maxdict, self.maxset = maxtuple, maxlist, maxdict, maxset
        self.maxarray, self.maxdeque, self.maxfrozenset = maxarray, maxdeque, maxfrozenset
        self.maxlong, self.maxstring, self.maxother = maxlong, maxstring, maxother
        self.indent, self.fillvalue = indent, fillvalue

    def repr(self, x):
        """The shortened repr of an object."""
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        cls = type(x)
        name = cls.__name__
        if ' ' in name:
            name = '_'.join(name.split())
        method = getattr(self, 'repr_' + name, None)
        if method and (name not in self._builtin_types or cls.__module__ in _HOMES):
            return method(x, level)
        return self.repr_instance(x, level)

    def _join(self, pieces, level):
        if self.indent is None:
            return ', '.join(pieces)
        indent = self.indent
        if not pieces:
            return ''
        if isinstance(indent, int) and indent < 0:
            raise ValueError(f'Repr.indent cannot be negative int (was {indent!r})')
        indent = ' ' * indent if isinstance(indent, int) else indent
        try:
            sep = ',\n' + (self.maxlevel - level + 1) * indent
        except TypeError as error:
            raise TypeError(
                f'Repr.indent must be a str, int or None, not {type(indent)}') from error
        return sep.join(('', *pieces, ''))[1:-len(indent) or None]

    def _repr_iterable(self, x, level, left, right, maxiter, trail=''):
        count = len(x)
        if level <= 0 and count:
            body = self.fillvalue
        else:
            pieces = [self.repr1(item, level - 1) for item in islice(x, maxiter)]
            if count > maxiter:
                pieces.append(self.fillvalue)
            body = self._join(pieces, level)
            if count == 1 and trail and self.indent is None:
                right = trail + right
        return f'{left}{body}{right}'

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, '[', ']', self.maxlist)

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, '(', ')', self.maxtuple, ',')

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._repr_iterable(x, level, f"array('{x.typecode}', [", '])', self.maxarray)

    def repr_set(self, x, level):
        if not x:
            return 'set()'
        return self._repr_iterable(_sorted(x), level, '{', '}', self.maxset)

    def repr_frozenset(self, x, level):
        if not x:
            return 'frozenset()'
        return self._repr_iterable(_sorted(x), level, 'frozenset({', '})', self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, 'deque([', '])', self.maxdeque)

    def repr_dict(self, x, level):
        count = len(x)
        if not count:
            return '{}'
        if level <= 0:
            return '{' + self.fillvalue + '}'
        pieces = [f'{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}'
                  for key in islice(_sorted(x), self.maxdict)]
        if count > self.maxdict:
            pieces.append(self.fillvalue)
        return '{' + self._join(pieces, level) + '}'

    def _middle_out(self, text, limit):
        head = max(0, (limit - 3) // 2)
        tail = max(0, limit - 3 - head)
        return text[:head] + self.fillvalue + text[len(text) - tail:]

    def repr_str(self, x, level):
        text = builtins.repr(x[:self.maxstring])
        if len(text) > self.maxstring:
            head = max(0, (self.maxstring - 3) // 2)
            tail = max(0, self.maxstring - 3 - head)
            text = self._middle_out(builtins.repr(x[:head] + x[len(x) - tail:]), self.maxstring)
        return text

    def repr_int(self, x, level):
        text = builtins.repr(x)
        return self._middle_out(text, self.maxlong) if len(text) > self.maxlong else text

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f'<{x.__class__.__name__} instance at {id(x):#x}>'
        return self._middle_out(text, self.maxother) if len(text) > self.maxother else text


_HOMES = ('builtins', 'array', 'collections')


def _sorted(x):
    items = list(x)
    try:
        return sorted(items)
    except Exception:                   # they do not compare
        return items


aRepr = Repr()
repr = aRepr.repr
