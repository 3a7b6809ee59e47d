# SPDX-License-Identifier: MIT
# split, subgroup, derive, nesting, str, catching by type and by predicate.
EG, B = ExceptionGroup, BaseExceptionGroup
g = EG('top', [ValueError(1), TypeError(2), EG('mid', [ValueError(3), EG('low', [KeyError(4), OSError(5)])])])
print(g, repr(g), g.message, g.exceptions[0], len(g.exceptions), str(EG('one', [ValueError()])))
for cond in (ValueError, (ValueError, KeyError), Exception, EG, OSError, ZeroDivisionError, lambda e: isinstance(e, KeyError), lambda e: False, lambda e: isinstance(e, EG) and e.message == 'low'):
    m, r = g.split(cond); print('match', repr(m)); print('rest ', repr(r)); print('sub  ', repr(g.subgroup(cond)))
print(type(B('b', [ValueError()])).__name__, type(B('b', [KeyboardInterrupt()])).__name__, isinstance(g, Exception), EG.__mro__)
class My(EG):
    def __new__(cls, m, es, code=0):
        s = super().__new__(cls, m, es); s.code = code; return s
    def derive(self, es): return My(self.message, es, self.code)
x = My('mine', [ValueError(1), KeyError(2)], 7); x.add_note('note'); m, r = x.split(ValueError); print(type(m).__name__, m.code, r.code, m.__notes__, m.derive([OSError()]))
class NoDerive(EG): pass
print(type(NoDerive('n', [ValueError()]).subgroup(ValueError)).__name__, type(NoDerive('n', [ValueError(), KeyError()]).split(KeyError)[0]).__name__)
try: raise g
except* ValueError as e: print([repr(x) for x in e.exceptions])
except* Exception as e: print(repr(e))
for bad in (lambda: g.split(5), lambda: g.split((ValueError, 5)), lambda: setattr(g, 'message', 'x'), lambda: setattr(g, 'exceptions', ()), lambda: g.split(), lambda: g.subgroup(int)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(g.exceptions[2].exceptions[1].exceptions, EG[int] if hasattr(EG, '__class_getitem__') else '')
