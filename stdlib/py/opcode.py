# SPDX-License-Identifier: MIT
"""
The numbers and names of the instructions: Rondo's own, a register machine's, under the names of
CPython's module. An instruction has up to three operands; what is called its argument is the one
that says most: a constant, a name, a jump, a free variable, else the first register or number.
"""

from _dis import instruction_set as _instruction_set

__all__ = ['cmp_op', 'stack_effect', 'hascompare', 'opname', 'opmap', 'HAVE_ARGUMENT',
           'EXTENDED_ARG', 'hasarg', 'hasconst', 'hasname', 'hasjump', 'hasjrel', 'hasjabs',
           'hasfree', 'haslocal', 'hasexc']

cmp_op = ('<', '<=', '==', '!=', '>', '>=')

_set = _instruction_set()
opmap = {row[0]: number for number, row in enumerate(_set) if row}
opname = [row[0] if row else f'<{number}>' for number, row in enumerate(_set)]

hasarg, hasconst, hasname, hasjrel, hasfree, haslocal = [], [], [], [], [], []
hascompare, hasjabs, hasexc = [], [], []
_kinds = {}  # what the argument of an opcode is: the lists above, in words


def _kind(name, operands, content):
    if operands[1] == 'K' or content == 'const':
        return 'const'
    if operands[1] == 'N' or content == 'name':
        return 'name'
    if operands[1] == 'J' or content == 'jump':
        return 'jump'
    if name.endswith('_FREE'):
        return 'free'
    if operands[0] in 'DRHB':
        return 'local'
    return 'number' if operands != '---' else ''


def _fill():
    lists = {'const': hasconst, 'name': hasname, 'jump': hasjrel, 'free': hasfree,
             'local': haslocal}
    words = {'LT', 'LE', 'EQ', 'NE', 'GT', 'GE'}
    for name, number in opmap.items():
        _, operands, _, content = _set[number]
        kind = _kinds[number] = _kind(name, operands, content)
        if kind:
            hasarg.append(number)
        if kind in lists:
            lists[kind].append(number)
        if words & set(name.split('_')):
            hascompare.append(number)


_fill()
hasjump = hasjrel
HAVE_ARGUMENT = min(hasarg)
EXTENDED_ARG = len(opname)  # no instruction is so called: operands are wide enough


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """Compute the stack effect of the opcode: 0, as a register machine has no stack."""
    from operator import index
    number = index(opcode)
    if oparg is not None:
        index(oparg)
    if jump is not None and jump is not True and jump is not False:
        raise ValueError('stack_effect: jump must be False, True or None')
    if number not in _kinds:
        raise ValueError('invalid opcode or oparg')
    return 0
