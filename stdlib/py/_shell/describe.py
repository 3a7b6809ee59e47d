# SPDX-License-Identifier: MIT
"""name? and help(): signature, documentation and source of an object."""
import inspect
import linecache

import _editor
from . import commands


def describe(shell, text):
    """Print what is known of the value of an expression."""
    try:
        value = commands.evaluate(shell, text)
    except SyntaxError:
        raise commands.Refused(f'not an expression: {text}') from None
    except Exception as error:
        raise commands.Refused(f'{type(error).__name__}: {error}') from None
    for line in lines(value, text.rpartition('.')[2], source=True):
        print(line)


def lines(value, name, source):
    """The description, line by line."""
    has_code = inspect.isroutine(value) or inspect.isclass(value)
    if has_code:
        yield heading(value, name)
    elif inspect.ismodule(value):
        yield f'module {value.__name__}'
    else:
        yield f'{type(value).__name__}: {shortened(repr(value))}'
    doc = inspect.getdoc(value)
    if doc and (has_code or inspect.ismodule(value) or doc != inspect.getdoc(type(value))):
        for line in doc.splitlines():
            yield '    ' + line if line else ''
    if source and has_code:
        text = source_of(value)
        if text:
            yield ''
            yield from text.rstrip('\n').splitlines()


def shortened(text):
    return text if len(text) <= 200 else text[:197] + '...'


def heading(value, name):
    """async def f(x, y=1), class C(Base)"""
    shown = getattr(value, '__name__', name)
    if inspect.isclass(value):
        bases = ', '.join(b.__name__ for b in value.__bases__ if b is not object)
        return f'class {shown}({bases})' if bases else f'class {shown}'
    kind = 'async def' if inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value) else 'def'
    return f'{kind} {shown}{signature_text(value)}'


def signature_text(value):
    try:
        return str(inspect.signature(value))
    except (ValueError, TypeError):
        return '(...)'


def source_of(value):
    """The text of what is written in the language; None for what is not."""
    try:
        return inspect.getsource(value)
    except (OSError, TypeError):
        pass
    if inspect.isclass(value):
        return _source_of_class(value)
    value = inspect.unwrap(value)
    code = getattr(getattr(value, '__func__', value), '__code__', None)
    text = _lines_around(value, code)
    if code is None or not 0 < code.co_firstlineno <= len(text):
        return None
    return ''.join(block(text[code.co_firstlineno - 1:]))


def _lines_around(value, code):
    """The lines of the input, the file or the library module that it was written in."""
    lines = linecache.getlines(code.co_filename) if code is not None else []
    if not lines:
        text = _editor.library_source(getattr(value, '__module__', None) or '')
        lines = text.splitlines(True) if text else []
    return lines


def _source_of_class(cls):
    codes = [getattr(getattr(m, '__func__', m), '__code__', None) for m in vars(cls).values()]
    code = next((c for c in codes if c is not None), None)
    lines = _lines_around(cls, code)
    for number, line in enumerate(lines):
        word = line.split('(')[0].split(':')[0].split()
        if word == ['class', cls.__name__]:
            return ''.join(block(lines[number:]))
    return None


def block(text):
    """The lines of a definition: up to the first one that is not deeper than the `def` itself."""
    first = 0
    while text[first].lstrip().startswith('@') and first + 1 < len(text):
        first += 1
    margin = len(text[first]) - len(text[first].lstrip())
    end = first + 1
    for number in range(end, len(text)):
        line = text[number]
        if line.strip() and len(line) - len(line.lstrip()) <= margin and not line.lstrip().startswith((')', '#')):
            break
        if line.strip():
            end = number + 1
    return text[:end]


class Helper:
    """help() and help(object), as in CPython's site, but without a pager."""

    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'

    def __call__(self, *args):
        if not args:
            print('Welcome. help(object) describes an object, name? shows its source as well,\n'
                  '%help lists the commands of this shell. Any Python statement can be typed, await too.')
            return
        value = args[0]
        if isinstance(value, str):
            value = self._named(value)
            if value is self:
                return
        for line in lines(value, getattr(value, '__name__', ''), source=False):
            print(line)
        if inspect.isclass(value) or inspect.ismodule(value):
            self._members(value)

    def _named(self, name):
        import sys
        try:
            __import__(name)
            return sys.modules[name]
        except ImportError:
            pass
        import builtins
        if hasattr(builtins, name):
            return getattr(builtins, name)
        print(f'No Python documentation found for {name!r}.\nUse help() to get the interactive help utility.')
        return self

    def _members(self, value):
        print()
        for name, member in sorted(vars(value).items()):
            if name.startswith('_') or not (inspect.isroutine(member) or inspect.isclass(member) or isinstance(member, property)):
                continue
            doc = (inspect.getdoc(member) or '').partition('\n')[0]
            shown = heading(member, name) if not isinstance(member, property) else name
            print(f'    {shown}' + (f'\n        {doc}' if doc else ''))
