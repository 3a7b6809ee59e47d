# SPDX-License-Identifier: MIT
# memory: 4000000
for f in (lambda: 1 << 10**12, lambda: 1 << 10**30, lambda: 1 << 2**63, lambda: 0 << 10**30, lambda: 5 >> 10**30, lambda: -5 >> 10**30, lambda: 1 << -1, lambda: (1 << 10**6).bit_length(), lambda: -1 << 10**12):
    try:
        print(f())
    except (OverflowError, MemoryError, ValueError) as e:
        print(type(e).__name__, e)
