# SPDX-License-Identifier: MIT
"""Numbers and arrays in memory that processes share."""

from . import get_context
from . import heap
from .context import assert_spawning

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']

# typecode: (format in memory, name of the type in C)
_codes = {
    'c': ('c', 'c_char'), 'b': ('b', 'c_byte'), 'B': ('B', 'c_ubyte'), 'h': ('h', 'c_short'),
    'H': ('H', 'c_ushort'), 'i': ('i', 'c_int'), 'I': ('I', 'c_uint'), 'l': ('l', 'c_long'),
    'L': ('L', 'c_ulong'), 'q': ('q', 'c_long'), 'Q': ('Q', 'c_ulong'), 'f': ('f', 'c_float'),
    'd': ('d', 'c_double'),
}
_sizes = {'c': 1, 'b': 1, 'B': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8,
          'f': 4, 'd': 8}


def _code(typecode_or_type):
    if isinstance(typecode_or_type, str) and typecode_or_type in _codes:
        return typecode_or_type
    if isinstance(typecode_or_type, str):
        raise TypeError('this type has no size')
    name = getattr(typecode_or_type, '__name__', '')
    for code, (_, known) in _codes.items():
        if name == known:
            return code
    raise NotImplementedError(
        f'multiprocessing.sharedctypes knows the typecodes {", ".join(_codes)}; '
        'ctypes is not available in Rondo')


def _wrap(code, value):
    """A number as assignment in C cuts it."""
    if code in 'fd':
        return float(value)
    if code == 'c':
        return value
    if not isinstance(value, int):
        value = value.__index__()
    bits = 8 * _sizes[code]
    value &= (1 << bits) - 1
    return value - (1 << bits) if code.islower() and value >> (bits - 1) else value


class _Raw:
    """What values and arrays share: a code, a block and a view of it."""

    def _open(self, code, count, wrapper):
        self._typecode = code
        self._length = count
        self._wrapper = wrapper
        self._view = wrapper.create_memoryview().cast(_codes[code][0])

    def __reduce__(self):
        assert_spawning(self)
        return _rebuild, (type(self), self._typecode, self._length, self._wrapper)

    def _get(self, i):
        return self._view[i]

    def _set(self, i, value):
        try:
            self._view[i] = _wrap(self._typecode, value)
        except (TypeError, ValueError, AttributeError):
            raise TypeError(_complaint(self._typecode, value)) from None


def _complaint(code, value):
    if code == 'c':
        return 'one character bytes, bytearray, or an integer in range(256) expected'
    if code in 'fd':
        return f'must be real number, not {type(value).__name__}'
    return f"'{type(value).__name__}' object cannot be interpreted as an integer"


def _rebuild(cls, code, count, wrapper):
    made = cls.__new__(cls)
    made._open(code, count, wrapper)
    return made


class _RawValue(_Raw):

    @property
    def value(self):
        return self._get(0)

    @value.setter
    def value(self, value):
        self._set(0, value)

    def __repr__(self):
        return f'{_codes[self._typecode][1]}({self.value!r})'


class _RawArray(_Raw):

    def __len__(self):
        return self._length

    def __iter__(self):
        for i in range(self._length):
            yield self._get(i)

    def __getitem__(self, i):
        if isinstance(i, slice):
            items = [self._get(j) for j in range(*i.indices(self._length))]
            return b''.join(items) if self._typecode == 'c' else items
        i = i.__index__()
        if i < 0:
            i += self._length
        if not 0 <= i < self._length:
            raise IndexError('invalid index')
        return self._get(i)

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            places = range(*i.indices(self._length))
            items = [bytes((x,)) for x in value] if self._typecode == 'c' else list(value)
            if len(items) != len(places):
                raise ValueError('Can only assign sequence of same size')
            for j, item in zip(places, items):
                self._set(j, item)
            return
        i = i.__index__()
        if i < 0:
            i += self._length
        if not 0 <= i < self._length:
            raise IndexError('invalid index')
        self._set(i, value)

    def __repr__(self):
        return (f'<multiprocessing.sharedctypes.{_codes[self._typecode][1]}_Array_{self._length} '
                f'object at {id(self):#x}>')


class _RawString(_RawArray):
    """An array of characters has its bytes as a whole, too."""

    @property
    def raw(self):
        return self[:]

    @raw.setter
    def raw(self, value):
        if len(value) > self._length:
            raise ValueError('byte string too long')
        self[:len(value)] = value

    @property
    def value(self):
        return self[:].split(b'\0', 1)[0]

    @value.setter
    def value(self, value):
        if not isinstance(value, bytes):
            raise TypeError(f'bytes expected instead of {type(value).__name__} instance')
        if len(value) > self._length:
            raise ValueError('byte string too long')
        self[:len(value)] = value
        if len(value) < self._length:
            self[len(value)] = b'\0'


def _new(cls, code, count):
    made = cls.__new__(cls)
    made._open(code, count, heap.BufferWrapper(count * _sizes[code]))
    return made


def RawValue(typecode_or_type, *args):
    """Returns a number in shared memory"""
    made = _new(_RawValue, _code(typecode_or_type), 1)
    if args:
        made.value = args[0]
    return made


def RawArray(typecode_or_type, size_or_initializer):
    """Returns an array in shared memory"""
    code = _code(typecode_or_type)
    cls = _RawString if code == 'c' else _RawArray
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError('Array length must be >= 0')
        return _new(cls, code, size_or_initializer)
    items = (size_or_initializer if hasattr(size_or_initializer, '__len__')
             else list(size_or_initializer))
    made = _new(cls, code, len(items))
    made[:] = items
    return made


def _lock_for(lock, ctx):
    if lock in (True, None):
        lock = (ctx or get_context()).RLock()
    if not hasattr(lock, 'acquire'):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return lock


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """Return a synchronization wrapper for a Value"""
    obj = RawValue(typecode_or_type, *args)
    return obj if lock is False else synchronized(obj, _lock_for(lock, ctx), ctx=ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """Return a synchronization wrapper for a RawArray"""
    obj = RawArray(typecode_or_type, size_or_initializer)
    return obj if lock is False else synchronized(obj, _lock_for(lock, ctx), ctx=ctx)


def copy(obj):
    """Another one with the same contents."""
    made = _new(type(obj), obj._typecode, obj._length)
    for i in range(obj._length):
        made._set(i, obj._get(i))
    return made


def synchronized(obj, lock=None, ctx=None):
    """A wrapper that holds a lock while it works."""
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    cls = (SynchronizedString if isinstance(obj, _RawString) else
           SynchronizedArray if isinstance(obj, _RawArray) else Synchronized)
    return cls(obj, lock, ctx or get_context())


class SynchronizedBase:
    """A shared object and the lock that guards it."""

    def __init__(self, obj, lock=None, ctx=None):
        if lock is None:
            lock = (ctx or get_context()).RLock()
        self._obj, self._lock = obj, lock
        self.acquire, self.release = lock.acquire, lock.release

    def get_obj(self):
        """The object, without the lock."""
        return self._obj

    def get_lock(self):
        """The lock alone."""
        return self._lock

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __reduce__(self):
        assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def __repr__(self):
        return f'<{type(self).__name__} wrapper for {self._obj}>'


def _locked(name):
    """An attribute of the object, read and set under the lock."""
    def get(self):
        with self:
            return getattr(self._obj, name)

    def put(self, value):
        with self:
            setattr(self._obj, name, value)
    return property(get, put)


class Synchronized(SynchronizedBase):
    value = _locked('value')


class SynchronizedArray(SynchronizedBase):

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self:
            return self._obj.__getitem__(i)

    def __setitem__(self, i, value):
        with self:
            self._obj.__setitem__(i, value)

    def __getslice__(self, start, stop):
        return self[start:stop]

    def __setslice__(self, start, stop, values):
        self[start:stop] = values


class SynchronizedString(SynchronizedArray):
    raw, value = _locked('raw'), _locked('value')
