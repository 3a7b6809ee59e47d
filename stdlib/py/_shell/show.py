# SPDX-License-Identifier: MIT
"""What the shell shows: exceptions and values, in colour where that is wanted."""
import sys
import traceback

RESET = '\033[0m'
PLACE, NAME, MESSAGE, CARET, VALUE = '\033[35m', '\033[1;35m', '\033[35m', '\033[1;31m', '\033[33m'


def exception(error, color):
    """Print it as the interpreter does an uncaught one."""
    if not color:
        traceback.print_exception(error)
        return
    for text in traceback.TracebackException.from_exception(error).format():
        sys.stderr.write(''.join(map(_colored, text.splitlines(True))))


def _colored(line):
    body, end = line.rstrip('\n'), '\n' if line.endswith('\n') else ''
    plain = body.lstrip(' |+-')
    if plain.startswith('File "'):
        return f'{PLACE}{body}{RESET}{end}'
    if plain and not plain.strip('~^'):
        return f'{CARET}{body}{RESET}{end}'
    if body and not body[0].isspace() and not body.startswith('Traceback') and ':' in body:
        name, message = body.split(':', 1)
        if name.replace('.', '').isidentifier():
            return f'{NAME}{name}{RESET}:{MESSAGE}{message}{RESET}{end}'
    return line


_STYLES = {int: '\033[33m', float: '\033[33m', complex: '\033[33m', bool: '\033[36m',
           str: '\033[32m', bytes: '\033[32m'}


def value(value, text):
    """The repr of a value in the colour of its kind."""
    style = _STYLES.get(type(value))
    return f'{style}{text}{RESET}' if style else text
