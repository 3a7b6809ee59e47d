# signal: handlers, masks, alarms, mistakes.
import os
import signal
import time

G = globals()


def show(text):
    try:
        r = eval(text, G)
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    print(text, '->', r)


got = []


def handler(n, frame):
    got.append((n, frame is not None))


for text in [
        'signal.getsignal(signal.SIGINT) is signal.default_int_handler', 'signal.getsignal(signal.SIGUSR1)', 'signal.getsignal(99)', 'signal.getsignal("a")', 'signal.getsignal(0)', 'signal.signal(signal.SIGUSR1, handler)', 'signal.signal(signal.SIGUSR1, handler) is handler', 'signal.getsignal(signal.SIGUSR1) is handler',
        'signal.signal(signal.SIGKILL, handler)', 'signal.signal(99, handler)', 'signal.signal(0, handler)', 'signal.signal(signal.SIGUSR1, 5)', 'signal.signal(signal.SIGUSR1, None)', 'signal.signal(signal.SIGUSR1, "x")', 'signal.signal(signal.SIGUSR1)', 'os.kill(os.getpid(), signal.SIGUSR1)', 'got',
        'signal.raise_signal(signal.SIGUSR1)', 'got', 'signal.raise_signal(99)', 'signal.raise_signal("a")', 'signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler', 'signal.raise_signal(signal.SIGUSR1)', 'len(got)', 'signal.signal(signal.SIGUSR1, signal.SIG_DFL)', 'signal.getsignal(signal.SIGUSR1)',
        'signal.strsignal(signal.SIGINT)', 'signal.strsignal(99)', 'signal.strsignal(0)', 'signal.strsignal(1000)', 'signal.valid_signals() >= {signal.SIGINT, signal.SIGTERM}', 'signal.Signals(2)', 'signal.Signals.SIGTERM.value', 'signal.Handlers.SIG_DFL', 'signal.Sigmasks.SIG_BLOCK',
        'signal.alarm(0)', 'signal.alarm(100)', 'signal.alarm(0) in (99, 100)', 'signal.alarm("a")', 'signal.getitimer(signal.ITIMER_REAL)', 'signal.setitimer(signal.ITIMER_REAL, 100, 50)', 'signal.getitimer(signal.ITIMER_REAL)[1]', 'signal.setitimer(signal.ITIMER_REAL, 0)[1]', 'signal.setitimer(99, 1)', 'signal.setitimer(signal.ITIMER_REAL, -1)', 'signal.getitimer(99)',
        'signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])', 'signal.pthread_sigmask(signal.SIG_BLOCK, [])', 'signal.signal(signal.SIGUSR2, handler)', 'os.kill(os.getpid(), signal.SIGUSR2)', 'signal.sigpending()', 'len(got)', 'signal.sigwait([signal.SIGUSR2])', 'signal.sigpending()', 'signal.pthread_sigmask(signal.SIG_SETMASK, [])', 'signal.pthread_sigmask(99, [])', 'signal.pthread_sigmask(signal.SIG_BLOCK, [999])', 'signal.pthread_sigmask(signal.SIG_BLOCK, 5)',
        'signal.siginterrupt(signal.SIGUSR1, False)', 'signal.siginterrupt(99, True)', 'signal.set_wakeup_fd(-1)', 'signal.set_wakeup_fd(10000)', 'signal.set_wakeup_fd("a")', 'signal.set_wakeup_fd(write_end)', 'signal.raise_signal(signal.SIGUSR2)', 'os.read(read_end, 10)', 'signal.set_wakeup_fd(-1) == write_end',
        'signal.default_int_handler()', 'signal.NSIG', 'signal.SIGRTMIN, signal.SIGRTMAX', 'signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF', 'signal.SIG_BLOCK, signal.SIG_UNBLOCK, signal.SIG_SETMASK', 'issubclass(signal.ItimerError, OSError)', 'signal.pidfd_send_signal' if False else '0']:
    if 'read_end' not in G:
        read_end, write_end = os.pipe()
        os.set_blocking(write_end, False)
    show(text)
try:
    signal.default_int_handler(2, None)
except KeyboardInterrupt as e:
    print('KeyboardInterrupt', e.args)
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.01)
signal.pause()
print(got[-1][0])


def raises(n, frame):
    raise ValueError('from the handler')


signal.signal(signal.SIGALRM, raises)
signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    time.sleep(20)
except ValueError as e:
    print(e)
import threading


def in_thread():
    for text in ('signal.signal(signal.SIGUSR1, handler)', 'signal.set_wakeup_fd(-1)'):
        show(text)


thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
