# SPDX-License-Identifier: MIT
# s += t on a global name may grow the string in place, but only when nobody else can see it.
text = ''
kept = []
for i in range(4000):
    text += 'ab'
    if i % 1000 == 500:
        kept.append(text)
        alias = text
print(len(text), [len(k) for k in kept], len(alias), text.count('ab'), hash(text) == hash('ab' * 4000))

same = other = 'x' * 3000
same += 'y'
print(len(same), len(other), other[-1])

double = 'xy' * 1500
for _ in range(3):
    double += double
print(len(double), double == 'xy' * 12000)


def grow():
    global shared
    for i in range(3000):
        before = shared
        shared += str(i % 10)
        if len(before) + 1 != len(shared):
            print('seen', i)
    return before


shared = ''
last = grow()
print(len(last), len(shared), shared[-5:])


class Body:
    word = 'z' * 2000
    keep = word
    for _ in range(3):
        word += 'w'
    print(len(word), len(keep))


wide = 'a' * 2000
wide += 'я'
wide += '😀'
wide += 'b'
print(len(wide), wide[-4:])

space = {}
exec('t = "q" * 2000\nu = t\nfor i in range(5):\n    t += "r"\nprint(len(t), len(u))', space)
exec('for i in range(5):\n    n += "r"\nprint(len(n), len(globals().get("n", "")))', {'n': 's' * 2000}, {'n': 'k' * 10})


class Text(str):
    pass


mine = Text('m' * 2000)
mine += 'n'
print(type(mine).__name__, len(mine))

renamed = 'r' * 2000
renamed += '1'
new_name = renamed
for _ in range(3):
    renamed += '2'
print(new_name[-2:], renamed[-4:])
try:
    renamed += 5
except TypeError as error:
    print(error, len(renamed))
