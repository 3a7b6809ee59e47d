# SPDX-License-Identifier: MIT
# __int__, __index__, __trunc__ and what they may return.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


class A:
    def __int__(self): return 7
class B:
    def __index__(self): return 8
class C:
    def __int__(self): return 'x'
class D:
    def __trunc__(self): return 9
class E(int):
    def __repr__(self): return 'E!'
class F:
    def __int__(self): return True
show('int(A()), int(B())', lambda: (int(A()), int(B())))
show('int(C())', lambda: int(C()))
show('int(D())', lambda: int(D()))
show('int(F())', lambda: int(F()))
show('E(5), E(5) + 1, type(E(5) + E(6)).__name__, str(E(3)), \'%d\' % E(3), f\'{E(3)}\', f\'{E(3):d}\'', lambda: (E(5), E(5) + 1, type(E(5) + E(6)).__name__, str(E(3)), '%d' % E(3), f'{E(3)}', f'{E(3):d}'))
show('[1, 2, 3][A()]', lambda: ([1, 2, 3][A()]))
show('\'abcdefghijkl\'[B()], range(B())[3], \'ab\' * B(), hex(B()), chr(B()), bin(B())', lambda: ('abcdefghijkl'[B()], range(B())[3], 'ab' * B(), hex(B()), chr(B()), bin(B())))
show('float(B()), complex(B())', lambda: (float(B()), complex(B())))
show('float(A())', lambda: float(A()))
show('int(\'5\', B()), (1).to_bytes(B(), \'big\')', lambda: (int('5', B()), (1).to_bytes(B(), 'big')))
show('E(3).real, type(E(3).real).__name__, type(+E(3)).__name__, type(abs(E(-3))).__name__, type(E(3).numerator).__name__', lambda: (E(3).real, type(E(3).real).__name__, type(+E(3)).__name__, type(abs(E(-3))).__name__, type(E(3).numerator).__name__))
show('{1: \'a\'}[E(1)], E(1) == 1.0, hash(E(7)) == hash(7)', lambda: ({1: 'a'}[E(1)], E(1) == 1.0, hash(E(7)) == hash(7)))
