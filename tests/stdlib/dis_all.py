# SPDX-License-Identifier: MIT
# dis: what does not depend on the instruction set.
import dis, io
print(sorted(n for n in ('code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels', 'show_code', 'get_instructions', 'Instruction', 'Bytecode', 'COMPILER_FLAG_NAMES', 'pretty_flags') if hasattr(dis, n)))
def f(a):
    for i in range(a):
        print(i)
    return lambda: a
class C:
    def m(self): return 1
def text(call, *args, **kw):
    stream = io.StringIO()
    call(*args, file=stream, **kw)
    return stream.getvalue()
base = f.__code__.co_firstlineno
print({line - base for _, line in dis.findlinestarts(f.__code__) if line} >= {1, 2, 3}, len(dis.findlabels(f.__code__.co_code)) > 0)
print('range' in text(dis.dis, f), 'range' in text(dis.disassemble, f.__code__), 'lambda' in text(dis.dis, f), len(text(dis.dis, f, depth=0)) < len(text(dis.dis, f)), 'Disassembly of m:' in text(dis.dis, C), 'x' in text(dis.dis, 'x + 1'), 'y' in text(dis.dis, 'y = 1'))
print(dis.code_info(f).splitlines()[0].split(), [row.split()[-1] for row in dis.code_info(f).splitlines() if row.startswith('Flags')], text(dis.show_code, f) == dis.code_info(f) + '\n')
code = dis.Bytecode(f); print(repr(code).startswith('Bytecode(<function f'), len(list(code)) > 5, code.codeobj is f.__code__, code.first_line == base, code.info() == dis.code_info(f), len(code.dis()) > 20)
print(all(isinstance(i, dis.Instruction) for i in dis.get_instructions(f)), dis.pretty_flags(3), dis.pretty_flags(0x83), dis.pretty_flags(0), dis.COMPILER_FLAG_NAMES[32])
try: 1 / 0
except ZeroDivisionError as error: print(len(text(dis.distb, error.__traceback__)) > 20, dis.Bytecode.from_traceback(error.__traceback__).codeobj.co_name)
for bad in 5, None.__class__:
    try: dis.get_instructions(bad).__next__() if bad == 5 else dis.dis(bad, file=io.StringIO()); print('fine')
    except TypeError as error: print(error)
