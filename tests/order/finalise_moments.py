# SPDX-License-Identifier: MIT
# An object dies when its last use is over.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def m(self): return self
    def __len__(self): return 1
    def __getitem__(self, k): return k
    def __add__(self, o): return 5
    def __enter__(self): return 'e'
    def __exit__(self, *a): pass
    def __eq__(self, o): return True
    def __call__(self): return 1
    def __iter__(self): return iter([1, 2])
    def __bool__(self): return True
def line(n): print('line', n)
D(1); line(1)
len([D(2)]); line(2)
x = D(3); line(3); x = None; line('3b')
x = D(4); x = D(5); line(5); del x; line('5b')
print(len([D(6)]), 'printed'); line(6)
D(7).m().m(); line(7)
D(8)[0] + 1; line(8)
D(9) + D(10); line(9)
D(11) == D(12); line(11)
if D(13): line('in if')
while D(14): line('in while'); break
for i in D(15): line(i)
with D(16): line('in with')
[D(17) for _ in range(2)]; line(17)
y = [D(18), D(19)]; y[0] = 1; line(18); y.pop(); line(19)
d = {'k': D(20)}; d['k'] = 2; line(20)
a, b = D(21), D(22); a, b = b, a; line('swap'); del a; line('del a'); b = 0
f'{len(D(23))}'; line(23)
D(24)(); line(24)
lambda_result = (lambda v: 5)(D(25)); line(25)
not D(26); line(26)
D(27) and line('and'); D(28) or line('or'); line(28)
(D(29), 1)[1]; line(29)
[D(30)][0]; line(30)
{**{'a': D(31)}}; line(31)
print(*[D(32)][1:], 'star'); line(32)
t = (D(33), D(34)); t = None; line(34)
s = D(35); s2 = s; del s; line('one left'); del s2; line(35)
z = D(36) if D(37) else 0; line(37); z = 0
D(38).attr = 1; line(38)
x = y = D(39); x = 0; line('y holds'); y = 0; line(39)
assert D(40); line(40)
(w := D(41)); line('walrus'); w = 0
[v for v in [D(42)] if v]; line(42)
sorted([D(43)], key=len); line(43)
def g(): yield D(44); line('resumed')
for v in g(): del v; line('loop body')
line('end')
last = D('at exit')
