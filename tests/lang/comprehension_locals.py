# SPDX-License-Identifier: MIT
# locals() and eval() inside comprehensions: of functions, of a module, of a class.
def short(names):
    return sorted(k for k in names if len(k) < 3)


def function():
    print([eval('x') for x in range(3)])
    print([locals()['x'] for x in range(3)])
    a = 1
    print([short(locals()) for x in range(1)])
    print([(x, eval('x + a')) for x in range(2)])
    print({x: eval('x') for x in range(2)})
    print(list(eval('x') for x in range(2)))
    print([[eval('x * y') for y in range(2)] for x in range(2)] )


function()
print([eval('x') for x in range(3)], {eval('x') for x in 'a'}, {x: eval('x') for x in 'b'})
print([short(locals()) for x in range(1)])
print([[(eval('x, y'), short(locals())) for y in range(2)] for x in range(2)])
print([eval('short(locals())') for x in range(1)], short(k for k in locals() if k in ('x', 'y')))
[exec('print(x, short.__name__)') for x in range(2)]
try:
    [1 / x for x in [0]]
except ZeroDivisionError as e:
    print('after', 'x' in locals(), 'short' in locals())


class C:
    z = 3
    print([eval('x') for x in range(3)])
    print([short(locals()) for x in range(1)], short(locals()))
    try:
        print([eval('z') for x in range(1)])
    except NameError as e:
        print(e)


print((lambda: [eval('x') for x in 'ab'])())
exec('print([eval("q") for q in range(2)], "q" in locals())', {})
x = 'outer'
print([eval('x') for x in range(2)], x, eval('x'))
