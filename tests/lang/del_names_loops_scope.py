# SPDX-License-Identifier: MIT
# Loop variables, exception names, with targets after their statements; names in class bodies.
for i in range(3): pass
print(i)
for j in []: pass
try: j
except NameError as e: print(e)
try: e
except NameError as err: print('e is gone:', err)
e = 'mine'
try: raise ValueError('v')
except ValueError as e: pass
try: e
except NameError as x: print(x)
def f():
    for k in 'ab': pass
    try: raise KeyError('k')
    except KeyError as k2: keep = k2
    try: k2
    except UnboundLocalError as z: print(z)
    return k, keep
print(f())
import os.path as p, sys as s
print(p.basename('/a/b'), s is __import__('sys'))
class C:
    for n in range(2): locals_seen = sorted(v for v in locals() if not v.startswith('__'))
    del n
    if 0: never = 1
    try: never
    except NameError as q: msg = str(q)
print(C.locals_seen, C.msg, hasattr(C, 'n'), hasattr(C, 'q'))
x = 'before'
def outer():
    x = 'outer'
    class K:
        print(x)
        x = 'class'
        print(x)
        def m(self): return x
    return K().m()
print(outer())
x = 'global'
def shadow():
    class K: x = x
    return K.x
print(shadow())
def cell_in_class():
    v = 1
    class K:
        nonlocal v
        v = 2
    return v
print(cell_in_class())
