# SPDX-License-Identifier: MIT
# del of names, items, slices, attributes, several and nested targets.
a, b, c = 1, 2, [0, 1, 2, 3, 4, 5]
del a
try:
    a
except NameError as e: print(e)
del b, c[0], c[1:3]
print(c)
del (c[0]), [c[0]]
print(c)
d = {'x': 1, 'y': {'z': 2}}
del d['x'], d['y']['z']; print(d)
class O:
    pass
o = O(); o.p = 1; o.q = 2
del o.p; print(o.__dict__)
try:
    del o.p
except AttributeError as e: print(e)
try:
    del d['nope']
except KeyError as e: print(repr(e))
try:
    del nothing
except NameError as e: print(e)
def f(x):
    del x
    try:
        del x
    except UnboundLocalError as e: print(e)
f(1)
x = y = z = 1
del (x, [y, z])
print('x' in globals(), 'z' in globals())
class D:
    def __delattr__(self, n): print('delattr', n)
    def __delitem__(self, k): print('delitem', k)
del D().abc, D()[1], D()[1:2], D()[..., ::2]
for v in 'ab': pass
del v
print('v' in dir())
