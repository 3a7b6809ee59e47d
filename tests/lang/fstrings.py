# SPDX-License-Identifier: MIT
# f-strings of PEP 701: nesting, specs, conversions, =, quotes, multi-line.
x, y, name, w = 5, 3.14159, 'мир', 10
d = {'k': 'v', 'n': [1, 2]}
print(f'{x} {y:.2f} {name!r} {name!a} {name!s:>6} {x + 1} {x!r:>4}|')
print(f'{x=} {x = } {y=:.3f} {name=} {name=!s} {x + 1 = } {d["k"]=} {x=!r:^6}|')
print(f'{{}} {{{x}}} {x:{w}} {y:{w}.{2}f} {y:{w}.{x - 3}} {name:{"*"}^{w}}')
print(f'{d['k']} {d["n"][0]} {'nested ' + f'{x} {f'{y:.1f}'}'} {"a" "b"}')
print(f'{x if x > 3 else y} {[i for i in range(3)]} {(lambda z: z * 2)(4)} { {1: 2} } {x:>{w}} {x,} {(x, y)} {*[1, 2], 3}')
print(f'''multi
{x
 + 1}
{
    name
!r}''')
print(f'{x:5}|{x:<5}|{x:^5}|{x:05}|{x:+}|{x:#x}|{x:b}|{1234567:,}|{0.5:%}|{255:#010b}')
print(f'{"\n"}{'\\'}{name.upper()}{d.get('z', 'dflt')}', fr'\{x}\n', rf'{x!r}\d', f'\{x}' if 0 else '', f'\x41{x}\u0416')
print(f'{x!r}' f'{y!s:.4}' 'plain{x}' f'{{x}}', f'', f'{""}', f'{None}', f'{True:d}', f'{x:{"d"}}')
class F:
    def __format__(self, spec): return f'<{spec}>'
    def __repr__(self): return 'F()'
    def __str__(self): return 'str F'
f = F()
print(f'{f} {f:abc} {f!r} {f!s} {f!r:>6} {f:{{}}} {f:a{x}b{y:.1f}c} {f:%Y-%m} {f::} {f:!r} {f=} {f=:x}' if 0 else f'{f} {f:abc} {f!r} {f!s} {f!r:>6} {f:a{x}b{y:.1f}c} {f:%Y-%m} {f::} {f=} {f=:x}')
print(f"{'a' if x else 'b'}{x==5}{x!=5}{x<=5}{x>=5}", f'{x:=5}', f'{(z := 9)} {z}', f'{yield_ if (yield_ := 1) else 0}')
for bad in (lambda: f'{x:z}', lambda: f'{name:d}', lambda: f'{[]:5}', lambda: f'{undefined}', lambda: f'{x.nosuch}', lambda: f'{1 / 0}', lambda: f'{y:{name}}', lambda: f'{x:{-5}}', lambda: f'{y!r:d}'):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
for text in ["f'{}'", "f'{ }'", "f'{x'", "f'}'", "f'{x!}'", "f'{x!z}'", "f'{x!r z}'", "f'{x:{y'", "f'{!r}'", "f'{=}'", "f'{x y}'", "f'{a b c}'", "f'{x:'", "f'{lambda x: 1}'", "f'{*}'", "f'{**x}'", "f'{x = !r:5}'", "f'{x!r:5", "f'{for}'", "f'{1 +}'", "f'{#}'", "f'{x:{{}}}'", "f'{\"'", "f'{x!ss}'", "f'{await x}'", "f'{x:=}'"]:
    try:
        print(text, eval(text))
    except SyntaxError as e:
        print(text, e.msg)
    except Exception as e:
        print(text, type(e).__name__, e)
