# SPDX-License-Identifier: MIT
# rlcompleter: what words may become.
import rlcompleter
from rlcompleter import Completer


class Thing:
    _private = 1
    public = 2

    def method(self, x): pass

    def nothing(self): pass

    @property
    def computed(self):
        print('computed!')
        return len

    def _hidden(self): pass


class Hidden:
    def _only(self): pass
    __slots__ = ()



space = {'thing': Thing(), 'hidden': Hidden(), 'tryit': 1, 'imported': len, 'Thing': Thing, 'zero': lambda: 0, '__builtins__': 5}
c = Completer(space)
for text in ('th', 'im', 'try', 'fin', 'Tr', 'pas', 'zer', 'isins', 'xyzzy', 'ca', '__b', 'breakp', 'Value'):
    print(text, c.global_matches(text))
for text in ('thing.', 'thing._p', 'thing.__cl', 'thing.m', 'hidden._o', 'nothing.x', 'thing.method.__nam', 'thing..', '1.x', 'Thing.me', 'thing().x', 'thing.public.bit_'):
    print(text, c.attr_matches(text))
print([w for w in c.attr_matches('thing._') if '__' not in w])
print(c.complete('  ', 1), c.complete('', 2))
print(c.complete('thing.n', 0), c.complete('thing.n', 1), c.complete('tryi', 0), c.complete('tryi', 1))
mine = Completer()
print(mine.complete('min', 0), mine.use_main_ns, c.use_main_ns, mine.complete('Completer', 0))
try:
    Completer([1])
except TypeError as error:
    print(error)
print(Completer({}).global_matches('tryi'), rlcompleter.__all__, 'bit_length' in rlcompleter.get_class_members(bool))
