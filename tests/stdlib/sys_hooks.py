# What sys lets scripts attach (audit hooks, breakpoint()'s hook) and its switches; waiting for signals; setting clocks.
import os
import signal
import sys
import threading
import time
import warnings


def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except Exception as e:
        print(function.__name__, '->', type(e).__name__, e)
    else:
        print(function.__name__, '=', result)


print('# signals')
me = threading.get_ident()
attempt(signal.pthread_kill, me, 0)
attempt(signal.pthread_kill, me, 99)
attempt(signal.pthread_kill, me, 'x')
signal.signal(signal.SIGUSR2, lambda number, frame: print('got', number))
attempt(signal.pthread_kill, me, signal.SIGUSR2)
attempt(signal.sigtimedwait, [10], -1)
attempt(signal.sigtimedwait, [10], 0)
attempt(signal.sigtimedwait, [10], 0.01)
attempt(signal.sigtimedwait, [10], 'x')
attempt(signal.sigtimedwait, 5, 0)
attempt(signal.sigtimedwait, [99], 0)
mine = os.pidfd_open(os.getpid())
attempt(signal.pidfd_send_signal, mine, 0)
attempt(signal.pidfd_send_signal, mine, signal.SIGUSR2)
attempt(signal.pidfd_send_signal, mine, 0, 5)
attempt(signal.pidfd_send_signal, -1, 0)
attempt(signal.pidfd_send_signal, mine, 0, None, 77)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
for wait in signal.sigwaitinfo, lambda s: signal.sigtimedwait(s, 10):
    os.kill(os.getpid(), signal.SIGUSR1)
    info = wait([signal.SIGUSR1])
    print(info.si_signo, info.si_code, info.si_errno, info.si_pid == os.getpid(), info.si_uid == os.getuid(), len(info))
print(signal.struct_siginfo, info.n_fields, isinstance(info, tuple))

print('# clocks')
attempt(time.clock_settime, 99, 1)
attempt(time.clock_settime, 99, 'x')
attempt(time.clock_settime_ns, 99, 1)
attempt(time.clock_settime_ns, 99, 1.5)
print(time.clock_gettime(time.pthread_getcpuclockid(me)) > 0)
attempt(time.pthread_getcpuclockid, 'x')

print('# switches')
attempt(sys.getdlopenflags)
attempt(sys.setdlopenflags, os.RTLD_NOW | os.RTLD_GLOBAL)
attempt(sys.getdlopenflags)
attempt(sys.setdlopenflags, 'x')
attempt(sys.setdlopenflags, 99999999999999)
attempt(sys.is_stack_trampoline_active)
attempt(sys.activate_stack_trampoline, 'x')
attempt(sys.activate_stack_trampoline, 5)
attempt(sys.deactivate_stack_trampoline)
print(sys.getunicodeinternedsize() > 100)

print('# call_tracing')
attempt(sys.call_tracing, pow, (2, 5))
attempt(sys.call_tracing, pow, 5)


def callee():
    return 'callee'


def tracer(frame, event, arg):
    seen.append((frame.f_code.co_name, event))
    if frame.f_code.co_name == 'first' and event == 'call':
        sys.call_tracing(callee, ())


def first():
    pass


seen = []
sys.settrace(tracer)
first()
sys.settrace(None)
print(seen)


def stopper(frame, event, arg):
    seen.append((frame.f_code.co_name, event))
    sys.call_tracing(sys.settrace, (None,))


seen = []
sys.settrace(stopper)
first()
first()
print(seen, sys.gettrace())

print('# breakpoint')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)
for target in '0', 'print', 'os.path.join', 'nosuch.name', 'os.nosuch', '.', 'nosuch':
    os.environ['PYTHONBREAKPOINT'] = target
    attempt(breakpoint, 'a', 'b')
sys.breakpointhook = lambda *args, **kwargs: (args, kwargs)
attempt(breakpoint, 1, x=2)
del sys.breakpointhook
attempt(breakpoint)
print(sys.__breakpointhook__)

print('# audit')
attempt(sys.audit, 'nobody listens', 1)
attempt(sys.audit)
seen = []
attempt(sys.addaudithook)
sys.addaudithook(lambda name, args: seen.append((name, args)) if name.startswith('my.') else None)
attempt(sys.audit, 'my.event', 1, 2)
print(seen)


def refuse(name, args):
    if name == 'my.stop':
        raise ValueError(name, args)


sys.addaudithook(refuse)
attempt(sys.audit, 'my.stop', None)
print(seen)
