# SPDX-License-Identifier: MIT
"""make_scanner(decoder)(text, index): the value that begins at an index, and where it ends."""

from _json import make_scanner

c_make_scanner = make_scanner

__all__ = ['make_scanner']
