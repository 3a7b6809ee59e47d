# SPDX-License-Identifier: MIT
from __future__ import annotations
def f(a: undefined, b: list[nope] = 1, *c: x.y, d: 'str', **e: 1 + 1) -> a if b else c: pass
print(f.__annotations__)
class C:
    x: missing = 1
    y: int
    z: Dict[str, List['C']]
print(C.__annotations__, C.x)
v: nothing
print(__annotations__)
def g():
    local: whatever = 5
    return local
print(g())
