# A debugger of one's own over bdb: breakpoints and events.
import bdb
import os
import sys


def helper(n):
    total = 0
    for i in range(n):
        total += i
    return total


def numbers():
    yield 1
    yield 2


def fails():
    for _ in range(2):
        try: raise KeyError('x')
        except KeyError: pass
    return 'failed'


def everything():
    a = helper(2)
    b = list(numbers())
    c = fails()
    return a, b, c


class Recorder(bdb.Bdb):
    """Does, stop by stop, what it was told."""

    def __init__(self, *steps, skip=None):
        super().__init__(skip)
        self.steps = list(steps)

    def note(self, what, frame, more=''):
        print(what, frame.f_code.co_name, frame.f_lineno, more)
        step = self.steps.pop(0) if self.steps else 'continue'
        if step in ('next', 'return', 'until'):
            getattr(self, 'set_' + step)(frame)
        elif isinstance(step, int):
            self.set_until(frame, step)
        else:
            getattr(self, 'set_' + step)()

    def user_call(self, frame, args):
        self.note('call', frame, args)

    def user_line(self, frame):
        self.note('line', frame)

    def user_return(self, frame, value):
        self.note('return', frame, value)

    def user_exception(self, frame, info):
        self.note('exception', frame, info[0].__name__)

    def do_clear(self, arg):
        print('clear', arg)
        print(self.clear_bpbynumber(arg))


for steps in (['step'] * 31 + ['return', 'continue'], ['next'] * 4, ['step', 'step', 'step', 'return', 'next', 'step'],
              ['step', 'step', 'until', 'until', 'until', 'until'], ['step', 'step', 'step', 11],
              ['quit'], ['step'] * 12 + ['quit']):
    print(Recorder(*steps).runcall(everything))

here = __file__
recorder = Recorder()
first = helper.__code__.co_firstlineno
print(recorder.get_all_breaks(), recorder.get_file_breaks(here))
for filename, line in ((here, 100000), ('/nosuch.py', 1)):
    print(recorder.set_break(filename, line).replace(os.path.dirname(here), ''))
print(recorder.set_break(here, first + 2))
print(recorder.set_break(here, first + 3, temporary=True))
print(recorder.set_break(here, first + 3, cond='i == 1'))
print(recorder.set_break(here, first + 4, cond='nosuch'))
print(recorder.set_break(here, first, funcname='helper'))
print(recorder.get_file_breaks(here), recorder.get_break(here, first), recorder.get_break(here, 1))
print([b.number for b in recorder.get_breaks(here, first + 3)], recorder.get_breaks(here, 1))
recorder.runcall(helper, 3)
for b in bdb.Breakpoint.bpbynumber:
    if b:
        b.bpprint()
        print(str(b).replace(os.path.dirname(here), ''))
for wrong in ('', 'x', '99', '2', None):
    try:
        print(recorder.get_bpbynumber(wrong))
    except ValueError as error:
        print(error)
third = recorder.get_bpbynumber('3')
third.disable()
recorder.get_bpbynumber('1').ignore = 1
print(third.bpformat())
recorder.runcall(helper, 3)
print(recorder.get_bpbynumber('1').bpformat())
other = Recorder()
print(other.get_file_breaks(here) == recorder.get_file_breaks(here))
for wrong in ('/nosuch.py', 3), (here, 3), (here, first + 3):
    print(str(recorder.clear_break(*wrong)).replace(os.path.dirname(here), ''))
print(recorder.clear_bpbynumber('77'))
print(str(recorder.clear_all_file_breaks('/nosuch.py')))
print(recorder.clear_all_file_breaks(here), recorder.clear_all_breaks(), recorder.get_all_breaks())
print(bdb.Breakpoint.bplist, bdb.Breakpoint.bpbynumber[1:])
bdb.Breakpoint.clearBreakpoints()
print(bdb.Breakpoint.next, bdb.Breakpoint.bpbynumber)

space = {}
Recorder('step', 'step').run('a = 1\nb = 2\n', space)
print(space['a'], space['b'])
print(Recorder('step').runeval('a + b', space))
Recorder('next').runctx('c = a', space, space)
Recorder('step').run('in_main = 4')
print(in_main, Recorder('quit').runeval('in_main + 1'), Recorder().runeval('in_main + 1'))
print(bdb.Bdb().canonic('<string>'), bdb.Bdb().canonic('x') == os.path.abspath('x'))
try:
    bdb.Bdb().do_clear('1')
except NotImplementedError as error:
    print(error)


class Tracing(Recorder):
    def user_opcode(self, frame):
        print('here', frame.f_code.co_name, frame.f_lineno)
        self.set_next(frame)


def traced():
    Tracing('next', 'next', 'continue').set_trace()
    x = 1
    return x


print(traced(), sys.gettrace())
print(issubclass(bdb.BdbQuit, Exception), bdb.__all__)
fresh = bdb.Bdb()
fresh.reset()
frames, index = fresh.get_stack(sys._getframe(), None)
print([(frame.f_code.co_name, line) for frame, line in frames], index)
print(fresh.format_stack_entry(frames[-1]), fresh.format_stack_entry((frames[-1][0], None), ' / '))
print(Recorder('step', 'step', skip=['__main*']).runcall(helper, 2))
