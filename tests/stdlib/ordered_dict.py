# SPDX-License-Identifier: MIT
# OrderedDict: order, moves, comparison, views, errors.
from collections import OrderedDict
import copy
o = OrderedDict([('a',1),('b',2)], c=3)
print(o, list(reversed(o)), list(reversed(o.items())), list(reversed(o.keys())), list(reversed(o.values())))
o.move_to_end('a'); print(o); o.move_to_end('c', last=False); print(o)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: o.move_to_end('zz')); t(lambda: o.popitem()); t(lambda: o.popitem(last=False)); t(lambda: o.popitem(False)); t(lambda: o.popitem()); t(lambda: o.pop('x')); t(lambda: o.pop('x', 5))
a = OrderedDict(a=1, b=2); b = OrderedDict(b=2, a=1)
print(a == b, a == {'b':2,'a':1}, {'b':2,'a':1} == a, a != b, a == OrderedDict(a=1,b=2), a == 5)
print(repr(OrderedDict()), a.copy(), copy.copy(a), type(a.copy()), a | {'z': 3}, {'z': 3} | a, type({'z':3}|a)); a |= {'q': 1}; print(a)
print(a.setdefault('q', 4), a.setdefault('w', 4), OrderedDict.fromkeys('ab', 0), a.__reduce__()[:4])
class O(OrderedDict):
    def __missing__(self, k): return k
print(O(a=1)['zz'], O(a=1), O(a=1).copy())
a['self'] = a; print(a)
t(lambda: OrderedDict(1)); t(lambda: OrderedDict(1,2)); t(lambda: a < b); t(lambda: hash(a))
x = OrderedDict.fromkeys(range(5))
for k in [1,3]: del x[k]
print(list(x), x.keys(), x.values(), x.items()); x.clear(); print(x)
t(lambda: [x.update({i: 1}) for i in x]); 
y = OrderedDict(a=1,b=2)
def mut():
    for k in y: y[k+'z'] = 1
t(mut)
def mut():
    for k in y: del y[k]
t(mut)
y.update(a=5); y.update([('n', 1)]); print(y); y.at = 1; print(y.__dict__, y.__reduce__()[:4])
