# rows[i][k] and rows[i][k] = v in one go: what they find, what they raise and where, what ends when.


def get(rows, i, k):
    return rows[i][k]


def put(rows, i, k, v):
    rows[i][k] = v


def local(rows, i, k):
    x = rows[i][k]
    rows = rows[i]
    rows = rows[k]
    return x, rows


def attempt(f, *args):
    try:
        r = f(*args)
        print(f.__name__, args[0], '->', r)
    except Exception as e:
        tb = e.__traceback__
        while tb.tb_next:
            tb = tb.tb_next
        print(f.__name__, args[1:], type(e).__name__, e, tb.tb_lineno - f.__code__.co_firstlineno)


class Rows(list):
    def __getitem__(self, i):
        print('item', i)
        return list.__getitem__(self, i)

    def __setitem__(self, i, v):
        print('set', i, v)
        list.__setitem__(self, i, v)


class Noisy:
    def __init__(self, name, rows=None):
        self.name = name
        self.rows = rows

    def __del__(self):
        print('end of', self.name)
        if self.rows:
            self.rows.clear()

    def __repr__(self):
        return self.name


def square():
    return [[1, 2.5], ['a', None]]


for kinds in (square(), tuple(square()), [(1, 2), (3, 4)], {0: [1, 2], 1: {0: 5, 1: 6}}, ['ab', 'cd'],
              Rows([[1, 2], [3, 4]]), [Rows([1, 2]), Rows([3, 4])], [b'ab', range(7, 9)]):
    for i, k in ((0, 1), (1, 0), (-1, -2), (True, False)):
        attempt(get, kinds, i, k)
        attempt(local, kinds, i, k)
    attempt(put, kinds, 1, 0, 'new')
    attempt(put, kinds, -1, -1, 'end')
    print(kinds)
for i, k in ((2, 0), (0, 2), (-3, 0), (0, -3), ('x', 0), (0, 'x'), (2 ** 70, 0), (0, 2 ** 70), (0, 1.0), (None, 0),
             (0, slice(0, 1)), (slice(0, 1), 0)):
    attempt(get, square(), i, k)
    attempt(put, square(), i, k, 'v')
attempt(get, [1, 2], 0, 0)
attempt(put, [1, 2], 0, 0, 3)

rows = [[Noisy('one'), Noisy('two')], [Noisy('three')]]
put(rows, 0, 0, Noisy('four'))
print(rows)
put(rows, 0, 1, rows)
put(rows, 1, 0, rows[1])
print(len(rows[0][1]), rows[1][0] is rows[1])
rows[1][0] = None
rows[0][1] = 0
print(rows)
rows[0][1] = Noisy('clears', rows)
put(rows, 0, 1, 'after')
print(rows)


def sums(n):
    a = [[i * k for k in range(n)] for i in range(n)]
    b = [[float(i + k) for k in range(n)] for i in range(n)]
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        for k in range(n):
            s = 0
            for m in range(n):
                s += a[i][m] * b[m][k]
            c[i][k] = s
            c[i][k] += c[k][i] - a[i][k - 1]
    for i in range(n - 1):
        c[i][i + 1], c[i + 1][i] = c[i + 1][i], c[i][i + 1]
    return c


print(sums(4))
