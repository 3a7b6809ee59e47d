# SPDX-License-Identifier: MIT
# __getitem__, __setitem__, __contains__, __iter__, __len__, __bool__, __call__, __reversed__, __missing__, __index__ and friends.
class Seq:
    def __init__(self, *v): self.v = list(v)
    def __len__(self): return len(self.v)
    def __getitem__(self, k): print('get', k, end='; '); return self.v[k]
    def __setitem__(self, k, x): print('set', k, x); self.v[k] = x
    def __delitem__(self, k): print('del', k); del self.v[k]
s = Seq(1, 2, 3)
print(s[0], s[-1], s[1:], s[::2]); s[0] = 9; s[1:2] = 'ab'; del s[0], s[0:1]
print(list(s), 3 in s, bool(s), bool(Seq()), list(reversed(s)), [*s], dict(enumerate(s)), tuple(s), max(s, key=str), s[...] if 0 else '')
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration('val')
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), 2 in It(5), sorted(It(3)), *It(2), dict(zip(It(2), 'ab')), (lambda a, b: a)(*It(2)), next(It(0), 'default'))
a, *b = It(4); print(a, b)
class Cont:
    def __contains__(self, x): return 'truthy' if x else ''
print(1 in Cont(), 0 in Cont(), 1 not in Cont())
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, x=2), callable(Call()), list(map(Call(), [1])))
class Conv:
    def __int__(self): return 1
    def __float__(self): return 2.5
    def __complex__(self): return 3j
    def __str__(self): return 'conv'
    def __bytes__(self): return b'conv'
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __hash__(self): return 11
    def __format__(self, s): return f'fmt[{s}]'
    def __dir__(self): return ['b', 'a']
    def __sizeof__(self): return 1
    def __length_hint__(self): return 7
    def __reversed__(self): return 'rev'
    def __index__(self): return 2
    def __fspath__(self): return '/path'
import math, os, operator
c = Conv()
print(int(c), float(c), complex(c), str(c), bytes(c), round(c), round(c, 2), math.trunc(c), math.floor(c), math.ceil(c), hash(c), f'{c:x}', dir(c), operator.length_hint(c), reversed(c), hex(c), [5, 6, 7][c], os.fspath(c))
class BadRet:
    def __str__(self): return 5
    def __repr__(self): return None
    def __len__(self): return 1.5
    def __int__(self): return 'a'
    def __float__(self): return 1
    def __hash__(self): return 1.5
    def __bool__(self): return None
    def __bytes__(self): return 'x'
    def __index__(self): return 1.0
    def __iter__(self): return [1]
    def __format__(self, s): return 5
    def __complex__(self): return 1
    def __contains__(self, x): raise KeyError('c')
    def __dir__(self): return 5
    def __length_hint__(self): return 'q'
b = BadRet()
for f in (str, repr, len, int, float, hash, bool, bytes, hex, iter, format, complex, lambda b: 1 in b, dir, list, operator.length_hint, lambda b: f'{b}', print):
    try: print(f(b))
    except Exception as e: print(type(e).__name__, e)
