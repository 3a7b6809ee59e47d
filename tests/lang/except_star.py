# SPDX-License-Identifier: MIT
# except*: splitting, nesting, re-raising, naked exceptions, errors.
def run(exc, handler_raises=None):
    try:
        try:
            raise exc
        except* ValueError as eg:
            print('  V', repr(eg), eg.exceptions)
            if handler_raises: raise handler_raises
        except* (TypeError, KeyError) as eg:
            print('  TK', repr(eg))
        else:
            print('  else')
        finally:
            print('  finally')
    except BaseException as e:
        print('  out', repr(e), repr(e.__context__), repr(e.__cause__))
EG = ExceptionGroup
run(EG('a', [ValueError(1), TypeError(2), OSError(3)]))
run(EG('b', [ValueError(1), EG('n', [ValueError(2), KeyError(3), EG('d', [IndexError(4)])])]))
run(ValueError('naked'))
run(OSError('naked other'))
run(EG('c', [ValueError(1), KeyError(2)]), handler_raises=RuntimeError('new'))
run(EG('d', [ValueError(1), OSError(2)]), handler_raises=RuntimeError('new'))
run(BaseExceptionGroup('e', [KeyboardInterrupt(), ValueError(5)]))
def reraise():
    try:
        raise EG('g', [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
try:
    reraise()
except EG as e:
    print(repr(e))
for T in (ExceptionGroup, 5, BaseExceptionGroup):
    try:
        try: raise EG('x', [ValueError()])
        except* T: pass
    except TypeError as e:
        print(e)
try:
    pass
except* ValueError: print('no')
else: print('else ok')
def loop():
    for i in range(3):
        try:
            if i == 1: raise EG('l', [ValueError(i)])
        except* ValueError as g:
            x = g
        print(i, end=' ')
    try: g
    except NameError as e: print(e)
loop()
