# SPDX-License-Identifier: MIT
# A valid program with one character changed, many times: compiles or SyntaxError.
source = '''
import math as m
@d(1)
class A(B, k=1):
    x: int = 5
    async def f(self, a, /, b=2, *c, d, **e) -> int:
        async with g() as h, i: await j
        return [k async for k in l if k] + (lambda: 1)()
    def n(o):
        try: yield from p
        except* (E, F) as q: raise r from s
        finally: del t[u:v:-1], w.x
        while y := z: break
        else: global aa; aa += f"{bb!r:>{cc}}"
        match dd:
            case [1, *ee] | {"k": ff, **gg} if hh: pass
            case C(x=1) as ii: assert jj, 'kk'
        return not a < b <= c in d is not e or {**f, 1: 2} and {*g}
'''
seed, ok, bad, other = 3, 0, 0, 0
for _ in range(1500):
    seed = (seed * 1103515245 + 12345) % 2**31
    at = (seed >> 8) % len(source)
    seed = (seed * 1103515245 + 12345) % 2**31
    c = '()[]{}:,.;=+-*/@"\'\\\n\t #xyz019!ж$&|<>~^%'[(seed >> 8) % 39]
    try:
        compile(source[:at] + c + source[at + 1:], 'm', 'exec')
        ok += 1
    except SyntaxError:
        bad += 1
print(ok + bad)
