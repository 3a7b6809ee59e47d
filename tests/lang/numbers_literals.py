# SPDX-License-Identifier: MIT
# Number literals in all forms and what their text means.
print(0, 00000, 1, 123_456_789, 0xDEAD_beef, 0XfF, 0b1010, 0B_1, 0o777, 0O_1, 10**20, 123456789012345678901234567890)
print(1.0, .1, 1., 1e10, 1E10, 1e+10, 1e-10, 1_0.0_1, 0e0, 0.0, 00.5, 09.5, 1.5e300 * 1e10, 3.14159_26535)
print(1j, 1.5J, 1e3j, 0j, 1_0j, 3 + 4j, 00j, 09j)
print(0xffffffffffffffff, 0x7fffffffffffffff, -0x8000000000000000, 0b1111_0000, 1e400, -1e400, 5e-324, 4e-324, 1e-400)
print(type(1), type(1.), type(1j), 1 .__class__, 1.0.__class__, 1.5.is_integer(), 0x1.real, 5 .bit_length())
for text in ['1__0', '1_', '0_x1', '0x', '0b2', '0o8', '012', '1e', '1e+', '0b', '1.5_', '0x_', '0xg', '1abc', '1_000_', '0b12', '0o19', '09', '1.e', '1..2', '1jj', '1.0.0', '5a', '0_7', '1ejx', '1if', '1or 2', '0xfor x']:
    try:
        print(repr(text), eval(text))
    except SyntaxError as e:
        print(repr(text), e.msg)
