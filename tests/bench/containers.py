# SPDX-License-Identifier: MIT
# Lists, dicts, sets, tuples, sorting, slicing, comprehensions.
squares = [i * i for i in range(200_000)]
table = {i: i % 10 for i in range(100_000)}
total = 0
for key in table:
    total += table[key]
unique = {x % 1000 for x in squares}
pairs = sorted(((x * 7919) % 10_007, x) for x in range(50_000))
rows = [[(i * j) % 7 for j in range(100)] for i in range(100)]
columns = [list(c) for c in zip(*rows)]
stack = []
for i in range(200_000):
    stack.append(i)
    if i % 3 == 0:
        total += stack.pop()
print(total, len(unique), pairs[0], pairs[-1], sum(map(sum, columns)), len(stack), squares[::1000][-1])
