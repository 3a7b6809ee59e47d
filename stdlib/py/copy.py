# SPDX-License-Identifier: MIT
"""Shallow and deep copies of any object, and replace()."""

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error


def _sample():
    pass


# Immutable, or copied by nobody: a shallow copy is the object itself.
_SAME = frozenset({type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type,
                   range, slice, property, type(Ellipsis), type(NotImplemented), type(len),
                   type(_sample), type(_sample.__code__), type(list[int]),
                   type(int | str)})
_DEEP_SAME = frozenset({type(None), int, float, bool, complex, str, bytes, type, range, property,
                        type(Ellipsis), type(NotImplemented), type(len), type(_sample),
                        type(_sample.__code__)})
_CONTAINERS = frozenset({list, dict, set, bytearray})
_WEAKREF = None


def _is_weakref(cls):
    global _WEAKREF
    if _WEAKREF is None:
        from _weakref import ref
        _WEAKREF = ref
    return cls is _WEAKREF


def _reduced(x, cls):
    """What the object's own reduce method gives."""
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor:
        return reductor()
    raise Error("un(deep)copyable object of type %s" % cls)


def _registered(cls):
    import sys
    copyreg = sys.modules.get('copyreg')
    return None if copyreg is None else copyreg.dispatch_table.get(cls)


def copy(x):
    """A shallow copy."""
    cls = type(x)
    if cls in _CONTAINERS:
        return cls.copy(x)
    if cls in _SAME or _is_weakref(cls):
        return x
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reductor = _registered(cls)
    result = reductor(x) if reductor is not None else _reduced(x, cls)
    if isinstance(result, str):
        return x
    return _rebuild(x, None, *result)


def deepcopy(x, memo=None, _nil=[]):
    """A copy of an object and of everything in it. memo: id -> copy, for shared parts."""
    cls = type(x)
    if cls in _DEEP_SAME:
        return x
    if memo is None:
        memo = {}
    key = id(x)
    y = memo.get(key, _nil)
    if y is not _nil:
        return y
    copier = _DEEP.get(cls)
    if copier is not None:
        y = copier(x, memo)
    elif issubclass(cls, type) or _is_weakref(cls):
        y = x
    else:
        y = _deepcopy_object(x, cls, memo)
    if y is not x:
        memo[key] = y
        # Keep x alive: another object with its id would be taken for it.
        try:
            memo[id(memo)].append(x)
        except KeyError:
            memo[id(memo)] = [x]
    return y


def _deepcopy_object(x, cls, memo):
    copier = getattr(x, "__deepcopy__", None)
    if copier is not None:
        return copier(memo)
    reductor = _registered(cls)
    result = reductor(x) if reductor is not None else _reduced(x, cls)
    if isinstance(result, str):
        return x
    return _rebuild(x, memo, *result)


def _deepcopy_list(x, memo):
    y = []
    memo[id(x)] = y
    append = y.append
    for item in x:
        append(deepcopy(item, memo))
    return y


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A cycle through the tuple may have copied it already.
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deepcopy_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


class _Holder:
    def method(self):
        pass


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
         type(_Holder().method): _deepcopy_method}


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None, *,
             deepcopy=deepcopy):
    """Make the object that a reduce method describes; deep if there is a memo."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for key, value in slots.items():
                    setattr(y, key, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    """A copy with some attributes changed, for classes that have __replace__."""
    cls = obj.__class__
    func = getattr(cls, '__replace__', None)
    if func is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return func(obj, **changes)
