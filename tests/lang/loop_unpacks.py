# for a, b in a list: tuples that are taken apart at once, and everything else that may lie in the list.
import sys


def two(rows):
    out = []
    for a, b in rows:
        out.append((b, a))
    return out


def three(rows):
    return [a * b + c for a, b, c in rows]


def four(rows):
    for a, b, c, d in rows:
        yield d, c, b, a


class T(tuple):
    def __iter__(self):
        return iter(('iter', len(self)))


for rows in ([(1, 2), (3.5, 'x')], [], [[1, 2], (3, 4), 'ab', {5: 1, 6: 2}], [T((1, 2)), T((1, 2, 3))], ((1, 2), (3, 4)), [(None, [])] * 3):
    print(two(rows))
print(three([(1, 2, 3), (1.5, 2.5, 0.5), [1, 2, 'abc'[0:0] or 3]]), list(four([(1, 2, 3, 4), 'wxyz'])))
for rows in ([(1, 2), (1, 2, 3)], [(1, 2), (1,)], [(1, 2), ()], [(1, 2), 5], [(1, 2), None], [(1, 2), [1]], [(1, 2), 'abc']):
    try:
        two(rows)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e, e.__traceback__.tb_next.tb_lineno - two.__code__.co_firstlineno)
try:
    three([(1, 2, 3), (1, 2)])
except ValueError as e:
    print(e)


# The list changes under way; an iterator that has ended stays at its end.
def changing(rows):
    for a, b in rows:
        if a < 4:
            rows.append((a + 1, b))
        if a == 2:
            del rows[0]
        if a == 3:
            rows[:] = rows[:2] + [(10, 11)]
    return rows


print(changing([(1, 0)]), changing([(3, 3), (3, 4)]))
rows = [(1, 2)]
it = iter(rows)
for a, b in it:
    print(a, b)
rows.append((3, 4))
for a, b in it:
    print('never', a, b)
for x, y in [(1, 2), (3, 4)]:
    for x, z in [(y, x), (x, y)]:
        print(x, y, z)


class Gone:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('gone', self.name)
        keep.clear()


def finalised():
    for a, b in keep:
        print(a if isinstance(a, int) else a.name, b)
    print('end')


keep = [(Gone('first'), 1), (2, 3), (4, 5)]
first = keep[0]
finalised()
keep = [(Gone('second'), 1), (2, 3), (4, 5)]


def replaced():
    for a, b in keep:
        if b == 1:
            keep[0] = None
        else:
            print(a, b)


replaced()


def swaps(n):
    a, b, c, d = 1, 2.5, 'x', None
    for i in range(n):
        a, b = b, a
        b, c, d = c, d, b
        a, b, c, d = d, c, b, a
    return a, b, c, d


print(swaps(1), swaps(2), swaps(7))


def traced(rows):
    lines = []

    def look(frame, event, arg):
        if frame.f_code is two.__code__:
            lines.append((event, frame.f_lineno - two.__code__.co_firstlineno))
            return look

    two(rows)
    sys.settrace(look)
    two(rows)
    sys.settrace(None)
    print(lines)


traced([(1, 2), [3, 4]])
