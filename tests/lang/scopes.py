# SPDX-License-Identifier: MIT
# global, nonlocal, closures over loop variables, class scope, del, shadowing of builtins.
x = 'module'
def a():
    x = 'a'
    def b():
        nonlocal x
        x = 'b'
        def c():
            global x
            x = 'c'
        c()
        return x
    return b(), x
print(a(), x)
fs = [lambda: i for i in range(3)]; print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
class K:
    x = 'class'
    y = x + '!'
    def m(self): return x
    z = [x for _ in range(1)]
    w = [q for q in x]
    def __init__(self): self.x = __class__.__name__
print(K.y, K().m(), K.z, K.w, K().x)
def d():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e: print(e)
    v = 2
    def inner(): return v
    del v
    try:
        inner()
    except NameError as e: print(type(e).__name__, e)
d()
def len(x): return 'my len'
print(len([])); del len; print(len([]))
def later(): return defined_later
try:
    later()
except NameError as e: print(e)
defined_later = 1; print(later())
def locs(a, b=2):
    c = 3
    return sorted(locals().items())
print(locs(1), 'locs' in globals(), type(globals()).__name__)
class N:
    a = 1
    class M:
        b = 2
        try:
            a
        except NameError as e: print(e)
    print(M.b, sorted(k for k in locals() if not k.startswith('__')))
def make():
    exec('hidden = 5')
    try:
        return hidden
    except NameError as e: return str(e)
print(make())
def recursive(n): return n and n + recursive(n - 1)
print(recursive(100))
def gl():
    global made
    made = 'by function'
gl(); print(made)
class G:
    global made
    made = 'by class'
print(made, hasattr(G, 'made'))
def cell():
    def get(): return val
    for val in range(3): pass
    return get()
print(cell())
