# SPDX-License-Identifier: MIT
"""hashlib: one interface to many hash algorithms.

Use new(name, data=b'') or a function named after the algorithm: md5(), sha1(), sha224(), sha256(),
sha384(), sha512(), blake2b(), blake2s(), sha3_224(), sha3_256(), sha3_384(), sha3_512(),
shake_128(), shake_256().

A hash object has update(data), digest(), hexdigest(), copy(), and the attributes name, digest_size
and block_size.
"""

import _hashlib
from _blake2 import blake2b, blake2s
from _hashlib import (
    openssl_md5 as md5, openssl_sha1 as sha1, openssl_sha224 as sha224, openssl_sha256 as sha256,
    openssl_sha384 as sha384, openssl_sha512 as sha512, openssl_sha3_224 as sha3_224,
    openssl_sha3_256 as sha3_256, openssl_sha3_384 as sha3_384, openssl_sha3_512 as sha3_512,
    openssl_shake_128 as shake_128, openssl_shake_256 as shake_256, pbkdf2_hmac, scrypt)

__always_supported = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s',
                      'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256')

algorithms_guaranteed = set(__always_supported)
algorithms_available = algorithms_guaranteed | _hashlib.openssl_md_meth_names

__all__ = (__always_supported + ('new', 'algorithms_guaranteed', 'algorithms_available',
                                 'file_digest', 'pbkdf2_hmac'))


def new(name, data=b'', **kwargs):
    """new(name, data=b'', **kwargs): a new hash object of the named algorithm."""
    if name in ('blake2b', 'blake2s'):
        return (blake2b if name == 'blake2b' else blake2s)(data, **kwargs)
    return _hashlib.new(name, data, **kwargs)


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """The hash object of what is left of a file open in binary mode.

    digest is the name of an algorithm, or something that makes a hash object when called.
    """
    hasher = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getbuffer'):
        hasher.update(fileobj.getbuffer())
        return hasher
    if not (hasattr(fileobj, 'readinto') and hasattr(fileobj, 'readable') and fileobj.readable()):
        raise ValueError(f'{fileobj!r} is not a file-like object in binary reading mode.')
    room = bytearray(_bufsize)
    view = memoryview(room)
    while (size := fileobj.readinto(room)) != 0:
        if size is None:
            raise BlockingIOError('I/O operation would block.')
        hasher.update(view[:size])
    return hasher
