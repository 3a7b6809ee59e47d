# SPDX-License-Identifier: MIT
"""IANA time zones from the system's files."""
import datetime as _datetime
import os as _os
import sys as _sys
import weakref as _weakref
from collections import OrderedDict as _OrderedDict
from zoneinfo._tzif import Zone as _Zone

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError",
           "InvalidTZPathWarning"]
_DEFAULT_PATH = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo",
                 "/etc/zoneinfo")


class ZoneInfoNotFoundError(KeyError):
    """Exception raised when a ZoneInfo key is not found."""


class InvalidTZPathWarning(RuntimeWarning):
    """Warning raised if an invalid path is specified in PYTHONTZPATH."""


def reset_tzpath(to=None):
    """Sets where time zone files are looked for, or looks at PYTHONTZPATH again."""
    global TZPATH
    if to is not None:
        if isinstance(to, (str, bytes)):
            raise TypeError(f"tzpaths must be a list or tuple, not {type(to)}: {to!r}")
        if not all(map(_os.path.isabs, to)):
            raise ValueError(_relative(to))
        TZPATH = tuple(to)
        return
    given = None if _sys.flags.ignore_environment else _os.environ.get('PYTHONTZPATH')
    if given is None:
        TZPATH = _DEFAULT_PATH
        return
    paths = given.split(_os.pathsep) if given else []
    if not all(map(_os.path.isabs, paths)):
        import warnings
        warnings.warn(
            "Invalid paths specified in PYTHONTZPATH environment variable. " + _relative(paths),
            InvalidTZPathWarning, stacklevel=5)
    TZPATH = tuple(path for path in paths if _os.path.isabs(path))


def _relative(paths):
    wrong = [path for path in paths if not _os.path.isabs(path)]
    return ("Paths should be absolute but found the following relative paths:\n    "
            + "\n    ".join(wrong))


def _check_key(key):
    if _os.path.isabs(key):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    normal = _os.path.normpath(key)
    if len(normal) != len(key):
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    base = _os.path.normpath(_os.path.join("_", "_"))[:-1]
    resolved = _os.path.normpath(_os.path.join(base, normal))
    if not resolved.startswith(base):
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")


def _open(key):
    """The file of a zone."""
    _check_key(_os.fspath(key))
    for path in TZPATH:
        name = _os.path.join(path, key)
        try:
            if _os.path.isfile(name):
                return open(name, "rb")
        except ValueError:
            break
    raise ZoneInfoNotFoundError(f"No time zone found with key {key}")


def available_timezones():
    """Returns a set of all available time zones in the paths."""
    zones = set()
    for root in TZPATH:
        if not _os.path.exists(root):
            continue
        for path, folders, files in _os.walk(root):
            if path == root:
                for name in ("right", "posix"):
                    if name in folders:
                        folders.remove(name)
            for name in files:
                full = _os.path.join(path, name)
                key = _os.path.relpath(full, start=root)
                if key in zones:
                    continue
                try:
                    with open(full, 'rb') as f:
                        if f.read(4) == b'TZif':
                            zones.add(key)
                except OSError:
                    pass
    zones.discard("posixrules")
    return zones


_MISSING = object()


class ZoneInfo(_datetime.tzinfo):
    """A time zone by its key: ZoneInfo('Europe/Berlin')."""
    _strong_size = 8
    _strong = _OrderedDict()
    _weak = _weakref.WeakValueDictionary()
    __module__ = "zoneinfo"

    def __init_subclass__(cls):
        cls._strong = _OrderedDict()
        cls._weak = _weakref.WeakValueDictionary()

    def __new__(cls, key=_MISSING):
        if key is _MISSING:
            raise TypeError("function missing required argument 'key' (pos 1)")
        found = cls._weak.get(key)
        if found is None:
            found = cls._weak.setdefault(key, cls._load(key))
            found._from_cache = True
        cls._strong[key] = cls._strong.pop(key, found)
        if len(cls._strong) > cls._strong_size:
            cls._strong.popitem(last=False)
        return found

    @classmethod
    def no_cache(cls, key):
        """Get a new instance of ZoneInfo, bypassing the cache."""
        made = cls._load(key)
        made._from_cache = False
        return made

    @classmethod
    def _load(cls, key):
        with _open(key) as f:
            return cls._make(f, key)

    @classmethod
    def _make(cls, f, key):
        made = super().__new__(cls)
        made._key = key
        made._source = None
        made._zone = _Zone(f)
        return made

    @classmethod
    def from_file(cls, fobj, /, key=None):
        """Create a ZoneInfo file from a file object."""
        made = cls._make(fobj, key)
        made._source = repr(fobj)
        return made

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Clear the ZoneInfo cache."""
        if only_keys is None:
            cls._weak.clear()
            cls._strong.clear()
            return
        for key in only_keys:
            cls._weak.pop(key, None)
            cls._strong.pop(key, None)

    @property
    def key(self):
        """The key of the zone."""
        return self._key

    @key.setter
    def key(self, value):
        raise AttributeError("readonly attribute")

    def utcoffset(self, dt, /):
        """Retrieve a timedelta representing the UTC offset in a zone at the given datetime."""
        found = self._zone.find(dt)
        return found and found.utcoff

    def dst(self, dt, /):
        """Retrieve a timedelta representing the amount of DST applied at the given datetime."""
        found = self._zone.find(dt)
        return found and found.dstoff

    def tzname(self, dt, /):
        """Retrieve the abbreviation used in a zone at the given datetime."""
        found = self._zone.find(dt)
        return found and found.tzname

    def fromutc(self, dt, /):
        """Given a datetime with local time in UTC, retrieve an adjusted datetime in local time."""
        if not isinstance(dt, _datetime.datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        found, fold = self._zone.find_utc(dt)
        dt += found.utcoff
        return dt.replace(fold=1) if fold else dt

    def __str__(self):
        return repr(self) if self._key is None else f"{self._key}"

    def __repr__(self):
        cls = type(self)
        name = f"zoneinfo.{cls.__qualname__}" if cls is ZoneInfo else cls.__qualname__
        if self._source is not None and self._key is None:
            return f"{name}.from_file({self._source})"
        return f"{name}(key={self._key!r})"

    def __reduce__(self):
        if self._source is not None:
            import pickle
            raise pickle.PicklingError("Cannot pickle a ZoneInfo file from a file stream.")
        return self._unpickle, (self._key, int(self._from_cache))

    @classmethod
    def _unpickle(cls, key, by_cache, /):
        """Private method used in unpickling."""
        return cls(key) if by_cache else cls.no_cache(key)


reset_tzpath()
