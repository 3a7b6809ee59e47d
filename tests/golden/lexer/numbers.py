0, 00, 0_0, 1_000, 0xDEAD_beef, 0X_1, 0b1010, 0B_1, 0o17, 0O_7
1., .5, 1.5, 1e10, 1E-5, 1_0.0_1e+1_0, 0e0, 00.5, 09.5, 1j, 1.5J, 0777j, 1e3j
1 .real, 1..real, 1.0.real, 0x1for, [1if x else 2for x in y], 0xfor x, 1or 2
