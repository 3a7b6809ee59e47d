# SPDX-License-Identifier: MIT
"""Inputs of earlier sessions: $XDG_STATE_HOME/rondo/history.

An input begins at the start of a line; a line that begins with a tab goes on with it.
"""
import posix

import _editor

KEPT = 2000

_last = None


def _folder():
    state = posix.environ.get(b'XDG_STATE_HOME')
    if state and state.startswith(b'/'):
        return state + b'/rondo'
    home = posix.environ.get(b'HOME')
    return home + b'/.local/state/rondo' if home else None


def _entries(text):
    entries = []
    for line in text.split('\n'):
        if line.startswith('\t') and entries:
            entries[-1] += '\n' + line[1:]
        elif line:
            entries.append(line)
    return entries


def _as_lines(entry):
    return entry.strip().replace('\n', '\n\t') + '\n'


def load():
    """Give the editor what it may recall. A history that cannot be read is an empty one."""
    global _last
    folder = _folder()
    try:
        with open(folder + b'/history', encoding='utf-8', errors='replace') as file:
            entries = _entries(file.read())
    except (OSError, TypeError):
        return
    if len(entries) > 2 * KEPT:
        entries = entries[-KEPT:]
        try:
            _write(folder, posix.O_TRUNC, ''.join(map(_as_lines, entries)))
        except OSError:
            pass
    for entry in entries[-KEPT:]:
        _editor.add_history(entry)
    _last = entries[-1] if entries else None


def _make(folder):
    try:
        posix.mkdir(folder, 0o700)
    except FileExistsError:
        pass
    except FileNotFoundError:
        _make(folder[:folder.rindex(b'/')])
        posix.mkdir(folder, 0o700)


def _write(folder, mode, text):
    fd = posix.open(folder + b'/history', posix.O_WRONLY | posix.O_CREAT | posix.O_CLOEXEC | mode,
                    0o600)
    try:
        posix.write(fd, text.encode('utf-8', 'replace'))
    finally:
        posix.close(fd)


def add(text):
    """Remember an input, unless it is the last one again."""
    global _last
    text = text.strip()
    if not text or text == _last:
        return
    _last = text
    _editor.add_history(text)
    folder = _folder()
    if folder is None:
        return
    try:
        _make(folder)
        _write(folder, posix.O_APPEND, _as_lines(text))
    except OSError:
        pass                # a session without a place to write to goes on
