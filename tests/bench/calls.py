# SPDX-License-Identifier: MIT
# Function calls: recursion, defaults, keywords, methods, closures.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def options(a, b=2, *, c=3):
    return a + b + c


class Point:
    def __init__(self, x):
        self.x = x

    def moved(self, by):
        return self.x + by


def adder(n):
    return lambda x: x + n


total = fib(25)
point, add = Point(3), adder(5)
for i in range(200_000):
    total += options(i) + options(i, c=1) + point.moved(i) + add(i)
print(total)
