# SPDX-License-Identifier: MIT
"""The half of TarFile that makes files out of members."""

import builtins
import os
import stat

from tarfile._errors import *
from tarfile._errors import FilterError
from tarfile._fields import *
from tarfile._filters import _NAMED_FILTERS, fully_trusted_filter

_WARNING = (
    'Python 3.14 will, by default, filter extracted tar archives and reject files or modify their '
    'metadata. Use the filter argument to control this behavior.')


class Extracting:

    def _filter_function(self, filter):
        if filter is None:
            filter = self.extraction_filter
            if filter is None:
                import warnings
                warnings.warn(_WARNING, DeprecationWarning, stacklevel=3)
                return fully_trusted_filter
            if isinstance(filter, str):
                raise TypeError(
                    'String names are not supported for TarFile.extraction_filter. Use a function '
                    'such as tarfile.data_filter directly.')
            return filter
        if callable(filter):
            return filter
        try:
            return _NAMED_FILTERS[filter]
        except KeyError:
            raise ValueError(f'filter {filter!r} not found') from None

    def extractall(self, path='.', members=None, *, numeric_owner=False, filter=None):
        """Extract all members from the archive to the current working directory and set owner,
        modification time and permissions on directories afterwards."""
        function = self._filter_function(filter)
        folders = []
        for member in self if members is None else members:
            unfiltered = member
            member = self._filtered(member, function, path)
            if member is None:
                continue
            if member.isdir():
                folders.append(member)
            self._extract_one(member, path, set_attrs=not member.isdir(),
                              numeric_owner=numeric_owner)
        folders.sort(key=lambda member: member.name, reverse=True)
        # the inner ones first: what is made in a folder changes its time
        for member in folders:
            target = os.path.join(path, member.name)
            try:
                self.chown(member, target, numeric_owner)
                self.utime(member, target)
                self.chmod(member, target)
            except ExtractError as e:
                self._handle_nonfatal_error(e)

    def extract(self, member, path='', set_attrs=True, *, numeric_owner=False, filter=None):
        """Extract a member from the archive to the current working directory, using its full
        name."""
        function = self._filter_function(filter)
        if isinstance(member, str):
            member = self.getmember(member)
        member = self._filtered(member, function, path)
        if member is not None:
            self._extract_one(member, path, set_attrs, numeric_owner)

    def _filtered(self, unfiltered, function, path):
        filtered = None
        try:
            filtered = function(unfiltered, path)
        except (OSError, UnicodeEncodeError, FilterError) as e:
            self._handle_fatal_error(e)
        except ExtractError as e:
            self._handle_nonfatal_error(e)
        if filtered is None:
            self._dbg(2, 'tarfile: Excluded %r' % unfiltered.name)
            return None
        if filtered.islnk():
            filtered = filtered.replace(deep=False)
            filtered._link_target = os.path.join(path, filtered.linkname)
        return filtered

    def _extract_one(self, member, path, set_attrs, numeric_owner):
        self._check('r')
        try:
            self._extract_member(member, os.path.join(path, member.name), set_attrs=set_attrs,
                                 numeric_owner=numeric_owner)
        except (OSError, UnicodeEncodeError) as e:
            self._handle_fatal_error(e)
        except ExtractError as e:
            self._handle_nonfatal_error(e)

    def _handle_nonfatal_error(self, e):
        if self.errorlevel > 1:
            raise
        self._dbg(1, 'tarfile: %s' % e)

    def _handle_fatal_error(self, e):
        if self.errorlevel > 0:
            raise
        if isinstance(e, OSError):
            self._dbg(1, 'tarfile: %s' % e.strerror if e.filename is None
                      else 'tarfile: %s %r' % (e.strerror, e.filename))
        else:
            self._dbg(1, 'tarfile: %s %s' % (type(e).__name__, e))

    def extractfile(self, member):
        """Extract a member from the archive as a file object; None for what is no file and no link
        to one."""
        self._check('r')
        if isinstance(member, str):
            member = self.getmember(member)
        if member.isreg() or member.type not in SUPPORTED_TYPES:
            return self.fileobject(self, member)
        if member.islnk() or member.issym():
            from tarfile._streams import _Stream
            if isinstance(self.fileobj, _Stream):
                raise StreamError('cannot extract (sym)link as file object')
            return self.extractfile(self._find_link_target(member))
        return None

    def _extract_member(self, tarinfo, targetpath, set_attrs=True, numeric_owner=False):
        targetpath = targetpath.rstrip('/').replace('/', os.sep)
        upper = os.path.dirname(targetpath)
        if upper and not os.path.exists(upper):
            os.makedirs(upper, exist_ok=True)
        if tarinfo.islnk() or tarinfo.issym():
            self._dbg(1, '%s -> %s' % (tarinfo.name, tarinfo.linkname))
        else:
            self._dbg(1, tarinfo.name)
        self._maker(tarinfo)(tarinfo, targetpath)
        if set_attrs:
            self.chown(tarinfo, targetpath, numeric_owner)
            if not tarinfo.issym():
                self.chmod(tarinfo, targetpath)
                self.utime(tarinfo, targetpath)

    def _maker(self, tarinfo):
        if tarinfo.isreg():
            return self.makefile
        if tarinfo.isdir():
            return self.makedir
        if tarinfo.isfifo():
            return self.makefifo
        if tarinfo.ischr() or tarinfo.isblk():
            return self.makedev
        if tarinfo.islnk() or tarinfo.issym():
            return self.makelink
        return self.makefile if tarinfo.type in SUPPORTED_TYPES else self.makeunknown

    # ---- what a subclass may do otherwise ----

    def makedir(self, tarinfo, targetpath):
        """Make a directory called targetpath."""
        try:
            if tarinfo.mode is None:
                os.mkdir(targetpath)
            else:
                os.mkdir(targetpath, 0o700)     # its own mode comes last
        except FileExistsError:
            if not os.path.isdir(targetpath):
                raise

    def makefile(self, tarinfo, targetpath):
        """Make a file called targetpath."""
        source = self.fileobj
        source.seek(tarinfo.offset_data)
        with builtins.open(targetpath, 'wb') as target:
            if tarinfo.sparse is None:
                copyfileobj(source, target, tarinfo.size, ReadError, self.copybufsize)
                return
            for offset, size in tarinfo.sparse:
                target.seek(offset)
                copyfileobj(source, target, size, ReadError, self.copybufsize)
            target.seek(tarinfo.size)
            target.truncate()

    def makeunknown(self, tarinfo, targetpath):
        """A member of unknown type: its data become a file."""
        self.makefile(tarinfo, targetpath)
        self._dbg(1, 'tarfile: Unknown file type %r, extracted as regular file.' % tarinfo.type)

    def makefifo(self, tarinfo, targetpath):
        """Make a fifo called targetpath."""
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        """A device, by mknod(2)."""
        mode = 0o600 if tarinfo.mode is None else tarinfo.mode
        mode |= stat.S_IFBLK if tarinfo.isblk() else stat.S_IFCHR
        os.mknod(targetpath, mode, os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        """Make a (symbolic) link called targetpath. If it cannot be created, a copy of the
        referenced file is made."""
        if tarinfo.issym():
            if os.path.lexists(targetpath):
                os.unlink(targetpath)
            os.symlink(tarinfo.linkname, targetpath)
            return
        if os.path.exists(tarinfo._link_target):
            if os.path.lexists(targetpath):
                os.unlink(targetpath)
            os.link(tarinfo._link_target, targetpath)
            return
        try:
            self._extract_member(self._find_link_target(tarinfo), targetpath)
        except KeyError:
            raise ExtractError('unable to resolve link inside archive') from None

    def chown(self, tarinfo, targetpath, numeric_owner):
        """Set owner of targetpath according to tarinfo; only root can."""
        if os.geteuid() != 0:
            return
        import grp
        import pwd
        gid, uid = tarinfo.gid, tarinfo.uid
        if not numeric_owner:
            try:
                gid = grp.getgrnam(tarinfo.gname)[2] if tarinfo.gname else gid
            except KeyError:
                pass
            try:
                uid = pwd.getpwnam(tarinfo.uname)[2] if tarinfo.uname else uid
            except KeyError:
                pass
        uid, gid = -1 if uid is None else uid, -1 if gid is None else gid
        try:
            if tarinfo.issym():
                os.lchown(targetpath, uid, gid)
            else:
                os.chown(targetpath, uid, gid)
        except (OSError, OverflowError) as e:
            raise ExtractError('could not change owner') from e

    def chmod(self, tarinfo, targetpath):
        """Give a file the permission bits of its member."""
        if tarinfo.mode is None:
            return
        try:
            os.chmod(targetpath, tarinfo.mode)
        except OSError as e:
            raise ExtractError('could not change mode') from e

    def utime(self, tarinfo, targetpath):
        """Give a file the time of its member."""
        if tarinfo.mtime is None:
            return
        try:
            os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))
        except OSError as e:
            raise ExtractError('could not change modification time') from e
