# SPDX-License-Identifier: MIT
"""TarFile: an archive opened for reading, writing or appending."""

import builtins
import copy
import os
import stat
import sys
import time

from tarfile._errors import *
from tarfile._errors import (EmptyHeaderError, EOFHeaderError, FilterError, InvalidHeaderError,
                             SubsequentHeaderError, TruncatedHeaderError)
from tarfile._extract import Extracting
from tarfile._fields import *
from tarfile._info import TarInfo
from tarfile._streams import ExFileObject, _Stream

_FILE_MODES = {'r': 'rb', 'a': 'r+b', 'w': 'wb', 'x': 'xb'}


class TarFile(Extracting):
    """An archive: its members, read, added and extracted."""

    debug = 0                   # May be set from 0 (no msgs) to 3 (all msgs)
    # If true, add content of linked file to the tar file, else the link.
    dereference = False
    ignore_zeros = False        # If true, skips empty or invalid blocks and continues processing.
    # If 0, fatal errors only appear in debug messages (if debug >= 0). If > 0, errors are passed.
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None

    def __init__(self, name=None, mode='r', fileobj=None, format=None, tarinfo=None,
                 dereference=None, ignore_zeros=None, encoding=None, errors='surrogateescape',
                 pax_headers=None, debug=None, errorlevel=None, copybufsize=None, stream=False):
        if mode not in _FILE_MODES:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode, self._mode, self.stream = mode, _FILE_MODES[mode], stream
        self._extfileobj = fileobj is not None
        if fileobj is None:
            if self.mode == 'a' and not os.path.exists(name):
                self.mode, self._mode = 'w', 'wb'
            fileobj = builtins.open(name, self._mode)
        else:
            if name is None and isinstance(getattr(fileobj, 'name', None), (str, bytes)):
                name = fileobj.name
            if hasattr(fileobj, 'mode'):
                self._mode = fileobj.mode
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        for field, value in dict(format=format, tarinfo=tarinfo, dereference=dereference,
                                 ignore_zeros=ignore_zeros, encoding=encoding, debug=debug,
                                 errorlevel=errorlevel).items():
            if value is not None:
                setattr(self, field, value)
        self.errors, self.copybufsize = errors, copybufsize
        self.pax_headers = (pax_headers if pax_headers is not None and self.format == PAX_FORMAT
                            else {})
        self.closed, self.members, self._loaded = False, [], False
        self.offset = self.fileobj.tell()
        self.inodes = {}
        try:
            self._begin()
        except BaseException:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def _begin(self):
        self.firstmember = None
        if self.mode == 'r':
            self.firstmember = self.next()
        elif self.mode == 'a':
            self._go_to_end()
        else:
            self._loaded = True
            if self.pax_headers:
                buf = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                self.fileobj.write(buf)
                self.offset += len(buf)

    def _go_to_end(self):
        """Behind the last member: what is added goes there."""
        while True:
            self.fileobj.seek(self.offset)
            try:
                self.members.append(self.tarinfo.fromtarfile(self))
            except EOFHeaderError:
                self.fileobj.seek(self.offset)
                break
            except HeaderError as e:
                raise ReadError(str(e)) from None
        self._loaded = True

    # ---- opening ----

    @classmethod
    def open(cls, name=None, mode='r', fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Open a tar archive for reading, writing or appending. Return an appropriate TarFile
        class.

        The mode is 'r', 'w', 'x' or 'a', with ':gz', ':bz2', ':xz' or ':' behind it for a form of
        compression, or with '|', '|gz' ... for a stream that is read or written from front to back.
        """
        if not name and not fileobj:
            raise ValueError('nothing to open')
        if mode in ('r', 'r:*'):
            return cls._open_any(name, fileobj, kwargs)
        if ':' in mode:
            filemode, _, comptype = mode.partition(':')
            if (comptype or 'tar') not in cls.OPEN_METH:
                raise CompressionError('unknown compression type %r' % (comptype or 'tar'))
            return getattr(cls, cls.OPEN_METH[comptype or 'tar'])(
                name, filemode or 'r', fileobj, **kwargs)
        if '|' in mode:
            return cls._open_stream(name, mode, fileobj, bufsize, kwargs)
        if mode in ('a', 'w', 'x'):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError('undiscernible mode')

    @classmethod
    def _open_any(cls, name, fileobj, kwargs):
        """Try every compression, then plain."""
        messages = []
        start = fileobj.tell() if fileobj is not None else None
        for comptype in sorted(cls.OPEN_METH, key=lambda kind: cls.OPEN_METH[kind] == 'taropen'):
            try:
                return getattr(cls, cls.OPEN_METH[comptype])(name, 'r', fileobj, **kwargs)
            except (ReadError, CompressionError) as e:
                messages.append(f'- method {comptype}: {e!r}')
                if fileobj is not None:
                    fileobj.seek(start)
        raise ReadError(f'file could not be opened successfully:\n{chr(10).join(messages)}')

    @classmethod
    def _open_stream(cls, name, mode, fileobj, bufsize, kwargs):
        filemode, _, comptype = mode.partition('|')
        filemode = filemode or 'r'
        if filemode not in ('r', 'w'):
            raise ValueError("mode must be 'r' or 'w'")
        level = kwargs.pop('compresslevel', 9)
        if (comptype or 'tar') == '*' and fileobj is None:
            fileobj, owned = builtins.open(name, 'rb'), True
        else:
            owned = False
        stream = _Stream(name, filemode, comptype or 'tar', fileobj, bufsize, level)
        stream.external = stream.external and not owned
        try:
            archive = cls(name, filemode, stream, **kwargs)
        except BaseException:
            stream.close()
            raise
        archive._extfileobj = False
        return archive

    @classmethod
    def taropen(cls, name, mode='r', fileobj=None, **kwargs):
        """An archive that is not compressed."""
        if mode not in ('r', 'a', 'w', 'x'):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def _packed(cls, make, name, mode, bad, message, kwargs):
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        fileobj = make()
        try:
            archive = cls.taropen(name, mode, fileobj, **kwargs)
        except bad as e:
            fileobj.close()
            if mode == 'r':
                raise ReadError(message) from e
            raise
        except BaseException:
            fileobj.close()
            raise
        archive._extfileobj = False
        return archive

    @classmethod
    def gzopen(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open gzip compressed tar archive name for reading or writing."""
        def make():
            try:
                from gzip import GzipFile
            except ImportError:
                raise CompressionError('gzip module is not available') from None
            try:
                return GzipFile(name, mode + 'b', compresslevel, fileobj)
            except OSError as e:
                if fileobj is not None and mode == 'r':
                    raise ReadError('not a gzip file') from e
                raise
        return cls._packed(make, name, mode, OSError, 'not a gzip file', kwargs)

    @classmethod
    def bz2open(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open bzip2 compressed tar archive name for reading or writing."""
        def make():
            try:
                from bz2 import BZ2File
            except ImportError:
                raise CompressionError('bz2 module is not available') from None
            return BZ2File(fileobj or name, mode, compresslevel=compresslevel)
        return cls._packed(make, name, mode, (OSError, EOFError), 'not a bzip2 file', kwargs)

    @classmethod
    def xzopen(cls, name, mode='r', fileobj=None, preset=None, **kwargs):
        """Open lzma compressed tar archive name for reading or writing."""
        def make():
            try:
                from lzma import LZMAFile
            except ImportError:
                raise CompressionError('lzma module is not available') from None
            return LZMAFile(fileobj or name, mode, preset=preset)
        try:
            from lzma import LZMAError
        except ImportError:
            LZMAError = OSError
        return cls._packed(make, name, mode, (LZMAError, EOFError), 'not an lzma file', kwargs)

    OPEN_METH = {'tar': 'taropen', 'gz': 'gzopen', 'bz2': 'bz2open', 'xz': 'xzopen'}

    def close(self):
        """Close the archive; one that was written gets the zeros that mark its end."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ('a', 'w', 'x'):
                self.fileobj.write(NUL * (BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                rest = self.offset % RECORDSIZE
                if rest:
                    self.fileobj.write(NUL * (RECORDSIZE - rest))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    # ---- members ----

    def getmember(self, name):
        """Return a TarInfo object for member 'name'."""
        member = self._getmember(name.rstrip('/'))
        if member is None:
            raise KeyError('filename %r not found' % name)
        return member

    def getmembers(self):
        """Return the members of the archive as a list of TarInfo objects."""
        self._check()
        if not self._loaded:
            self._load()
            if not self.stream:
                for member in self.members:
                    pass
        return self.members

    def getnames(self):
        """Return the members of the archive as a list of their names."""
        return [member.name for member in self.getmembers()]

    def _getmember(self, name, tarinfo=None, normalize=False):
        """The last member of a name, or the last before another member."""
        members = self.getmembers()
        skipping = False
        if tarinfo is not None:
            try:
                members = members[:members.index(tarinfo)]
            except ValueError:
                skipping = True         # a copy: its place tells which one it is
            name = os.path.normpath(name) if normalize else name
        for member in reversed(members):
            if skipping:
                if tarinfo.offset == member.offset:
                    skipping = False
                continue
            if name == (os.path.normpath(member.name) if normalize else member.name):
                return member
        if skipping:
            raise ValueError(tarinfo)
        return None

    def _load(self):
        if not self.stream:
            while self.next() is not None:
                pass
        self._loaded = True

    def next(self):
        """Return the next member of the archive as a TarInfo object; None if there is no more."""
        self._check('ra')
        if self.firstmember is not None:
            member, self.firstmember = self.firstmember, None
            return member
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError('unexpected end of data')
        member = self._read_header()
        if member is not None:
            if not self.stream:
                self.members.append(member)
        else:
            self._loaded = True
        return member

    def _read_header(self):
        while True:
            try:
                return self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError) as e:
                if self.ignore_zeros:
                    self._dbg(2, '0x%X: %s' % (self.offset, e))
                    self.offset += BLOCKSIZE
                    continue
                if isinstance(e, InvalidHeaderError) and self.offset == 0:
                    raise ReadError(str(e)) from None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError('empty file') from None
            except TruncatedHeaderError as e:
                if self.offset == 0:
                    raise ReadError(str(e)) from None
            except SubsequentHeaderError as e:
                raise ReadError(str(e)) from None
            except Exception as e:
                if type(e).__module__ == 'zlib':
                    raise ReadError(f'zlib error: {e}') from None
                raise
            return None

    def __iter__(self):
        if self._loaded:
            yield from self.members
            return
        index = 0
        if self.firstmember is not None:
            member = self.next()
            index += 1
            yield member
        while True:
            if index < len(self.members):
                member = self.members[index]
            elif not self._loaded:
                member = self.next()
                if not member:
                    self._loaded = True
                    return
            else:
                return
            index += 1
            yield member

    # ---- adding ----

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """Create a TarInfo object from a file, by its name or as a file object."""
        self._check('awx')
        if fileobj is not None:
            name = fileobj.name
        arcname = name if arcname is None else arcname
        arcname = os.path.splitdrive(arcname)[1].replace(os.sep, '/').lstrip('/')
        member = self.tarinfo()
        member._tarfile = self
        if fileobj is not None:
            status = os.fstat(fileobj.fileno())
        else:
            status = os.stat(name) if self.dereference else os.lstat(name)
        linkname = ''
        kind = self._kind(status.st_mode)
        if kind is None:
            return None
        if kind == REGTYPE:
            inode = status.st_ino, status.st_dev
            first = self.inodes.get(inode)
            if not self.dereference and status.st_nlink > 1 and first and arcname != first:
                kind, linkname = LNKTYPE, first
            elif inode[0]:
                self.inodes[inode] = arcname
        elif kind == SYMTYPE:
            linkname = os.readlink(name)
        member.name, member.mode = arcname, status.st_mode
        member.uid, member.gid = status.st_uid, status.st_gid
        member.size = status.st_size if kind == REGTYPE else 0
        member.mtime, member.type, member.linkname = status.st_mtime, kind, linkname
        member.uname, member.gname = _user(member.uid), _group(member.gid)
        if kind in (CHRTYPE, BLKTYPE):
            member.devmajor, member.devminor = os.major(status.st_rdev), os.minor(status.st_rdev)
        return member

    @staticmethod
    def _kind(mode):
        for test, kind in ((stat.S_ISREG, REGTYPE), (stat.S_ISDIR, DIRTYPE),
                           (stat.S_ISFIFO, FIFOTYPE), (stat.S_ISLNK, SYMTYPE),
                           (stat.S_ISCHR, CHRTYPE), (stat.S_ISBLK, BLKTYPE)):
            if test(mode):
                return kind
        return None

    def list(self, verbose=True, *, members=None):
        """Print a table of contents to sys.stdout, as `ls -l` does; only the names if verbose is
        false."""
        self._check()
        for member in self if members is None else members:
            _print_safely(*(_details(member) if verbose else ()), *_names(member, verbose))

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Add the file 'name' to the archive. Folders are added with all that is in them."""
        self._check('awx')
        arcname = name if arcname is None else arcname
        if self.name is not None and os.path.abspath(name) == self.name:
            self._dbg(2, 'tarfile: Skipped %r' % name)
            return
        self._dbg(1, name)
        member = self.gettarinfo(name, arcname)
        if member is None:
            self._dbg(1, 'tarfile: Unsupported type %r' % name)
            return
        if filter is not None:
            member = filter(member)
            if member is None:
                self._dbg(2, 'tarfile: Excluded %r' % name)
                return
        if member.isreg():
            with builtins.open(name, 'rb') as f:
                self.addfile(member, f)
            return
        self.addfile(member)
        if member.isdir() and recursive:
            for entry in sorted(os.listdir(name)):
                self.add(os.path.join(name, entry), os.path.join(arcname, entry), recursive,
                         filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        """Add the TarInfo object 'tarinfo' to the archive, and its size of bytes from fileobj."""
        self._check('awx')
        if fileobj is None and tarinfo.isreg() and tarinfo.size != 0:
            raise ValueError('fileobj not provided for non zero-size regular file')
        tarinfo = copy.copy(tarinfo)
        buf = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(buf)
        self.offset += len(buf)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size, bufsize=self.copybufsize)
            rest = -tarinfo.size % BLOCKSIZE
            self.fileobj.write(NUL * rest)
            self.offset += tarinfo.size + rest
        self.members.append(tarinfo)

    # ---- the rest ----

    def _check(self, mode=None):
        if self.closed:
            raise OSError('%s is closed' % self.__class__.__name__)
        if mode is not None and self.mode not in mode:
            raise OSError('bad operation for mode %r' % self.mode)

    def _find_link_target(self, tarinfo):
        """The member that a link means."""
        if tarinfo.issym():
            linkname = '/'.join(filter(None, (os.path.dirname(tarinfo.name), tarinfo.linkname)))
            limit = None
        else:
            linkname, limit = tarinfo.linkname, tarinfo
        member = self._getmember(linkname, tarinfo=limit, normalize=True)
        if member is None:
            raise KeyError('linkname %r not found' % linkname)
        return member

    def _dbg(self, level, msg):
        if level <= self.debug:
            print(msg, file=sys.stderr)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
            return
        if not self._extfileobj:        # no end is written behind what is not whole
            self.fileobj.close()
        self.closed = True


TarFile.__module__ = 'tarfile'


def _user(uid):
    import pwd
    try:
        return pwd.getpwuid(uid)[0]
    except KeyError:
        return ''


def _group(gid):
    import grp
    try:
        return grp.getgrgid(gid)[0]
    except KeyError:
        return ''


_TYPE_BITS = {LNKTYPE: 0, SYMTYPE: stat.S_IFLNK, FIFOTYPE: stat.S_IFIFO, CHRTYPE: stat.S_IFCHR,
              DIRTYPE: stat.S_IFDIR, BLKTYPE: stat.S_IFBLK}


def _details(member):
    bits = _TYPE_BITS.get(member.type, stat.S_IFREG)
    yield '??????????' if member.mode is None else stat.filemode(bits | member.mode)
    yield '%s/%s' % (member.uname or member.uid, member.gname or member.gid)
    if member.ischr() or member.isblk():
        yield '%10s' % ('%d,%d' % (member.devmajor, member.devminor))
    else:
        yield '%10d' % member.size
    if member.mtime is None:
        yield '????-??-?? ??:??:??'
    else:
        yield '%d-%02d-%02d %02d:%02d:%02d' % time.localtime(member.mtime)[:6]


def _names(member, verbose):
    yield member.name + ('/' if member.isdir() else '')
    if verbose and member.issym():
        yield '-> ' + member.linkname
    if verbose and member.islnk():
        yield 'link to ' + member.linkname


def _print_safely(*parts):
    encoding = getattr(sys.stdout, 'encoding', None) or 'ascii'
    for part in parts:
        print(part.encode(encoding, 'backslashreplace').decode(encoding), end=' ')
    print()
