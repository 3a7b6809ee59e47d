# SPDX-License-Identifier: MIT
# Rule 1: an unbound local is noticed when it is evaluated, not before and not after.
def t(f):
    log.clear()
    try: f()
    except (UnboundLocalError, NameError) as e: print(type(e).__name__, e, log)
    except ZeroDivisionError: print('ZeroDivisionError', log)
log = []
def v(n): log.append(n); return n
def a(): v(1) + y; y = 1
def b(): y + v(1); y = 1
def c(): v(1); [v(2), y, v(3)]; y = 1
def d(): y.attr(v(1)); y = 1
def e(): v(1).real[y][v(2)]; y = 1
def f(): print(v(1), y, v(2)); y = 1
def g(): y(v(1)); y = 1
def h(): v(1) < y < v(2); y = 1
def i(): y[v(1)] = v(2); y = 1
def j(): y.attr = v(1); y = 1
def k(): f'{v(1)}{y}{v(2)}'; y = 1
def l(): y += v(1)
def m(): v(0) and y; v(1) and y; y = 1
def n(): x = y if v(0) else v(2); x = y if v(1) else 0; y = 1
def o(): {v(1): y, v(2): 1}; y = 1
def p(): return y; y = 1
def q(): del y; y = 1
def r(): (v(1), *y, v(2)); y = 1
def s(): v(*y, k=v(1)); y = 1
def tt(): v(1)[y:v(2)]; y = 1
def u(): -y; y = 1
def w():
    if v(0): y = 1
    v(1); y
def x():
    for y in []: pass
    v(1); y
def z():
    try: 1 / 0; y = 1
    except ZeroDivisionError: v('h')
    y
def aa(): 1 / 0 + y; y = 1
def bb(): y + 1 / 0; y = 1
def cc(): y, v(1); y = 1
def dd():
    def inner(): return y
    v(1); inner(); y = 1
def ee(): y[0]; v(1); y = 1
def ff():
    y = 1; del y
    v(1) * y
def gg(): assert v(1), y; assert v(0), y; y = 1
def hh(): raise y; y = 1
def ii(): (lambda: y)(); y = 1
def jj(): [y for _ in range(v(2))]; y = 1
def kk(): [q for q in y]; y = 1
def ll(): yy = v(1); (y := y + yy)
def mm():
    with y: v(1)
    y = 1
def nn(): v(1) in y; y = 1
def oo(): y.x; y = 1
def pp(): print(sep=y, *[v(1)]); y = 1
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, tt, u, w, x, z, aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, ll, mm, nn, oo, pp):
    print(fn.__name__, end=': '); t(fn)
