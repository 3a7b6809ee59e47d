# SPDX-License-Identifier: MIT
"""Filters: what a member may do to the files outside the folder that it is extracted to."""

import os

from tarfile._errors import *
from tarfile._errors import FilterError
from tarfile._fields import DIRTYPE


def _inside(path, folder):
    return os.path.commonpath([path, folder]) == folder


def _allowed_mode(member, for_data):
    mode = member.mode & 0o755
    if not for_data:
        return mode
    if member.isreg() or member.islnk():
        if not mode & 0o100:            # nobody executes what its owner does not
            mode &= ~0o111
        return mode | 0o600
    return None


def _check_link(member, name, folder):
    if os.path.isabs(member.linkname):
        raise AbsoluteLinkError(member)
    base = os.path.dirname(name) if member.issym() else ''
    path = os.path.realpath(os.path.join(folder, base, member.linkname))
    if not _inside(path, folder):
        raise LinkOutsideDestinationError(member, path)


def _changes(member, dest_path, for_data=True):
    """What has to be changed of a member; an error if it must not be extracted."""
    attrs = {}
    folder = os.path.realpath(dest_path)
    name = member.name.lstrip('/' + os.sep)
    if name != member.name:
        attrs['name'] = name
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    path = os.path.realpath(os.path.join(folder, name))
    if not _inside(path, folder):
        raise OutsideDestinationError(member, path)
    if member.mode is not None:
        mode = _allowed_mode(member, for_data)
        if (for_data and not (member.isreg() or member.islnk())
                and not (member.isdir() or member.issym())):
            raise SpecialFileError(member)
        if mode != member.mode:
            attrs['mode'] = mode
    if for_data:
        for field in 'uid', 'gid', 'uname', 'gname':
            if getattr(member, field) is not None:
                attrs[field] = None
        if member.islnk() or member.issym():
            _check_link(member, name, folder)
    return attrs


def fully_trusted_filter(member, dest_path):
    return member


def tar_filter(member, dest_path):
    attrs = _changes(member, dest_path, False)
    return member.replace(**attrs, deep=False) if attrs else member


def data_filter(member, dest_path):
    attrs = _changes(member, dest_path, True)
    return member.replace(**attrs, deep=False) if attrs else member


_NAMED_FILTERS = {'fully_trusted': fully_trusted_filter, 'tar': tar_filter, 'data': data_filter}
for _function in _NAMED_FILTERS.values():
    _function.__module__ = 'tarfile'
