# Large and small bytes made of a number are zeros, whatever lay in that memory before.
for n in (1, 3, 40, 500, 600, 5000, 100000):
    junk = b'x' * n
    junk = bytearray(junk) + junk
    del junk
    print(n, bytes(n) == b'\0' * n, bytearray(n) == b'\0' * n, any(bytes(n)))
