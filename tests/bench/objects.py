# SPDX-License-Identifier: MIT
# Objects: attributes, properties, slots, inheritance, operators.
class Vector:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def size(self):
        return self.x * self.x + self.y * self.y


class Account:
    rate = 2

    def __init__(self, owner):
        self.owner, self.balance = owner, 0

    def deposit(self, n):
        self.balance += n * self.rate


class Special(Account):
    def deposit(self, n):
        super().deposit(n + 1)


at, step, size = Vector(0, 0), Vector(1, 2), 0
for _ in range(150_000):
    at = at + step
    size += at.size & 1
accounts = [Account('a'), Special('b')]
for i in range(200_000):
    accounts[i & 1].deposit(i)
print(at.x, at.y, size, [a.balance for a in accounts])
