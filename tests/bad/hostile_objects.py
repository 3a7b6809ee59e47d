# SPDX-License-Identifier: MIT
# Special methods that lie, mutate or raise.
class Mut(list):
    def __len__(self): self.clear(); return 5
class Key:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
    def __eq__(self, o): self.d.clear(); return False
d = {}
k = Key(d); d[k] = 1
for i in range(5): d[Key(d)] = i
print(len(d) >= 1)
class NegLen:
    def __len__(self): return -5
class HugeLen:
    def __len__(self): return 2**70
class Hint:
    def __iter__(self): return iter([1])
    def __length_hint__(self): return -1
class Hint2:
    def __iter__(self): return iter([1])
    def __length_hint__(self): return 2**62
class IterMut:
    def __iter__(self):
        for i in range(3): lst.clear(); yield i
lst = [1, 2, 3]
class Hash:
    def __hash__(self): raise KeyError('h')
class Del:
    def __del__(self): raise ValueError('in del')
class Cmp:
    def __lt__(self, o): lst2.append(1); return True
lst2 = [Cmp() for _ in range(3)]
class Fmt:
    def __format__(self, s): return b'x'
class Ind:
    def __index__(self): l3.clear(); return 0
l3 = [1, 2, 3]
for f in (lambda: len(NegLen()), lambda: len(HugeLen()), lambda: list(Hint()), lambda: list(Hint2()), lambda: lst.extend(IterMut()) or lst, lambda: lst.__setitem__(slice(0, 2), IterMut()), lambda: {Hash()}, lambda: lst2.sort(), lambda: f'{Fmt()}', lambda: l3[Ind()], lambda: [1, 2].__setitem__(Ind(), 5), lambda: range(HugeLen()) , lambda: 'x'.join(Mut('ab')), lambda: max(Mut('ab')), lambda: sum(Mut([1, 2])), lambda: zip(*Mut([[1], [2]])), lambda: dict.fromkeys(Hint()), lambda: bytes(Hint2())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Dict(dict):
    def keys(self): return ['a']
    def __getitem__(self, k): raise KeyError(k)
try: print(dict(Dict()), {**Dict()})
except KeyError as e: print(repr(e))
a = [1, 2, 3]
a.__init__([4]); print(a); s = {1}; s.__init__([2]); print(s); t = (1,); t.__init__(); print(t)
o = object.__new__(int) if 0 else int.__new__(int); print(o)
for f in (lambda: object.__new__(int), lambda: list.__new__(dict), lambda: int.__add__('a', 1), lambda: str.upper(5), lambda: dict.get([], 1), lambda: list.append((), 1), lambda: type.__call__(5), lambda: object.__init__(5, 6), lambda: object.__setattr__(int, 'x', 1), lambda: BaseException.__new__(int), lambda: type.__new__(int), lambda: super(int).__init__('x')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
