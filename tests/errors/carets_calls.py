# SPDX-License-Identifier: MIT
# stderr: check
def f(x, *, y):
    return x.nothing(y)


print('start')
result = [1,
          f(2, y=3),
          4]
