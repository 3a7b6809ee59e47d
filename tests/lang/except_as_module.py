# Names that come and go in the globals: `except ... as`, del, and what is cached beside them.
def read():
    return sorted(n for n in globals() if n in ('e', 'f', 'x', 'y', 'id', 'late'))


def shadow():
    return id


total = 0
for i in range(6):
    try:
        raise ValueError(i)
    except ValueError as e:
        total += e.args[0]
        print(read())
    print(read(), total)
x = 0
for i in range(6):
    try:
        raise KeyError(i)
    except KeyError as e:
        if i == 2:
            late = i
        x += e.args[0]
        y = x
    if i == 3:
        del y
    print(list(globals())[-3:], x)
builtin = id
for i in range(4):
    print(shadow() is builtin)
    try:
        1 / 0
    except ZeroDivisionError as id:
        print(type(shadow()).__name__, type(id).__name__)
    print(shadow() is builtin, id is builtin)
for i in range(4):
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise KeyError(i) from e
    except KeyError as f:
        print(read(), f.__cause__)
    try:
        e
    except NameError as e:
        print(e)
for i in range(4):
    other = i
    del other
    try:
        other
    except NameError as error:
        print(error, list(globals())[-1])
    other = i
    print(other, list(globals())[-1])
for i in range(3):
    try:
        raise ValueError
    except ValueError as e:
        del e
    try:
        raise ValueError
    except ValueError as e:
        globals()['e'] = i
        print(e)
    globals()['e'] = 'by hand'
    print(e)
    try:
        raise ValueError
    except ValueError as e:
        pass
    print('e' in globals())


def from_function():
    global g
    try:
        raise ValueError
    except ValueError as g:
        g.note = 1
    return 'g' in globals()


print([from_function() for i in range(4)])
source = '''
for i in range(3):
    try:
        raise ValueError(i)
    except ValueError as z:
        out.append(z.args)
    out.append('z' in globals())
'''
for i in range(2):
    code = compile(source, 's', 'exec')
    for j in range(2):
        space = {'out': []}
        exec(code, space)
        print(space['out'], list(space)[-1])


class C:
    for k in range(3):
        try:
            raise ValueError(k)
        except ValueError as e:
            last = e.args
    print(sorted(n for n in locals() if n[0] != '_'), last)
