# SPDX-License-Identifier: MIT
def outer(x):
    return inner(x) + 1


def inner(x):
    return 10 / x  # error: ZeroDivisionError: division by zero


print(outer(5))
outer(0)
