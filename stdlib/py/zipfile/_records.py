# SPDX-License-Identifier: MIT
"""The records of a ZIP archive (PKWARE's APPNOTE): what lies in the file, as bytes and as
ZipInfo."""
import os
import stat
import struct
import sys
import time

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
# Versions of the format: who needs what.
DEFAULT_VERSION, ZIP64_VERSION, BZIP2_VERSION = 20, 45, 46
LZMA_VERSION = MAX_EXTRACT_VERSION = 63

# The records of an archive, in the order in which it has them: their fields, and how they begin.
structFileHeader, stringFileHeader = "<4s2B4HL2L2H", b"PK\3\4"
DATA_DESCRIPTOR = b"PK\7\10"
structCentralDir, stringCentralDir = "<4s4B4HL2L5H2L", b"PK\1\2"
structEndArchive64, stringEndArchive64 = "<4sQ2H2L4Q", b"PK\6\6"
structEndArchive64Locator, stringEndArchive64Locator = "<4sLQL", b"PK\6\7"
structEndArchive, stringEndArchive = "<4s4H2LH", b"PK\5\6"

sizeFileHeader, sizeCentralDir, sizeEndCentDir, sizeEndCentDir64, sizeEndCentDir64Locator = map(
    struct.calcsize, (structFileHeader, structCentralDir, structEndArchive, structEndArchive64,
                      structEndArchive64Locator))

MASK_ENCRYPTED, MASK_COMPRESS_OPTION_1, MASK_USE_DATA_DESCRIPTOR = 1, 2, 8
MASK_COMPRESSED_PATCH, MASK_STRONG_ENCRYPTION, MASK_UTF_FILENAME = 32, 64, 0x800

compressor_names = {
    0: 'store', 1: 'shrink', 2: 'reduce', 3: 'reduce', 4: 'reduce', 5: 'reduce', 6: 'implode',
    7: 'tokenize', 8: 'deflate', 9: 'deflate64', 10: 'implode', 12: 'bzip2', 14: 'lzma',
    18: 'terse', 19: 'lz77', 97: 'wavpack', 98: 'ppmd',
}


class BadZipFile(Exception):
    pass


class LargeZipFile(Exception):
    """Raised when writing a zipfile that needs ZIP64 extensions, which are disabled."""


class EndRecord:
    """The end of the central directory."""

    def __init__(self, fields, location):
        (_, self.disk, self.disk_dir, self.count_disk, self.count, self.size, self.offset,
         _) = fields
        self.location = location
        self.comment = b""


def _read_end64(fpin, offset, end):
    """Fields of the ZIP64 records, where there are any."""
    try:
        fpin.seek(offset - sizeEndCentDir64Locator, 2)
    except OSError:
        return end
    data = fpin.read(sizeEndCentDir64Locator)
    if len(data) != sizeEndCentDir64Locator:
        return end
    sig, diskno, _, disks = struct.unpack(structEndArchive64Locator, data)
    if sig != stringEndArchive64Locator:
        return end
    if diskno != 0 or disks > 1:
        raise BadZipFile("zipfiles that span multiple disks are not supported")
    fpin.seek(offset - sizeEndCentDir64Locator - sizeEndCentDir64, 2)
    data = fpin.read(sizeEndCentDir64)
    if len(data) != sizeEndCentDir64:
        return end
    sig, _, _, _, disk, disk_dir, count_disk, count, size, where = struct.unpack(structEndArchive64,
                                                                                data)
    if sig != stringEndArchive64:
        return end
    end.disk, end.disk_dir, end.count_disk, end.count = disk, disk_dir, count_disk, count
    end.size, end.offset = size, where
    end.zip64 = True
    return end


def read_end_record(fpin):
    """The EndRecord of an archive, or None."""
    fpin.seek(0, os.SEEK_END)
    filesize = fpin.tell()
    try:
        fpin.seek(-sizeEndCentDir, os.SEEK_END)
    except OSError:
        return None                     # shorter than the record
    data = fpin.read(sizeEndCentDir)
    if len(data) == sizeEndCentDir and data[:4] == stringEndArchive and data[-2:] == b"\000\000":
        end = EndRecord(struct.unpack(structEndArchive, data), filesize - sizeEndCentDir)
        return _read_end64(fpin, -sizeEndCentDir, end)
    start = max(filesize - ZIP_MAX_COMMENT - sizeEndCentDir, 0)
    fpin.seek(start, 0)
    data = fpin.read(ZIP_MAX_COMMENT + sizeEndCentDir)
    at = data.rfind(stringEndArchive)
    if at < 0:
        return None
    record = data[at:at + sizeEndCentDir]
    if len(record) != sizeEndCentDir:
        return None
    fields = struct.unpack(structEndArchive, record)
    end = EndRecord(fields, start + at)
    end.comment = data[at + sizeEndCentDir:at + sizeEndCentDir + fields[7]]
    return _read_end64(fpin, start + at - filesize, end)


def strip_extra(extra, xids):
    """Extra fields without those of the given numbers."""
    kept, at, changed = [], 0, False
    while at + 4 <= len(extra):
        xid, size = struct.unpack_from("<HH", extra, at)
        if xid in xids:
            changed = True
        else:
            kept.append(extra[at:at + 4 + size])
        at += 4 + size
    if not changed:
        return extra
    return b''.join(kept) + extra[at:]


def sanitize_filename(filename):
    """What stands before a NUL, with slashes."""
    at = filename.find(chr(0))
    if at >= 0:
        filename = filename[:at]
    for sep in filter(None, (os.sep, os.altsep)):
        filename = filename.replace(sep, "/")
    return filename


class ZipInfo:
    """What an archive says of one of its files."""
    __slots__ = (
        'orig_filename', 'filename', 'date_time', 'compress_type', 'compress_level', 'comment',
        'extra', 'create_system', 'create_version', 'extract_version', 'reserved', 'flag_bits',
        'volume', 'internal_attr', 'external_attr', 'header_offset', 'CRC', 'compress_size',
        'file_size', '_raw_time', '_end_offset',
    )

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        self.filename = sanitize_filename(filename)
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.compress_type = ZIP_STORED
        self.compress_level = None
        self.comment = b""
        self.extra = b""
        self.create_system = 0 if sys.platform == 'win32' else 3
        self.create_version = self.extract_version = DEFAULT_VERSION
        self.reserved = self.flag_bits = self.volume = 0
        self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0
        self._end_offset = None

    # An older name.
    _compresslevel = property(lambda self: self.compress_level,
                              lambda self, level: setattr(self, 'compress_level', level))

    def __repr__(self):
        is_file, kind = not self.is_dir(), self.compress_type
        mode, attributes = divmod(self.external_attr, 1 << 16)
        squeezed = kind != ZIP_STORED or self.compress_size != self.file_size
        result = [f'<{type(self).__name__} filename={self.filename!r}']
        for shown, name, text in (
                (kind != ZIP_STORED, 'compress_type', compressor_names.get(kind, kind)),
                (mode, 'filemode', repr(stat.filemode(mode))),
                (attributes, 'external_attr', f'{attributes:#x}'),
                (is_file or self.file_size, 'file_size', self.file_size),
                ((is_file or self.compress_size) and squeezed, 'compress_size',
                 self.compress_size)):
            if shown:
                result.append(f' {name}={text}')
        result.append('>')
        return ''.join(result)

    def _dos_time(self):
        year, month, day, hour, minute, second = self.date_time[:6]
        return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day

    def FileHeader(self, zip64=None):
        """The header before the data, as bytes."""
        dostime, dosdate = self._dos_time()
        if self.flag_bits & MASK_USE_DATA_DESCRIPTOR:
            crc = compress_size = file_size = 0
        else:
            crc, compress_size, file_size = self.CRC, self.compress_size, self.file_size
        extra = self.extra
        min_version = 0
        if zip64 is None:
            zip64 = file_size > ZIP64_LIMIT or compress_size > ZIP64_LIMIT
        if zip64:
            extra += struct.pack('<HHQQ', 1, 16, file_size, compress_size)
            file_size = compress_size = 0xffffffff
            min_version = ZIP64_VERSION
        needed = max(min_version, {ZIP_BZIP2: BZIP2_VERSION, ZIP_LZMA: LZMA_VERSION}.get(
            self.compress_type, 0))
        self.create_version = max(self.create_version, needed)
        self.extract_version = max(self.extract_version, needed)
        filename, flag_bits = self._encodeFilenameFlags()
        return struct.pack(structFileHeader, stringFileHeader, self.extract_version, self.reserved,
                           flag_bits, self.compress_type, dostime, dosdate, crc, compress_size,
                           file_size, len(filename), len(extra)) + filename + extra

    def _encodeFilenameFlags(self):
        try:
            return self.filename.encode('ascii'), self.flag_bits
        except UnicodeEncodeError:
            return self.filename.encode('utf-8'), self.flag_bits | MASK_UTF_FILENAME

    def _central_record(self):
        """The entry of the central directory, as bytes."""
        dostime, dosdate = self._dos_time()
        extra, large = self.extra, []
        file_size, compress_size, offset = self.file_size, self.compress_size, self.header_offset
        if file_size > ZIP64_LIMIT or compress_size > ZIP64_LIMIT:
            large += [file_size, compress_size]
            file_size = compress_size = 0xffffffff
        if offset > ZIP64_LIMIT:
            large.append(offset)
            offset = 0xffffffff
        min_version = 0
        if large:
            extra = strip_extra(extra, (1,))
            extra = struct.pack('<HH' + 'Q' * len(large), 1, 8 * len(large), *large) + extra
            min_version = ZIP64_VERSION
        if self.compress_type == ZIP_BZIP2:
            min_version = max(BZIP2_VERSION, min_version)
        elif self.compress_type == ZIP_LZMA:
            min_version = max(LZMA_VERSION, min_version)
        filename, flag_bits = self._encodeFilenameFlags()
        return struct.pack(structCentralDir, stringCentralDir,
                           max(min_version, self.create_version), self.create_system,
                           max(min_version, self.extract_version), self.reserved, flag_bits,
                           self.compress_type, dostime, dosdate, self.CRC, compress_size, file_size,
                           len(filename), len(extra), len(self.comment), 0, self.internal_attr,
                           self.external_attr, offset) + filename + extra + self.comment

    def _decodeExtra(self, filename_crc):
        extra = self.extra
        while len(extra) >= 4:
            tp, ln = struct.unpack('<HH', extra[:4])
            if tp + ln > 65535 + 65535 or ln + 4 > len(extra):
                raise BadZipFile("Corrupt extra field %04x (size=%d)" % (tp, ln))
            data = extra[4:ln + 4]
            if tp == 1:
                data = data[:len(data) // 8 * 8]
                try:
                    for name, marks, what in (("file_size", (0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF),
                                               "File size"),
                                              ("compress_size", (0xFFFF_FFFF,), "Compress size"),
                                              ("header_offset", (0xFFFF_FFFF,), "Header offset")):
                        if getattr(self, name) in marks:
                            field = what
                            setattr(self, name, struct.unpack('<Q', data[:8])[0])
                            data = data[8:]
                except struct.error:
                    raise BadZipFile(f"Corrupt zip64 extra field. {field} not found.") from None
            elif tp == 0x7075 and ln >= 5 and data[0] == 1:
                crc = struct.unpack('<L', data[1:5])[0]
                if crc == filename_crc:
                    name = data[5:].decode('utf-8')
                    if name:
                        self.filename = sanitize_filename(name)
            extra = extra[ln + 4:]

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """Construct an appropriate ZipInfo for a file on the filesystem."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        st = os.stat(filename)
        isdir = stat.S_ISDIR(st.st_mode)
        date_time = time.localtime(st.st_mtime)[:6]
        if not strict_timestamps:       # the years that the format knows
            date_time = min(max(date_time, (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 59))
        _, arcname = os.path.splitdrive(filename if arcname is None else arcname)
        arcname = os.path.normpath(arcname)
        while arcname[0] in (os.sep, os.altsep):
            arcname = arcname[1:]
        zinfo = cls(arcname + '/' if isdir else arcname, date_time)
        zinfo.external_attr = (st.st_mode & 0xFFFF) << 16
        if isdir:
            zinfo.file_size = 0
            zinfo.external_attr |= 0x10
        else:
            zinfo.file_size = st.st_size
        return zinfo

    def is_dir(self):
        """Return True if this archive member is a directory."""
        return self.filename.endswith('/')
