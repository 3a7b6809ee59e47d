# SPDX-License-Identifier: MIT
"""Copying, moving, removing and packing whole files and folders."""

import collections
import errno
import fnmatch
import os
import stat
import sys

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move",
           "rmtree", "Error", "SpecialFileError", "ExecError", "make_archive",
           "get_archive_formats", "register_archive_format", "unregister_archive_format",
           "get_unpack_formats", "register_unpack_format", "unregister_unpack_format",
           "unpack_archive", "ignore_patterns", "chown", "which", "get_terminal_size",
           "SameFileError", "disk_usage"]

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    """What went wrong in a tree: a list of (source, target, why)."""


class SameFileError(Error):
    """Source and target are the same file."""


class SpecialFileError(OSError):
    """The operation is not for files of this kind."""


class ExecError(OSError):
    """A command could not be run."""


class ReadError(OSError):
    """An archive cannot be read."""


class RegistryError(Exception):
    """A format is known already, or not at all."""


# ---- one file ----

def copyfileobj(fsrc, fdst, length=0):
    """Copy from one file object to another, in pieces of the length."""
    length = length or COPY_BUFSIZE
    read, write = fsrc.read, fdst.write
    while piece := read(length):
        write(piece)


def _samefile(src, dst):
    if isinstance(src, os.DirEntry):
        try:
            return os.path.samestat(src.stat(), os.stat(dst))
        except OSError:
            return False
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def _stat(fn):
    return fn.stat() if isinstance(fn, os.DirEntry) else os.stat(fn)


def _islink(fn):
    return fn.is_symlink() if isinstance(fn, os.DirEntry) else os.path.islink(fn)


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the contents of a file; returns dst. Without follow_symlinks a link is made anew."""
    sys.audit("shutil.copyfile", src, dst)
    if _samefile(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    for fn in (src, dst):
        try:
            mode = _stat(fn).st_mode
        except OSError:
            continue        # most often dst is missing
        if stat.S_ISFIFO(mode):
            fn = fn.path if isinstance(fn, os.DirEntry) else fn
            raise SpecialFileError("`%s` is a named pipe" % fn)
    if not follow_symlinks and _islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc:
        try:
            with open(dst, 'wb') as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as error:
            if not os.path.exists(dst):
                raise FileNotFoundError(f'Directory does not exist: {dst}') from error
            raise
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permission bits."""
    sys.audit("shutil.copymode", src, dst)
    if not follow_symlinks and _islink(src) and os.path.islink(dst):
        if not hasattr(os, 'lchmod'):
            return
        os.lchmod(dst, stat.S_IMODE(os.lstat(src).st_mode))
        return
    os.chmod(dst, stat.S_IMODE(_stat(src).st_mode))


# What a file system may lack.
_UNSUPPORTED = (errno.EPERM, errno.ENOTSUP, errno.ENODATA, errno.EINVAL, errno.EACCES)


def _copyxattr(src, dst, follow):
    """The extended attributes, where the system has them."""
    if not hasattr(os, 'listxattr'):
        return
    try:
        names = os.listxattr(src, follow_symlinks=follow)
    except OSError as error:
        if error.errno not in (errno.ENOTSUP, errno.ENODATA, errno.EINVAL):
            raise
        return
    for name in names:
        try:
            value = os.getxattr(src, name, follow_symlinks=follow)
            os.setxattr(dst, name, value, follow_symlinks=follow)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise


def copystat(src, dst, *, follow_symlinks=True):
    """Copy permission bits and times."""
    sys.audit("shutil.copystat", src, dst)
    follow = follow_symlinks or not (_islink(src) and os.path.islink(dst))
    if isinstance(src, os.DirEntry):
        st = src.stat(follow_symlinks=follow)
    else:
        st = os.stat(src, follow_symlinks=follow)
    os.utime(dst, ns=(st.st_atime_ns, st.st_mtime_ns), follow_symlinks=follow)
    _copyxattr(src, dst, follow)
    try:
        os.chmod(dst, stat.S_IMODE(st.st_mode), follow_symlinks=follow)
    except NotImplementedError:
        pass        # links have no permissions here


def _target(src, dst):
    """dst, or, if that is a folder, the path in it."""
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy contents and permission bits, as cp; returns the path of the new file."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """As copy(), with the times, as cp -p."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


# ---- trees ----

def ignore_patterns(*patterns):
    """A function for ignore= of copytree(): it leaves out the names that match."""
    def _ignore_patterns(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copy a folder with all below it; returns dst. Errors are collected into one Error."""
    sys.audit("shutil.copytree", src, dst)
    with os.scandir(src) as found:
        entries = list(found)
    return _Tree(symlinks, ignore, copy_function, ignore_dangling_symlinks,
                 dirs_exist_ok).copy(entries, src, dst)


class _Tree:
    """The options of one copytree()."""

    def __init__(self, symlinks, ignore, copy_function, ignore_dangling, exist_ok):
        self.symlinks = symlinks
        self.ignore = ignore
        self.copy_function = copy_function
        self.ignore_dangling = ignore_dangling
        self.exist_ok = exist_ok

    def copy(self, entries, src, dst):
        ignored = ()
        if self.ignore is not None:
            ignored = self.ignore(os.fspath(src), [entry.name for entry in entries])
        os.makedirs(dst, exist_ok=self.exist_ok)
        errors = []
        for entry in entries:
            if entry.name in ignored:
                continue
            source = os.path.join(src, entry.name)
            target = os.path.join(dst, entry.name)
            try:
                self.copy_entry(entry, source, target)
            except Error as error:
                errors.extend(error.args[0])
            except OSError as error:
                errors.append((source, target, str(error)))
        try:
            copystat(src, dst)
        except OSError as error:
            errors.append((src, dst, str(error)))
        if errors:
            raise Error(errors)
        return dst

    def copy_entry(self, entry, source, target):
        # The functions of this module profit from the entry, which knows its kind.
        given = entry if self.copy_function in (copy2, copy) else source
        if entry.is_symlink():
            link = os.readlink(source)
            if self.symlinks:
                os.symlink(link, target)
                copystat(given, target, follow_symlinks=False)
                return
            # CPython looks from the current folder, not from that of the link.
            if not os.path.exists(link) and self.ignore_dangling:
                return
            if entry.is_dir():
                self.copy_folder(given, target)
            else:
                self.copy_function(given, target)
        elif entry.is_dir():
            self.copy_folder(given, target)
        else:
            self.copy_function(given, target)

    def copy_folder(self, source, target):
        copytree(source, target, self.symlinks, self.ignore, self.copy_function,
                 self.ignore_dangling, self.exist_ok)


class _Removal:
    """A walk that removes what it finds. It goes by descriptors of folders, so that nobody can
    put a link in the way; the folders it is in are a stack, so that depth does not matter."""

    def __init__(self, onexc):
        self.onexc = onexc
        self.open_folders = []      # [descriptor, its path, entries left, how to remove it]

    def run(self, path, dir_fd):
        try:
            self.enter(path, path, dir_fd, None)
            while self.open_folders:
                fd, folder, entries, removal = self.open_folders[-1]
                if entries:
                    self.remove_entry(fd, folder, entries.pop(0))
                    continue
                self.open_folders.pop()
                self.leave(fd, folder, removal)
        finally:
            for fd, folder, _, _ in self.open_folders:
                try:
                    os.close(fd)
                except OSError as error:
                    self.onexc(os.close, folder, error)

    def failed(self, function, path, error):
        error.filename = path
        self.onexc(function, path, error)

    def enter(self, name, path, dir_fd, entry):
        """Opens a folder and reads it."""
        function = os.lstat
        try:
            if entry is None:
                expected = os.lstat(name, dir_fd=dir_fd)
            else:
                expected = entry.stat(follow_symlinks=False)
            function = os.open
            fd = os.open(name, os.O_RDONLY | os.O_NONBLOCK, dir_fd=dir_fd)
            folder = [fd, path, [], None]
            self.open_folders.append(folder)
            function = os.path.islink
            if not os.path.samestat(expected, os.fstat(fd)):
                raise OSError("Cannot call rmtree on a symbolic link")
            folder[3] = (name, dir_fd, entry is None)
            function = os.scandir
            with os.scandir(fd) as found:
                folder[2] = list(found)
        except FileNotFoundError as error:
            if entry is None:
                self.failed(function, path, error)
        except OSError as error:
            self.failed(function, path, error)

    def leave(self, fd, path, removal):
        try:
            os.close(fd)
        except OSError as error:
            self.failed(os.close, path, error)
        if removal is None:
            return
        name, dir_fd, first = removal
        try:
            os.rmdir(name, dir_fd=dir_fd)
        except FileNotFoundError as error:
            if first:
                self.failed(os.rmdir, path, error)
        except OSError as error:
            self.failed(os.rmdir, path, error)

    def remove_entry(self, fd, folder, entry):
        path = os.path.join(folder, entry.name)
        try:
            if entry.is_dir(follow_symlinks=False):
                self.enter(entry.name, path, fd, entry)
                return
        except FileNotFoundError:
            return
        except OSError:
            pass
        try:
            os.unlink(entry.name, dir_fd=fd)
        except FileNotFoundError:
            pass
        except OSError as error:
            self.onexc(os.unlink, path, error)


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Remove a folder with all below it. What goes wrong is ignored, or given to
    onexc(function, path, exception), or raised; onerror is the deprecated form of onexc."""
    sys.audit("shutil.rmtree", path, dir_fd)
    if ignore_errors:
        def onexc(*args):
            pass
    elif onexc is None and onerror is not None:
        def onexc(function, path, error):
            info = (None, None, None) if error is None else (type(error), error,
                                                             error.__traceback__)
            return onerror(function, path, info)
    elif onexc is None:
        def onexc(*args):
            raise
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    _Removal(onexc).run(path, dir_fd)


rmtree.avoids_symlink_attacks = True


def _basename(path):
    """The last name, also with a slash behind it."""
    return os.path.basename(os.fspath(path).rstrip(os.path.sep if isinstance(os.fspath(path), str)
                                                   else b'/'))


def move(src, dst, copy_function=copy2):
    """Move a file or a folder, into dst if that is a folder; returns its new path. Between file
    systems it is copied and removed."""
    sys.audit("shutil.move", src, dst)
    real_dst = dst
    if os.path.isdir(dst):
        if _samefile(src, dst) and not os.path.islink(src):
            os.rename(src, dst)     # only the case of the name may differ
            return None
        real_dst = os.path.join(dst, _basename(src))
        if os.path.exists(real_dst):
            raise Error(f"Destination path '{real_dst}' already exists")
    try:
        os.rename(src, real_dst)
    except OSError:                 # most often it is another file system
        _move_by_copy(src, dst, real_dst, copy_function)
    return real_dst


def _move_by_copy(src, dst, real_dst, copy_function):
    if os.path.islink(src):
        os.symlink(os.readlink(src), real_dst)
        os.unlink(src)
    elif os.path.isdir(src):
        if _destinsrc(src, dst):
            raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
        copytree(src, real_dst, copy_function=copy_function, symlinks=True)
        rmtree(src)
    else:
        copy_function(src, real_dst)
        os.unlink(src)


def _destinsrc(src, dst):
    src, dst = (os.path.join(os.path.abspath(p), '' if isinstance(os.fspath(p), str) else b'')
                for p in (src, dst))
    return dst.startswith(src)


# ---- archives ----

def _id_of(name, module, function):
    """The number of a user or a group; None if there is none."""
    if name is None:
        return None
    try:
        return getattr(__import__(module), function)(name)[2]
    except (ImportError, KeyError):
        return None


def _get_uid(name):
    return _id_of(name, 'pwd', 'getpwnam')


def _get_gid(name):
    return _id_of(name, 'grp', 'getgrnam')


def _make_archive_folder(path, logger, dry_run):
    if path and not os.path.exists(path):
        if logger is not None:
            logger.info("creating %s", path)
        if not dry_run:
            os.makedirs(path)


def _make_tarball(base_name, base_dir, compress="gzip", verbose=0, dry_run=0, owner=None,
                  group=None, logger=None, root_dir=None):
    suffixes = {None: '', 'gzip': 'gz', 'bzip2': 'bz2', 'xz': 'xz'}
    if compress not in suffixes:
        raise ValueError("bad value for 'compress', or compression format not supported : {0}"
                         .format(compress))
    import tarfile
    suffix = suffixes[compress]
    archive_name = base_name + '.tar' + ('.' + suffix if suffix else '')
    _make_archive_folder(os.path.dirname(archive_name), logger, dry_run)
    if logger is not None:
        logger.info('Creating tar archive')
    uid, gid = _get_uid(owner), _get_gid(group)

    def owned(info):
        if gid is not None:
            info.gid, info.gname = gid, group
        if uid is not None:
            info.uid, info.uname = uid, owner
        return info

    if not dry_run:
        inside = base_dir
        if root_dir is not None:
            base_dir = os.path.join(root_dir, base_dir)
        tar = tarfile.open(archive_name, 'w|%s' % suffix)
        try:
            tar.add(base_dir, inside, filter=owned)
        finally:
            tar.close()
    return archive_name if root_dir is None else os.path.abspath(archive_name)


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None, owner=None, group=None,
                  root_dir=None):
    import zipfile
    zip_name = base_name + ".zip"
    _make_archive_folder(os.path.dirname(base_name), logger, dry_run)
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", zip_name, base_dir)
    if not dry_run:
        with zipfile.ZipFile(zip_name, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            _fill_zip(archive, base_dir, root_dir, logger)
    return zip_name if root_dir is None else os.path.abspath(zip_name)


def _fill_zip(archive, base_dir, root_dir, logger):
    def add(path, inside):
        archive.write(path, inside)
        if logger is not None:
            logger.info("adding '%s'", path)

    inside = os.path.normpath(base_dir)
    if root_dir is not None:
        base_dir = os.path.join(root_dir, base_dir)
    base_dir = os.path.normpath(base_dir)
    if inside != os.curdir:
        add(base_dir, inside)
    for folder, folders, files in os.walk(base_dir):
        inside = os.path.normpath(folder if root_dir is None
                                  else os.path.relpath(folder, root_dir))
        for name in sorted(folders):
            add(os.path.join(folder, name), os.path.join(inside, name))
        for name in files:
            path = os.path.normpath(os.path.join(folder, name))
            if os.path.isfile(path):
                add(path, os.path.join(inside, name))


_make_tarball.supports_root_dir = True
_make_zipfile.supports_root_dir = True

# The compressions that need a module that may be missing are offered when it is there.
_ARCHIVE_FORMATS = {
    'tar': (_make_tarball, [('compress', None)], "uncompressed tar file"),
    'gztar': (_make_tarball, [('compress', 'gzip')], "gzip'ed tar-file"),
    'zip': (_make_zipfile, [], "ZIP file"),
    'bztar': (_make_tarball, [('compress', 'bzip2')], "bzip2'ed tar-file"),
    'xztar': (_make_tarball, [('compress', 'xz')], "xz'ed tar-file"),
}


def get_archive_formats():
    """The formats that make_archive() knows: (name, description), sorted."""
    return sorted((name, info[2]) for name, info in _ARCHIVE_FORMATS.items())


def register_archive_format(name, function, extra_args=None, description=''):
    """Make function(base_name, base_dir, **extra_args) the maker of a format."""
    sequence = tuple, list
    extra_args = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError(f'The {function} object is not callable')
    if not isinstance(extra_args, sequence):
        raise TypeError('extra_args needs to be a sequence')
    if not all(isinstance(pair, sequence) and len(pair) == 2 for pair in extra_args):
        raise TypeError('extra_args elements are : (arg_name, value)')
    _ARCHIVE_FORMATS[name] = (function, extra_args, description)


def unregister_archive_format(name):
    """Forget a format."""
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0,
                 owner=None, group=None, logger=None):
    """Pack base_dir (seen from root_dir) into base_name plus suffix; returns the archive's path."""
    sys.audit("shutil.make_archive", base_name, format, root_dir, base_dir)
    try:
        function, extra_args = _ARCHIVE_FORMATS[format][:2]
    except KeyError:
        raise ValueError("unknown archive format '%s'" % format) from None
    kwargs = {'dry_run': dry_run, 'logger': logger, 'owner': owner, 'group': group,
              **dict(extra_args)}
    if base_dir is None:
        base_dir = os.curdir
    back_to = None
    if root_dir is not None:
        if not stat.S_ISDIR(os.stat(root_dir).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, 'Not a directory', root_dir)
        if getattr(function, 'supports_root_dir', False):
            base_name = os.fspath(base_name)
            kwargs['root_dir'] = root_dir
        else:
            back_to = os.getcwd()
            if logger is not None:
                logger.debug("changing into '%s'", root_dir)
            base_name = os.path.abspath(base_name)
            if not dry_run:
                os.chdir(root_dir)
    try:
        return function(base_name, base_dir, **kwargs)
    finally:
        if back_to is not None:
            if logger is not None:
                logger.debug("changing back to '%s'", back_to)
            os.chdir(back_to)


def _ensure_directory(path):
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder)


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError("%s is not a zip file" % filename)
    with zipfile.ZipFile(filename) as archive:
        for info in archive.infolist():
            name = info.filename
            if name.startswith('/') or '..' in name:
                continue        # it would land outside
            target = os.path.join(extract_dir, *name.split('/'))
            if not target:
                continue
            _ensure_directory(target)
            if not name.endswith('/'):
                with archive.open(name, 'r') as source, open(target, 'wb') as file:
                    copyfileobj(source, file)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError("%s is not a compressed or uncompressed tar file" % filename)
    try:
        archive.extractall(extract_dir, filter=filter)
    finally:
        archive.close()


_UNPACK_FORMATS = {
    'tar': (['.tar'], _unpack_tarfile, [], "uncompressed tar file"),
    'zip': (['.zip'], _unpack_zipfile, [], "ZIP file"),
    'gztar': (['.tar.gz', '.tgz'], _unpack_tarfile, [], "gzip'ed tar-file"),
    'bztar': (['.tar.bz2', '.tbz2'], _unpack_tarfile, [], "bzip2'ed tar-file"),
    'xztar': (['.tar.xz', '.txz'], _unpack_tarfile, [], "xz'ed tar-file"),
}


def get_unpack_formats():
    """The formats that unpack_archive() knows: (name, suffixes, description), sorted."""
    return sorted((name, info[0], info[3]) for name, info in _UNPACK_FORMATS.items())


def register_unpack_format(name, extensions, function, extra_args=None, description=''):
    """Make function(archive, folder, **extra_args) the one that unpacks files with the suffixes."""
    if extra_args is None:
        extra_args = []
    known = {ext: other for other, info in _UNPACK_FORMATS.items() for ext in info[0]}
    for extension in extensions:
        if extension in known:
            raise RegistryError('%s is already registered for "%s"'
                                % (extension, known[extension]))
    if not callable(function):
        raise TypeError('The registered function must be a callable')
    _UNPACK_FORMATS[name] = extensions, function, extra_args, description


def unregister_unpack_format(name):
    """Forget a format."""
    del _UNPACK_FORMATS[name]


def _find_unpack_format(filename):
    for name, info in _UNPACK_FORMATS.items():
        if any(filename.endswith(extension) for extension in info[0]):
            return name
    return None


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpack an archive into a folder (the current one); the format is told by the suffix."""
    sys.audit("shutil.unpack_archive", filename, extract_dir, format)
    if extract_dir is None:
        extract_dir = os.getcwd()
    extract_dir, filename = os.fspath(extract_dir), os.fspath(filename)
    more = {} if filter is None else {'filter': filter}
    if format is not None:
        if format not in _UNPACK_FORMATS:
            raise ValueError("Unknown unpack format '{0}'".format(format)) from None
        info = _UNPACK_FORMATS[format]
        info[1](filename, extract_dir, **dict(info[2]), **more)
        return
    format = _find_unpack_format(filename)
    if format is None:
        raise ReadError("Unknown archive format '{0}'".format(filename))
    info = _UNPACK_FORMATS[format]
    info[1](filename, extract_dir, **dict(info[2]), **more)


# ---- the system ----

_ntuple_diskusage = collections.namedtuple('usage', 'total used free')
_ntuple_diskusage.total.__doc__ = 'Bytes of the file system'
_ntuple_diskusage.used.__doc__ = 'Bytes in use'
_ntuple_diskusage.free.__doc__ = 'Bytes that users may take'


def disk_usage(path):
    """(total, used, free) bytes of the file system in which the path is."""
    st = os.statvfs(path)
    return _ntuple_diskusage(st.f_blocks * st.f_frsize, (st.f_blocks - st.f_bfree) * st.f_frsize,
                             st.f_bavail * st.f_frsize)


def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    """Give a file to a user and a group, by name or number."""
    sys.audit('shutil.chown', path, user, group)
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    uid = -1 if user is None else user
    gid = -1 if group is None else group
    if isinstance(user, str):
        uid = _get_uid(user)
        if uid is None:
            raise LookupError("no such user: {!r}".format(user))
    if group is not None and not isinstance(group, int):
        gid = _get_gid(group)
        if gid is None:
            raise LookupError("no such group: {!r}".format(group))
    os.chown(path, uid, gid, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def get_terminal_size(fallback=(80, 24)):
    """(columns, lines): of COLUMNS and LINES, else of the terminal, else the fallback."""
    def number(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0

    columns, lines = number('COLUMNS'), number('LINES')
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = os.terminal_size(fallback)
        columns, lines = (asked if asked > 0 else real or spare for asked, real, spare
                          in zip((columns, lines), size, fallback))
    return os.terminal_size((columns, lines))


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of the file that runs for a command, or None."""
    folder, cmd = os.path.split(cmd)
    if folder:
        folders = [folder]
    else:
        if path is None:
            path = os.environ.get("PATH")
        if path is None:
            try:
                path = os.confstr("CS_PATH")
            except (AttributeError, ValueError):
                path = os.defpath
        if not path:
            return None
        if isinstance(cmd, bytes):
            folders = os.fsencode(path).split(os.fsencode(os.pathsep))
        else:
            folders = os.fsdecode(path).split(os.pathsep)
    for folder in dict.fromkeys(folders):
        found = os.path.join(folder, cmd)
        if os.path.exists(found) and os.access(found, mode) and not os.path.isdir(found):
            return found
    return None
