# SPDX-License-Identifier: MIT
# sys.settrace and sys.setprofile: events, lines, generators, coroutines, exceptions, functions that switch themselves off.
import sys, threading, asyncio
me = __file__
log = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != me:
        return None
    if event == 'exception':
        arg = arg[0].__name__, str(arg[1])
    elif not isinstance(arg, (int, str, type(None))):
        arg = type(arg).__name__
    log.append((frame.f_code.co_name, event, frame.f_lineno - base, arg))
    return tracer
def show(title):
    print(title)
    for row in log:
        print('   ', *row)
    log.clear()
def run(function, *args):
    global base
    base = function.__code__.co_firstlineno
    sys.settrace(tracer)
    try:
        function(*args)
    except Exception as error:
        pass
    finally:
        sys.settrace(None)
    show(function.__name__)
def plain(a):
    b = a + 1
    if b > 2:
        b = 0
    else:
        b = (1,
             2)
    return b
def loops():
    total = 0
    for i in range(3):
        total += i
    while total:
        total -= 1
    else:
        total = 5
    for i in range(2): total += i
    return total
def inner(x):
    y = x * 2
    return y
def calls():
    a = inner(1)
    b = inner(a) + \
        inner(3)
    return a + b
def raises():
    try: int('x')
    except ValueError as error:
        z = 1
    finally:
        z = 2
    inner_raises()
def inner_raises():
    x = {}
    return x['missing']
def generator():
    yield 1
    x = yield 2
    return 3
def uses_generator():
    for value in generator():
        value += 1
    g = generator()
    next(g)
    g.close()
def closures():
    n = 1
    def nested():
        return n
    class Local:
        x = 1
        def m(self):
            return self.x
    return nested() + Local().m()
def withs():
    with Manager() as m:
        a = 1
    with Manager():
        1 / 0
class Manager:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        return True
def one_line(): return 5
def lambdas():
    f = lambda x: x + 1
    return f(1)
async def leaf(n):
    await asyncio.sleep(0)
    return n
async def outer():
    x = await leaf(1)
    return x
for function, *args in ((plain, 1), (plain, 2), (loops,), (calls,), (raises,), (uses_generator,), (closures,), (withs,), (one_line,), (lambdas,)):
    run(function, *args)
base = outer.__code__.co_firstlineno
coro = outer()
sys.settrace(tracer)
coro.send(None)
try:
    coro.send(None)
except StopIteration as stop:
    pass
sys.settrace(None)
show('outer')

def only_calls(frame, event, arg):
    log.append((frame.f_code.co_name, event))
    return None
sys.settrace(only_calls); calls(); sys.settrace(None)
show('only calls')
def no_lines(frame, event, arg):
    frame.f_trace_lines = False
    log.append((frame.f_code.co_name, event))
    return no_lines
sys.settrace(no_lines); calls(); sys.settrace(None)
show('no lines')
def failing(frame, event, arg):
    if event == 'line':
        raise RuntimeError('from the tracer')
    return failing
sys.settrace(failing)
try:
    calls()
except RuntimeError as error:
    print(error, sys.gettrace())
def swaps(frame, event, arg):
    log.append(('first', event))
    def second(frame, event, arg):
        log.append(('second', event))
        return None
    return second
sys.settrace(swaps); inner(1); sys.settrace(None)
show('swaps')
def from_here():
    sys._getframe().f_trace = tracer
    sys.settrace(tracer)
    a = 1
    b = 2
    sys.settrace(None)
base = from_here.__code__.co_firstlineno
from_here()
show('from here')
frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
for name, value in ('f_trace_lines', 1), ('f_trace_opcodes', None):
    try: setattr(frame, name, value)
    except TypeError as error: print(error)
opcodes = set()
def op(frame, event, arg):
    frame.f_trace_opcodes = True
    opcodes.add(event)
    return op
sys.settrace(op); inner(1); sys.settrace(None)
print(sorted(opcodes))

def profiler(frame, event, arg):
    if frame.f_code.co_filename == me:
        log.append((frame.f_code.co_name, event, getattr(arg, '__name__', arg)))
def profiled():
    a = len('abc')
    b = 'x'.upper()
    c = sorted([2, 1], key=inner)
    d = [].append(1)
    try:
        int.from_bytes(5)
    except TypeError:
        pass
    try:
        len(5)
    except TypeError:
        pass
    list(generator())
    return str(inner(3))
sys.setprofile(profiler); profiled(); sys.setprofile(None)
print(sys.getprofile())
show('profile')
def bad(frame, event, arg):
    raise ValueError('bad profiler')
sys.setprofile(bad)
try:
    inner(1)
except ValueError as error:
    print(error, sys.getprofile())

base = inner.__code__.co_firstlineno
threading.settrace(tracer); threading.setprofile(profiler)
print(threading.gettrace() is tracer, threading.getprofile() is profiler)
thread = threading.Thread(target=inner, args=(1,)); thread.start(); thread.join()
threading.settrace(None); threading.setprofile(None)
show('thread')
threading.settrace_all_threads(tracer); inner(5); threading.settrace_all_threads(None)
threading.setprofile_all_threads(profiler); inner(5); threading.setprofile_all_threads(None)
show('all threads')
base = 0
sys.settrace(tracer); exec(compile('a = 1\nb = 2\n', me, 'exec')); sys.settrace(None)
show('module')
