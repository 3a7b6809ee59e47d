# SPDX-License-Identifier: MIT
"""Tool for measuring execution time of small code snippets."""

import gc
import itertools
import sys
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

dummy_src_name = '<timeit-src>'
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter

_globals = globals

template = '''
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
'''


def reindent(src, indent):
    """Helper to reindent a multi-line statement."""
    return src.replace('\n', '\n' + ' ' * indent)


class Timer:
    """Class for timing execution speed of small code snippets."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        space = {}
        names = _globals() if globals is None else globals
        init = ''
        if isinstance(setup, str):
            compile(setup, dummy_src_name, 'exec')
            before = setup + '\n'
            setup = reindent(setup, 4)
        elif callable(setup):
            space['_setup'] = setup
            init, before, setup = ', _setup=_setup', '', '_setup()'
        else:
            raise ValueError('setup is neither a string nor callable')
        if isinstance(stmt, str):
            compile(before + stmt, dummy_src_name, 'exec')
            stmt = reindent(stmt, 8)
        elif callable(stmt):
            space['_stmt'] = stmt
            init += ', _stmt=_stmt'
            stmt = '_stmt()'
        else:
            raise ValueError('stmt is neither a string nor callable')
        self.src = template.format(stmt=stmt, setup=setup, init=init)
        exec(compile(self.src, dummy_src_name, 'exec'), names, space)
        self.inner = space['inner']

    def print_exc(self, file=None):
        """Helper to print a traceback from the timed code."""
        import linecache
        import traceback
        linecache.cache[dummy_src_name] = len(self.src), None, self.src.split('\n'), dummy_src_name
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Time 'number' executions of the main statement."""
        was_on = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if was_on:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """Call timeit() a few times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """Return the number of loops and time taken so that total time >= 0.2."""
        scale = 1
        while True:
            for factor in 1, 2, 5:
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    """Convenience function to create Timer object and call timeit method."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat,
           number=default_number, globals=None):
    """Convenience function to create Timer object and call repeat method."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_UNITS = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}


def _format_time(seconds, unit, precision):
    if unit is None:
        unit = next((name for name in ('sec', 'msec', 'usec') if seconds >= _UNITS[name]), 'nsec')
    return '%.*g %s' % (precision, seconds / _UNITS[unit], unit)


def _options(args):
    """The options by name and the statements of a command line; an error message instead."""
    found, rest = {'s': []}, list(args)
    long_names = {'number': 'n', 'setup': 's', 'repeat': 'r', 'process': 'p', 'verbose': 'v',
                  'unit': 'u', 'help': 'h'}
    while rest and rest[0].startswith('-') and rest[0] != '-':
        word = rest.pop(0)
        if word == '--':
            break
        if word.startswith('--'):
            name, equals, value = word[2:].partition('=')
            if name not in long_names:
                return None, f'option --{name} not recognized'
            letters, value = long_names[name], value if equals else None
        else:
            letters, value = word[1:], None
        while letters:
            letter, letters = letters[0], letters[1:]
            if letter not in 'nsrpvuh':
                return None, f'option -{letter} not recognized'
            if letter in 'nsru':
                if value is None:
                    value = letters or (rest.pop(0) if rest else None)
                letters = ''
                if value is None:
                    return None, f'option -{letter} requires argument'
                if letter == 's':
                    found['s'].append(value)
                else:
                    found[letter] = value
            else:
                found[letter] = found.get(letter, 0) + 1
    return found, rest


def main(args=None, *, _wrap_timer=None):
    """Main program, used when run as a script."""
    found, rest = _options(sys.argv[1:] if args is None else args)
    if found is None:
        print(rest)
        print('use -h/--help for command line help')
        return 2
    if 'h' in found:
        print(__doc__)
        return 0
    if found.get('u', 'sec') not in _UNITS:
        print('Unrecognized unit. Please select nsec, usec, msec, or sec.', file=sys.stderr)
        return 2
    verbose = found.get('v', 0)
    precision = 3 + max(0, verbose - 1)
    number, repeats = int(found.get('n', 0)), max(1, int(found.get('r', default_repeat)))
    timer = time.process_time if 'p' in found else default_timer
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    import os
    sys.path.insert(0, os.curdir)
    timed = Timer('\n'.join(rest) or 'pass', '\n'.join(found['s']) or 'pass', timer)
    try:
        if number == 0:
            def callback(number, taken):
                plural = number != 1
                if verbose:
                    print(f'{number} loop{"s" * plural} -> {taken:.{precision}g} secs')
            number, _ = timed.autorange(callback)
            if verbose:
                print()
        times = timed.repeat(repeats, number)
    except:
        timed.print_exc()
        return 1
    unit = found.get('u')
    if verbose:
        print('raw times: %s' % ', '.join(_format_time(taken, unit, precision) for taken in times))
        print()
    each = [taken / number for taken in times]
    best, worst = min(each), max(each)
    print('%d loop%s, best of %d: %s per loop' % (number, 's' if number != 1 else '', repeats,
                                                  _format_time(best, unit, precision)))
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(
            'The test results are likely unreliable. The worst time (%s) was more than four times '
            'slower than the best time (%s).' % (_format_time(worst, unit, precision),
                                                             _format_time(best, unit, precision)),
            UserWarning, '', 0)
    return None


if __name__ == '__main__':
    sys.exit(main())
