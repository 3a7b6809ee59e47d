# SPDX-License-Identifier: MIT
# bool: a subclass of int; which operators stay bool.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


show('True + True, True * 3, True / 2, -True, ~True, True & False, True | 2, True ^ True, type(True & True), type(True ^ 1)', lambda: (True + True, True * 3, True / 2, -True, ~True, True & False, True | 2, True ^ True, type(True & True), type(True ^ 1)))
show('bool(), bool(None), bool([]), bool([0]), bool(\'\'), bool(0.0), bool(0j), bool({}), bool(range(0)), bool(b\'\')', lambda: (bool(), bool(None), bool([]), bool([0]), bool(''), bool(0.0), bool(0j), bool({}), bool(range(0)), bool(b'')))
show('isinstance(True, int), issubclass(bool, int), bool.__mro__', lambda: (isinstance(True, int), issubclass(bool, int), bool.__mro__))
show('str(True), repr(False), format(True), format(True, \'d\'), \'%d\' % True, \'%s\' % True, f\'{True:5}\', f\'{True!r:>6}\'', lambda: (str(True), repr(False), format(True), format(True, 'd'), '%d' % True, '%s' % True, f'{True:5}', f'{True!r:>6}'))
show('[10, 20][True], {1: \'a\', True: \'b\'}, {True: \'x\'}[1], hash(True), int(True), float(True)', lambda: ([10, 20][True], {1: 'a', True: 'b'}, {True: 'x'}[1], hash(True), int(True), float(True)))
show('sum([True, True, False]), sorted([True, False, 2, -1]), max(True, 0.5), True < 2, True == 1, True is True', lambda: (sum([True, True, False]), sorted([True, False, 2, -1]), max(True, 0.5), True < 2, True == 1, True is True))
show('bool(\'False\'), not 0, not [], not not \'a\'', lambda: (bool('False'), not 0, not [], not not 'a'))
show('bool(1, 2)', lambda: (bool(1, 2)))
show('True.real, True.bit_length(), True.conjugate(), True.to_bytes(1, \'big\')', lambda: (True.real, True.bit_length(), True.conjugate(), True.to_bytes(1, 'big')))
class NoLen:
    def __len__(self): return -1
class BadBool:
    def __bool__(self): return 1
class LenZero:
    def __len__(self): return 0
class LenStr:
    def __len__(self): return 'a'
class BoolWins:
    def __bool__(self): return True
    def __len__(self): return 0
show('bool(NoLen())', lambda: bool(NoLen()))
show('bool(BadBool())', lambda: bool(BadBool()))
show('bool(LenZero()), bool(BoolWins()), not LenZero()', lambda: (bool(LenZero()), bool(BoolWins()), not LenZero()))
show('bool(LenStr())', lambda: bool(LenStr()))
show('len(NoLen())', lambda: len(NoLen()))
try:
    class Sub(bool): pass
except TypeError as e:
    print(e)
try:
    if BadBool(): pass
except TypeError as e:
    print(e)
