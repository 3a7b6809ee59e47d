# Sets made of rows, merged, emptied: tables with holes, keys that come and go meanwhile.
def show(s):
    print(len(s), sum(hash(k) % 1000 for k in s), list(s)[:12])


for n in (0, 1, 4, 5, 9, 40, 1000, 60000):
    s = set(range(n))
    show(s)
    show(set([x * 7919 % 65536 for x in range(n)]))
    show({str(i) for i in range(min(n, 50))} and set(tuple(range(0, n, 3))))
    for i in range(0, n, 2):
        s.discard(i)
    show(s)
    show(s | set(range(n // 2, n + n // 2)))
    show(s.copy())
    show(frozenset(s) - {1, 3} ^ {n})
    s.clear()
    show(s)
holes = set(range(20))
for i in range(19):
    holes.remove(i)
holes.update([100, 200, 19, 100])
show(holes)
show(set(holes))
print(sorted(set("hello")), sorted(set("h\xe9llo")), set(""), sorted(set(["b", "a", "b"])), set(()), set([1, True, 1.0]))


class Key:
    def __init__(self, n, hook=None):
        self.n, self.hook = n, hook

    def __hash__(self):
        if self.hook:
            self.hook(self)
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


row = [Key(i) for i in range(4)]
row[1].hook = lambda k: row.append(Key(10 + len(row))) if len(row) < 7 else None
print(sorted(k.n for k in set(row)), len(row))
row = [Key(i) for i in range(6)]
row[2].hook = lambda k: row.clear()
print(sorted(k.n for k in set(row)), row)
for bad in ([1, [2], 3], (1, {}), [Key(1), Key(2, lambda k: 1 / 0)]):
    s = {7}
    try:
        s.update(bad)
    except Exception as e:
        print(type(e).__name__, e, len(s))


class L(list):
    def __iter__(self):
        return iter("xyz")


print(sorted(set(L([1, 2]))))


class Gone:
    def __init__(self, s, n):
        self.s, self.n = s, n

    def __del__(self):
        seen.append((self.n, len(self.s)))


seen = []
s = set()
for i in range(12):
    s.add(Gone(s, i))
s.clear()
print(sorted(seen), len(s))

# Backwards into lists.
l = list(range(6))
print(list(reversed(l)), [*reversed(l)], sorted(reversed(l)), tuple(reversed(l)), list(reversed([])))
l.extend(reversed(l))
print(l)
it = reversed(l)
next(it)
del l[5:]
print(list(it), list(it))
it = reversed([1, 2, 3])
print(next(it), list(it), list(it), it.__length_hint__())
words = [f"{i * 7919 % 1000}" + "x" * (i % 9) for i in range(300)] + ["", "a\0", "a", "a\0b", "\xff", "\u1234"]
print(sorted(words)[:40], sorted(words[:-1])[-5:], sorted(words, key=len)[:3], min(words), max(words), min(words[:-6], key=str.upper))
print(max([("a", 1), ("b", 0)]), min("b", "a", "ab"), "ab" < "abc" <= "abc", max([1.5, "a"][1:]), min([2**64, 2**64 - 1, 5], key=lambda n: -n))
print(sum([0.1] * 10), sum([1, 2.5, 3, 2**70, 0.1]), sum([1e100, 1.0, -1e100, True, 1.0]), sum([0.5, float("inf"), 1.0]), sum([2**62, 2**62, -1]))
print(int("12345678901234567890"), int("-" + "9" * 38), int("1" * 39), int("z" * 24, 36), int("z" * 25, 36), int("-7" * 1 + "_0" * 30), float(2**64 + 1), float(2**126 + 2**73), float(-(2**127) + 1))
