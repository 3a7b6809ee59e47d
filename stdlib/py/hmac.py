# SPDX-License-Identifier: MIT
"""hmac: keyed hashes for authentication of messages (RFC 2104)."""

import hashlib as _hashlib
import warnings as _warnings
from _operator import _compare_digest as compare_digest

trans_5C = bytes(x ^ 0x5C for x in range(256))
trans_36 = bytes(x ^ 0x36 for x in range(256))

digest_size = None


def _maker(digestmod):
    """What makes hash objects: a module, a function, or the one of that name."""
    if callable(digestmod):
        return digestmod
    if isinstance(digestmod, str):
        return lambda data=b'': _hashlib.new(digestmod, data)
    return lambda data=b'': digestmod.new(data)


class HMAC:
    """An HMAC object: what a hash object offers, with a key."""

    blocksize = 64
    __slots__ = ('_hmac', '_inner', '_outer', 'block_size', 'digest_size')

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = _maker(digestmod)
        self._hmac = None
        self._outer = make()
        self._inner = make()
        self.digest_size = self._inner.digest_size
        blocksize = getattr(self._inner, 'block_size', None)
        if blocksize is None:
            _warnings.warn(
                f'No block_size attribute on given digest object; Assuming {self.blocksize}.',
                RuntimeWarning, 2)
            blocksize = self.blocksize
        elif blocksize < 16:
            _warnings.warn(
                f'block_size of {blocksize} seems too small; using our default of '
                f'{self.blocksize}.',
                RuntimeWarning, 2)
            blocksize = self.blocksize
        if len(key) > blocksize:
            key = make(key).digest()
        self.block_size = blocksize
        key = key.ljust(blocksize, b'\0')
        self._outer.update(key.translate(trans_5C))
        self._inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f'hmac-{self._inner.name}'

    def update(self, msg):
        """Feed data from msg into this hashing object."""
        self._inner.update(msg)

    def copy(self):
        """A separate copy of this hashing object."""
        other = self.__class__.__new__(self.__class__)
        other._hmac = None
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def _current(self):
        both = self._outer.copy()
        both.update(self._inner.digest())
        return both

    def digest(self):
        """The hash value of this hashing object, as bytes; the object is not changed."""
        return self._current().digest()

    def hexdigest(self):
        """Like digest(), but a string of hexadecimal digits."""
        return self._current().hexdigest()


def new(key, msg=None, digestmod=''):
    """Create a new hashing object and return it.

    key: bytes or bytearray; msg: what is hashed at once, if given; digestmod (required): the name
    of an algorithm, or a constructor or module for hash objects.
    """
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The HMAC of msg in one call, as bytes."""
    make = _maker(digest)
    inner = make()
    blocksize = getattr(inner, 'block_size', 64)
    if len(key) > blocksize:
        key = make(key).digest()
    key = bytes(key).ljust(blocksize, b'\0')
    inner.update(key.translate(trans_36))
    inner.update(msg)
    outer = make(key.translate(trans_5C))
    outer.update(inner.digest())
    return outer.digest()
