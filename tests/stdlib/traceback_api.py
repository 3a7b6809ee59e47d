# SPDX-License-Identifier: MIT
# traceback: the functions and classes.
import io
import sys
import traceback
from traceback import *


def clean(text):
    return text.replace(__file__, 'FILE') if isinstance(text, str) else [clean(t) for t in text]


def inner(x):
    local = 'value'
    return 1 / x


def outer():
    inner(0)


try:
    outer()
except ZeroDivisionError as e:
    exc = e
tb = exc.__traceback__
print(clean(format_tb(tb)))
print(clean(format_tb(tb, limit=1)), clean(format_tb(tb, limit=-1)), format_tb(tb, 0))
out = io.StringIO()
print_tb(tb, file=out)
print(clean(out.getvalue()))
summary = extract_tb(tb)
print(type(summary).__name__, len(summary))
for frame in summary:
    print(frame.name, frame.lineno, frame.end_lineno, frame.colno, frame.end_colno, frame.line, frame.locals, len(frame))
f = summary[-1]
print(f[2], f[3], list(f)[1:], clean(repr(f)), f == tuple(f), f == f, f == 3)
print(clean(format_exception(exc)))
print(clean(format_exception(type(exc), exc, tb)))
print(format_exception_only(exc), format_exception_only(ZeroDivisionError, exc), format_exception_only(None, None))
print(format_exception(None), format_exc())
for args in [(1,), (ValueError, exc)]:
    try:
        format_exception(*args)
    except Exception as e:
        print(type(e).__name__, e)
te = TracebackException.from_exception(exc, capture_locals=True)
print(te, te.exc_type_str, len(te.stack), te.stack[-1].locals, te.__cause__, te.__context__, te.__suppress_context__)
print(clean(''.join(te.stack[-1:].__class__ is list and format_list(te.stack[-1:]) or [])))
print(clean(''.join(te.stack.format()[2:])))
print(te == TracebackException.from_exception(exc), te == TracebackException.from_exception(exc, capture_locals=True), te == 3)
out = io.StringIO()
te.print(file=out)
print(clean(out.getvalue()).splitlines()[0])
print_exception(exc, file=out)
print_exception(exc, limit=1, chain=False, file=out)
print(clean(out.getvalue()).count('FILE'))
g = ExceptionGroup('g', [ValueError('a\nb'), ExceptionGroup('h', [KeyError(1)])])
print(format_exception_only(g), format_exception_only(g, show_group=True))
print(format_list([('f.py', 3, 'name', 'the line'), FrameSummary('g.py', 4, 'n2', line='x')]))
print(StackSummary.from_list([('f.py', 3, 'name', None)]).format(), StackSummary.from_list([('f.py', 3, 'name', 'a')] * 7).format())
out = io.StringIO()
traceback.print_list([('f.py', 3, 'name', 'the line')], file=out)
print(repr(out.getvalue()))


def stack():
    s = extract_stack()
    print([x.name for x in s[-2:]], s[-1].line)
    print(clean(format_stack()[-1]))
    print([fr.f_code.co_name for fr, n in walk_stack(sys._getframe())][:2])
    o = io.StringIO()
    print_stack(file=o)
    print(o.getvalue().count('stack'))


stack()
print([(fr.f_code.co_name, n) for fr, n in walk_tb(tb)])
clear_frames(tb)
print(tb.tb_next.tb_next.tb_frame.f_locals)


class Skip(StackSummary):
    def format_frame_summary(self, frame_summary, **kwargs):
        if frame_summary.name == 'outer':
            return None
        return f'{frame_summary.name}:{frame_summary.lineno}\n'


print(Skip.extract(walk_tb(tb)).format())
try:
    print_last()
except ValueError as e:
    print(e)
sys.tracebacklimit = 1
print(len(extract_tb(tb)))
del sys.tracebacklimit
old = sys.stderr
sys.stderr = io.StringIO()
try:
    1 / 0
except ZeroDivisionError:
    print_exc()
text = sys.stderr.getvalue()
sys.stderr = old
print(clean(text))
FrameSummary('nofile', 3, 'x', locals={'a': 1, 'b': 'two'})
print(FrameSummary('nofile', 3, 'x', locals={'a': 1, 'b': 'two'}).locals, FrameSummary('nofile', None, 'x').line)
