# SPDX-License-Identifier: MIT
"""The numbers in a file's status, and what they say."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = \
    range(10)

S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG = 0o040000, 0o020000, 0o060000, 0o100000
S_IFIFO, S_IFLNK, S_IFSOCK = 0o010000, 0o120000, 0o140000
S_IFDOOR = S_IFPORT = S_IFWHT = 0

S_ISUID, S_ISGID, S_ISVTX, S_ENFMT = 0o4000, 0o2000, 0o1000, 0o2000
S_IREAD, S_IWRITE, S_IEXEC = 0o0400, 0o0200, 0o0100
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o0700, 0o0400, 0o0200, 0o0100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o0070, 0o0040, 0o0020, 0o0010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o0007, 0o0004, 0o0002, 0o0001

UF_SETTABLE, UF_NODUMP, UF_IMMUTABLE, UF_APPEND = 0x0000ffff, 0x1, 0x2, 0x4
UF_OPAQUE, UF_NOUNLINK, UF_COMPRESSED, UF_TRACKED = 0x8, 0x10, 0x20, 0x40
UF_DATAVAULT, UF_HIDDEN = 0x80, 0x8000
SF_SETTABLE, SF_ARCHIVED, SF_IMMUTABLE, SF_APPEND = 0x3fff0000, 0x10000, 0x20000, 0x40000
SF_RESTRICTED, SF_NOUNLINK, SF_SNAPSHOT, SF_FIRMLINK = 0x80000, 0x100000, 0x200000, 0x800000
SF_DATALESS = 0x40000000
FILE_ATTRIBUTE_ARCHIVE, FILE_ATTRIBUTE_COMPRESSED, FILE_ATTRIBUTE_DEVICE = 32, 2048, 64
FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_ENCRYPTED, FILE_ATTRIBUTE_HIDDEN = 16, 16384, 2
FILE_ATTRIBUTE_INTEGRITY_STREAM, FILE_ATTRIBUTE_NORMAL = 32768, 128
FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, FILE_ATTRIBUTE_NO_SCRUB_DATA = 8192, 131072
FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_REPARSE_POINT = 4096, 1, 1024
FILE_ATTRIBUTE_SPARSE_FILE, FILE_ATTRIBUTE_SYSTEM, FILE_ATTRIBUTE_TEMPORARY = 512, 4, 256
FILE_ATTRIBUTE_VIRTUAL = 65536


def S_IMODE(mode):
    """The bits that os.chmod() can set."""
    return mode & 0o7777


def S_IFMT(mode):
    """The bits that say of which type the file is."""
    return mode & 0o170000


def S_ISDIR(mode):
    """True for a directory."""
    return mode & 0o170000 == S_IFDIR


def S_ISCHR(mode):
    """True for a character device."""
    return mode & 0o170000 == S_IFCHR


def S_ISBLK(mode):
    """True for a block device."""
    return mode & 0o170000 == S_IFBLK


def S_ISREG(mode):
    """True for a regular file."""
    return mode & 0o170000 == S_IFREG


def S_ISFIFO(mode):
    """True for a named pipe."""
    return mode & 0o170000 == S_IFIFO


def S_ISLNK(mode):
    """True for a symbolic link."""
    return mode & 0o170000 == S_IFLNK


def S_ISSOCK(mode):
    """True for a socket."""
    return mode & 0o170000 == S_IFSOCK


def S_ISDOOR(mode):
    """False: there are no doors here."""
    return False


def S_ISPORT(mode):
    """False: there are no event ports here."""
    return False


def S_ISWHT(mode):
    """False: there are no whiteouts here."""
    return False


_TYPES = {S_IFLNK: 'l', S_IFSOCK: 's', S_IFREG: '-', S_IFBLK: 'b', S_IFDIR: 'd', S_IFCHR: 'c',
          S_IFIFO: 'p'}


def filemode(mode):
    """The mode as ls shows it: '-rwxr-x---'."""
    text = _TYPES.get(S_IFMT(mode), '?')
    for shift, special, letter in (6, S_ISUID, 's'), (3, S_ISGID, 's'), (0, S_ISVTX, 't'):
        text += 'r' if mode >> shift & 4 else '-'
        text += 'w' if mode >> shift & 2 else '-'
        if mode & special:
            text += letter if mode >> shift & 1 else letter.upper()
        else:
            text += 'x' if mode >> shift & 1 else '-'
    return text
