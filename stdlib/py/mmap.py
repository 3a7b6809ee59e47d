# SPDX-License-Identifier: MIT
"""Files as memory: an mmap is a file and an array of bytes in one."""

import os
import stat

import _mmap
from _mmap import *

del Map                                 # noqa: F821

error = OSError
ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
PAGESIZE = ALLOCATIONGRANULARITY = os.sysconf('SC_PAGESIZE')
_NAMES = 'ACCESS_DEFAULT', 'ACCESS_READ', 'ACCESS_WRITE', 'ACCESS_COPY'
_MODES = {ACCESS_READ: (_mmap.MAP_SHARED, _mmap.PROT_READ),
          ACCESS_WRITE: (_mmap.MAP_SHARED, _mmap.PROT_READ | _mmap.PROT_WRITE),
          ACCESS_COPY: (_mmap.MAP_PRIVATE, _mmap.PROT_READ | _mmap.PROT_WRITE)}


def _mode(access, flags, prot):
    """(flags, prot, access) of what the caller wants."""
    usual = _mmap.MAP_SHARED, _mmap.PROT_READ | _mmap.PROT_WRITE
    if access == ACCESS_DEFAULT:
        wanted = _mmap.PROT_READ | _mmap.PROT_WRITE
        return flags, prot, ACCESS_READ if prot & wanted == _mmap.PROT_READ else ACCESS_DEFAULT
    if (flags, prot) != usual:
        raise ValueError("mmap can't specify both access and flags, prot.")
    if access not in _MODES:
        raise ValueError('mmap invalid access parameter.')
    return *_MODES[access], access


def _length(fileno, length, offset):
    """The number of bytes: 0 stands for all of the file from the offset on."""
    if length < 0:
        raise OverflowError('memory mapped length must be positive')
    if offset < 0:
        raise OverflowError('memory mapped offset must be positive')
    if fileno == -1:
        return length
    try:
        status = os.fstat(fileno)
    except OSError:
        return length                   # mapping says what is wrong
    if not stat.S_ISREG(status.st_mode):
        return length
    if length == 0:
        if status.st_size == 0:
            raise ValueError('cannot mmap an empty file')
        if offset >= status.st_size:
            raise ValueError('mmap offset is greater than file size')
        return status.st_size - offset
    if offset > status.st_size or status.st_size - offset < length:
        raise ValueError('mmap length is greater than file size')
    return length


def _view(data):
    try:
        return memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


class mmap(_mmap.Map):
    """mmap(fileno, length, flags=MAP_SHARED, prot=PROT_WRITE|PROT_READ, access=ACCESS_DEFAULT,
    offset=0)

    Maps length bytes from the file, and returns a mmap object; fileno -1 means memory without a
    file.
    """

    def __new__(cls, fileno, length, flags=_mmap.MAP_SHARED,
                prot=_mmap.PROT_READ | _mmap.PROT_WRITE, access=ACCESS_DEFAULT, offset=0, *,
                trackfd=True):
        from operator import index
        fileno, length, offset = index(fileno), index(length), index(offset)
        flags, prot, access = _mode(access, flags, prot)
        length = _length(fileno, length, offset)
        self = super().__new__(cls)
        self._open(fileno, length, flags | (_mmap.MAP_ANONYMOUS if fileno == -1 else 0), prot,
                   offset, access == ACCESS_READ)
        self._access, self._offset, self._position = access, offset, 0
        return self

    def __repr__(self):
        name = (f'{type(self).__module__}.{type(self).__name__}' if type(self) is not mmap
                else 'mmap.mmap')
        if self._closed():
            return f'<{name} closed=True>'
        return (
            f'<{name} closed=False, access={_NAMES[self._access]}, length={self._length()}, '
            f'pos={self._position}, offset={self._offset}>')

    # ---- an array of bytes ----

    def __len__(self):
        return self._length()

    def _index(self, key):
        from operator import index
        size = self._length()
        try:
            i = index(key)
        except TypeError:
            raise TypeError('mmap indices must be integers') from None
        i += size if i < 0 else 0
        if not 0 <= i < size:
            raise IndexError('mmap index out of range')
        return i

    def __getitem__(self, key):
        if not isinstance(key, slice):
            i = self._index(key)
            return self._get(i, i + 1)[0]
        start, stop, step = key.indices(self._length())
        if step == 1:
            return self._get(start, max(start, stop))
        with memoryview(self) as view:
            return bytes(view[key])

    def __iter__(self):
        for i in range(self._length()):
            yield self._get(i, i + 1)

    def __contains__(self, item):
        return any(item == one for one in self)

    def _writable(self):
        self._length()
        if self._access == ACCESS_READ:
            raise TypeError("mmap can't modify a readonly memory map.")

    def __setitem__(self, key, value):
        self._writable()
        if isinstance(key, slice):
            places = range(*key.indices(self._length()))
            with _view(value) as data:
                if data.nbytes != len(places):
                    raise IndexError('mmap slice assignment is wrong size')
                data = data.tobytes()
            if places.step == 1:
                self._put(places.start, data)
            else:
                for i, byte in zip(places, data):
                    self._put(i, bytes((byte,)))
            return
        i = self._index(key)
        if not isinstance(value, int):
            raise TypeError('mmap item value must be an int')
        if not 0 <= value < 256:
            raise ValueError('mmap item value must be in range(0, 256)')
        self._put(i, bytes((value,)))

    def __delitem__(self, key):
        self._writable()
        raise TypeError("mmap doesn't support item deletion" if not isinstance(key, slice)
                        else "mmap object doesn't support slice deletion")

    # ---- a file ----

    def read(self, n=None, /):
        size = self._length()
        end = size if n is None or n < 0 else min(self._position + n, size)
        start, self._position = self._position, max(end, self._position)
        return self._get(start, max(start, end))

    def read_byte(self):
        if self._position >= self._length():
            raise ValueError('read byte out of range')
        self._position += 1
        return self._get(self._position - 1, self._position)[0]

    def readline(self):
        size, pieces = self._length(), []
        while self._position < size:
            piece = self._get(self._position, min(self._position + 4096, size))
            end = piece.find(b'\n') + 1
            piece = piece[:end] if end else piece
            self._position += len(piece)
            pieces.append(piece)
            if end:
                break
        return b''.join(pieces)

    def write(self, bytes, /):
        self._length()
        with _view(bytes) as data:
            self._writable()
            if data.nbytes > self._length() - self._position:
                raise ValueError('data out of range')
            self._put(self._position, data)
            self._position += data.nbytes
            return data.nbytes

    def write_byte(self, byte, /):
        if byte > 255:
            raise OverflowError('unsigned byte integer is greater than maximum')
        if byte < 0:
            raise OverflowError('unsigned byte integer is less than minimum')
        self._writable()
        if self._position >= self._length():
            raise ValueError('write byte out of range')
        self._put(self._position, byte.to_bytes())
        self._position += 1

    def seek(self, pos, whence=0, /):
        size = self._length()
        if whence not in (0, 1, 2):
            raise ValueError('unknown seek type')
        place = pos + (0, self._position, size)[whence]
        if not 0 <= place <= size:
            raise ValueError('seek out of range')
        self._position = place
        return place

    def seekable(self):
        return True

    def tell(self):
        self._length()
        return self._position

    def size(self):
        """The size of the file."""
        return self._file_size()

    def _search(self, name, sub, start, end):
        size = self._length()
        with _view(sub) as data:
            sub = data.tobytes()
        start = max(start + size, 0) if start < 0 else min(start, size)
        end = max(end + size, 0) if end < 0 else min(end, size)
        found = getattr(self._get(start, max(start, end)), name)(sub)
        return found if found < 0 else start + found

    def find(self, sub, start=None, end=None, /):
        self._length()
        return self._search('find', sub, self._position if start is None else start,
                            self._length() if end is None else end)

    def rfind(self, sub, start=None, end=None, /):
        self._length()
        return self._search('rfind', sub, self._position if start is None else start,
                            self._length() if end is None else end)

    def move(self, dest, src, count, /):
        self._writable()
        size = self._length()
        if min(dest, src, count) < 0 or max(dest, src) + count > size:
            raise ValueError('source, destination, or count out of range')
        self._put(dest, self._get(src, src + count))

    def flush(self, offset=0, size=None, /):
        whole = self._length()
        size = whole if size is None else size
        if offset < 0 or size < 0 or offset + size > whole:
            raise ValueError('flush values out of range')
        if self._access in (ACCESS_READ, ACCESS_COPY):
            return
        self._sync(offset, size)

    def resize(self, newsize, /):
        self._length()
        if self._access in (ACCESS_READ, ACCESS_COPY):
            raise TypeError("mmap can't resize a readonly or copy-on-write memory map.")
        if newsize < 0:
            raise ValueError('new size out of range')
        self._resize(newsize, self._offset + newsize)

    def madvise(self, option, start=0, length=None, /):
        size = self._length()
        length = size if length is None else length
        if not 0 <= start < size:
            raise ValueError('madvise start out of bounds')
        if length < 0:
            raise ValueError('madvise length invalid')
        self._advise(option, start, min(length, size - start))

    def close(self):
        self._shut()

    @property
    def closed(self):
        return self._closed()

    def __enter__(self):
        self._length()
        return self

    def __exit__(self, *args):
        self.close()
