# SPDX-License-Identifier: MIT
"""Utilities to compile possibly incomplete Python source code."""

import __future__
import warnings

_features = [getattr(__future__, name) for name in __future__.all_feature_names]

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ONLY_AST = 0x400
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000



def _is_unfinished(error, source):
    """Would more lines help? The error then lies at the end of what there is."""
    text = str(error.msg)
    return ('was never closed' in text or text.startswith('unterminated triple-quoted') or
            text.startswith('expected an indented block after')
            or text == 'unexpected EOF while parsing' or
            text.startswith('unterminated triple-quoted f-string') or 'incomplete input' in text or
            text == 'invalid syntax' and error.offset == 0 or
            text == "expected 'except' or 'finally' block"
            and error.lineno >= len(source.rstrip().split('\n')) or
            text == 'unexpected character after line continuation character'
            and source.endswith('\\\n'))


_COMPOUND = frozenset(('if', 'for', 'while', 'try', 'with', 'def', 'class', 'async'))


def _block_is_open(source):
    """Is the statement a block that no empty line has ended?"""
    lines = source.split('\n')
    if len(lines) > 1 and not lines[-1].strip():
        return False
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith('#')), '')
    word = ''
    for char in first:
        if not char.isidentifier():
            break
        word += char
    return (word in _COMPOUND or first.startswith('@') or word == 'match'
            and first.rstrip().endswith(':'))


def _maybe_compile(compiler, source, filename, symbol):
    """The code; None if more lines are needed; an error if these cannot become anything."""
    for line in source.split('\n'):
        line = line.strip()
        if line and line[0] != '#':
            break
    else:
        if symbol == 'eval':
            return None
        source = 'pass'
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol)
            complete = True
        except SyntaxError as error:
            complete = False
            try:
                compiler(source + '\n', filename, symbol)
                return None
            except SyntaxError as second:
                if _is_unfinished(second, source + '\n'):
                    return None
        if complete and symbol == 'single' and _block_is_open(source):
            return None
    return compiler(source, filename, symbol)


def compile_command(source, filename='<input>', symbol='single'):
    r"""Compile a command and determine whether it is incomplete.

    Return a code object if the command is complete and valid, None if it is
    incomplete; raise SyntaxError, ValueError or OverflowError if it is wrong.
    """
    return _maybe_compile(_plain_compile, source, filename, symbol)


def _plain_compile(source, filename, symbol, incomplete_input=True):
    return compile(source, filename, symbol)


class Compile:
    """Instances of this class behave much like the built-in compile function, but remember
    __future__ statements."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT
        self._future = 0

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        flags |= self._future | self.flags & PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(source, filename, symbol, flags, True)
        for feature in _features:
            if code.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
                self._future |= feature.compiler_flag
        return code


class CommandCompiler:
    """Instances of this class have __call__ methods like compile_command, but remember __future__
    statements."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        return _maybe_compile(self.compiler, source, filename, symbol)
