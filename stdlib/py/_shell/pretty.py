# SPDX-License-Identifier: MIT
"""Values that do not fit one line: containers broken into lines as wide as the terminal."""
from collections import deque

import _editor

_BRACKETS = {list: '[]', tuple: '()', set: '{}', frozenset: ('frozenset({', '})'), dict: '{}',
             deque: ('deque([', '])')}


def format(value, width, text=None):
    """The value on as many lines as it takes; text: its repr, if that is known."""
    lines = []
    _Printer(width, lines).put(value, '', 0, '', text)
    return '\n'.join(lines)


class _Printer:
    def __init__(self, width, lines):
        self.width = width
        self.lines = lines
        self.open = []              # containers that are being printed: they may contain themselves

    def put(self, value, prefix, indent, suffix, text=None):
        """Append prefix + value + suffix; further lines begin with `indent` spaces."""
        if text is None:
            text = repr(value)
        kind = type(value)
        fits = (_editor.columns(prefix + text + suffix) < self.width if len(text) < self.width
                else False)
        if (fits or kind not in _BRACKETS or not value or id(value) in self.open
                or kind.__repr__ is not type(value).__repr__):
            self.lines.append(prefix + text + suffix)
            return
        self.open.append(id(value))
        try:
            opening, closing = _BRACKETS[kind]
            if kind is tuple and len(value) == 1:
                closing = ',)'
            if kind is deque and value.maxlen is not None:
                closing = f'], maxlen={value.maxlen})'
            self._items(value, kind, prefix + opening, indent + len(opening), closing + suffix)
        finally:
            self.open.pop()

    def _items(self, value, kind, prefix, indent, suffix):
        margin = ' ' * indent
        row, columns = prefix, _editor.columns(prefix)
        left = len(value)
        for item in value.items() if kind is dict else value:
            left -= 1
            end = ',' if left else suffix
            if kind is dict:
                key = repr(item[0]) + ': '
                item = item[1]
            else:
                key = ''
            text = repr(item)
            room = self.width - 1
            needs = _editor.columns(key + text + end) if len(text) < room else room + 1
            if indent + needs <= room and (not key or row.strip() == prefix.strip()):
                # Short items share lines; a key begins its own.
                if columns + needs + (row[-1:] == ',') > room and row.strip():
                    self.lines.append(row.rstrip())
                    row, columns = margin, indent
                if row[-1:] == ',':
                    row, columns = row + ' ', columns + 1
                row, columns = row + key + text + end, columns + needs
            else:
                if row.strip() and row != prefix:
                    self.lines.append(row.rstrip())
                    row = margin
                self.put(item, row + key, indent + len(key), end, text)
                row, columns = margin, indent
            if key and left and row.strip():
                self.lines.append(row.rstrip())
                row, columns = margin, indent
        if row.strip():
            self.lines.append(row.rstrip())
