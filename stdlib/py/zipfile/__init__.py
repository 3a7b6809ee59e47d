# SPDX-License-Identifier: MIT
"""Read and write ZIP files."""
import io
import os
import stat
import struct
import sys
import threading
import time
from zipfile._records import *
from zipfile._records import EndRecord
from zipfile._streams import (LZMACompressor, LZMADecompressor, SharedFile, Tellable, ZipExtFile,
                              ZipWriteFile, check_compression, crc32, zlib, bz2, lzma)

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2",
           "ZIP_LZMA", "is_zipfile", "ZipInfo", "ZipFile", "PyZipFile", "LargeZipFile", "Path"]
error = BadZipfile = BadZipFile
for _class in (BadZipFile, LargeZipFile, ZipInfo, ZipExtFile):
    _class.__module__ = "zipfile"


def is_zipfile(filename):
    """Quickly see if a file is a ZIP file by checking the magic number."""
    try:
        if hasattr(filename, "read"):
            pos = filename.tell()
            result = read_end_record(filename) is not None
            filename.seek(pos)
            return result
        with open(filename, "rb") as fp:
            return read_end_record(fp) is not None
    except (OSError, BadZipFile):
        return False


def _expect_bytes(name, value):
    if not isinstance(value, bytes):
        raise TypeError("%s: expected bytes, got %s" % (name, type(value).__name__))


def _copy(source, target):
    while chunk := source.read(64 * 1024):
        target.write(chunk)


def _make_directory(path):
    """Make a directory that may be there already."""
    if os.path.isdir(path):
        return
    try:
        os.mkdir(path)
    except FileExistsError:
        if not os.path.isdir(path):     # another process may have made it
            raise


class ZipFile:
    """Class with methods to open, read, write, close, list zip files."""
    fp = None

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None,
                 *, strict_timestamps=True, metadata_encoding=None):
        if mode not in ('r', 'w', 'x', 'a'):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        check_compression(compression)
        if metadata_encoding and mode != 'r':
            raise ValueError("metadata_encoding is only supported for reading files")
        self.mode, self.debug, self.pwd = mode, 0, None
        self.compression, self.compresslevel = compression, compresslevel
        self.metadata_encoding = metadata_encoding
        self._allowZip64, self._strict_timestamps = allowZip64, strict_timestamps
        self.filelist, self.NameToInfo, self._comment = [], {}, b''
        self._didModify = self._writing = False
        self._lock = threading.RLock()
        self._take_file(os.fspath(file) if isinstance(file, os.PathLike) else file)
        # The archive itself counts as a user of its file, next to the members that are read.
        self._fileRefCnt = 1
        self._seekable = True
        try:
            getattr(self, self._START[mode])()
        except:
            self._let_go()
            raise

    def _take_file(self, file):
        """Open the file of a path, or use one that is open."""
        self._filePassed = int(not isinstance(file, str))
        if self._filePassed:
            self.fp, self.filename = file, getattr(file, 'name', None)
            return
        self.filename = file
        *attempts, last = {'r': ['rb'], 'w': ['w+b', 'wb'], 'x': ['x+b', 'xb'],
                           'a': ['r+b', 'w+b', 'wb']}[self.mode]
        for attempt in attempts:
            try:
                self.fp = io.open(file, attempt)
                return
            except OSError:
                continue
        self.fp = io.open(file, last)

    def _let_go(self):
        """Forget the file; the last of its users closes it."""
        file, self.fp = self.fp, None
        self._fpclose(file)

    def _start_new(self):
        self._didModify = True
        try:
            self.start_dir = self.fp.tell()
        except (AttributeError, OSError):
            self.fp, self.start_dir, self._seekable = Tellable(self.fp), 0, False
            return
        try:
            self._go_to_end()
        except (AttributeError, OSError):
            self._seekable = False

    def _start_appending(self):
        try:
            self._RealGetContents()
            self._go_to_end()
        except BadZipFile:
            # No archive yet: one begins behind what is there.
            self._didModify = True
            self.fp.seek(0, 2)
            self.start_dir = self.fp.tell()

    def _go_to_end(self):
        """Go to where the next member will be written: over the table of contents."""
        if self._seekable:
            self.fp.seek(self.start_dir)

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        kind = type(self)
        if self.fp is None:
            state = ' [closed]'
        else:
            state = ' mode=%r' % self.mode
            if self._filePassed:
                state = ' file=%r' % self.fp + state
            elif self.filename is not None:
                state = ' filename=%r' % self.filename + state
        return f'<{kind.__module__}.{kind.__qualname__}{state}>'

    def _RealGetContents(self):
        """Read in the table of contents for the ZIP file."""
        try:
            end = read_end_record(self.fp)
        except OSError:
            end = None
        if not end:
            raise BadZipFile("File is not a zip file")
        self._comment = end.comment
        concat = end.location - end.size - end.offset
        if getattr(end, "zip64", False):
            concat -= sizeEndCentDir64 + sizeEndCentDir64Locator
        self.start_dir = end.offset + concat
        if self.start_dir < 0:
            raise BadZipFile("Bad offset for central directory")
        self.fp.seek(self.start_dir)
        data = io.BytesIO(self.fp.read(end.size))
        total = 0
        while total < end.size:
            total += self._read_entry(data, concat)
        ends = self.start_dir
        for zinfo in reversed(sorted(self.filelist, key=lambda zinfo: zinfo.header_offset)):
            zinfo._end_offset = ends
            ends = zinfo.header_offset

    _START = {'r': '_RealGetContents', 'w': '_start_new', 'x': '_start_new',
              'a': '_start_appending'}

    def _read_entry(self, data, concat):
        """One entry of the central directory; how many bytes it has."""
        record = data.read(sizeCentralDir)
        if len(record) != sizeCentralDir:
            raise BadZipFile("Truncated central directory")
        fields = struct.unpack(structCentralDir, record)
        if fields[0] != stringCentralDir:
            raise BadZipFile("Bad magic number for central directory")
        (_, version, system, extract, reserved, flags, method, t, d, crc, csize, size, name_len,
         extra_len, comment_len, volume, internal, external, offset) = fields
        raw = data.read(name_len)
        if flags & MASK_UTF_FILENAME:
            filename = raw.decode('utf-8')
        else:
            filename = raw.decode(self.metadata_encoding or 'cp437')
        x = ZipInfo(filename)
        x.extra = data.read(extra_len)
        x.comment = data.read(comment_len)
        x.create_version, x.create_system = version, system
        x.extract_version, x.reserved = extract, reserved
        x.flag_bits, x.compress_type, x.CRC = flags, method, crc
        x.compress_size, x.file_size = csize, size
        x.header_offset = offset
        if x.extract_version > MAX_EXTRACT_VERSION:
            raise NotImplementedError("zip file version %.1f" % (x.extract_version / 10))
        x.volume, x.internal_attr, x.external_attr = volume, internal, external
        x._raw_time = t
        x.date_time = ((d >> 9) + 1980, d >> 5 & 0xF, d & 0x1F, t >> 11, t >> 5 & 0x3F,
                       (t & 0x1F) * 2)
        x._decodeExtra(crc32(raw))
        x.header_offset += concat
        self.filelist.append(x)
        self.NameToInfo[x.filename] = x
        return sizeCentralDir + name_len + extra_len + comment_len

    def namelist(self):
        """Return a list of file names in the archive."""
        return [data.filename for data in self.filelist]

    def infolist(self):
        """Return a list of class ZipInfo instances for files in the archive."""
        return self.filelist

    def printdir(self, file=None):
        """Print a table of contents for the zip file."""
        print("%-46s %19s %12s" % ("File Name", "Modified    ", "Size"), file=file)
        for zinfo in self.filelist:
            date = "%d-%02d-%02d %02d:%02d:%02d" % zinfo.date_time[:6]
            print("%-46s %s %12d" % (zinfo.filename, date, zinfo.file_size), file=file)

    def testzip(self):
        """Read all the files and check the CRC: the name of the first bad one, or None."""
        for zinfo in self.filelist:
            try:
                with self.open(zinfo.filename, "r") as f:
                    while f.read(1 << 20):
                        pass
            except BadZipFile:
                return zinfo.filename

    def getinfo(self, name):
        """Return the instance of ZipInfo given 'name'."""
        if name in self.NameToInfo:
            return self.NameToInfo[name]
        raise KeyError('There is no item named %r in the archive' % name)

    def setpassword(self, pwd):
        """Set default password for encrypted files."""
        if pwd:
            _expect_bytes("pwd", pwd)
        self.pwd = pwd or None

    @property
    def comment(self):
        """The comment text associated with the ZIP file."""
        return self._comment

    @comment.setter
    def comment(self, comment):
        _expect_bytes("comment", comment)
        if comment[ZIP_MAX_COMMENT:]:
            import warnings
            warnings.warn('Archive comment is too long; truncating to %d bytes' % ZIP_MAX_COMMENT,
                          stacklevel=2)
        self._comment = comment[:ZIP_MAX_COMMENT]
        self._didModify = True

    def read(self, name, pwd=None):
        """Return file bytes for name."""
        with self.open(name, "r", pwd) as fp:
            return fp.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """Return file-like object for 'name'."""
        if mode not in {"r", "w"}:
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and mode == "w":
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        if mode == 'w':
            zinfo = name if isinstance(name, ZipInfo) else self._new_info(name)
            return self._open_to_write(zinfo, force_zip64=force_zip64)
        zinfo = name if isinstance(name, ZipInfo) else self.getinfo(name)
        if self._writing:
            raise ValueError(
                "Can't read from the ZIP file while there is an open writing handle on it. "
                "Close the writing handle before trying to read.")
        self._fileRefCnt += 1
        shared = SharedFile(self.fp, zinfo.header_offset, self._fpclose, self._lock,
                            lambda: self._writing)
        try:
            return ZipExtFile(shared, mode + 'b', zinfo, self._check_member(shared, zinfo, pwd),
                              True)
        except:
            shared.close()
            raise

    def _check_member(self, shared, zinfo, pwd):
        """Reads the header of a member; the password to use, or None."""
        header = shared.read(sizeFileHeader)
        if len(header) != sizeFileHeader:
            raise BadZipFile("Truncated file header")
        header = struct.unpack(structFileHeader, header)
        if header[0] != stringFileHeader:
            raise BadZipFile("Bad magic number for file header")
        fname = shared.read(header[10])
        if header[11]:
            shared.seek(header[11], whence=1)
        if zinfo.flag_bits & MASK_COMPRESSED_PATCH:
            raise NotImplementedError("compressed patched data (flag bit 5)")
        if zinfo.flag_bits & MASK_STRONG_ENCRYPTION:
            raise NotImplementedError("strong encryption (flag bit 6)")
        if header[3] & MASK_UTF_FILENAME:
            name = fname.decode("utf-8")
        else:
            name = fname.decode(self.metadata_encoding or "cp437")
        if name != zinfo.orig_filename:
            raise BadZipFile('File name in directory %r and header %r differ.'
                             % (zinfo.orig_filename, fname))
        if (zinfo._end_offset is not None and
                shared.tell() + zinfo.compress_size > zinfo._end_offset):
            raise BadZipFile(f"Overlapped entries: {zinfo.orig_filename!r} (possible zip bomb)")
        if not zinfo.flag_bits & MASK_ENCRYPTED:
            return None
        pwd = pwd or self.pwd
        if not pwd:
            raise RuntimeError(
                "File %r is encrypted, password required for extraction" % zinfo.filename)
        _expect_bytes("pwd", pwd)
        return pwd

    def _new_info(self, name, **more):
        """The ZipInfo of a member to be written as the archive says."""
        zinfo = ZipInfo(name, **more)
        zinfo.compress_type = self.compression
        zinfo.compress_level = self.compresslevel
        return zinfo

    def _open_to_write(self, zinfo, force_zip64=False):
        if force_zip64 and not self._allowZip64:
            raise ValueError(
                "force_zip64 is True, but allowZip64 was False when opening the ZIP file.")
        if self._writing:
            raise ValueError(
                "Can't write to the ZIP file while there is another write handle open on it. "
                "Close the first handle before opening another.")
        zinfo.compress_size = zinfo.CRC = zinfo.flag_bits = 0
        if not self._seekable:
            zinfo.flag_bits = MASK_USE_DATA_DESCRIPTOR
        zinfo.external_attr = zinfo.external_attr or 0o600 << 16
        # What is hard to compress may become longer.
        large = zinfo.file_size * 1.05 > ZIP64_LIMIT or force_zip64
        if large and not self._allowZip64:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        self._begin_member(zinfo, large)
        self._writing = True
        return ZipWriteFile(self, zinfo, large)

    def _begin_member(self, zinfo, large):
        """Write the header of a member behind the others."""
        if zinfo.compress_type == ZIP_LZMA:
            zinfo.flag_bits |= MASK_COMPRESS_OPTION_1
        self._go_to_end()
        zinfo.header_offset = self.fp.tell()
        self._writecheck(zinfo)
        self._didModify = True
        self.fp.write(zinfo.FileHeader(large))

    def extract(self, member, path=None, pwd=None):
        """Extract a member from the archive to the current working directory, or path."""
        path = os.getcwd() if path is None else os.fspath(path)
        return self._extract_member(member, path, pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Extract all members from the archive."""
        path = os.getcwd() if path is None else os.fspath(path)
        for zipinfo in self.namelist() if members is None else members:
            self._extract_member(zipinfo, path, pwd)

    def _extract_member(self, member, targetpath, pwd):
        if not isinstance(member, ZipInfo):
            member = self.getinfo(member)
        arcname = member.filename.replace('/', os.path.sep)
        arcname = os.path.splitdrive(arcname)[1]
        invalid = ('', os.path.curdir, os.path.pardir)
        arcname = os.path.sep.join(x for x in arcname.split(os.path.sep) if x not in invalid)
        if not arcname and not member.is_dir():
            raise ValueError("Empty filename.")
        targetpath = os.path.normpath(os.path.join(targetpath, arcname))
        upper = os.path.dirname(targetpath)
        if upper and not os.path.exists(upper):
            os.makedirs(upper, exist_ok=True)
        if member.is_dir():
            _make_directory(targetpath)
            return targetpath
        with self.open(member, pwd=pwd) as source, open(targetpath, "wb") as target:
            _copy(source, target)
        return targetpath

    def _writecheck(self, zinfo):
        """Check for errors before writing a file to the archive."""
        if zinfo.filename in self.NameToInfo:
            from warnings import warn
            warn('Duplicate name: %r' % zinfo.filename, stacklevel=4)
        if self.mode == 'r':
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        check_compression(zinfo.compress_type)
        if not self._allowZip64:
            requires = None
            if len(self.filelist) >= ZIP_FILECOUNT_LIMIT:
                requires = "Files count"
            elif zinfo.file_size > ZIP64_LIMIT:
                requires = "Filesize"
            elif zinfo.header_offset > ZIP64_LIMIT:
                requires = "Zipfile size"
            if requires:
                raise LargeZipFile(requires + " would require ZIP64 extensions")

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Put the bytes from filename into the archive under the name arcname."""
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")
        zinfo = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if zinfo.is_dir():
            zinfo.compress_size = 0
            zinfo.CRC = 0
            self.mkdir(zinfo)
            return
        zinfo.compress_type = self.compression if compress_type is None else compress_type
        zinfo.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with open(filename, "rb") as src, self.open(zinfo, 'w') as dest:
            _copy(src, dest)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Write a file into the archive. The contents is 'data', str (as UTF-8) or bytes."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        if isinstance(zinfo_or_arcname, ZipInfo):
            zinfo = zinfo_or_arcname
        else:
            zinfo = self._new_info(zinfo_or_arcname, date_time=time.localtime(time.time())[:6])
            if zinfo.filename.endswith('/'):
                zinfo.external_attr = 0o40775 << 16 | 0x10
            else:
                zinfo.external_attr = 0o600 << 16
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists.")
        if compress_type is not None:
            zinfo.compress_type = compress_type
        if compresslevel is not None:
            zinfo.compress_level = compresslevel
        zinfo.file_size = len(data)
        with self._lock, self.open(zinfo, mode='w') as dest:
            dest.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Creates a directory inside the zip archive."""
        zinfo = zinfo_or_directory_name
        if isinstance(zinfo, str):
            zinfo = ZipInfo(zinfo.removesuffix("/") + "/")
            zinfo.compress_size = zinfo.file_size = zinfo.CRC = 0
            # The file type of Unix in the upper half, the directory bit of MS-DOS below.
            zinfo.external_attr = (0o40000 | mode & 0xFFFF) << 16 | 0x10
        elif not isinstance(zinfo, ZipInfo):
            raise TypeError("Expected type str or ZipInfo")
        elif not zinfo.is_dir():
            raise ValueError("The given ZipInfo does not describe a directory")
        with self._lock:
            self._begin_member(zinfo, False)
            self.filelist.append(zinfo)
            self.NameToInfo[zinfo.filename] = zinfo
            self.start_dir = self.fp.tell()

    def __del__(self):
        self.close()

    def close(self):
        """Close the file, and for mode 'w', 'x' and 'a' write the ending records."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError(
                "Can't close the ZIP file while there is an open writing handle on it. "
                "Close the writing handle before closing the zip.")
        try:
            if self._didModify and self.mode != 'r':
                with self._lock:
                    self._go_to_end()
                    self._write_end_record()
        finally:
            self._let_go()

    def _write_end_record(self):
        for zinfo in self.filelist:
            self.fp.write(zinfo._central_record())
        pos2 = self.fp.tell()
        count, size, offset = len(self.filelist), pos2 - self.start_dir, self.start_dir
        requires = None
        if count > ZIP_FILECOUNT_LIMIT:
            requires = "Files count"
        elif offset > ZIP64_LIMIT:
            requires = "Central directory offset"
        elif size > ZIP64_LIMIT:
            requires = "Central directory size"
        if requires:
            if not self._allowZip64:
                raise LargeZipFile(requires + " would require ZIP64 extensions")
            self.fp.write(struct.pack(structEndArchive64, stringEndArchive64, sizeEndCentDir64 - 12,
                                      45, 45, 0, 0, count, count, size, offset))
            self.fp.write(struct.pack(structEndArchive64Locator, stringEndArchive64Locator, 0, pos2,
                                      1))
            count, size, offset = min(count, 0xFFFF), min(size, 0xFFFFFFFF), min(offset, 0xFFFFFFFF)
        self.fp.write(struct.pack(structEndArchive, stringEndArchive, 0, 0, count, count, size,
                                  offset, len(self._comment)))
        self.fp.write(self._comment)
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()

    def _fpclose(self, fp):
        self._fileRefCnt -= 1
        if not self._fileRefCnt and not self._filePassed:
            fp.close()


class PyZipFile(ZipFile):
    """Class to create ZIP archives with Python library files and packages: not in Rondo."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError(
            "zipfile.PyZipFile is not available in Rondo: there are no .pyc files")


from zipfile._path import CompleteDirs, Path


def _add_tree(archive, path, name):
    """Add a file, or a folder with all in it."""
    if os.path.isfile(path):
        archive.write(path, name, ZIP_DEFLATED)
    elif os.path.isdir(path):
        if name:
            archive.write(path, name)
        for entry in sorted(os.listdir(path)):
            _add_tree(archive, os.path.join(path, entry), os.path.join(name, entry))


def _create(target, *paths):
    with ZipFile(target, 'w') as archive:
        for path in paths:
            name = os.path.basename(path) or os.path.basename(os.path.dirname(path))
            _add_tree(archive, path, '' if name in (os.curdir, os.pardir) else name)


def _test(archive):
    bad = archive.testzip()
    if bad:
        print(f'The following enclosed file is corrupted: {bad!r}')
    print('Done testing')


def _parser():
    import argparse
    parser = argparse.ArgumentParser(
        description='A simple command-line interface for zipfile module.')
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument('-l', '--list', metavar='<zipfile>', help='Show listing of a zipfile')
    one.add_argument('-e', '--extract', nargs=2, metavar=('<zipfile>', '<output_dir>'),
                     help='Extract zipfile into target dir')
    one.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'),
                     help='Create zipfile from sources')
    one.add_argument('-t', '--test', metavar='<zipfile>', help='Test if a zipfile is valid')
    parser.add_argument('--metadata-encoding', metavar='<encoding>',
                        help='Specify encoding of member names for -l, -e and -t')
    return parser


def main(args=None):
    """python -m zipfile"""
    args = _parser().parse_args(args)
    encoding = args.metadata_encoding
    if args.create is not None:
        if encoding:
            print('Non-conforming encodings not supported with -c.', file=sys.stderr)
            sys.exit(1)
        _create(*args.create)
        return
    source = args.test or args.list or args.extract[0]
    with ZipFile(source, 'r', metadata_encoding=encoding) as archive:
        if args.test is not None:
            _test(archive)
        elif args.list is not None:
            archive.printdir()
        else:
            archive.extractall(args.extract[1])
