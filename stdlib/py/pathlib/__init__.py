# SPDX-License-Identifier: MIT
"""Paths of the file system as objects: the pure ones only compute, Path also asks the system."""

from ._abc import UnsupportedOperation
from ._local import PurePath, PurePosixPath, PureWindowsPath, Path, PosixPath, WindowsPath

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path",
           "PosixPath", "WindowsPath"]
