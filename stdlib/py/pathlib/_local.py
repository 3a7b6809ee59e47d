# SPDX-License-Identifier: MIT
"""Pure paths of both systems, and paths of this one."""

import io
import ntpath
import os
import posixpath
import sys
from collections.abc import Sequence
from errno import EBADF, ELOOP, ENOENT, ENOTDIR
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

from ._abc import UnsupportedOperation
from ._select import Selector, matcher

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class _PathParents(Sequence):
    """The folders above a path, nearest first; made one by one when asked for."""
    __slots__ = ('_path',)

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._tail)

    def __getitem__(self, idx):
        n = len(self)
        if isinstance(idx, slice):
            return tuple(self[i] for i in range(*idx.indices(n)))
        if not -n <= idx < n:
            raise IndexError(idx)
        path = self._path
        return path._derived(path.drive, path.root, path._tail[:n - 1 - idx % n])

    def __repr__(self):
        return "<{}.parents>".format(type(self._path).__name__)


def _warn_deprecated(text):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel=3)


class PurePath:
    """A path that is only computed with: PurePosixPath or PureWindowsPath, as the system is.

    It keeps the texts it was made from (_raw_paths); drive, root and the parts behind them
    (_tail) are found when they are first asked for."""
    __slots__ = ('_raw_paths', '_drv', '_root', '_tail_cached', '_str', '_str_normcase_cached',
                 '_parts_normcase_cached', '_hash')
    parser = os.path

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PureWindowsPath if os.name == 'nt' else PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        texts = []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg.parser is ntpath and self.parser is posixpath:
                    texts.extend(text.replace('\\', '/') for text in arg._raw_paths)
                else:
                    texts.extend(arg._raw_paths)
                continue
            try:
                text = os.fspath(arg)
            except TypeError:
                text = arg
            if not isinstance(text, str):
                raise TypeError("argument should be a str or an os.PathLike object where "
                                "__fspath__ returns a str, "
                                f"not {type(text).__name__!r}")
            texts.append(text)
        self._raw_paths = texts

    def with_segments(self, *pathsegments):
        """A path of the same kind made of the segments. All methods that return paths call it:
        a subclass overrides it to hand on what it carries."""
        return type(self)(*pathsegments)

    # ---- parsing ----

    @classmethod
    def _parse_path(cls, text):
        """(drive, root, names) of a text."""
        if not text:
            return '', '', []
        sep, altsep = cls.parser.sep, cls.parser.altsep
        if altsep:
            text = text.replace(altsep, sep)
        drive, root, rest = cls.parser.splitroot(text)
        if not root and drive.startswith(sep) and not drive.endswith(sep):
            pieces = drive.split(sep)
            # \\server\share and \\?\UNC\server\share are whole drives: a root goes without saying.
            if len(pieces) == 4 and pieces[2] not in '?.' or len(pieces) == 6:
                root = sep
        return drive, root, [sys.intern(str(s)) for s in rest.split(sep) if s and s != '.']

    @property
    def _raw_path(self):
        texts = self._raw_paths
        if len(texts) == 1:
            return texts[0]
        return self.parser.join(*texts) if texts else ''

    def _parse(self):
        self._drv, self._root, self._tail_cached = self._parse_path(self._raw_path)

    @property
    def drive(self):
        """The letter or share in front of the path, or ''."""
        try:
            return self._drv
        except AttributeError:
            self._parse()
            return self._drv

    @property
    def root(self):
        """The separator that makes the path start at the top, or ''."""
        try:
            return self._root
        except AttributeError:
            self._parse()
            return self._root

    @property
    def _tail(self):
        if not hasattr(self, '_tail_cached'):
            self._parse()
        return self._tail_cached

    @property
    def anchor(self):
        """Drive and root together."""
        return self.drive + self.root

    @property
    def parts(self):
        """The parts of the path as a tuple; drive and root are one part."""
        anchor = self.anchor
        return (anchor, *self._tail) if anchor else tuple(self._tail)

    # ---- text ----

    @classmethod
    def _format_parsed_parts(cls, drive, root, tail):
        sep = cls.parser.sep
        if drive or root:
            return drive + root + sep.join(tail)
        if tail and cls.parser.splitdrive(tail[0])[0]:
            # A name that looks like a drive stays a name.
            tail = ['.', *tail]
        return sep.join(tail)

    def _derived(self, drive, root, tail):
        path = self._of_text(self._format_parsed_parts(drive, root, tail))
        path._drv = drive
        path._root = root
        path._tail_cached = tail
        return path

    def _of_text(self, text):
        path = self.with_segments(text)
        path._str = text or '.'
        return path

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            self._str = self._format_parsed_parts(self.drive, self.root, self._tail) or '.'
            return self._str

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def as_posix(self):
        """The text of the path with slashes."""
        return str(self).replace(self.parser.sep, '/')

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self.as_posix())

    def __reduce__(self):
        return self.__class__, tuple(self._raw_paths)

    def as_uri(self):
        """The path as a file: URI; it has to be absolute."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        drive = self.drive
        if len(drive) == 2 and drive[1] == ':':
            prefix, text = 'file:///' + drive, self.as_posix()[2:]
        elif drive:
            prefix, text = 'file:', self.as_posix()
        else:
            prefix, text = 'file://', str(self)
        from urllib.parse import quote_from_bytes
        return prefix + quote_from_bytes(os.fsencode(text))

    # ---- comparison ----

    @property
    def _str_normcase(self):
        try:
            return self._str_normcase_cached
        except AttributeError:
            text = str(self)
            self._str_normcase_cached = text if self.parser is posixpath else text.lower()
            return self._str_normcase_cached

    @property
    def _parts_normcase(self):
        found = getattr(self, '_parts_normcase_cached', None)
        if found is None:
            found = self._parts_normcase_cached = self._str_normcase.split(self.parser.sep)
        return found

    def __eq__(self, other):
        if isinstance(other, PurePath):
            return self.parser is other.parser and self._str_normcase == other._str_normcase
        return NotImplemented

    def __hash__(self):
        found = getattr(self, '_hash', None)
        if found is None:
            found = self._hash = hash(self._str_normcase)
        return found

    def _comparable(self, other):
        return isinstance(other, PurePath) and self.parser is other.parser

    def __lt__(self, other):
        if not self._comparable(other):
            return NotImplemented
        return self._parts_normcase < other._parts_normcase

    def __le__(self, other):
        if not self._comparable(other):
            return NotImplemented
        return self._parts_normcase <= other._parts_normcase

    def __gt__(self, other):
        if not self._comparable(other):
            return NotImplemented
        return self._parts_normcase > other._parts_normcase

    def __ge__(self, other):
        if not self._comparable(other):
            return NotImplemented
        return self._parts_normcase >= other._parts_normcase

    # ---- going down and up ----

    def joinpath(self, *pathsegments):
        """This path with the segments behind it; an absolute one starts anew."""
        return self.with_segments(self, *pathsegments)

    def _joined(self, *segments):
        try:
            return self.with_segments(*segments)
        except TypeError:
            return NotImplemented

    def __truediv__(self, key):
        return self._joined(self, key)

    def __rtruediv__(self, key):
        return self._joined(key, self)

    @property
    def parent(self):
        """The path without its last part; of a root, the root itself."""
        tail = self._tail
        return self._derived(self.drive, self.root, tail[:-1]) if tail else self

    @property
    def parents(self):
        """All paths above this one, nearest first."""
        return _PathParents(self)

    # ---- the last part ----

    @property
    def name(self):
        """The last part, or ''."""
        tail = self._tail
        return tail[-1] if tail else ''

    def _dot(self):
        """Where the last suffix begins in the name; 0 if there is none."""
        name = self.name
        at = name.rfind('.')
        return at if 0 < at < len(name) - 1 else 0

    @property
    def suffix(self):
        """The end of the name from its last dot on, or ''."""
        at = self._dot()
        return self.name[at:] if at else ''

    @property
    def suffixes(self):
        """All suffixes of the name in a list."""
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        """The name without its last suffix."""
        at = self._dot()
        return self.name[:at] if at else self.name

    def with_name(self, name):
        """The path with another last part."""
        sep, altsep = self.parser.sep, self.parser.altsep
        if not name or sep in name or altsep and altsep in name or name == '.':
            raise ValueError(f"Invalid name {name!r}")
        if not self._tail:
            raise ValueError(f"{self!r} has an empty name")
        return self._derived(self.drive, self.root, [*self._tail[:-1], name])

    def with_stem(self, stem):
        """The path with another stem and the same suffix."""
        suffix = self.suffix
        if suffix and not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another suffix; '' takes it away."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and (suffix == '.' or not suffix.startswith('.')):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    # ---- relations ----

    def relative_to(self, other, /, *_deprecated, walk_up=False):
        """The way from other to this path; with walk_up it may go up through '..'."""
        if _deprecated:
            _warn_deprecated("support for supplying more than one positional argument to "
                             "pathlib.PurePath.relative_to() is deprecated and scheduled for "
                             "removal in Python 3.14")
            other = self.with_segments(other, *_deprecated)
        elif not isinstance(other, PurePath):
            other = self.with_segments(other)
        for up, path in enumerate((other, *other.parents)):
            if path == self or path in self.parents:
                return self._derived('', '', ['..'] * up + self._tail[len(path._tail):])
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == '..':
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")

    def is_relative_to(self, other, /, *_deprecated):
        """Whether the path is other or lies below it."""
        if _deprecated:
            _warn_deprecated("support for supplying more than one argument to "
                             "pathlib.PurePath.is_relative_to() is deprecated and scheduled for "
                             "removal in Python 3.14")
            other = self.with_segments(other, *_deprecated)
        elif not isinstance(other, PurePath):
            other = self.with_segments(other)
        return other == self or other in self.parents

    def is_absolute(self):
        """Whether the path says where it starts: by a root, and on Windows a drive."""
        if self.parser is posixpath:
            return any(text.startswith('/') for text in self._raw_paths)
        return self.parser.isabs(self)

    def is_reserved(self):
        """Whether Windows keeps the name for itself."""
        _warn_deprecated("pathlib.PurePath.is_reserved() is deprecated and scheduled for removal "
                         "in Python 3.15. Use os.path.isreserved() to detect reserved paths on "
                         "Windows.")
        return self.parser is ntpath and self.parser.isreserved(self)

    # ---- patterns ----

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the pattern fits from the right (a relative one) or the whole path."""
        if not isinstance(path_pattern, PurePath):
            path_pattern = self.with_segments(path_pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        parts, wanted = self.parts[::-1], path_pattern.parts[::-1]
        if not wanted:
            raise ValueError("empty pattern")
        if len(parts) < len(wanted) or len(parts) > len(wanted) and path_pattern.anchor:
            return False
        sep = path_pattern.parser.sep
        return all(matcher(pattern, sep, case_sensitive, False)(part)
                   for part, pattern in zip(parts, wanted))

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the pattern, in which ** stands for any number of parts, fits the whole path."""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        test = matcher(pattern._pattern_str, pattern.parser.sep, case_sensitive, True)
        return test(self._pattern_str) is not None

    @property
    def _pattern_str(self):
        text = str(self)
        return '' if text == '.' else text


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A pure path with slashes."""
    parser = posixpath
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A pure path with drives and backslashes, in which case does not matter."""
    parser = ntpath
    __slots__ = ()


# What a missing file, a file in place of a folder, a closed descriptor and a loop of links say.
_ABSENT = (ENOENT, ENOTDIR, EBADF, ELOOP)


def _tells_absence(error):
    return getattr(error, 'errno', None) in _ABSENT


def _mode_test(test, text):
    """A method without arguments that asks for the kind of the file."""
    def method(self):
        return self._mode_is(test, True)
    method.__doc__ = text
    return method


class Path(PurePath):
    """A path of this system, with the calls that ask it: PosixPath or WindowsPath."""
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = WindowsPath if os.name == 'nt' else PosixPath
        return object.__new__(cls)

    def __init__(self, *args, **kwargs):
        if kwargs:
            import warnings
            warnings._deprecated("pathlib.PurePath(**kwargs)",
                                 "support for supplying keyword arguments to pathlib.PurePath is "
                                 "deprecated and scheduled for removal in Python {remove}",
                                 remove=(3, 14))
        super().__init__(*args)

    # ---- where we are ----

    @classmethod
    def cwd(cls):
        """The current folder."""
        return cls('').absolute()

    @classmethod
    def home(cls):
        """The folder of the user."""
        return cls("~").expanduser()

    @classmethod
    def from_uri(cls, uri):
        """The path of a file: URI."""
        if not uri.startswith('file:'):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        text = uri[5:]
        if text[:3] == '///':
            text = text[2:]
        elif text[:12] == '//localhost/':
            text = text[11:]
        if text[:3] == '///' or text[:1] == '/' and text[2:3] in ':|':
            # A drive or a share of Windows behind the slash.
            text = text[1:]
        if text[1:2] == '|':
            text = text[:1] + ':' + text[2:]
        from urllib.parse import unquote_to_bytes
        path = cls(os.fsdecode(unquote_to_bytes(text)))
        if not path.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return path

    def absolute(self):
        """The path from the root on; neither links nor '..' are resolved."""
        if self.is_absolute():
            return self
        cwd = os.getcwd()
        if not self._tail:
            return self._of_text(cwd)
        drive, root, rest = os.path.splitroot(cwd)
        names = rest.split(self.parser.sep) if rest else []
        return self._derived(drive, root, names + self._tail)

    def resolve(self, strict=False):
        """The absolute path without links and '..'; strict: all of it has to exist."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def expanduser(self):
        """The path with ~ or ~name in front replaced by a folder."""
        tail = self._tail
        if self.drive or self.root or not tail or tail[0][:1] != '~':
            return self
        home = os.path.expanduser(tail[0])
        if home[:1] == '~':
            raise RuntimeError("Could not determine home directory.")
        drive, root, names = self._parse_path(home)
        return self._derived(drive, root, names + tail[1:])

    # ---- what it is ----

    def stat(self, *, follow_symlinks=True):
        """os.stat() of the path."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """os.stat() of the link itself, if it is one."""
        return self.stat(follow_symlinks=False)

    def exists(self, *, follow_symlinks=True):
        """Whether there is such a file (or a link, without follow_symlinks)."""
        return self._mode_is(lambda mode: True, follow_symlinks)

    def _mode_is(self, test, follow):
        try:
            return test(self.stat(follow_symlinks=follow).st_mode)
        except OSError as error:
            if not _tells_absence(error):
                raise
        except ValueError:
            pass        # a null character in the path
        return False

    def is_dir(self, *, follow_symlinks=True):
        """Whether it is a folder."""
        return self._mode_is(S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether it is a regular file."""
        return self._mode_is(S_ISREG, follow_symlinks)

    def is_symlink(self):
        """Whether it is a symbolic link."""
        return self._mode_is(S_ISLNK, False)

    is_block_device = _mode_test(S_ISBLK, "Whether it is a block device.")
    is_char_device = _mode_test(S_ISCHR, "Whether it is a character device.")
    is_fifo = _mode_test(S_ISFIFO, "Whether it is a named pipe.")
    is_socket = _mode_test(S_ISSOCK, "Whether it is a socket.")

    def is_mount(self):
        """Whether a file system is mounted there."""
        return os.path.ismount(self)

    def is_junction(self):
        """Whether it is a junction of Windows."""
        return os.path.isjunction(self)

    def samefile(self, other_path):
        """Whether both paths lead to the same file."""
        mine = self.stat()
        try:
            theirs = other_path.stat()
        except AttributeError:
            theirs = self.with_segments(other_path).stat()
        return mine.st_ino == theirs.st_ino and mine.st_dev == theirs.st_dev

    def owner(self, *, follow_symlinks=True):
        """The name of the user to whom the file belongs."""
        import pwd
        return pwd.getpwuid(self.stat(follow_symlinks=follow_symlinks).st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        """The name of the group to which the file belongs."""
        import grp
        return grp.getgrgid(self.stat(follow_symlinks=follow_symlinks).st_gid).gr_name

    # ---- contents ----

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file as open() does."""
        if 'b' not in mode:
            encoding = io.text_encoding(encoding)
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """All bytes of the file."""
        with self.open(mode='rb') as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """All text of the file."""
        encoding = io.text_encoding(encoding)
        with self.open('r', encoding=encoding, errors=errors, newline=newline) as f:
            return f.read()

    def write_bytes(self, data):
        """Make the file hold these bytes; returns their number."""
        view = memoryview(data)
        with self.open(mode='wb') as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Make the file hold this text; returns its length."""
        encoding = io.text_encoding(encoding)
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % data.__class__.__name__)
        with self.open('w', encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    # ---- folders ----

    def iterdir(self):
        """The paths in a folder, in the order of the system."""
        folder = str(self)
        with os.scandir(folder) as found:
            texts = [entry.path for entry in found]
        if folder == '.':
            texts = [text[2:] for text in texts]
        return map(self._of_text, texts)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one that the pattern fits."""
        sys.audit("pathlib.Path.glob", self, pattern)
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        if not (parts := list(pattern._tail)):
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        sep = self.parser.sep
        if pattern._raw_path[-1] in (sep, self.parser.altsep):
            parts.append('')
        literal_names = case_sensitive is None
        if literal_names:
            case_sensitive = self.parser is posixpath
        selector = Selector(sep, case_sensitive, literal_names, bool(recurse_symlinks))
        root = str(self)
        return map(self._of_text, self._trimmed(selector.step(parts)(root, False), root == '.'))

    def _trimmed(self, texts, from_here):
        """The texts without './' in front and a separator at the end."""
        anchor_length = len(self.anchor)
        for text in texts:
            if len(text) > anchor_length and text[-1] == self.parser.sep:
                text = text[:-1]
            yield text[2:] if from_here else text

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """As glob() with '**/' in front of the pattern."""
        sys.audit("pathlib.Path.rglob", self, pattern)
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        return self.glob('**' / pattern, case_sensitive=case_sensitive,
                         recurse_symlinks=recurse_symlinks)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """(path, names of folders, names of files) of this folder and all below it. A link to a
        folder counts as a file unless follow_symlinks."""
        sys.audit("pathlib.Path.walk", self, on_error, follow_symlinks)
        todo = [self]
        while todo:
            item = todo.pop()
            if isinstance(item, tuple):
                yield item
                continue
            try:
                folders, files = self._contents(item, follow_symlinks)
            except OSError as error:
                if on_error is not None:
                    on_error(error)
                continue
            if top_down:
                yield item, folders, files
            else:
                todo.append((item, folders, files))
            todo.extend(item._of_text(os.path.join(str(item), name) if str(item) != '.' else name)
                        for name in reversed(folders))

    @staticmethod
    def _contents(path, follow):
        folders, files = [], []
        with os.scandir(path) as found:
            for entry in found:
                try:
                    is_dir = entry.is_dir(follow_symlinks=follow)
                except OSError:
                    is_dir = False
                (folders if is_dir else files).append(entry.name)
        return folders, files

    # ---- changes ----

    def touch(self, mode=0o666, exist_ok=True):
        """Make an empty file, or set the times of an existing one to now."""
        if exist_ok:
            try:
                os.utime(self, None)
                return
            except OSError:
                pass        # most often it is missing; whatever it is, open() says so
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a folder; parents: with all that are missing above it."""
        try:
            os.mkdir(self, mode)
        except OSError as error:
            above = self.parent
            if not isinstance(error, FileNotFoundError):
                # It may be another one than "exists", for example on a read-only system.
                if not (exist_ok and self.is_dir()):
                    raise
            elif parents and above != self:
                above.mkdir(parents=True, exist_ok=True)
                self.mkdir(mode, exist_ok=exist_ok)
            else:
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """os.chmod() of the path."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """os.chmod() of the link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove a file or a link."""
        ignored = FileNotFoundError if missing_ok else ()
        try:
            os.unlink(self)
        except ignored:
            pass

    def rmdir(self):
        """Remove an empty folder."""
        os.rmdir(self)

    def rename(self, target):
        """Give the file another path, which is returned."""
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        """As rename(); a file that has the name is replaced."""
        os.replace(self, target)
        return self.with_segments(target)

    def readlink(self):
        """The path that is written in the link."""
        return self.with_segments(os.readlink(self))

    def symlink_to(self, target, target_is_directory=False):
        """Make this path a link to the target."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Make this path another name of the target's file."""
        os.link(target, self)


class PosixPath(Path, PurePosixPath):
    """A path of this system, if it is not Windows."""
    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path of Windows; elsewhere it cannot be made."""
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")
