# SPDX-License-Identifier: MIT
for opening, closing in ('()', '[]', '{}'):
    for n in (150, 250, 100_000):
        try:
            compile(opening * n + closing * n, 'x', 'eval')
            print(opening, n, 'compiled')
        except (SyntaxError, MemoryError, RecursionError) as e:
            print(opening, n, type(e).__name__, getattr(e, 'msg', ''))
