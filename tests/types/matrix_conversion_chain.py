# SPDX-License-Identifier: MIT
# Numbers of every kind mixed in arithmetic, comparison and containers; hashes agree with equality.
VALUES = [0, 1, -1, True, False, 2, 10**20, 0.0, -0.0, 1.0, 2.0, 0.5, 1e20, 1j, 0j, 1 + 0j, 2**53, float(2**53), 2**53 + 1]
for a in VALUES:
    row = []
    for b in VALUES:
        row.append('=' if a == b else '.')
        if a == b: assert hash(a) == hash(b), (a, b)
    print(repr(a), ''.join(row), hash(a))
d = {}
for i, v in enumerate(VALUES): d[v] = i
print(d, len(set(VALUES)), sorted(set(v for v in VALUES if not isinstance(v, complex))))
for a in VALUES:
    out = []
    for b in VALUES:
        for f in (lambda: a + b, lambda: a * b, lambda: a - b, lambda: a / b if b else None):
            try: out.append(type(f()).__name__[0])
            except OverflowError: out.append('!')
    print(repr(a), ''.join(out))
