# SPDX-License-Identifier: MIT
# The walrus: scopes, precedence, comprehension targets.
def f():
    if any((hit := n) > 3 for n in range(10)):
        return hit
print(f())
data = [1, 2, 3]
print([y for x in data if (y := x * 2) > 2], y)
while (chunk := data.pop() if data else None): print(chunk)
print((a := 1) + (a := a + 1) + a, a)
def g(x, y=(z := 7)): return x, y
print(g(q := 3), q, z)
print({(k := 'key'): (v := k + '!')}, k, v)
lst, i = [0, 0], 3
lst[(i := 1)] = i; print(lst)
print(f'{(w := 5)}', f'{w:=3}', w)
total = 0
print([total := total + n for n in range(5)], total)
class C:
    x = (inner := 5)
    l = lambda self: (m := 3)
print(C.x, C.inner, C().l())
def scope():
    [t := i for i in range(3)]
    global glob
    [glob := j for j in 'ab']
    def n():
        nonlocal t
        [t := k for k in 'xy']
    n()
    return t
print(scope(), glob)
if not (m := None) and (m := 'set'): print(m)
assert (p := True), p
