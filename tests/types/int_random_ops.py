# SPDX-License-Identifier: MIT
# A pseudo-random walk over big-number operators; a checksum of every step.
x, seed = 1, 12345


def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n


for step in range(400):
    k = rnd(10)
    y = rnd(2**31) ** (1 + rnd(6)) * (-1) ** rnd(2)
    if k == 0: x = x + y
    elif k == 1: x = x - y
    elif k == 2: x = x * y
    elif k == 3: x = x // (y or 1)
    elif k == 4: x = x % (y or 1) + y
    elif k == 5: x = x ^ y
    elif k == 6: x = x | y
    elif k == 7: x = (x & y) + 17
    elif k == 8: x = x << rnd(100)
    else: x = x >> rnd(50)
    if x.bit_length() > 3000:
        x = x >> 2900
    if step % 20 == 0:
        print(step, k, x)
    assert int(str(x)) == x and int(hex(x), 16) == x and int(bin(x), 2) == x and int(oct(x), 8) == x
print(hash(x), x.bit_length())
