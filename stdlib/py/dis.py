# SPDX-License-Identifier: MIT
"""
Listings of bytecode: Rondo's own, a register machine's. The names are those of CPython's module;
instructions, of course, are others (parser/bytecode/ops.def says what each does). Code consists of
cells of eight bytes, of which an instruction takes one or more. Offsets count two for a cell, as
f_lasti and co_lines() do; listings number the cells.
"""

import struct
import sys
import types
from collections import namedtuple
from _dis import listing
from opcode import *
from opcode import __all__ as _opcode_names
from opcode import _kinds, _set

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels',
           'show_code', 'get_instructions', 'Instruction', 'Bytecode'] + _opcode_names

COMPILER_FLAG_NAMES = {1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED',
                       32: 'GENERATOR', 64: 'NOFREE', 128: 'COROUTINE', 256: 'ITERABLE_COROUTINE',
                       512: 'ASYNC_GENERATOR'}

Positions = namedtuple('Positions', 'lineno end_lineno col_offset end_col_offset',
                       defaults=(None,) * 4)

_FIELDS = {
    'opname': 'Its name.',
    'opcode': 'Its number.',
    'arg': 'The number of its argument, None if it has none.',
    'argval': 'What the argument stands for, where that is known: a constant, a name, an offset.',
    'argrepr': 'All its operands as text.',
    'offset': 'Where it begins.',
    'start_offset': 'The same: there are no instructions that widen the next one.',
    'starts_line': 'Whether a line of the source begins with it.',
    'line_number': 'The line that it belongs to, or None.',
    'label': 'The number of its label if something jumps to it, or None.',
    'positions': 'The span of the source, a Positions, or None.',
    'cache_info': 'What its caches hold: always None.',
}

_Instruction = namedtuple('_Instruction', list(_FIELDS), defaults=(None,) * 3)
for _name, _text in _FIELDS.items():
    getattr(_Instruction, _name).__doc__ = _text


class Instruction(_Instruction):
    """An instruction and where it stands. The fields are those of CPython's class."""

    @property
    def oparg(self):
        """The argument, by another name."""
        return self.arg

    @property
    def baseopcode(self):
        """The number of the general form: here always the opcode itself."""
        return self.opcode

    @property
    def baseopname(self):
        """The name of the general form: here always that of the opcode itself."""
        return self.opname

    @property
    def cache_offset(self):
        """Where the cells behind the instruction begin."""
        return self.offset + 2

    @property
    def end_offset(self):
        """Where the next instruction begins."""
        row = _set[self.opcode]
        return self.offset + 2 + 2 * (row[2] if row else 0)

    @property
    def jump_target(self):
        """The offset that it jumps to, None if it does not jump."""
        return self.argval if self.opcode in hasjump else None

    @property
    def is_jump_target(self):
        """Whether something jumps to it."""
        return self.label is not None

    def __str__(self):
        label = '' if self.label is None else f'L{self.label}:'
        text = f'{label:4} {self.opname:20}'
        if self.arg is not None:
            text += f' {self.arg:5}'
            if self.argrepr:
                text += f' ({self.argrepr})'
        return text.rstrip() + '\n'


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


def _cells(code):
    """(offset, opcode, operands a, b, c, first cell behind) of each instruction in bytes."""
    at = 0
    while at + 8 <= len(code):
        op, a, b, c = struct.unpack_from('=4H', code, at)
        if op >= len(_set) or not _set[op]:
            raise ValueError(f'no instruction has the number {op}')
        size = 8 * (1 + _set[op][2])
        behind = code[at + 8:at + 12] if size > 8 else b''
        yield at // 4, op, a, b, c, int.from_bytes(behind, sys.byteorder)
        at += size


def _signed(number):
    return number - (1 << 32) if number >> 31 else number


def _argument(op, a, b, c, behind):
    """The number of the argument, as `opcode` chooses it."""
    _, operands, _, content = _set[op]
    kind = _kinds[op]
    if operands[1] in 'KNJ':
        wide = b | c << 16
        return _signed(wide) if kind == 'jump' else wide
    if content:
        return _signed(behind) if content == 'jump' else behind & 0xffff
    if kind == 'free':
        return b if operands[0] == 'D' else a
    return a if kind else None


def _target(offset, op, arg):
    return offset + 2 * (1 + _set[op][2] + arg)


def _meaning(code, offset, op, arg):
    """What the argument stands for."""
    kind = _kinds[op]
    if kind == 'jump':
        return _target(offset, op, arg)
    tables = {'const': code.co_consts, 'name': code.co_names, 'free': code.co_freevars}
    if kind == 'local':
        names = code.co_varnames
        return names[arg] if arg < len(names) else arg
    table = tables.get(kind, ())
    return table[arg] if arg is not None and arg < len(table) else arg


def _operand_texts(code):
    """The operands of each instruction as listings show them, by offset."""
    texts = {}
    for row in listing(code).splitlines()[1:]:
        if row.startswith('  handlers:'):
            break
        if row.startswith('  free '):
            continue
        cell, _, *rest = row[5:].split(None, 2)
        texts[2 * int(cell)] = rest[0].rstrip() if rest else ''
    return texts


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterator for the instructions in methods, functions or code. With first_line, lines are
    counted from there."""
    return _instructions(_get_code_object(x), first_line)


def _instructions(code, first_line):
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    texts = _operand_texts(code)
    places = list(code.co_positions())
    starts = dict(findlinestarts(code))
    labels = {offset: number for number, offset
              in enumerate(sorted(findlabels(code.co_code)), 1)}
    for offset, op, *cells in _cells(code.co_code):
        arg = _argument(op, *cells)
        place = Positions(*places[offset // 2])
        line = place.lineno
        yield Instruction(opname[op], op, arg, _meaning(code, offset, op, arg), texts[offset],
                          offset, offset, offset in starts,
                          None if line is None else line + shift, labels.get(offset), place)


def findlinestarts(code):
    """Find the offsets in a byte code which are start of lines in the source: pairs (offset,
    line)."""
    last = False
    for start, _, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def findlabels(code):
    """The offsets that instructions in bytes of code (or a code object) jump to."""
    labels = []
    for offset, op, *cells in _cells(getattr(code, 'co_code', code)):
        if op in hasjump:
            target = _target(offset, op, _argument(op, *cells))
            if target not in labels:
                labels.append(target)
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
