# SPDX-License-Identifier: MIT
# Annotations as text: what the compiler writes for each kind of expression.
from __future__ import annotations

import sys
exprs = '''a
a.b[c]
a[b, c]
a[b,]
a[()]
a[1:2, ::3]
a | b | None
(a, b)
(a,)
()
[a, *b]
{a: b, **c}
{a, b}
-a ** -b
(-a) ** b
not a
not (a and b) or c
a and (b or c)
(a and b) and c
a < b < c
(a < b) < c
a if b else c
(a if b else c) if d else e
lambda x, /, y=1, *z, w=2, **k: x + y
lambda: 0
lambda *, a: a
f(a, *b, c=d, **e)
f(x for x in y)
f((x for x in y), 1)
[x for x in y if z if w]
{x: y for x, y in z}
{x async for x in y}
(yield)
f"a{b!r:>{c}}d{{}}"
f"{a}"
f'{a["b"]}'
"it's"
'a"b'
'a\\'b"c'
"new\\nline\\t\\x00\\u1234é"
b"ab\\xff"
1.0
1e100
1e16
1e-5
0.0001
123456789012345678
0xff
0x123456789abcdef0123456789
1j
1.5j
...
None
True
a[b:=1]
(a := b)
a if (b := c) else d
(a + b) * c
a + (b * c)
a - (b - c)
a ** b ** c
(a ** b) ** c
a @ b // c % d
a << b >> c & d ^ e | f
~a
+a
- -a
1 .real
1.5.real
(1).real
"a" "b"
u"a"
a.b.c(d)(e)[f]
await_(x)
a in b
a not in (b, c)
a is not b
*a
(lambda: a)()
(a, b)[0]
[a][0]
{**a}
1e309
-1
-1j
a[-1]
Literal["a", "b"]
Callable[[int, str], None]
dict[str, list[tuple[int, ...]]]
"forward.Ref"
x[lambda: 1]
x[a if b else c]
x[yield_, *b]
(a for a in b)
f'{x:{y}}'
f'{x = }'
f"{'a'}"
f"{a!s}{b:x}"
not a == b
-(a + b)
(not a) + b
(a or b) if (c or d) else (e or f)
a @ b
[*a, *b]
(*a, b)
f(**a, **b)
f(*a, *b)
x[::]
x[a::b]
{1: 2}
"\\N{SNOWMAN}"
"\\ud800"
"\\x7f\\x80\\xa0\\xad"
b'\\'"'
'\\\\'
'''.splitlines()
ok = 0
for e in exprs:
    try:
        d = {}
        exec(f"from __future__ import annotations\ndef f(x: {e}): pass", d)
        print(ascii(e), ascii(d['f'].__annotations__['x']))
    except SyntaxError as x:
        print(ascii(e), "SyntaxError", x)
