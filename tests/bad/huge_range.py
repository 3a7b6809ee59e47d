# SPDX-License-Identifier: MIT
r = range(10**30)
print(r, r[10**29], r[-1], 5 in r, 10**30 in r, next(iter(r)), r[::10**29], bool(r), r.index(10**20))
for f in (lambda: len(r), lambda: [0] * 10**30, lambda: 'a' * 10**20, lambda: r[10**30], lambda: list(r)[0] if 0 else len(range(2**63))):
    try:
        print(f())
    except (OverflowError, MemoryError, IndexError) as e:
        print(type(e).__name__, e)
for i in r:
    if i == 3: break
print(i)
it = reversed(r); print(next(it), next(it))
