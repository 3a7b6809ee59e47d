# SPDX-License-Identifier: MIT
"""
Listings of bytecode: Rondo's own, a register machine's. The names are those of CPython's module;
instructions, of course, are others (parser/bytecode/ops.def says what each does).
"""

import sys
import types
from collections import namedtuple
from _dis import listing

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels',
           'show_code', 'get_instructions', 'Instruction', 'Bytecode', 'COMPILER_FLAG_NAMES',
           'pretty_flags']

COMPILER_FLAG_NAMES = {1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED',
                       32: 'GENERATOR', 64: 'NOFREE', 128: 'COROUTINE', 256: 'ITERABLE_COROUTINE',
                       512: 'ASYNC_GENERATOR'}

Instruction = namedtuple('Instruction', 'opname offset line_number starts_line argrepr')
Instruction.__doc__ = ('An instruction: its name, its cell, its line, whether a line begins with '
                       'it, its operands as text.')


def pretty_flags(flags):
    """Return pretty representation of code flags."""
    names = [name for bit, name in COMPILER_FLAG_NAMES.items() if flags & bit]
    rest = flags & ~sum(COMPILER_FLAG_NAMES)
    return ', '.join(names + ([hex(rest)] if rest else [])) or '0x0'


def _get_code_object(x):
    """Helper to handle methods, compiled or raw code objects, and strings."""
    x = getattr(x, '__func__', x)
    for name in '__code__', 'gi_code', 'ag_code', 'cr_code':
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        try:
            x = compile(x, '<disassembly>', 'eval')
        except SyntaxError:
            x = compile(x, '<disassembly>', 'exec')
    if isinstance(x, types.CodeType):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _inner(code):
    return [value for value in code.co_consts if isinstance(value, types.CodeType)]


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterator for the opcodes in methods, functions or code."""
    code = _get_code_object(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    line = None
    for row in listing(code).splitlines()[1:]:
        if row.startswith('  handlers:'):
            break
        number, rest = row[:5].strip(), row[5:].split(None, 2)
        if number:
            line = int(number) + shift
        yield Instruction(rest[1], int(rest[0]), line, bool(number),
                          rest[2].rstrip() if len(rest) > 2 else '')


def findlinestarts(code):
    """Find the offsets in a byte code which are start of lines in the source: pairs (offset,
    line)."""
    for one in get_instructions(code):
        if one.starts_line:
            yield one.offset, one.line_number


def findlabels(code):
    """The cells that instructions jump to."""
    labels = []
    for one in get_instructions(code):
        target = one.argrepr.rpartition('-> ')[2].split()[0] if '-> ' in one.argrepr else ''
        if target.isdigit() and int(target) not in labels:
            labels.append(int(target))
    return labels


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Disassemble a code object."""
    for row in listing(co).splitlines():
        parts = row[5:].split(None, 1)
        marked = (lasti >= 0 and parts and parts[0] == str(lasti // 2)
                  and not row.startswith('  handlers'))
        print(('-->' + row[3:]) if marked and not row[:3].strip() else row, file=file)


disco = disassemble


def _disassemble_all(code, file, depth):
    disassemble(code, file=file)
    if depth is None or depth > 0:
        for inner in _inner(code):
            print(file=file)
            _disassemble_all(inner, file, None if depth is None else depth - 1)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """Disassemble classes, methods, functions, and other compiled objects. With no argument, the
    last traceback."""
    if x is None:
        distb(file=file)
        return
    if isinstance(getattr(x, '__dict__', None),
                  (dict, types.MappingProxyType)) and not hasattr(x, '__code__') and \
            not hasattr(x, '__func__') and (isinstance(x, type) or isinstance(x, types.ModuleType)):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, (types.FunctionType, types.MethodType, types.CodeType, classmethod,
                                  staticmethod, type)):
                print(f'Disassembly of {name}:', file=file)
                try:
                    dis(value, file=file, depth=depth)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
        return
    if isinstance(x, (bytes, bytearray)):
        raise TypeError('the bytes of code objects are not available in Rondo')
    _disassemble_all(_get_code_object(x), file, depth)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Disassemble a traceback (default: last traceback)."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, 'last_exc') else sys.last_traceback
        except AttributeError:
            raise RuntimeError('no last traceback to disassemble') from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def code_info(x):
    """Formatted details of methods, functions, or code."""
    code = _get_code_object(x)
    rows = [('Name', code.co_name), ('Filename', code.co_filename),
            ('Argument count', code.co_argcount),
            ('Positional-only arguments', code.co_posonlyargcount),
            ('Kw-only arguments', code.co_kwonlyargcount), ('Number of locals', code.co_nlocals),
            ('Stack size', code.co_stacksize), ('Flags', pretty_flags(code.co_flags))]
    lines = [f'{name + ":":<19}{value}' if len(name) < 18 else f'{name}: {value}'
             for name, value in rows]
    for title, values in (('Constants', map(repr, code.co_consts)), ('Names', code.co_names),
                          ('Variable names', code.co_varnames),
                          ('Free variables', code.co_freevars),
                          ('Cell variables', code.co_cellvars)):
        values = list(values)
        if values:
            lines.append(title + ':')
            lines += ['%4d: %s' % pair for pair in enumerate(values)]
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Print details of methods, functions, or code to *file*."""
    print(code_info(co), file=file)


class Bytecode:
    """The bytecode operations of a piece of code."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False,
                 adaptive=False, show_offsets=False):
        self.codeobj = _get_code_object(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._original_object!r})'

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Construct a Bytecode from the given traceback"""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """Return formatted information about the code object."""
        return code_info(self.codeobj)

    def dis(self):
        """Return a formatted view of the bytecode operations."""
        lines = listing(self.codeobj)
        if self.current_offset is None:
            return lines
        import io
        file = io.StringIO()
        disassemble(self.codeobj, self.current_offset, file=file)
        return file.getvalue()


def main():
    """python -m dis [FILE]"""
    names = [word for word in sys.argv[1:] if not word.startswith('-')]
    if names:
        with open(names[0], 'rb') as file:
            source = file.read()
    else:
        source = sys.stdin.buffer.read()
    dis(compile(source, names[0] if names else '<stdin>', 'exec'))


if __name__ == '__main__':
    main()
