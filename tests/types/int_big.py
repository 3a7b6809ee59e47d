# SPDX-License-Identifier: MIT
# Arithmetic of big integers: identities on a table of sizes and signs.
import math
NUMBERS = [0, 1, -1, 2**15, 2**30 - 1, -2**30, 2**31, 2**60, 2**62, -2**62, 2**63 - 1, 2**63, -2**63 - 1, 2**64, 2**127 - 1, -10**40, 3**200, 7**300]
for a in NUMBERS:
    for b in NUMBERS:
        s, d, p = a + b, a - b, a * b
        assert s - b == a and d + b == a
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and q == a // b and r == a % b
            assert (0 <= r < b) if b > 0 else (b < r <= 0)
            assert p // b == a and p % b == 0
        assert a & b | (a ^ b) == a | b
        assert (a < b) == (d < 0) and (a == b) == (d == 0)
    print(a % 1000000007, hash(a), a.bit_length(), ~a % 97, len(str(a)), hex(a)[:12], a >> 3, a << 1)
    for shift in (0, 1, 29, 30, 31, 62, 63, 64, 65, 200):
        assert a << shift == a * 2**shift and a >> shift == a // 2**shift
print(2**1000, sep='')
print(-(3**150), 10**50 // 7, -(10**50) // 7, 10**50 % -7, -10**50 % 7)
print(pow(3, 1000, 10**9 + 7), pow(2**100, 2**70, 10**30 + 57), pow(3, -1, 11), pow(-5, 3, 7), pow(5, 0, 1), pow(2, 10, -7))
print(math.isqrt(10**60), math.gcd(2**100 * 3**50, 6**40), math.lcm(12, 18, 2**70), math.factorial(60), math.comb(100, 50), math.perm(20, 5))
print(float(2**53 + 1), float(10**22), 2**1023 * 1.0, (2**70) / 3, 10**400 / 10**399, int(1e22), (10**17 + 1) / 10**17)
for bad in (lambda: 10**400 / 3, lambda: float(10**400), lambda: 1 // 0, lambda: 10**30 % 0, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 1 << -1, lambda: 1 >> -1,
            lambda: 2**70 << -5, lambda: divmod(2**70, 0), lambda: 0 ** -1, lambda: 5 / 0, lambda: 10**400 * 1.5, lambda: 0.0 + 10**400, lambda: pow(2.0, 3, 5), lambda: 1 >> 2**80, lambda: 0 << 2**80):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print((-2) ** 3, (-2) ** -3, 2 ** -1, 0 ** 0, (-8) ** (1 / 3), 7 ** 2.0)
