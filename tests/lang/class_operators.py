# SPDX-License-Identifier: MIT
# All operator methods: normal, reflected, in-place, and who goes first.
OPS = 'add sub mul truediv floordiv mod pow matmul lshift rshift and or xor'.split()
ns = {}
for n in OPS:
    ns[f'__{n}__'] = lambda s, o, n=n: f'{n}({s.v},{o})'
    ns[f'__r{n}__'] = lambda s, o, n=n: f'r{n}({s.v},{o})'
    ns[f'__i{n}__'] = lambda s, o, n=n: f'i{n}({s.v},{o})'
for n in 'neg pos invert abs'.split(): ns[f'__{n}__'] = lambda s, n=n: f'{n}({s.v})'
ns['__init__'] = lambda s, v: setattr(s, 'v', v)
ns['__divmod__'] = lambda s, o: 'divmod'
ns['__rdivmod__'] = lambda s, o: 'rdivmod'
V = type('V', (), ns)
a = V('a')
print(a + 1, 1 + a, a - 1, 1 - a, a * 1, 1 * a, a / 1, 1 / a, a // 1, 1 // a, a % 1, 1 % a, a ** 1, 1 ** a, a @ 1, 1 @ a)
print(a << 1, 1 << a, a >> 1, 1 >> a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a, -a, +a, ~a, abs(a), divmod(a, 1), divmod(1, a), 'x' % a if 0 else '', [] + a, 'x' + a)
for n, op in zip(OPS, '+ - * / // % ** @ << >> & | ^'.split()):
    d = {'x': V('x')}
    exec(f'x {op}= 7', d); print(d['x'], end=' ')
print()
class P:
    def __add__(self, o): return 'P.add'
    def __radd__(self, o): return 'P.radd'
class Q(P):
    def __radd__(self, o): return 'Q.radd'
class R(P): pass
print(P() + Q(), P() + R(), Q() + P(), P() + P(), 5 + Q())
class N:
    def __add__(self, o): return NotImplemented
    __radd__ = __add__
    def __lt__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __neg__(self): return NotImplemented
for bad in (lambda: N() + 1, lambda: 1 + N(), lambda: N() + N(), lambda: N() < 1, lambda: N() < N(), lambda: N() == 1, lambda: pow(N(), 2, 3), lambda: N() ** 2, lambda: pow(2, N()), lambda: -N(), lambda: ~N(), lambda: N()[0], lambda: N()(), lambda: len(N()), lambda: 1 in N(), lambda: N() @ 1, lambda: divmod(N(), 1), lambda: abs(N()), lambda: round(N()), lambda: int(N()), lambda: [1][N()], lambda: iter(N()), lambda: next(N()), lambda: reversed(N()), lambda: hash(N()), lambda: format(N(), 'x'), lambda: bytes(N()), lambda: complex(N()), lambda: N() << 2, lambda: sum([N()])):
    try: print(bad())
    except TypeError as e: print(e)
class Cmp:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print('lt', end=' '); return self.v < o.v
    def __le__(self, o): print('le', end=' '); return self.v <= o.v
    def __eq__(self, o): print('eq', end=' '); return self.v == o.v
x, y = Cmp(1), Cmp(2)
print(x < y, x > y, x <= y, x >= y, x == y, x != y, [x] == [y], [x] < [y], x in [y, x], max(x, y) is y, min([y, x]) is x)
class SubCmp(Cmp):
    def __gt__(self, o): print('sub gt', end=' '); return 'sub'
print(Cmp(1) < SubCmp(2), SubCmp(1) > Cmp(1))
class Only:
    def __eq__(self, o): return 'eq!'
    def __ne__(self, o): return 'ne!'
print(Only() == 1, 1 == Only(), Only() != 1, bool(Only() == 2))
