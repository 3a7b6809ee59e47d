# A program that builds something large and then makes cycles: they are found all the same.
import weakref


class Node:
    pass


keep = [Node() for _ in range(60000)]
alive = []
for i in range(150000):
    n = Node()
    n.self = n
    if i % 1000 == 0:
        alive.append(weakref.ref(n))
n = None
print(sum(r() is not None for r in alive) < 140)
