# SPDX-License-Identifier: MIT
# Every builtin exception: bases, attributes, str, repr, arguments.
import builtins
def walk(c, d=0):
    print('  ' * d + c.__name__)
    for s in sorted((s for s in c.__subclasses__() if s.__module__ == 'builtins'), key=lambda s: s.__name__): walk(s, d + 1)
walk(BaseException)
for c in (ValueError, KeyError, StopIteration, SystemExit, OSError, ImportError, SyntaxError, AttributeError, NameError, StopAsyncIteration, ModuleNotFoundError):
    for a in ((), ('a',), ('a', 'b'), (1,), (None,)):
        if c is SyntaxError and len(a) == 2: continue
        e = c(*a); print(c.__name__, a, repr(e), repr(str(e)), e.args, {k: getattr(e, k) for k in ('value', 'code', 'errno', 'strerror', 'filename', 'name', 'path', 'obj', 'msg', 'lineno') if hasattr(e, k)})
for args in ((2, 'msg'), (2, 'msg', 'file'), (13, 'm', 'a', None, 'b'), (17, 'x'), (4, 'x'), (111, 'x'), (32, 'x'), (104, 'x'), (11, 'x'), (3, 'x'), (10, 'x'), (20, 'x'), (21, 'x'), (110, 'x'), (999, 'x'), ('a', 'b'), (1, 2, 3, 4, 5)):
    e = OSError(*args); print(type(e).__name__, e, e.args, e.errno, e.strerror, e.filename, e.filename2)
print(ImportError('m', name='n', path='p').name, AttributeError('m', name='n', obj=5).obj, NameError('m', name='q').name, EnvironmentError is OSError, IOError is OSError, FileNotFoundError('only text'), repr(FileNotFoundError(2, 'x', 'f')))
for bad in (lambda: ImportError(nope=1), lambda: ValueError(a=1), lambda: UnicodeDecodeError('a'), lambda: UnicodeEncodeError('utf-8', 'abc', 1, 2), lambda: UnicodeDecodeError('utf-8', 'abc', 1, 2, 'r'), lambda: ExceptionGroup('x'), lambda: ExceptionGroup('x', []), lambda: ExceptionGroup('x', [5]), lambda: ExceptionGroup(5, [ValueError()]), lambda: ExceptionGroup('x', [KeyboardInterrupt()]), lambda: ExceptionGroup('x', ValueError()), lambda: setattr(ValueError(), 'args', 5), lambda: setattr(ValueError(), '__cause__', 5), lambda: setattr(ValueError(), '__traceback__', 5), lambda: ValueError().add_note(5), lambda: ValueError().with_traceback(5), lambda: delattr(ValueError(), '__cause__')):
    try: print(repr(bad()))
    except Exception as e: print(type(e).__name__, e)
u = UnicodeDecodeError('utf-8', b'abc\xff', 3, 4, 'bad'); print(u, u.object, u.start, u.end, u.reason, u.encoding); print(UnicodeEncodeError('ascii', 'жя', 0, 2, 'r'), UnicodeEncodeError('ascii', 'ж', 0, 1, 'r'), UnicodeTranslateError('ж', 0, 1, 'r'))
e = ValueError('a'); e.args = ('b', 'c'); e.extra = 1; print(e, repr(e), e.__dict__); e.add_note('n1'); e.add_note('n2'); print(e.__notes__, e.with_traceback(None) is e, e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__); e.__cause__ = KeyError(); print(e.__suppress_context__)
print(ValueError('a') == ValueError('a'), isinstance(KeyError(), LookupError), StopIteration(5).value, SystemExit().code, SystemExit(3).code, KeyError("quo'te"), KeyError(''), SyntaxError('m', ('f', 1, 2, 'text')), SyntaxError('m', ('f', 1, 2, 'text')).lineno, type(e).__reduce__ is not None)
