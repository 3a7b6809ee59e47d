# SPDX-License-Identifier: MIT
"""Finding the source of an object: the part of inspect that is loaded on demand. Where a block
ends is found by brackets, quotes and indentation."""
from inspect import (getfile, getmodule, getsourcefile, isclass, iscode, isframe, isfunction,
                     ismethod, ismodule, istraceback, unwrap)


def findsource(object):
    """(all lines of the file, index of the line where the object begins)."""
    import linecache
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith('<') and file.endswith('>')):
            raise OSError('source code not available')
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        return lines, _find_class(object, lines)
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        at = object.co_firstlineno - 1
        if at >= len(lines):
            raise OSError('lineno is out of bounds')
        return lines, at
    raise OSError('could not find code object')


def _find_class(cls, lines):
    """The index of a class's first line: decorators count."""
    first = cls.__dict__.get('__firstlineno__')
    if first is not None and first - 1 < len(lines):
        return first - 1
    # Without the number: follow the indentation along the parts of the qualified name.
    scopes = [part for part in cls.__qualname__.split('.') if part != '<locals>']
    stack = []
    for at, line in enumerate(lines):
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        for word in ('class ', 'def ', 'async def '):
            if text.startswith(word):
                name = text[len(word):].lstrip()
                end = 0
                while end < len(name) and (name[end].isalnum() or name[end] == '_'):
                    end += 1
                while stack and stack[-1][0] >= indent:
                    stack.pop()
                stack.append((indent, name[:end]))
                if word == 'class ' and [n for _, n in stack] == scopes:
                    while at and lines[at - 1].lstrip().startswith('@'):
                        at -= 1
                    return at
    raise OSError('could not find class definition')


def indentsize(line):
    """The width of a line's indentation."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


class BlockFinder:
    """Follows source text line by line and knows when the block that begins it has ended."""

    def __init__(self):
        self.depth = 0                      # open brackets
        self.quote = None                   # the triple quote we are inside of
        self.continued = False              # the last line ended in a backslash

    def feed(self, line):
        """Take one line in."""
        i, size = 0, len(line)
        self.continued = False
        while i < size:
            if self.quote:
                if line[i] == '\\':
                    i += 2
                elif line.startswith(self.quote, i):
                    i += len(self.quote)
                    self.quote = None
                else:
                    i += 1
                continue
            char = line[i]
            if char == '#':
                return
            if char in '"\'':
                mark = char * 3 if line.startswith(char * 3, i) else char
                i += len(mark)
                self.quote = mark
                if len(mark) == 1:
                    i = self._skip_string(line, i, mark)
                continue
            if char in '([{':
                self.depth += 1
            elif char in ')]}':
                self.depth -= 1
            elif char == '\\' and line[i + 1:].strip('\r\n') == '':
                self.continued = True
            i += 1

    def _skip_string(self, line, i, mark):
        while i < len(line):
            if line[i] == '\\':
                i += 2
                continue
            if line[i] == mark or line[i] == '\n':
                self.quote = None
                return i + 1
            i += 1
        self.quote = None
        return i

    def inside(self):
        """True if the next line belongs to the same statement."""
        return bool(self.depth > 0 or self.quote or self.continued)


def getblock(lines):
    """The lines of the block that begins with the first line: decorators, header and body of a
    function or class; of anything else, the one statement."""
    finder = BlockFinder()
    start = indentsize(lines[0])
    in_body = False
    body = None                             # the indentation of the body
    at = last = 0
    while at < len(lines):
        text = lines[at].strip()
        if not text or text.startswith('#'):
            # Comments belong to the block only if they are indented as its body is.
            if text and body is not None and indentsize(lines[at]) >= body:
                last = at
            at += 1
            continue
        if in_body:
            if indentsize(lines[at]) <= start:
                break
            if body is None:
                body = indentsize(lines[at])
        finder.feed(lines[at])
        while finder.inside() and at + 1 < len(lines):
            at += 1
            finder.feed(lines[at])
        last = at
        if not in_body and not text.startswith('@'):
            if not text.startswith(('def ', 'class ', 'async ')):
                break
            in_body = True
        at += 1
    return lines[:last + 1]


def getsourcelines(object):
    """(the lines of an object's source, number of the first one)."""
    object = unwrap(object)
    lines, at = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[at:]), at + 1


def getsource(object):
    """The source of an object."""
    lines, _ = getsourcelines(object)
    return ''.join(lines)


def getcomments(object):
    """The comment lines just above the source of an object."""
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == '#!' else 0
        while start < len(lines) and lines[start].strip() in ('', '#'):
            start += 1
        comments = []
        while start < len(lines) and lines[start][:1] == '#':
            comments.append(lines[start].expandtabs())
            start += 1
        return ''.join(comments) if comments else None
    indent = indentsize(lines[at])
    comments = []
    at -= 1
    while at >= 0 and lines[at].lstrip()[:1] == '#' and indentsize(lines[at]) == indent:
        comments.insert(0, lines[at].expandtabs().lstrip())
        at -= 1
    while comments and comments[0].strip() == '#':
        comments.pop(0)
    while comments and comments[-1].strip() == '#':
        comments.pop()
    return ''.join(comments) if comments else None


for _obj in findsource, indentsize, BlockFinder, getblock, getsourcelines, getsource, getcomments:
    _obj.__module__ = 'inspect'
