# SPDX-License-Identifier: MIT
"""name?: signature, documentation and source of an object."""
import inspect
import linecache

import _editor
from _helper import lines
from . import commands


def describe(shell, text):
    """Print what is known of the value of an expression."""
    try:
        value = commands.evaluate(shell, text)
    except SyntaxError:
        raise commands.Refused(f'not an expression: {text}') from None
    except Exception as error:
        raise commands.Refused(f'{type(error).__name__}: {error}') from None
    for line in lines(value, text.rpartition('.')[2]):
        print(line)
    source = source_of(value) if inspect.isroutine(value) or inspect.isclass(value) else None
    if source:
        print('', *source.rstrip('\n').splitlines(), sep='\n')


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
        if (line.strip() and len(line) - len(line.lstrip()) <= margin
                and not line.lstrip().startswith((')', '#'))):
            break
        if line.strip():
            end = number + 1
    return text[:end]
