# SPDX-License-Identifier: MIT
# Every method of list, with errors.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


a = [3, 1, 2]
a.append(9); a.extend('xy'); a.extend(range(2)); a.insert(0, 'f'); a.insert(-1, 'n'); a.insert(99, 'e'); a.insert(-99, 's')
print(a, a.pop(), a.pop(0), a.pop(-2), a)
a.remove('x'); a.reverse(); print(a, a.index(1), a.count(1), a.index(1, 3) if a.count(1) > 1 else None)
b = a.copy(); b.clear(); print(a, b, b is a)
show('[].pop()', lambda: [].pop())
show('[1].pop(5)', lambda: [1].pop(5))
show('[1].pop(\'a\')', lambda: [1].pop('a'))
show('[1].pop(-2)', lambda: [1].pop(-2))
show('[1].remove(2)', lambda: [1].remove(2))
show('[1, 2].index(3)', lambda: ([1, 2].index(3)))
show('[1, 2, 3].index(1, 1)', lambda: ([1, 2, 3].index(1, 1)))
show('[1, 2, 3].index(3, -1), [1, 2, 3].index(2, 0, 2), [1, 2, 1].index(1, -2)', lambda: ([1, 2, 3].index(3, -1), [1, 2, 3].index(2, 0, 2), [1, 2, 1].index(1, -2)))
show('[1].index()', lambda: [1].index())
show('[1].index(1, \'a\')', lambda: ([1].index(1, 'a')))
show('[1].insert(\'a\', 1)', lambda: ([1].insert('a', 1)))
show('[1].insert(1)', lambda: [1].insert(1))
show('[].append()', lambda: [].append())
show('[].append(1, 2)', lambda: ([].append(1, 2)))
show('[].extend(5)', lambda: [].extend(5))
show('[] + ()', lambda: [] + ())
show('[1] * 3, 3 * [1], [1] * 0, [1] * -5, [[]] * 2', lambda: ([1] * 3, 3 * [1], [1] * 0, [1] * -5, [[]] * 2))
show('[1] * \'a\'', lambda: [1] * 'a')
show('[1] * 2**62', lambda: [1] * 2**62)
show('[1, 2] == [1, 2.0], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [1, \'a\'] == [1, \'a\'], [[1], 2] > [[0], 9]', lambda: ([1, 2] == [1, 2.0], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [1, 'a'] == [1, 'a'], [[1], 2] > [[0], 9]))
show('[1] < [\'a\']', lambda: [1] < ['a'])
show('[1, 2] < [1, \'a\']', lambda: ([1, 2] < [1, 'a']))
show('[1] < (1,)', lambda: ([1] < (1,)))
show('list(\'abc\'), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in \'q\'), list()', lambda: (list('abc'), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in 'q'), list()))
show('list(5)', lambda: list(5))
show('list(1, 2)', lambda: (list(1, 2)))
show('list(x=1)', lambda: list(x=1))
show('2 in [1, 2], \'x\' not in [1], [1] in [[1]], None in []', lambda: (2 in [1, 2], 'x' not in [1], [1] in [[1]], None in []))
show('[1, 2, 3][True], [1, 2, 3][-3]', lambda: ([1, 2, 3][True], [1, 2, 3][-3]))
show('hash([])', lambda: hash([]))
show('[].sort(1)', lambda: [].sort(1))
show('[3, 1].sort(nokey=1)', lambda: ([3, 1].sort(nokey=1)))
x = [1, 2]
x += 'ab'; x *= 2; print(x)
x[1:3] = []; print(x); x[2:2] = [7, 8]; print(x); x[::2] = [0] * len(x[::2]); print(x); del x[::2]; print(x)
try:
    x += 5
except TypeError as e:
    print(e)
try:
    x[0:1] = 5
except TypeError as e:
    print(e)
try:
    x[::2] = 5
except TypeError as e:
    print(e)
s = []; s.append(s); s.append([s]); print(s, repr(s))
try:
    print(s == [s, [s]])
except RecursionError as e:
    print('RecursionError')
y = [1, 2, 3]
y[:] = y; y[1:1] = y; print(y); y.extend(y); print(y); y[::-1] = list(y); print(y)
