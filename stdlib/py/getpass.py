# SPDX-License-Identifier: MIT
"""Asking for a password without showing it."""

import contextlib
import io
import os
import sys

try:
    import termios
except ImportError:
    termios = None

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may be visible."""


def unix_getpass(prompt='Password: ', stream=None):
    """Ask on the terminal itself, whatever standard input is."""
    if termios is None:
        return fallback_getpass(prompt, stream)
    with contextlib.ExitStack() as stack:
        try:
            fd = os.open('/dev/tty', os.O_RDWR | os.O_NOCTTY)
            tty = stack.enter_context(io.FileIO(fd, 'w+'))
            source = stack.enter_context(io.TextIOWrapper(tty))
            if not stream:
                stream = source
        except OSError:
            stack.close()
            try:
                fd = sys.stdin.fileno()
            except (AttributeError, ValueError):
                return fallback_getpass(prompt, stream)
            source = sys.stdin
            if not stream:
                stream = sys.stderr
        try:
            old = termios.tcgetattr(fd)
        except termios.error:
            stack.close()
            return fallback_getpass(prompt, stream if stream is not source else None)
        silent = old[:]
        silent[3] &= ~termios.ECHO
        try:
            termios.tcsetattr(fd, termios.TCSAFLUSH, silent)
            password = _raw_input(prompt, stream, input=source)
        finally:
            termios.tcsetattr(fd, termios.TCSAFLUSH, old)
            stream.flush()
        stream.write('\n')
        return password


def fallback_getpass(prompt='Password: ', stream=None):
    import warnings
    warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=2)
    if not stream:
        stream = sys.stderr
    print("Warning: Password input may be echoed.", file=stream)
    return _raw_input(prompt, stream)


def _raw_input(prompt="", stream=None, input=None):
    if not stream:
        stream = sys.stderr
    if not input:
        input = sys.stdin
    prompt = str(prompt)
    if prompt:
        try:
            stream.write(prompt)
        except UnicodeEncodeError:
            stream.write(prompt.encode(stream.encoding, 'replace').decode(stream.encoding))
        stream.flush()
    line = input.readline()
    if not line:
        raise EOFError
    return line[:-1] if line[-1] == '\n' else line


def getuser():
    """The name of the user: from LOGNAME, USER, LNAME or USERNAME, else from the system."""
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        user = os.environ.get(name)
        if user:
            return user
    try:
        import pwd
        return pwd.getpwuid(os.getuid())[0]
    except (ImportError, KeyError) as error:
        raise OSError('No username set in the environment') from error


getpass = unix_getpass
