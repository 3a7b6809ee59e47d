# Globals found by a cached place: keys come and go, the dict moves, is emptied and filled again.
def f(): return x
x = 1
def g():
    out = []
    for i in range(5):
        out.append(f())
    return out
print(g())
x = 2; print(g())
for i in range(200): globals()['v%d' % i] = i
print(g())
for i in range(200): del globals()['v%d' % i]
print(g())
keep = dict(globals())
import builtins
globals().pop('x')
try: g()
except NameError as e: print(e)
builtins.x = 'b'; print(g())
globals()['x'] = 3; print(g())
del globals()['x']; print(g())
d = {'f': f}
exec('def h():\n return y\ny=1\nprint(h(), h())\nglobals().update(y=2)\nprint(h())\n', d)
h = d['h']; saved = dict(d); d.clear()
try: h()
except NameError as e: print(e)
d.update(saved); print(h(), h())
