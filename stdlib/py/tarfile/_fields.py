# SPDX-License-Identifier: MIT
"""Numbers and names in the fields of a header, and which bytes mean what."""

import struct
import sys

from tarfile._errors import InvalidHeaderError

NUL = b'\0'
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = b'ustar  \0'
POSIX_MAGIC = b'ustar\x0000'
LENGTH_NAME = LENGTH_LINK = 100
LENGTH_PREFIX = 155

REGTYPE, LNKTYPE, SYMTYPE, CHRTYPE = b'0', b'1', b'2', b'3'
BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = b'4', b'5', b'6', b'7'
AREGTYPE = b'\0'
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = b'L', b'K', b'S'
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = b'x', b'g', b'X'
USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = 0, 1, 2
DEFAULT_FORMAT = PAX_FORMAT

SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE,
                   BLKTYPE, GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE
GNU_TYPES = GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE
PAX_FIELDS = 'path', 'linkpath', 'size', 'mtime', 'uid', 'gid', 'uname', 'gname'
PAX_NAME_FIELDS = {'path', 'linkpath', 'uname', 'gname'}
PAX_NUMBER_FIELDS = {'atime': float, 'ctime': float, 'mtime': float, 'uid': int, 'gid': int,
                     'size': int}
ENCODING = 'utf-8' if sys.platform == 'win32' else sys.getfilesystemencoding()


def stn(s, length, encoding, errors):
    """A str as a field that ends with NUL."""
    if s is None:
        raise ValueError('metadata cannot contain None')
    s = s.encode(encoding, errors)
    return s[:length] + (length - len(s)) * NUL


def nts(s, encoding, errors):
    """The str of a field, up to its NUL."""
    return s.partition(NUL)[0].decode(encoding, errors)


def nti(s):
    """The number of a field: octal digits, or bytes behind 0o200 (negative: 0o377)."""
    if s[0] in (0o200, 0o377):
        value = int.from_bytes(s[1:], 'big')
        return value - (256 ** (len(s) - 1) if s[0] == 0o377 else 0)
    try:
        return int(nts(s, 'ascii', 'strict').strip() or '0', 8)
    except ValueError:
        raise InvalidHeaderError('invalid header')


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field."""
    n = int(n)
    if 0 <= n < 8 ** (digits - 1):
        return bytes('%0*o' % (digits - 1, n), 'ascii') + NUL
    if format == GNU_FORMAT and -256 ** (digits - 1) <= n < 256 ** (digits - 1):
        return (
            bytearray([0o200 if n >= 0 else 0o377])
            + (n % 256 ** (digits - 1)).to_bytes(digits - 1, 'big'))
    raise ValueError('overflow in number field')


def calc_chksums(buf):
    """The sum of a header's bytes with its own field as blanks, as bytes with and without a
    sign."""
    data = buf[:148] + b' ' * 8 + buf[156:512]
    return sum(data), sum(struct.unpack('512b', data))


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """Copy `length` bytes (None: all) from one file to another."""
    bufsize = bufsize or 16 * 1024
    if length is None:
        import shutil
        shutil.copyfileobj(src, dst, bufsize)
        return
    while length:
        data = src.read(min(bufsize, length))
        if len(data) < min(bufsize, length):
            raise exception('unexpected end of data')
        dst.write(data)
        length -= len(data)
