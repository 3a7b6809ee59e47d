# SPDX-License-Identifier: MIT
# The order in which every kind of expression and statement evaluates its parts.
class L:
    def __init__(self, n): self.n = n
    def __getattr__(self, a): print(f'{self.n}.{a}', end=' '); return L(a)
    def __getitem__(self, k): print(f'{self.n}[]', end=' '); return L('item')
    def __setitem__(self, k, v): print(f'{self.n}[]=', end=' ')
    def __delitem__(self, k): print(f'del {self.n}[]', end=' ')
    def __call__(self, *a, **k): print(f'{self.n}()', end=' '); return L('ret')
    def __add__(self, o): print('+', end=' '); return L('sum')
    def __radd__(self, o): print('r+', end=' '); return L('sum')
    def __mul__(self, o): print('*', end=' '); return L('prod')
    def __iadd__(self, o): print('+=', end=' '); return self
    def __lt__(self, o): print('<', end=' '); return True
    def __bool__(self): print('bool', end=' '); return True
    def __iter__(self): print('iter', end=' '); return iter([1, 2])
    def __hash__(self): print('hash', end=' '); return 1
    def __eq__(self, o): print('==', end=' '); return False
    def __contains__(self, o): print('in', end=' '); return True
    def __enter__(self): print('enter', end=' '); return self
    def __exit__(self, *a): print('exit', end=' ')
    def __format__(self, s): print(f'fmt {s}', end=' '); return ''
    def __neg__(self): print('neg', end=' '); return self
    def __index__(self): print('index', end=' '); return 0
    def keys(self): print('keys', end=' '); return ['k']
def e(n): print(n, end=' '); return L(n)
def end(): print()
e('a') + e('b') * e('c'); end()
e('f')(e('x'), *[e('y')], k=e('z'), **{'w': e('v')}); end()
e('o').attr[e('k')](e('arg')).more; end()
e('a') < e('b') < e('c'); end()
e('a') and e('b') or e('c'); end()
e('t') if e('c') else e('f'); end()
[e('a'), *e('b'), e('c')]; end()
{e('k1'): e('v1'), e('k2'): e('v2'), **e('m')} if 0 else {e('k1'): e('v1'), e('k2'): e('v2')}; end()
{e('s1'), e('s2')}; end()
e('o')[e('i'):e('j'):e('k')]; end()
e('obj')[e('key')] = e('value'); end()
e('obj').attr2 if 0 else None; e('t1')[e('k1')] = e('t2')[e('k2')] = e('val'); end()
e('obj')[e('key')] += e('value'); end()
del e('x')[e('y')], e('z')[e('w')]; end()
e('p')[0], e('q')[1] = e('r'); end()
f'{e("a"):{e("w")}}{e("b")!r:>{1}}' if 0 else f'{e("a"):x}{e("b")}'; end()
for e('loop')[0] in e('iter'): print('body', end=' ')
end()
with e('m1') as e('t')[0], e('m2'): print('body', end=' ')
end()
[e('el') for _ in e('it') if e('cond')]; end()
{e('k'): e('v') for _ in e('it')}; end()
-e('n') + -e('m'); end()
not e('n'); end()
e('a') in e('b'); e('a') is e('b'); end()
lambda x=e('default'): e('never'); end()
def fn(a=e('d1'), *, b=e('d2')) -> e('ann'): pass
end()
def fa(a: e('ann a') = e('def a'), *r: e('ann r'), k: e('ann k') = e('def k')) -> e('ann ret'): pass
end()
class C(e('base') and object, metaclass=e('meta') and type): x: e('ann') = e('val')
end()
(e('a'), e('b'))[e('i')] if 0 else print(e('x'), e('y'), sep='') if 0 else None; end()
assert e('cond'), e('msg'); end()
try: raise e('exc') and ValueError from e('cause') and None
except ValueError: end()
x: e('annotation of a name') = e('value'); end()
e('o')[0]: e('annotation of an item') = e('v'); end()
e('l') + (e('m') + e('n')) + e('o'); end()
e('g')(e('a') + e('b'))(e('c')); end()
(e('w') if (w := e('cond')) else 0); end()
[*e('s'), *e('t')]; (lambda *a: 0)(*e('u'), *e('v')); end()
print(e('base') and 2 ** 3 ** 2, end=' '); end()
return_ = (lambda: (e('r1'), e('r2')))(); end()
match e('subject'):
    case L(n=x) if e('guard'): end()
