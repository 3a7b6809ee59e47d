# SPDX-License-Identifier: MIT
# Every slice with small bounds on every sequence type, and slice assignment and deletion on lists.
B = [None, -7, -2, -1, 0, 1, 2, 5, 9]
S = [None, 1, 2, -1, -2, 3, 0]
data = [list(range(5)), tuple('abcde'), 'абвгд', b'vwxyz', range(10, 20, 2)]
lines = 0
for d in data:
    for s in S:
        row = []
        for a in B:
            for b in B:
                try:
                    r = d[a:b:s]
                    row.append(''.join(str(x) for x in r) + ';')
                except ValueError as e:
                    row.append(str(e))
                    break
        print(type(d).__name__, s, ' '.join(row)[:2000])
for a in B:
    for b in B:
        x = [0, 1, 2, 3, 4]
        x[a:b] = 'XY'
        y = [0, 1, 2, 3, 4]
        del y[a:b]
        print(a, b, x, y)
for a in B:
    for s in S:
        for n in range(4):
            x = [0, 1, 2, 3, 4]
            try:
                x[a::s] = ['n'] * n
                out = x
            except ValueError as e:
                out = str(e)
            print(a, s, n, out)
        y = bytearray(b'01234')
        try:
            del y[a::s]
            print('del', a, s, y)
        except ValueError as e:
            print('del', a, s, e)
print([slice(a, b, s).indices(5) for a in B for b in B[:3] for s in S[:5]])
