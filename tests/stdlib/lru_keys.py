# Keys of lru_cache: with and without keywords, with and without a limit.
from functools import lru_cache


class Loud:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        print('hash', self.n)
        return 1

    def __eq__(self, other):
        return self.n == other.n


for size in None, 2, 1, 0:
    for typed in False, True:
        @lru_cache(size, typed)
        def f(a, b=2, *rest):
            return a, b, rest
        print([f(1, 2), f(1.0, 2), f(1, b=2), f(1, 2), f(3), f(3.0), f((1, 2)), f(True, 2), f(1, 2, 3),
               f(1, 2)], f.cache_info())
g = lru_cache(2)(lambda a, b: a.n)
print(g(Loud(1), 1), g(Loud(2), 1), g(Loud(1), 1), g(Loud(3), 1), g(Loud(2), 1), g.cache_info())
try:
    g([], 1)
except TypeError as e:
    print(e)
