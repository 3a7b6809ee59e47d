# SPDX-License-Identifier: MIT
# Branches and loops, break and continue, else clauses, nested.
def classify(n):
    if n < 0: return 'neg'
    elif n == 0: return 'zero'
    elif n < 10:
        return 'small'
    else:
        return 'big'
print([classify(n) for n in (-1, 0, 5, 50)])
i = 0
while i < 5:
    i += 1
    if i == 2: continue
    if i == 4: break
    print('while', i)
else:
    print('not reached')
while i: i -= 1
else: print('else of while', i)
for x in range(3):
    for y in range(3):
        if y == 1: break
        print(x, y)
    else:
        print('no')
    continue
else:
    print('else of for', x)
for c in '': pass
else: print('empty loop')
for n in range(2, 20):
    for d in range(2, n):
        if n % d == 0: break
    else:
        print(n, end=' ')
print()
def nested():
    for a in range(10):
        while True:
            if a == 3: return a
            break
        for _ in range(2):
            if a == 1: continue
            try:
                if a == 2: break
            finally:
                print('finally', a)
print(nested())
for i in range(3):
    i += 10
    print(i)
for i, (a, *b) in enumerate(['xyz', 'pq']): print(i, a, b)
for x in 1, 2, 3: print(x, end=';')
for x in *[1, 2], 3: print(x, end=';')
print()
while True:
    try:
        break
    finally: print('cleanup')
for q in (w := [1, 2]):
    w.append(q) if len(w) < 4 else None
print(w)
if 0: pass
if '' or [] or 0 or 'last': print('or')
print(1 and 2 and 3, 1 and 0 and x, 0 or '' or None, not 1 or 2, (lambda: 5)() if True else 1 / 0)
pass; pass
print(1 if 0 else 2 if 0 else 3, [1, 2][0 if w else 1])
