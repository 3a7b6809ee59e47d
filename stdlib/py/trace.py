# SPDX-License-Identifier: MIT
"""Watching a program: printing its lines as they run, counting them, noting who calls whom."""

import linecache
import os
import pickle
import sys
import threading
import token
import tokenize
import types
from time import monotonic

__all__ = ['Trace', 'CoverageResults']

PRAGMA_NOCOVER = '#pragma NO COVER'


class _Ignore:
    """Which modules are not watched: those named, what is inside them, and files in folders."""

    def __init__(self, modules=None, dirs=None):
        self._mods = set(modules or ())
        self._dirs = tuple(os.path.normpath(folder) + os.sep for folder in dirs or ())
        self._ignore = {'<string>': 1}

    def names(self, filename, modulename):
        """1 if a module is not watched, else 0."""
        if modulename not in self._ignore:
            parts = modulename.split('.')
            outer = {'.'.join(parts[:n]) for n in range(1, len(parts) + 1)}
            self._ignore[modulename] = int(not outer.isdisjoint(self._mods) or filename is None
                                           or filename.startswith(self._dirs))
        return self._ignore[modulename]


def _modname(path):
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """The name of a module with its packages, as sys.path would find it."""
    folders = [folder for folder in map(os.path.normcase, sys.path)
               if os.path.normcase(path).startswith(folder)
               and path[len(folder):len(folder) + 1] == os.sep]
    if folders:
        path = path[len(max(folders, key=len)) + 1:]
    return os.path.splitext(path.replace(os.sep, '.'))[0].lstrip('.')


def _complain(text):
    print(text, file=sys.stderr)


class CoverageResults:
    """What was counted: lines, functions that were called, and pairs of caller and called."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = {} if counts is None else counts
        self.counter = self.counts.copy()
        self.calledfuncs = dict(calledfuncs or {})
        self.callers = dict(callers or {})
        self.infile, self.outfile = infile, outfile
        if not infile:
            return
        try:
            with open(infile, 'rb') as file:
                counts, calledfuncs, callers = pickle.load(file)
            self.update(self.__class__(counts, calledfuncs, callers=callers))
        except (OSError, EOFError, ValueError) as error:
            _complain(f'Skipping counts file {infile!r}: {error}')

    def is_ignored_filename(self, filename):
        """Whether there is no file to report on."""
        return filename[:1] == '<' and filename[-1:] == '>'

    def update(self, other):
        """Take in what another one has counted."""
        for key, count in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None, *,
                      ignore_missing_files=False):
        """Print what was called, write a file NAME.cover for each module with its lines and how
        often they ran (beside the module, or in coverdir), and print a summary."""
        self._print_called()
        self._print_callers()
        files = {}
        for (filename, line), count in self.counts.items():
            files.setdefault(filename, {})[line] = count
        rows = {}
        for filename, lines in files.items():
            if self.is_ignored_filename(filename) or (ignore_missing_files
                                                      and not os.path.isfile(filename)):
                continue
            name, hits, total = self._write_module(filename, lines, show_missing, coverdir)
            if total:
                rows[name] = total, int(100 * hits / total), name, filename
        if summary and rows:
            print('lines   cov%   module   (path)')
            for name in sorted(rows):
                print('%5d   %3d%%   %s   (%s)' % rows[name])
        if self.outfile:
            try:
                with open(self.outfile, 'wb') as file:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), file, 1)
            except OSError as error:
                _complain(f"Can't save counts files because {error}")

    def _print_called(self):
        if self.calledfuncs:
            print('\nfunctions called:')
            for called in sorted(self.calledfuncs):
                print('filename: %s, modulename: %s, funcname: %s' % called)

    def _print_callers(self):
        if self.callers:
            print('\ncalling relationships:')
        file = other = ''
        for (caller_file, *caller), (called_file, *called) in sorted(self.callers):
            if caller_file != file:
                print(f'\n*** {caller_file} ***')
                file, other = caller_file, ''
            if called_file not in (caller_file, other):
                print(f'  --> {called_file}')
                other = called_file
            print('    %s.%s -> %s.%s' % (*caller, *called))

    def _write_module(self, filename, hit, show_missing, coverdir):
        if coverdir is None:
            folder, name = os.path.dirname(os.path.abspath(filename)), _modname(filename)
        else:
            folder, name = coverdir, _fullmodname(filename)
            os.makedirs(folder, exist_ok=True)
        known = _find_executable_linenos(filename) if show_missing else {}
        source = linecache.getlines(filename)
        with open(filename, 'rb') as file:
            encoding = tokenize.detect_encoding(file.readline)[0]
        path = os.path.join(folder, name + '.cover')
        return name, *self.write_results_file(path, source, known, hit, encoding)

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write one file: (lines that ran, lines that could). lnotab: those that could."""
        try:
            file = open(path, 'w', encoding=encoding)
        except OSError as error:
            _complain(f'trace: Could not open {path!r} for writing: {error} - skipping')
            return 0, 0
        hits = missed = 0
        with file:
            for number, line in enumerate(lines, 1):
                mark = ' ' * 7
                if number in lines_hit:
                    mark = '%5d: ' % lines_hit[number]
                    hits += 1
                elif number in lnotab and PRAGMA_NOCOVER not in line:
                    mark = '>>>>>> '
                    missed += 1
                file.write(mark + line.expandtabs(8))
        return hits, hits + missed


def _find_lines(code, strs):
    """The lines of a code object and those inside it, without those of docstrings."""
    lines = {line: 1 for _, _, line in code.co_lines() if line not in strs}
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            lines.update(_find_lines(inner, strs))
    return lines


def _find_strings(filename, encoding=None):
    """The lines of strings that stand where docstrings do."""
    lines, before = {}, token.INDENT
    with open(filename, encoding=encoding) as file:
        for found in tokenize.generate_tokens(file.readline):
            if found.type == token.STRING and before == token.INDENT:
                lines.update(dict.fromkeys(range(found.start[0], found.end[0] + 1), 1))
            before = found.type
    return lines


def _find_executable_linenos(filename):
    try:
        with tokenize.open(filename) as file:
            text, encoding = file.read(), file.encoding
    except OSError as error:
        _complain(f'Not printing coverage data for {filename!r}: {error}')
        return {}
    return _find_lines(compile(text, filename, 'exec'), _find_strings(filename, encoding))


class Trace:
    """Runs code and watches it. count: how often lines run; trace: print them; countfuncs: which
    functions are called; countcallers: by whom. infile, outfile: where counts are kept between
    runs; timing: print the time since the start."""

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(),
                 ignoredirs=(), infile=None, outfile=None, timing=False):
        self.infile, self.outfile = infile, outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.counts, self._calledfuncs, self._callers = {}, {}, {}
        self.pathtobasename = {}
        self.trace = trace
        self.start_time = monotonic() if timing else None
        self.donothing = 0
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace or count:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = self.localtrace_count if not trace else \
                self.localtrace_trace_and_count if count else self.localtrace_trace
        else:
            self.donothing = 1

    # ---- running

    def run(self, cmd):
        """Run code in the namespace of the script."""
        names = sys.modules['__main__'].__dict__
        self.runctx(cmd, names, names)

    def runctx(self, cmd, globals=None, locals=None):
        """Run code in these namespaces, empty ones if none are given."""
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        if self.donothing:
            exec(cmd, globals, locals)
            return
        threading.settrace(self.globaltrace)
        sys.settrace(self.globaltrace)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.settrace(None)
            threading.settrace(None)

    def runfunc(self, func, /, *args, **kw):
        """Call a function; returns what it does."""
        if self.donothing:
            return func(*args, **kw)
        sys.settrace(self.globaltrace)
        try:
            return func(*args, **kw)
        finally:
            sys.settrace(None)

    def results(self):
        """What was counted: a CoverageResults."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile,
                               calledfuncs=self._calledfuncs, callers=self._callers)

    # ---- what sys.settrace() calls

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame, methods with their class."""
        code = frame.f_code
        outer = code.co_qualname.split('.')[-2:-1]
        name = code.co_name
        if outer and outer != ['<locals>']:
            name = f'{outer[0]}.{name}'
        return code.co_filename, _modname(code.co_filename) or None, name

    def globaltrace_trackcallers(self, frame, why, arg):
        """Note who calls."""
        if why == 'call':
            pair = map(self.file_module_function_of, (frame.f_back, frame))
            self._callers[tuple(pair)] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Note what is called."""
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Watch the lines of what is called, unless it is ignored."""
        filename = frame.f_globals.get('__file__')
        if why != 'call' or not filename:
            return None
        module = _modname(filename)
        if self.ignore.names(filename, module):
            return None
        if self.trace:
            print(f' --- modulename: {module}, funcname: {frame.f_code.co_name}')
        return self.localtrace

    def _count(self, filename, line):
        self.counts[filename, line] = self.counts.get((filename, line), 0) + 1

    def _print(self, filename, number):
        if self.start_time:
            print('%.2f' % (monotonic() - self.start_time), end=' ')
        line = linecache.getline(filename, number)
        print(f'{os.path.basename(filename)}({number})', end='')
        print(': ', line, end='') if line else print()

    def localtrace_trace_and_count(self, frame, why, arg):
        """Print and count a line."""
        if why == 'line':
            self._count(frame.f_code.co_filename, frame.f_lineno)
            self._print(frame.f_code.co_filename, frame.f_lineno)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        """Print a line."""
        if why == 'line':
            self._print(frame.f_code.co_filename, frame.f_lineno)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        """Count a line."""
        if why == 'line':
            self._count(frame.f_code.co_filename, frame.f_lineno)
        return self.localtrace


def _options():
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--version', action='version', version='trace 2.0')

    def flags(group, *rows):
        for *names, text in rows:
            group.add_argument(*names, action='store_true', help=text)

    flags(parser.add_argument_group('Main options'),
          ('-c', '--count', 'count how often each line runs'),
          ('-t', '--trace', 'print each line before it runs'),
          ('-l', '--listfuncs', 'list the functions that are called'),
          ('-T', '--trackcalls', 'list who calls whom'))
    group = parser.add_argument_group('Modifiers')
    flags(group.add_mutually_exclusive_group(),
          ('-r', '--report', 'report on the counts in --file, run nothing'),
          ('-R', '--no-report', 'write no report'))
    group.add_argument('-f', '--file', help='where counts are kept between runs')
    group.add_argument('-C', '--coverdir', help='the folder of the reports')
    flags(group, ('-m', '--missing', 'mark lines that did not run'),
          ('-s', '--summary', 'print a summary of each file'),
          ('-g', '--timing', 'print the time before each line'))
    group = parser.add_argument_group('Filters')
    group.add_argument('--ignore-module', action='append', default=[], help='modules to leave out')
    group.add_argument('--ignore-dir', action='append', default=[], help='folders to leave out')
    parser.add_argument('--module', action='store_true', help='the program is a module')
    parser.add_argument('progname', nargs='?', help='the program')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help='its arguments')
    return parser


def _check(parser, opts):
    if opts.report:
        if not opts.file:
            parser.error('-r/--report requires -f/--file')
        return
    if not (opts.trace or opts.count or opts.listfuncs or opts.trackcalls):
        parser.error('must specify one of --trace, --count, --report, --listfuncs, or '
                     '--trackcalls')
    if opts.listfuncs and (opts.count or opts.trace):
        parser.error('cannot specify both --listfuncs and (--trace or --count)')
    if opts.summary and not opts.count:
        parser.error('--summary can only be used with --count or --report')
    if opts.progname is None:
        parser.error('progname is missing: required with the main options')


def _folder(text):
    import sysconfig
    text = os.path.expanduser(os.path.expandvars(text))
    for name, key in ('$prefix', 'stdlib'), ('$exec_prefix', 'platstdlib'):
        if name in text:
            text = text.replace(name, sysconfig.get_path(key))
    return os.path.normpath(text)


def _program(opts):
    """The code of the program and its namespace."""
    names = {'__name__': '__main__', '__package__': None, '__cached__': None}
    if opts.module:
        import runpy
        _, spec, code = runpy._get_module_details(opts.progname)
        names.update(__file__=code.co_filename, __package__=spec.parent, __loader__=spec.loader,
                     __spec__=spec)
        sys.argv = [code.co_filename, *opts.arguments]
        return code, names
    sys.argv = [opts.progname, *opts.arguments]
    sys.path[0] = os.path.dirname(opts.progname)
    with open(opts.progname, 'rb') as file:
        return compile(file.read(), opts.progname, 'exec'), {'__file__': opts.progname, **names}


def main():
    """python -m trace"""
    parser = _options()
    opts = parser.parse_args()
    _check(parser, opts)
    if opts.report:
        results = CoverageResults(infile=opts.file, outfile=opts.file)
        results.write_results(opts.missing, opts.summary, opts.coverdir)
        return
    modules = [name.strip() for text in opts.ignore_module for name in text.split(',')]
    folders = [_folder(name) for text in opts.ignore_dir for name in text.split(os.pathsep)]
    tracer = Trace(opts.count, opts.trace, opts.listfuncs, opts.trackcalls, modules, folders,
                   opts.file, opts.file, opts.timing)
    try:
        code, names = _program(opts)
        tracer.runctx(code, names, names)
    except OSError as error:
        sys.exit(f'Cannot run file {sys.argv[0]!r} because: {error}')
    except SystemExit:
        pass
    results = tracer.results()
    if not opts.no_report:
        results.write_results(opts.missing, opts.summary, opts.coverdir)


if __name__ == '__main__':
    main()
