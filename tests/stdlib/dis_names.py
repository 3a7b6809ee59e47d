# SPDX-License-Identifier: MIT
# dis and opcode: tables of opcodes, the fields of instructions, offsets: what does not depend on
# which instructions there are.
import inspect, opcode
from dis import *
import dis

print(all(hasattr(dis, name) for name in dis.__all__), sorted(dis.__all__) == sorted(set(dis.__all__)), len(dis.__all__))
print(sorted(opcode.__all__), dis.cmp_op)
print(type(opname), type(opmap), type(hasarg), type(hasjump), type(HAVE_ARGUMENT), type(EXTENDED_ARG), hasjabs)
print(all(opname[number] == name for name, number in opmap.items() if number < 250), all(type(n) is int for n in opmap.values()))
print(len(opname) >= 200, all(isinstance(n, str) for n in opname))
for numbers in (hasconst, hasname, hasjrel, hasfree, haslocal, hascompare):
    print(type(numbers), len(numbers) > 0, set(numbers) <= set(hasarg))
print(hasjump == hasjrel + hasjabs, opcode.opmap is opmap, opcode.opname is opname)

print(inspect.signature(stack_effect), stack_effect.__doc__.split(' of the opcode')[0])
print(type(stack_effect(opmap['NOP'])), stack_effect(opmap['NOP']), stack_effect(opmap['NOP'], None, jump=True))
for args, kw in (((-1,), {}), ((99999,), {}), ((opmap['NOP'],), {'jump': 5}), (('a',), {}), ((opmap['LOAD_CONST'], 'a'), {})):
    try:
        print(stack_effect(*args, **kw))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

print(dis.Positions(), dis.Positions(1, 2), dis.Positions(1, 2, 3, 4)[2:], dis.Positions._fields, dis.Positions.__module__)
print(Instruction._fields, Instruction._field_defaults)
print([c.__name__ for c in Instruction.__mro__], inspect.signature(Instruction))
print(sorted(n for n in dir(Instruction) if not n.startswith('_')))
made = Instruction('NOP', opmap['NOP'], None, None, '', 4, 4, True, 7)
print(repr(made).replace(str(opmap['NOP']), 'N'))
print(made.oparg, made.baseopcode == made.opcode, made.baseopname, made.cache_offset, made.end_offset, made.jump_target, made.is_jump_target)
print([str(made)], made._replace(label=3).is_jump_target, made == tuple(made))


def f(items, key):
    total = 0.5
    for item in items:
        if item:
            print(item.real, key)
    try:
        return [total, len(items)]
    except ValueError as error:
        raise KeyError('text') from error


base = f.__code__.co_firstlineno
rows = list(get_instructions(f))
print(all(type(i) is Instruction for i in rows), rows[0].offset, all(i.opname == opname[i.opcode] for i in rows))
print(all(isinstance(i.argrepr, str) and isinstance(i.starts_line, bool) for i in rows), all(i.start_offset <= i.offset for i in rows))
print({i.argval for i in rows if i.opname == 'LOAD_GLOBAL'})
print({i.argval for i in rows if i.opname == 'LOAD_ATTR'})
print({i.argval for i in rows if i.opcode in hasconst} >= {0.5, 'text'}, {i.argval for i in rows if i.opcode in hasname} == {'print', 'real', 'len', 'ValueError', 'KeyError'})
print({i.line_number - base for i in rows if i.line_number} >= {1, 2, 3, 4, 6, 8})
print({i.line_number - 100 for i in get_instructions(f, first_line=100) if i.line_number} >= {1, 2, 3, 4, 6, 8})
print({(i.positions.lineno - base, i.positions.col_offset, i.positions.end_col_offset) for i in rows if i.opname == 'LOAD_ATTR'})
offsets = {i.offset for i in rows}
code = f.__code__.co_code
print(type(dis.findlabels(code)), set(dis.findlabels(code)) <= offsets, {i.jump_target for i in rows if i.opcode in hasjump} <= set(dis.findlabels(code)))
print(sorted(i.label for i in rows if i.label) == list(range(1, 1 + sum(i.is_jump_target for i in rows))), {i.offset for i in rows if i.is_jump_target} >= set(dis.findlabels(code)))
print(all(i.argval == i.jump_target for i in rows if i.opcode in hasjump), any(i.jump_target < i.offset for i in rows if i.jump_target is not None))
starts = list(dis.findlinestarts(f.__code__))
print(all(offset in offsets for offset, _ in starts), {line for _, line in starts if line} == {line for _, _, line in f.__code__.co_lines() if line})
print([i.offset for i in rows if i.starts_line] == [offset for offset, _ in starts])
print([i.positions for i in rows if i.offset == 8 or True][0] == dis.Positions(*list(f.__code__.co_positions())[0]))
print([i.offset for i in dis.Bytecode(f)] == [i.offset for i in rows], next(iter(dis.Bytecode(f, first_line=5))).line_number in (5, 6))


def raising(d):
    d['missing']


try:
    raising({})
except KeyError as error:
    tb = error.__traceback__.tb_next
    here = [i for i in get_instructions(raising) if i.offset == tb.tb_lasti]
    print(len(here), here[0].positions[1:] == (tb.tb_lineno, 4, 16))
    print(dis.Bytecode.from_traceback(error.__traceback__).current_offset == tb.tb_lasti)


def outer():
    kept = 1
    def inner():
        return kept
    return inner


print([i.argval for i in get_instructions(outer()) if i.opcode in hasfree and 'LOAD' in i.opname])
g = (x for x in 'ab')
print(len(list(get_instructions(g))) > 3, len(list(get_instructions('import os.path'))) > 2, {i.argval for i in get_instructions('import os.path') if i.opname == 'IMPORT_NAME'})
for call in (lambda: list(get_instructions(5)), lambda: dis.findlabels(5), lambda: list(dis.findlinestarts(5)), lambda: dis.Bytecode(5), lambda: list(get_instructions(b'')), lambda: dis.dis(5), lambda: dis.code_info(5)):
    try:
        print(call())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(dis.findlabels(b''))
