# SPDX-License-Identifier: MIT
"""A profiler on sys.setprofile: how often functions are called, by whom, and how long they take."""

__all__ = ['run', 'runctx', 'Profile']

import builtins
import sys
import time
from types import CodeType


class _Utils:
    """run() and runctx() of cProfile and profile."""

    def __init__(self, profiler):
        self.profiler = profiler

    def run(self, statement, filename, sort):
        self._measure(lambda profile: profile.run(statement), filename, sort)

    def runctx(self, statement, globals, locals, filename, sort):
        self._measure(lambda profile: profile.runctx(statement, globals, locals), filename, sort)

    def _measure(self, action, filename, sort):
        profile = self.profiler()
        try:
            action(profile)
        except SystemExit:
            pass
        finally:
            if filename is not None:
                profile.dump_stats(filename)
            else:
                profile.print_stats(sort)


def run(statement, filename=None, sort=-1):
    """Run statement under profiler optionally saving results in filename"""
    _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Run statement under profiler, supplying your own globals and locals, optionally saving
    results in filename."""
    _Utils(Profile).runctx(statement, globals, locals, filename, sort)


def _native_label(function):
    """The name of a function in C as pstats shows it."""
    owner = getattr(function, '__self__', None)
    name = function.__name__
    if owner is None or isinstance(owner, type(sys)):
        module = function.__module__ if owner is None else owner.__name__
        full_name = f'{module}.{name}' if module else name
        return '~', 0, f'<built-in method {full_name}>'
    kind = owner if isinstance(owner, type) and name in owner.__dict__ and not isinstance(
        owner.__dict__[name], type(str.join)) else type(owner)
    if kind is owner or isinstance(owner, type):
        return '~', 0, f'<built-in method {name}>'
    for cls in kind.__mro__:
        if name in cls.__dict__:
            kind = cls
            break
    module = '' if kind.__module__ == 'builtins' else kind.__module__ + '.'
    return '~', 0, f"<method '{name}' of '{module}{kind.__qualname__}' objects>"


def label(code):
    if isinstance(code, str):
        return '~', 0, code
    if isinstance(code, tuple):
        return code
    return code.co_filename, code.co_firstlineno, code.co_name


class _Entry:
    """What is known of a function, or of its calls by one caller."""

    __slots__ = ('calls', 'primitive', 'own', 'total', 'depth', 'callers')

    def __init__(self):
        self.calls = self.primitive = self.depth = 0
        self.own = self.total = 0.0
        self.callers = {}


class profiler_entry(tuple):
    """A row of getstats()."""

    code = property(lambda self: self[0])
    callcount = property(lambda self: self[1])
    reccallcount = property(lambda self: self[2])
    totaltime = property(lambda self: self[3])
    inlinetime = property(lambda self: self[4])
    calls = property(lambda self: self[5])


class Profile:
    """Profile(timer=None, timeunit=None, subcalls=True, builtins=True)"""

    _DISABLE = '~', 0, "<method 'disable' of '_lsprof.Profiler' objects>"

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or time.perf_counter
        self._unit = timeunit or 1.0
        self._subcalls, self._builtins = subcalls, builtins
        self.clear()

    def clear(self):
        """Clear all profiling information collected so far."""
        self._entries = {}
        self._stack = []

    def enable(self, subcalls=True, builtins=True):
        """Start collecting profiling information."""
        if sys.getprofile() is not None:
            raise ValueError('Another profiling tool is already active')
        self._subcalls, self._builtins = subcalls, builtins
        sys.setprofile(self._event)

    def disable(self):
        """Stop collecting profiling information."""
        sys.setprofile(None)
        while self._stack:
            self._leave()

    def _event(self, frame, event, arg):
        if event == 'call':
            code = frame.f_code
            if code is _disable_code:
                if (self._builtins and frame.f_back is not None
                        and frame.f_back.f_code is not _runctx_code):
                    self._enter(self._DISABLE)
                elif self._builtins:
                    self._enter(self._DISABLE)
            elif code is not _enable_code:
                self._enter(code)
        elif event == 'return':
            if self._stack:
                self._leave()
        elif self._builtins and arg is not _setprofile:
            if event == 'c_call':
                self._enter(_native_label(arg))
            elif self._stack:
                self._leave()

    def _enter(self, code):
        entry = self._entries.get(code)
        if entry is None:
            entry = self._entries[code] = _Entry()
        pair = None
        if self._stack and self._subcalls:
            caller = self._stack[-1][0]
            pair = entry.callers.get(caller)
            if pair is None:
                pair = entry.callers[caller] = _Entry()
            pair.depth += 1
        entry.depth += 1
        self._stack.append([code, entry, pair, self._timer(), 0.0])

    def _leave(self):
        code, entry, pair, start, inside = self._stack.pop()
        taken = (self._timer() - start) * self._unit
        for one in (entry,) if pair is None else (entry, pair):
            one.calls += 1
            one.own += taken - inside
            one.depth -= 1
            if one.depth == 0:
                one.primitive += 1
                one.total += taken
        if self._stack:
            self._stack[-1][4] += taken

    def getstats(self):
        """A list of rows: (code, callcount, reccallcount, totaltime, inlinetime, calls)."""
        called = {}
        for code, entry in self._entries.items():
            for caller, pair in entry.callers.items():
                called.setdefault(caller, []).append(profiler_entry(
                    (_shown(code), pair.calls, pair.calls - pair.primitive, pair.total, pair.own)))
        return [profiler_entry((_shown(code), entry.calls, entry.calls - entry.primitive,
                                entry.total, entry.own, called.get(code)))
                for code, entry in self._entries.items() if entry.calls]

    def print_stats(self, sort=-1):
        import pstats
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        import pstats
        self.create_stats()
        pstats._dump(self.stats, file)

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {}
        for code, entry in self._entries.items():
            if not entry.calls:
                continue
            callers = {}
            for caller, pair in entry.callers.items():
                if pair.calls:
                    callers[label(caller)] = pair.calls, pair.primitive, pair.own, pair.total
            name = label(code)
            stat = entry.primitive, entry.calls, entry.own, entry.total, callers
            if name in self.stats:
                old = self.stats[name]
                stat = (*(i + j for i, j in zip(old[:4], stat[:4])), {**old[4], **callers})
            self.stats[name] = stat

    def run(self, cmd):
        import __main__
        space = __main__.__dict__
        return self.runctx(cmd, space, space)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def _shown(code):
    return code if isinstance(code, CodeType) else code[2]


_setprofile = sys.setprofile
_disable_code, _enable_code, _runctx_code = (method.__code__ for method in
                                             (Profile.disable, Profile.enable, Profile.runctx))


def main(Profiler=Profile):
    """python -m cProfile [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ..."""
    import os
    args, out, sort, module = sys.argv[1:], None, 2, False
    usage = (f'Usage: {os.path.basename(sys.argv[0])} [-o output_file_path] [-s sort] [-m module | '
             f'scriptfile] [arg] ...')
    while args and args[0].startswith('-'):
        option = args.pop(0)
        if option == '-m' and args:
            module = True
            break
        if option not in ('-o', '-s') or not args:
            print(usage)
            return 2
        if option == '-o':
            out = args.pop(0)
        else:
            sort = args.pop(0)
    if not args:
        print(usage)
        return 2
    sys.argv[:] = args
    if module:
        import runpy
        code = 'run_module(modname, run_name="__main__")'
        space = {'run_module': runpy.run_module, 'modname': args[0]}
    else:
        sys.path.insert(0, os.path.dirname(args[0]))
        with open(args[0], 'rb') as file:
            code = compile(file.read(), args[0], 'exec')
        space = {'__file__': args[0], '__name__': '__main__', '__package__': None,
                 '__cached__': None, '__spec__': None, '__builtins__': builtins}
    try:
        _Utils(Profiler).runctx(code, space, None, out, sort)
    except BrokenPipeError:
        sys.stdout = None
    return 0


if __name__ == '__main__':
    sys.exit(main())
