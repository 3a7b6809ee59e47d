# SPDX-License-Identifier: MIT
"""make_scanner(decoder)(text, index): the value that begins at an index, and where it ends."""

from _json import make_scanner

c_make_scanner = make_scanner

__all__ = ['make_scanner']


def __getattr__(name):
    if name == 'py_make_scanner':       # seldom asked for
        from json import _plain
        return globals().setdefault(name, _plain.py_make_scanner)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
