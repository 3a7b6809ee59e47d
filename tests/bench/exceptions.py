# SPDX-License-Identifier: MIT
# Exceptions: raised, caught, through frames, with finally; and blocks that raise nothing.
def risky(n):
    if n % 3 == 0:
        raise ValueError(n)
    return n


def through(n):
    try:
        return risky(n)
    finally:
        pass


caught = quiet = 0
for i in range(150_000):
    try:
        quiet += through(i)
    except ValueError as error:
        caught += error.args[0]
missing = 0
table = {}
for i in range(100_000):
    try:
        table[i]
    except KeyError:
        missing += 1
print(caught, quiet, missing)
