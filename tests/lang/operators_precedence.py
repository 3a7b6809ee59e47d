# SPDX-License-Identifier: MIT
# Precedence and associativity, checked by values.
print(2 + 3 * 4 ** 2 ** 0, -2 ** 2, (-2) ** 2, 2 ** -1, -3 ** -2, ~5 ** 2, not 1 == 2, not (1 == 2))
print(1 + 2 << 3, 1 << 2 + 3, 6 & 3 | 8 ^ 1, 7 & 5 == 5, 1 | 2 ^ 3 & 4, 5 - 3 - 1, 2 ** 3 ** 2, 100 / 10 / 2, 7 // 2 * 2, 7 % 4 * 3)
print(1 or 0 and 0, (1 or 0) and 0, not 0 or 1, not (0 or 1), 1 if 0 else 2 or 3, 1 < 2 == True, (1 < 2) == True)
print(-5 // 2, -(5 // 2), -5 % 3, +-+-5, ~~7, - -3, not not 3, 3 - -3, 2 * -3, 2 ** ~-1)
print(lambda: 1 if 0 else 2, end='') if 0 else print((lambda x: x + 1 if x else -1)(0), (lambda: (yield))().__class__.__name__)
print([1, 2][0] + (3,)[0], 'a' 'b' * 2, 'x' + 'y' * 2 + 'z', 1 .real, 1..real, 0x10 .bit_length())
x = [1, 2, 3]
print(*x, *x[1:], sep='-'); print(x[-1:][0] ** 2, x[1:][0:1], x[1] if x else 0, -x[0] ** 2, not x == [], x and x[0] or 5)
print(True + True * 2, True == 1 in [1], 5 > 3 > 1 == 1, 1 != 2 != 1, 'b' in 'abc' == True, 1 in [1] is True)
print(3 if 1 else 2 + 5, (3 if 1 else 2) + 5, 1, 2 if 0 else 3, 4)
a = 1, ; b = (1), ; print(a, b, (1), ((),), ([],))
print(1_000 + 0x_ff + 0b1_0 + 0o1_7, 1e3, 1_0.5e1_0, .5, 5., 1E-2, 0xFF, 0B11, 0O17, 00, 0_0, 1j, .5j, 1e2j)
print(1if 1else 2, [0x1for x in (1, 2)]) if 0 else print('ok')
