# SPDX-License-Identifier: MIT
# assert and raise in all forms.
def t(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e.args, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def a1(): assert 0
def a2(): assert [], 'message'
def a3(): assert 1 == 2, (1, 2)
def a4(): assert True, 1 / 0
def a5(): assert None, 1 / 0
def r1(): raise ValueError
def r2(): raise ValueError('x', 1)
def r3(): raise ValueError('x') from KeyError('y')
def r4():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('in handler')
def r5():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise KeyError('z') from None
def r6(): raise 5
def r7(): raise
def r8(): raise 'text'
def r9(): raise ValueError from 5
def r10(): raise int
def r11(): raise KeyError from ValueError
def r12():
    try:
        raise ValueError('first')
    except ValueError:
        try:
            raise
        except ValueError as e:
            raise TypeError('second') from e
def r13():
    try:
        r4()
    finally:
        raise OSError('from finally')
class Bad(Exception):
    def __new__(cls): return 5
def r14(): raise Bad
def r15():
    class M(type):
        pass
    raise M('x', (), {})
for f in (a1, a2, a3, a4, a5, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15): t(f)
try:
    try:
        raise KeyError(1)
    except KeyError as e:
        saved = e
        raise
except KeyError as e2:
    print(e2 is saved)
try:
    e
except NameError as err: print(err)
x = ValueError('reused')
for _ in range(2):
    try:
        raise x
    except ValueError as y:
        print(x is y, y.__context__)
