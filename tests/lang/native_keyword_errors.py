# SPDX-License-Identifier: MIT
# Wrong keywords and arities of builtin functions: which complaint comes first, and the hint.
from collections.abc import Mapping, Sequence
calls = (lambda: print(1, sepp=''), lambda: sorted([1], [2]), lambda: sorted([1], ky=1), lambda: sorted(nosuch=1),
         lambda: issubclass(), lambda: issubclass(1, 2, 3), lambda: staticmethod(), lambda: classmethod(1, 2),
         lambda: int('1', bas=2), lambda: sum(nosuch=1), lambda: pow(nosuch=1), lambda: round(nosuch=1),
         lambda: zip([1], strct=True), lambda: max([1], ky=1), lambda: 'a'.split(sepp=1), lambda: [].sort(ky=1),
         lambda: enumerate([], strt=1), lambda: 'a'.split(q=1), lambda: [].append(), lambda: len(1, 2))
for call in calls:
    try:
        print(call())
    except TypeError as e:
        print(e)
def функция(а): pass
try: функция(в=1)
except TypeError as e: print(e)
class F:
    def __format__(self, spec): return 5
for call in (lambda: format(F()), lambda: f'{F()}', lambda: '{}'.format(F())):
    try: call()
    except TypeError as e: print(e)
class S(Sequence):
    def __len__(self): return 2
    def __getitem__(self, i): return [7, 8][i]
class M(Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter('a')
    def __getitem__(self, k): return {'a': 1}[k]
for subject in (S(), M()):
    match subject:
        case [a, b]: print('sequence', a, b)
        case {'a': x}: print('mapping', x)
print(len.__self__.__name__, print.__self__.__name__, bytearray(b"'"), bytearray(b"'\""), [b"'"])
