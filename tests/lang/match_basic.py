# SPDX-License-Identifier: MIT
# match: literals, captures, wildcards, or, guards, values, None and booleans.
class Color:
    RED, BLUE = 1, 'blue'
def kind(v):
    match v:
        case 0: return 'zero'
        case -1 | -1.5: return 'negative literal'
        case 'a' | 'b': return 'a or b'
        case b'x': return 'bytes'
        case None: return 'None'
        case True: return 'True'
        case 1 + 2j: return 'complex'
        case Color.BLUE: return 'color'
        case int(n) if n > 100: return f'big {n}'
        case int() | float() as num: return f'number {num}'
        case str(s): return f'str {s}'
        case [] | (): return 'empty'
        case _: return 'other'
for v in (0, False, True, -1, -1.5, 'a', 'b', 'c', b'x', None, 1 + 2j, 'blue', 101, 5, 2.5, [], (), [1], {}, 0.0, 1, 1.0):
    print(repr(v), kind(v))
match 5, 6:
    case a, b: print(a, b)
match (x := [1, 2]):
    case [a, b] if a > b: print('no')
    case [a, b] if (c := a + b) == 3: print('guard', c)
match 'no match':
    case 1: print('never')
print('fell through')
match = 5; case = 6; _ = 7
print(match, case, _)
match match:
    case 5: print('soft keyword')
match (case): 
    case 6: print('paren')
match[0:0] if 0 else None
def match_fn(type): return type
print(match_fn(type=1))
match 1:
    case x: pass
print(x)
match [1, [2, 3]]:
    case [a, [b, c]]: print(a, b, c)
match 'text':
    case 't' 'ext': print('concat')
match -0.0:
    case 0: print('zero equals')
match float('nan'):
    case x if x != x: print('nan')
match *[1, 2], 3:
    case [1, *rest]: print(rest)
