# SPDX-License-Identifier: MIT
# try, except, else, finally: the order of everything, returns and breaks through finally.
def run(kind):
    log = []
    try:
        log.append('try')
        if kind == 'value': raise ValueError('v')
        if kind == 'key': raise KeyError('k')
        if kind == 'type': raise TypeError('t')
        if kind == 'return': return log
        if kind == 'exit': raise SystemExit(3)
    except ValueError as e:
        log.append(f'value {e}')
    except (KeyError, IndexError) as e:
        log.append(f'lookup {e}')
    except Exception:
        log.append('other')
    else:
        log.append('else')
    finally:
        log.append('finally')
        if kind == 'exit': return log + ['swallowed']
    return log
for k in ('none', 'value', 'key', 'type', 'return', 'exit'): print(k, run(k))
def f1():
    try: return 'try'
    finally: print('f', end=' ')
def f2():
    try: return 'try'
    finally: return 'finally'
def f3():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print(i, end=' ')
        finally: print(f'f{i}', end=' ')
    return i
def f4():
    try:
        try: 1 / 0
        finally: print('inner', end=' ')
    except ZeroDivisionError: return 'caught'
def f5():
    while True:
        try: 1 / 0
        except ZeroDivisionError: break
        finally: print('fin', end=' ')
    return 'out'
def f6():
    try:
        raise ValueError
    except ValueError:
        try: raise KeyError
        except KeyError: pass
        import sys
        return type(sys.exception()).__name__, sys.exc_info()[0].__name__
def f7():
    for x in [1]:
        try: pass
        finally: continue
    return 'f7'
def f8(x=1):
    try:
        x = 2
        return x
    finally:
        x = 3
def f9():
    try:
        try: raise ValueError('a')
        except TypeError: print('no')
        else: print('no')
    except: return 'bare'
def f10():
    def types():
        print('types evaluated', end=' ')
        return KeyError
    try: pass
    except types(): pass
    try: {}[1]
    except types(): return 'dynamic'
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10): print(f())
try:
    try: 1 / 0
    except 5: pass
except TypeError as e: print(e, '|', repr(e.__context__))
try:
    try: 1 / 0
    except (ValueError, 'x'): pass
except TypeError as e: print(e)
try:
    try: raise ValueError
    except undefined: pass
except NameError as e: print(e)
import sys
print(sys.exc_info(), sys.exception())
