# SPDX-License-Identifier: MIT
"""Tracebacks on request, after a time, or at a signal. The signals of a crash themselves are not
caught."""

import os
import sys
import threading

_state = {'enabled': False, 'later': None}
_registered = {}        # signal -> (handler before, file, all_threads, chain)


def _descriptor(file):
    if file is None:
        file = sys.stderr
        if file is None:
            raise RuntimeError('unable to get sys.stderr')
    if isinstance(file, int):
        if file < 0:
            raise ValueError('file is not a valid file descriptor')
        return file
    number = file.fileno()
    if not isinstance(number, int) or number < 0:
        raise RuntimeError('file.fileno() is not a valid file descriptor')
    try:
        file.flush()
    except Exception:
        pass
    return number


def _rows(frame):
    count = 0
    while frame is not None and count < 100:
        code = frame.f_code
        yield f'  File "{code.co_filename}", line {frame.f_lineno} in {code.co_name}\n'
        frame, count = frame.f_back, count + 1


def _write(fd, frame, all_threads, text=''):
    """The frames of the calling thread, or of all, the newest first."""
    current = threading.get_ident()
    if not all_threads:
        text += 'Stack (most recent call first):\n' + ''.join(_rows(frame))
    else:
        frames = sys._current_frames()
        parts = []
        for ident in sorted(frames, key=lambda ident: ident == current):
            head = 'Current thread' if ident == current else 'Thread'
            rows = _rows(frame if ident == current else frames[ident])
            parts.append(f'{head} 0x{ident:016x} (most recent call first):\n{"".join(rows)}')
        text += '\n'.join(parts)
    os.write(fd, text.encode('ascii', 'backslashreplace'))


def dump_traceback(file=None, all_threads=True):
    """Dump the traceback of the current thread into file."""
    _write(_descriptor(file), sys._getframe(1), all_threads)


def enable(file=None, all_threads=True):
    """Enable the fault handler."""
    _descriptor(file)
    _state['enabled'] = True


def disable():
    """Disable the fault handler."""
    was, _state['enabled'] = _state['enabled'], False
    return was


def is_enabled():
    """Check if the handler is enabled."""
    return _state['enabled']


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Dump the traceback of all threads in timeout seconds, or each timeout seconds if repeat is
    True."""
    if timeout <= 0:
        raise ValueError('timeout must be greater than 0')
    fd = _descriptor(file)
    cancel_dump_traceback_later()
    stop = _state['later'] = threading.Event()
    hours, rest = divmod(timeout, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f'{seconds % 1:.6f}'[1:] if timeout % 1 else ''
    head = f'Timeout ({int(hours)}:{int(minutes):02}:{int(seconds):02}{fraction})!\n'

    def watch():
        me = threading.get_ident()
        while not stop.wait(timeout):
            frames = {ident: frame for ident, frame in sys._current_frames().items() if ident != me}
            text = head + '\n'.join(
                f'Thread 0x{ident:016x} (most recent call first):\n{"".join(_rows(frame))}'
                for ident, frame in frames.items())
            os.write(fd, text.encode('ascii', 'backslashreplace'))
            if exit:
                os._exit(1)
            if not repeat:
                return
    threading.Thread(target=watch, daemon=True).start()


def cancel_dump_traceback_later():
    """Cancel the previous call to dump_traceback_later()."""
    if _state['later'] is not None:
        _state['later'].set()
        _state['later'] = None


def register(signum, file=None, all_threads=True, chain=False):
    """Register a handler for the signal 'signum': dump the traceback of the current thread."""
    import signal
    if signum in (signal.SIGSEGV, signal.SIGFPE, signal.SIGABRT, signal.SIGBUS, signal.SIGILL):
        raise RuntimeError(f'signal {int(signum)} cannot be registered, use enable() instead')
    if not 1 <= signum < signal.NSIG:
        raise ValueError('signal number out of range')
    fd = _descriptor(file)

    def handler(number, frame):
        _write(fd, frame, all_threads)
        if chain and callable(_registered[signum]):
            _registered[signum](number, frame)
    before = signal.signal(signum, handler)
    _registered.setdefault(signum, before)


def unregister(signum):
    """Unregister the handler of the signal 'signum' registered by register()."""
    import signal
    if not 1 <= signum < signal.NSIG:
        raise ValueError('signal number out of range')
    if signum not in _registered:
        return False
    signal.signal(signum, _registered.pop(signum))
    return True
