# SPDX-License-Identifier: MIT
# tuple: methods, comparison, errors, the empty tuple.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


show('(), (1,), (1, 2) + (3,), (1,) * 3, 2 * (1, 2), (1, 2)[::-1], tuple(\'ab\'), tuple([1]), tuple(), tuple(x for x in [1, 2])', lambda: ((), (1,), (1, 2) + (3,), (1,) * 3, 2 * (1, 2), (1, 2)[::-1], tuple('ab'), tuple([1]), tuple(), tuple(x for x in [1, 2])))
show('(1, 2, 1).count(1), (1, 2, 1).index(2), (1, 2, 1).index(1, 1), (1, 2) < (1, 3), (1, 2) == (1, 2), () < (0,), (1, 2) != [1, 2]', lambda: ((1, 2, 1).count(1), (1, 2, 1).index(2), (1, 2, 1).index(1, 1), (1, 2) < (1, 3), (1, 2) == (1, 2), () < (0,), (1, 2) != [1, 2]))
show('(1,).index(5)', lambda: ((1,).index(5)))
show('(1, 2)[2]', lambda: ((1, 2)[2]))
show('(1,) + [2]', lambda: ((1,) + [2]))
show('(1,) < [1]', lambda: ((1,) < [1]))
show('(1,) < (\'a\',)', lambda: ((1,) < ('a',)))
show('tuple(5)', lambda: tuple(5))
show('tuple(1, 2)', lambda: (tuple(1, 2)))
show('hash((1, [2]))', lambda: (hash((1, [2]))))
show('(1,)[\'a\']', lambda: ((1,)['a']))
show('() is (), tuple() is (), tuple((1, 2)) == (1, 2)', lambda: (() is (), tuple() is (), tuple((1, 2)) == (1, 2)))
show('1 in (1, 2), (1,) in ((1,),), max((1, 2), (1, 3)), len(((),)), bool(()), repr((1, (2, (3,)))), str((\'a\',))', lambda: (1 in (1, 2), (1,) in ((1,),), max((1, 2), (1, 3)), len(((),)), bool(()), repr((1, (2, (3,)))), str(('a',))))
t = (1, [2])
try:
    t[1] += [3]
except TypeError as e:
    print(e, t)
try:
    t[0] = 5
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
a, *b = t; print(a, b)
t += (4,); print(t)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __repr__(self): return 'T' + super().__repr__()
x = T(1, 2); print(x, x + (3,), type(x + (3,)).__name__, x == (1, 2), x[:1], hash(x) == hash((1, 2)), {x: 1}[1, 2])
l = []; t = (l,); l.append(t); print(t)
