# SPDX-License-Identifier: MIT
"""TarInfo: what an archive says of one member, read from headers and written to them."""

import copy
from tarfile._errors import *
from tarfile._errors import (EmptyHeaderError, EOFHeaderError, InvalidHeaderError,
                             SubsequentHeaderError, TruncatedHeaderError)
from tarfile._fields import *

_KEPT = ...         # an argument of replace() that was not given


def _blocks(size):
    """A size, rounded up to whole blocks."""
    return -(-size // BLOCKSIZE) * BLOCKSIZE


def _filled(data):
    return data + NUL * (_blocks(len(data)) - len(data))


class TarInfo:
    """Informational class which holds the details about an archive member given by a tar header
    block."""

    __slots__ = dict(
        name='Name of the archive member.', mode='Permission bits.',
        uid='User ID of the user who originally stored this member.',
        gid='Group ID of the user who originally stored this member.', size='Size in bytes.',
        mtime='Time of last modification.', chksum='Header checksum.', type='File type.',
        linkname='Name of the target file name, for links.', uname='User name.',
        gname='Group name.', devmajor='Device major number.', devminor='Device minor number.',
        offset='The tar header starts here.', offset_data="The file's data starts here.",
        pax_headers='A dictionary of key-value pairs of an associated pax extended header.',
        sparse='Sparse member information.', _tarfile=None, _sparse_structs=None, _link_target=None)

    def __init__(self, name=''):
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = self.size = self.mtime = self.chksum = 0
        self.type = REGTYPE
        self.linkname = self.uname = self.gname = ''
        self.devmajor = self.devminor = self.offset = self.offset_data = 0
        self.sparse = None
        self.pax_headers = {}

    @property
    def tarfile(self):
        import warnings
        warnings.warn(
            'The undocumented "tarfile" attribute of TarInfo objects is deprecated and will be '
            'removed in Python 3.16',
            DeprecationWarning, stacklevel=2)
        return self._tarfile

    @tarfile.setter
    def tarfile(self, tarfile):
        import warnings
        warnings.warn(
            'The undocumented "tarfile" attribute of TarInfo objects is deprecated and will be '
            'removed in Python 3.16',
            DeprecationWarning, stacklevel=2)
        self._tarfile = tarfile

    @property
    def path(self):
        """The name, as headers of pax call it."""
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        """The name of the link's target, as headers of pax call it."""
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

    def __repr__(self):
        return '<%s %r at %#x>' % (self.__class__.__name__, self.name, id(self))

    def replace(self, *, name=_KEPT, mtime=_KEPT, mode=_KEPT, linkname=_KEPT, uid=_KEPT, gid=_KEPT,
                uname=_KEPT, gname=_KEPT, deep=True, _KEPT=_KEPT):
        """A copy with other values for the fields given, deep unless told otherwise."""
        result = copy.deepcopy(self) if deep else copy.copy(self)
        given = dict(name=name, mtime=mtime, mode=mode, linkname=linkname, uid=uid, gid=gid,
                     uname=uname, gname=gname)
        for field, value in given.items():
            if value is not _KEPT:
                setattr(result, field, value)
        return result

    def get_info(self):
        """The fields that go into a header."""
        info = {field: getattr(self, field) for field in ('name', 'mode', 'uid', 'gid', 'size',
                                                          'mtime', 'chksum', 'type', 'linkname',
                                                          'uname', 'gname', 'devmajor', 'devminor')}
        if info['mode'] is not None:
            info['mode'] &= 0o7777
        if info['type'] == DIRTYPE and not info['name'].endswith('/'):
            info['name'] += '/'
        return info

    # ---- writing ----

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors='surrogateescape'):
        """The blocks that go before the data of this member."""
        info = self.get_info()
        for name, value in info.items():
            if value is None:
                raise ValueError('%s may not be None' % name)
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError('invalid format')

    def create_ustar_header(self, info, encoding, errors):
        """The blocks of a ustar header; what does not fit is an error."""
        info['magic'] = POSIX_MAGIC
        if len(info['linkname'].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError('linkname is too long')
        if len(info['name'].encode(encoding, errors)) > LENGTH_NAME:
            info['prefix'], info['name'] = self._split_name(info['name'], encoding, errors)
        return self._header(info, USTAR_FORMAT, encoding, errors)

    def _split_name(self, name, encoding, errors):
        """(prefix, name) of what does not fit into the name's field alone."""
        parts = name.split('/')
        for i in range(1, len(parts)):
            prefix, rest = '/'.join(parts[:i]), '/'.join(parts[i:])
            if (len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX
                    and len(rest.encode(encoding, errors)) <= LENGTH_NAME):
                return prefix, rest
        raise ValueError('name is too long')

    def create_gnu_header(self, info, encoding, errors):
        """The blocks of a header as GNU tar writes it, with members before it for long names."""
        info['magic'] = GNU_MAGIC
        before = b''
        for field, length, kind in (('linkname', LENGTH_LINK, GNUTYPE_LONGLINK),
                                    ('name', LENGTH_NAME, GNUTYPE_LONGNAME)):
            text = info[field].encode(encoding, errors)
            if len(text) > length:
                before += self._special_member('././@LongLink', text + NUL, kind, GNU_FORMAT,
                                               encoding, errors)
        return before + self._header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        """Return the object as a ustar header block; a pax header goes before it if something does
        not fit."""
        info['magic'] = POSIX_MAGIC
        records = self.pax_headers.copy()
        for field, name, length in (('name', 'path', LENGTH_NAME),
                                    ('linkname', 'linkpath', LENGTH_LINK), ('uname', 'uname', 32),
                                    ('gname', 'gname', 32)):
            if name in records:
                continue
            try:
                info[field].encode('ascii', 'strict')
            except UnicodeEncodeError:
                records[name] = info[field]
                continue
            if len(info[field]) > length:
                records[name] = info[field]
        for name, digits in ('uid', 8), ('gid', 8), ('size', 12), ('mtime', 12):
            value = info[name]
            whole = round(value) if isinstance(value, float) else value
            if not 0 <= whole < 8 ** (digits - 1):
                info[name] = 0
                changed = True
            else:
                changed = isinstance(value, float)
                info[name] = whole
            if changed and name not in records:
                records[name] = str(value)
        before = self._pax_member(records, XHDTYPE, encoding) if records else b''
        return before + self._header(info, USTAR_FORMAT, 'ascii', 'replace')

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """The blocks of a member that holds for all that follow it."""
        return cls._pax_member(pax_headers, XGLTYPE, 'utf-8')

    @classmethod
    def _special_member(cls, name, data, kind, format, encoding, errors):
        info = {'name': name, 'type': kind, 'size': len(data),
                'magic': GNU_MAGIC if format == GNU_FORMAT else POSIX_MAGIC}
        return cls._header(info, format, encoding, errors) + _filled(data)

    @classmethod
    def _pax_member(cls, records, kind, encoding):
        binary = False
        for value in records.values():
            try:
                value.encode('utf-8', 'strict')
            except UnicodeEncodeError:
                binary = True
        data = b'21 hdrcharset=BINARY\n' if binary else b''
        for key, value in records.items():
            body = b' ' + key.encode('utf-8') + b'='
            body += ((value.encode(encoding, 'surrogateescape') if binary
                      else value.encode('utf-8')) + b'\n')
            size = len(body)
            while size != len(body) + len(str(size)):       # the length counts its own digits
                size = len(body) + len(str(size))
            data += str(size).encode('ascii') + body
        return cls._special_member('././@PaxHeader', data, kind, USTAR_FORMAT, 'ascii', 'replace')

    @staticmethod
    def _header(info, format, encoding, errors):
        device = info.get('type') in (CHRTYPE, BLKTYPE)
        kind = info.get('type', REGTYPE)
        if kind is None:
            raise ValueError('TarInfo.type must not be None')

        def name(field, length):
            return stn(info.get(field, ''), length, encoding, errors)

        def number(value, digits=8):
            return itn(value, digits, format)

        numbers = ([number(info.get('devmajor', 0)), number(info.get('devminor', 0))] if device
                   else [stn('', 8, encoding, errors)] * 2)
        parts = [name('name', 100), number(info.get('mode', 0) & 0o7777),
                 number(info.get('uid', 0)), number(info.get('gid', 0)),
                 number(info.get('size', 0), 12), number(info.get('mtime', 0), 12), b' ' * 8, kind,
                 name('linkname', 100), info.get('magic', POSIX_MAGIC), name('uname', 32),
                 name('gname', 32), *numbers, name('prefix', 155)]
        block = b''.join(parts).ljust(BLOCKSIZE, NUL)
        total = calc_chksums(block)[0]
        return block[:148] + bytes('%06o\0' % total, 'ascii') + block[155:]

    # ---- reading ----

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """The member that a block of 512 bytes describes."""
        if not buf:
            raise EmptyHeaderError('empty header')
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError('truncated header')
        if buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError('end of file header')
        total = nti(buf[148:156])
        if total not in calc_chksums(buf):
            raise InvalidHeaderError('bad checksum')
        self = cls()

        def text(start, end):
            return nts(buf[start:end], encoding, errors)

        self.name = text(0, 100)
        self.mode, self.uid, self.gid = nti(buf[100:108]), nti(buf[108:116]), nti(buf[116:124])
        self.size, self.mtime, self.chksum = nti(buf[124:136]), nti(buf[136:148]), total
        self.type, self.linkname = buf[156:157], text(157, 257)
        self.uname, self.gname = text(265, 297), text(297, 329)
        self.devmajor, self.devminor = nti(buf[329:337]), nti(buf[337:345])
        prefix = text(345, 500)
        if self.type == AREGTYPE and self.name.endswith('/'):       # as old programs wrote folders
            self.type = DIRTYPE
        if self.type == GNUTYPE_SPARSE:
            self._sparse_structs = _old_sparse(buf)
        if self.isdir():
            self.name = self.name.rstrip('/')
        if prefix and self.type not in GNU_TYPES:
            self.name = prefix + '/' + self.name
        return self

    @classmethod
    def fromtarfile(cls, tarfile):
        """The member whose header comes next in an archive."""
        buf = tarfile.fileobj.read(BLOCKSIZE)
        self = cls.frombuf(buf, tarfile.encoding, tarfile.errors)
        self.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return self._complete(tarfile)

    def _complete(self, tarfile):
        """The member that a header begins: headers that say more of the next one are followed."""
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._long_name(tarfile)
        if self.type == GNUTYPE_SPARSE:
            return self._sparse_member(tarfile)
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._pax_header(tarfile)
        self.offset_data = tarfile.fileobj.tell()
        after = self.offset_data
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            after += _blocks(self.size)
        tarfile.offset = after
        self._apply_pax(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        if self.isdir():
            self.name = self.name.rstrip('/')
        return self

    def _next(self, tarfile):
        try:
            return self.fromtarfile(tarfile)
        except HeaderError as e:
            raise SubsequentHeaderError(str(e)) from None

    def _long_name(self, tarfile):
        buf = tarfile.fileobj.read(_blocks(self.size))
        member = self._next(tarfile)
        member.offset = self.offset
        name = nts(buf, tarfile.encoding, tarfile.errors)
        if self.type == GNUTYPE_LONGNAME:
            member.name = name
        else:
            member.linkname = name
        if member.isdir():
            member.name = member.name.removesuffix('/')
        return member

    def _sparse_member(self, tarfile):
        structs, extended, origsize = self._sparse_structs
        del self._sparse_structs
        while extended:
            buf = tarfile.fileobj.read(BLOCKSIZE)
            structs += _pairs(buf[:504])
            extended = bool(buf[504])
        self.sparse = [pair for pair in structs if pair[0] or pair[1]]
        self.offset_data = tarfile.fileobj.tell()
        tarfile.offset = self.offset_data + _blocks(self.size)
        self.size = origsize
        return self

    def _pax_header(self, tarfile):
        buf = tarfile.fileobj.read(_blocks(self.size))
        global_ = self.type == XGLTYPE
        headers = tarfile.pax_headers if global_ else tarfile.pax_headers.copy()
        _read_records(buf, self.size, headers, tarfile)
        member = self._next(tarfile)
        if not global_:
            self._more_sparse(member, headers, tarfile)
            member._apply_pax(headers, tarfile.encoding, tarfile.errors)
            member.offset = self.offset
            if 'size' in headers:
                after = member.offset_data
                if member.isreg() or member.type not in SUPPORTED_TYPES:
                    after += _blocks(member.size)
                tarfile.offset = after
        return member

    def _more_sparse(self, member, headers, tarfile):
        if headers.get('GNU.sparse.major') == '1' and headers.get('GNU.sparse.minor') == '0':
            fields, buf = [], tarfile.fileobj.read(BLOCKSIZE)
            count, buf = buf.split(b'\n', 1)
            while len(fields) < int(count) * 2:
                if b'\n' not in buf:
                    buf += tarfile.fileobj.read(BLOCKSIZE)
                number, buf = buf.split(b'\n', 1)
                fields.append(int(number))
            member.offset_data = tarfile.fileobj.tell()
            member.sparse = list(zip(fields[::2], fields[1::2]))
        elif 'GNU.sparse.map' in headers:
            numbers = [int(number) for number in headers['GNU.sparse.map'].split(',')]
            member.sparse = list(zip(numbers[::2], numbers[1::2]))
        elif '\0sparse' in headers:
            member.sparse = headers.pop('\0sparse')

    def _apply_pax(self, pax_headers, encoding, errors):
        """Take over what a pax header says."""
        for keyword, value in pax_headers.items():
            if keyword == 'GNU.sparse.name':
                self.path = value
            elif keyword in ('GNU.sparse.size', 'GNU.sparse.realsize'):
                self.size = int(value)
            elif keyword in PAX_FIELDS:
                if keyword in PAX_NUMBER_FIELDS:
                    try:
                        value = PAX_NUMBER_FIELDS[keyword](value)
                    except ValueError:
                        value = 0
                if keyword == 'path':
                    value = value.rstrip('/')
                setattr(self, keyword, value)
        self.pax_headers = pax_headers.copy()

    # ---- kinds ----

    def isreg(self):
        """Is it a file with data of its own?"""
        return self.type in REGULAR_TYPES

    isfile = isreg

    def isdir(self):
        """Is it a folder?"""
        return self.type == DIRTYPE

    def issym(self):
        """Is it a link by name?"""
        return self.type == SYMTYPE

    def islnk(self):
        """Is it another name of an earlier member?"""
        return self.type == LNKTYPE

    def ischr(self):
        """Is it a device of characters?"""
        return self.type == CHRTYPE

    def isblk(self):
        """Is it a device of blocks?"""
        return self.type == BLKTYPE

    def isfifo(self):
        """Is it a named pipe?"""
        return self.type == FIFOTYPE

    def issparse(self):
        return self.sparse is not None

    def isdev(self):
        """Is it a device or a named pipe?"""
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


TarInfo.__module__ = 'tarfile'


def _pairs(data):
    """(offset, size) pairs of a sparse member, as its header has them."""
    found = []
    for i in range(0, len(data) - 23, 24):
        try:
            found.append((nti(data[i:i + 12]), nti(data[i + 12:i + 24])))
        except ValueError:
            break
    return found


def _old_sparse(buf):
    return _pairs(buf[386:386 + 96]), bool(buf[482]), nti(buf[483:495])


def _read_records(buf, size, headers, tarfile):
    """The records `LENGTH KEY=VALUE` of a pax header."""
    at, raw = 0, []
    while at < len(buf) and buf[at] != 0:
        digits, blank, _ = buf[at:at + 30].partition(b' ')
        if not blank or not digits.isdigit():
            raise InvalidHeaderError('invalid header')
        length = int(digits)
        if length < 5 or at + length > len(buf):
            raise InvalidHeaderError('invalid header')
        key, equals, value = buf[at + len(digits) + 1:at + length - 1].partition(b'=')
        if not key or not equals or buf[at + length - 1] != 0x0a:
            raise InvalidHeaderError('invalid header')
        raw.append((key, value))
        at += length
    binary = any(key == b'hdrcharset' and value == b'BINARY' for key, value in raw)
    encoding = tarfile.encoding if binary else 'utf-8'
    sparse = []
    for key, value in raw:
        key = _decoded(key, 'utf-8', 'utf-8', tarfile.errors)
        if key in PAX_NAME_FIELDS:
            value = _decoded(value, encoding, tarfile.encoding, tarfile.errors)
        else:
            value = _decoded(value, 'utf-8', 'utf-8', tarfile.errors)
        if key in ('GNU.sparse.offset', 'GNU.sparse.numbytes'):
            sparse.append(int(value))
        headers[key] = value
    if sparse:
        headers['\0sparse'] = list(zip(sparse[::2], sparse[1::2]))


def _decoded(value, encoding, fallback, errors):
    try:
        return value.decode(encoding, 'strict')
    except UnicodeDecodeError:
        return value.decode(fallback, errors)
