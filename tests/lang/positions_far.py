# Positions of instructions that lie far from the beginning of their function, far to the right, or reach over many lines.
import sys


def place(source, call='f()'):
    """Line of the error and all four numbers of the instruction that raised it."""
    namespace = {}
    exec(compile(source, '<made>', 'exec'), namespace)
    try:
        eval(call, namespace)
    except ZeroDivisionError as e:
        tb = e.__traceback__
        while tb.tb_next:
            tb = tb.tb_next
        code = tb.tb_frame.f_code
        return tb.tb_lineno, list(code.co_positions())[tb.tb_lasti // 2]


lines = '\n'.join(f'    x = {i}' for i in range(9000))
print(place('def f():\n    a = 1 / 0'))
print(place(f'def f():\n{lines}\n    a = 1 / 0'))
print(place(f'def f():\n    a = 1 / 0\n{lines}'))
print(place('def f():\n    return ' + ' ' * 16380 + '1 / 0'))
print(place('def f():\n    b = 2\n    return ' + ' ' * 16385 + '1 / 0\n'))
print(place('def f():\n    return (1 /\n' + '\n' * 62 + '0)'))
print(place('def f():\n    return (1 /\n' + '\n' * 63 + '0)'))
print(place('def f(b=1):\n    if b:\n        return (1 /\n' + '\n' * 100 + '0)\n    return b'))
print(place('\n' * 70000 + 'def f():\n    return 1 / 0'))
many = '\n'.join(f'        x = [x, {i}]' for i in range(200))
print(place(f'def f():\n    for x in range(3):\n{many}\n        x = None\n    return x // 0 if x else 1 // 0'))

# A module of many instructions.
source = '\n'.join(f'a{i} = [{i}]' for i in range(30000)) + '\nfor a in 1, 2:\n    1 // (a - 2)\n'
try:
    exec(compile(source, '<made>', 'exec'), {})
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_lineno)

# What a tracer is told.
namespace = {}
exec(compile(f'def f():\n    a = 1\n    b = a + 1{chr(10) * 9000}\n    return b\n', '<made>', 'exec'), namespace)
told = []


def trace(frame, event, arg):
    told.append((event, frame.f_lineno))
    return trace


sys.settrace(trace)
namespace['f']()
sys.settrace(None)
print([x for x in told if x[0] != 'call' or x[1] == 1])
