# SPDX-License-Identifier: MIT
# Comparison chains evaluate once and stop early; in, not in, is, is not.
log = []
def v(x):
    log.append(x)
    return x
def run(f):
    log.clear()
    r = f()
    print(r, log)
run(lambda: v(1) < v(2) < v(3)); run(lambda: v(3) < v(2) < v(1)); run(lambda: v(1) < v(5) > v(2) != v(2) <= v(9))
run(lambda: v(1) in v([1]) in [[1]]); run(lambda: v(1) is v(None) is v(2)); run(lambda: not v(1) == v(1)); run(lambda: v(1) not in v([2]) == v([2]))
run(lambda: (v(1) < v(2)) < v(3)); run(lambda: v(0) and v(1) < v(2)); run(lambda: v(2) if v(1) > v(0) > v(-1) else v(7))
class R:
    def __init__(self, r): self.r = r
    def __lt__(self, o): print('lt'); return self.r
    def __bool__(self): print('bool'); return False
print(type(R(R(1)) < 5 < 3).__name__)
print(R([]) < 1, R([1]) < 1 < 2, not R(0) < 1)
x = 5
print(1 < x < 10, 10 > x <= 5, x == 5 == 5.0, 1 < 2 in [2], 'a' < 'b' < 'c', [1] == [1] != [2], x is not None is not False)
if 0 < x < 9 and not 7 < x < 9: print('yes')
while not 3 > x > 1: x -= 1
print(x)
assert 1 <= x <= 3 <= 3
print(None is None, [] is [], () == (), 1 is not None)
