# SPDX-License-Identifier: MIT
"""Inputs without an editor: from a pipe, a file, or a terminal that can do nothing."""
import posix
import sys

import _editor


def read(shell):
    """The next input, line by line; None at the end of the file."""
    lines = []
    while True:
        sys.stderr.write(shell.prompts()[bool(lines)])
        sys.stderr.flush()
        line = _line(shell)
        if line is None:
            return '\n'.join(lines) if lines else None
        lines.append(line)
        text = '\n'.join(lines)
        if not text.strip() or not _editor.wants_more(text):
            return text


def _line(shell):
    """One line without its newline. Not a byte more is read: what follows may be for input()."""
    raw = b''
    while not raw.endswith(b'\n'):
        if not _is_file():
            shell.wait(lambda: shell.answer(None))
            if shell._answer is not None:
                raise KeyboardInterrupt
        more = posix.read(0, 4096 if posix.isatty(0) else 1)
        if not more:
            break
        raw += more
    return raw.decode('utf-8', 'replace').rstrip('\n') if raw else None


def _is_file():
    return posix.fstat(0).st_mode & 0o170000 == 0o100000
