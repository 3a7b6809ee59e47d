# SPDX-License-Identifier: MIT
# Traceback and frame objects: chains, lines, locals, f_back, code of the caller.
import sys, traceback
def a(n): b(n)
def b(n):
    local = n * 2
    raise ValueError(n)
try: a(1)
except ValueError as e:
    tb = e.__traceback__
    while tb: print(tb.tb_lineno - 0, tb.tb_frame.f_code.co_name, tb.tb_frame.f_lineno, sorted(k for k in tb.tb_frame.f_locals if k in ('n', 'local'))); tb = tb.tb_next
    print([f.name for f in traceback.extract_tb(e.__traceback__)], traceback.format_exception_only(e), traceback.format_exception_only(type(e), e)); print(traceback.format_exc().splitlines()[-1], sys.exc_info()[0])
    saved = e.__traceback__
print(saved.tb_frame.f_code.co_name, type(saved).__name__, saved.tb_lasti >= 0)
def caller(): return sys._getframe(1).f_code.co_name, sys._getframe().f_code.co_name, sys._getframe(1).f_lineno
def outer(): return caller()
print(outer(), sys._getframe().f_back, sys._getframe().f_globals is globals())
try: sys._getframe(100)
except ValueError as e: print(e)
f = (lambda: sys._getframe())(); print(f.f_back, f.f_locals, f.f_lineno > 0, type(f).__name__)
def g():
    x = 1
    yield sys._getframe()
gg = g(); fr = next(gg); print(fr.f_locals.get('x'), fr.f_code.co_name)
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError('v') from z
except ValueError as e: print(''.join(traceback.format_exception(e)).count('Traceback'), 'direct cause' in ''.join(traceback.format_exception(e)), traceback.format_exception(e, chain=False)[-1].strip())
try: raise KeyError('re')
except KeyError as e:
    t = e.with_traceback(None); print(t.__traceback__)
    try: raise t
    except KeyError as k: print(k.__traceback__.tb_next)
traceback.print_exc(file=sys.stdout) if 0 else None
print(traceback.format_list([('f.py', 3, 'fn', 'code line')]), len(traceback.format_stack()) >= 1, [s.name for s in traceback.extract_stack()][-1])
