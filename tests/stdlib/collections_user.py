"""UserDict, UserList, UserString, ChainMap: their signatures and rare paths."""
import copy, pickle, inspect
from collections import *
print([[b.__name__ for b in c.__mro__] for c in (UserDict, UserList, UserString, ChainMap)])
for c in (UserDict, UserList, UserString, ChainMap):
    for n in sorted(vars(c)):
        f = vars(c)[n]
        if inspect.isfunction(f) and not n.startswith('_User'):
            print(c.__name__, n, inspect.signature(f))
class D(UserDict):
    def __missing__(self, k): return k * 2
class L(UserList): pass
class S(UserString): pass
d = D(a=1); d.x = 5
e = d.copy(); print(type(e), e.x, e, d['zz'], 'zz' in d, d.get('q'), copy.copy(d).x, d | {'b': 2}, {'b': 3} | d, d | D(z=1))
try: d | 5
except TypeError as x: print(x)
d |= [('k', 1)]; print(d, UserDict([('a', 1)], b=2), UserDict(None), UserDict({}, a=2))
l = L([1, 2, 3]); print(l + (4, 5), [0] + l, (0,) + l, l + L([9]), l * 2, 2 * l, l[1:], type(l[1:]), l == [1, 2, 3], l < L([2]), l >= [0], UserList('ab'), UserList(UserList([3])), copy.copy(l), l.copy(), l.index(2), l.count(3))
l += 'xy'; l *= 2; l.extend(L([7])); l.extend('z'); l.insert(0, 'i'); l.remove('x'); l.sort(key=str); l.reverse(); print(l, len(l), l.pop(), 2 in l)
try: l + 5
except TypeError as x: print(x)
s = S('Hello World'); print(s + 'a', 'b' + s, s + 5, 5 + s, s + S('q'), s * 2, s % (), '%s' % s, S('%s') % 5, s.center(20, '*'), s.find(S('o')), s.replace(S('o'), '0'), s.encode(None, None), s.split(), s.partition(' '), type(s.upper()), s[1:3], type(s[1]), s == 'Hello World', hash(s) == hash('Hello World'), s.startswith('He'), S('x y').title(), s.removeprefix(S('He')), S(5), S(S('q')), complex(S('1j')), s.rfind('o', 0, 5), s.join(['a', 'b']), s.translate({72: 'J'}), s.isalpha())
print(pickle.loads(pickle.dumps(s)) == s, pickle.loads(pickle.dumps(l)) == l, pickle.loads(pickle.dumps(d)) == d)
c = ChainMap({'a': 1}, {'b': 2, 'a': 3}); print(c, list(c), len(c), 'b' in c, c.get('z', 5), bool(c), bool(ChainMap()), c | {'z': 1}, {'q': 1} | c, c.parents, c.new_child({'n': 1}))
for f in (lambda: c['zz'], lambda: c.pop('b'), lambda: ChainMap().popitem(), lambda: s.lower(1), lambda: UserString(), lambda: [] in s):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
print('%s' % UserString('x'), UserString('%s!').__rmod__('a%s'), UserDict.fromkeys('ab', 1), UserString('ab').__contains__(UserString('a')))
