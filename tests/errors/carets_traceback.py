# SPDX-License-Identifier: MIT
# stderr: check
class O:
    pass


def g(a, b):
    return (a.x.y + b['k'][0] * 2) if a else None


def h(o):
    x = 1; y = g(o, {'k': []}); return y


o = O()
o.x = O()
o.x.y = 1
h(o)
