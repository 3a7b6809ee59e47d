# SPDX-License-Identifier: MIT
"""Examples in docstrings as tests: found, run in a namespace of their own, and what they print
compared."""

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE',
           'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP', 'IGNORE_EXCEPTION_DETAIL',
           'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
           'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest',
           'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker', 'DocTestFailure',
           'UnexpectedException', 'DebugRunner', 'testmod', 'testfile', 'run_docstring_examples',
           'DocTestSuite', 'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples',
           'testsource', 'debug_src', 'debug']

import __future__
import difflib
import functools
import inspect
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple
from io import StringIO, TextIOWrapper, BytesIO
from _doctest_examples import (OPTIONFLAGS_BY_NAME, DocTest, DocTestParser, Example,
                               register_optionflag)

for _each in DocTest, DocTestParser, Example:
    _each.__module__ = __name__
del _each


class TestResults(namedtuple('TestResults', 'failed attempted')):
    def __new__(cls, failed, attempted, *, skipped=0):
        results = super().__new__(cls, failed, attempted)
        results.skipped = skipped
        return results

    def __repr__(self):
        skipped = f', skipped={self.skipped}' if self.skipped else ''
        return f'TestResults(failed={self.failed}, attempted={self.attempted}{skipped})'


def _register_all(names):
    """Makes each of the names a flag and a variable of this module; returns all flags together."""
    flags = {name: register_optionflag(name) for name in names.split()}
    globals().update(flags)
    return sum(flags.values())


COMPARISON_FLAGS = _register_all(
    'DONT_ACCEPT_TRUE_FOR_1 DONT_ACCEPT_BLANKLINE NORMALIZE_WHITESPACE ELLIPSIS SKIP '
    'IGNORE_EXCEPTION_DETAIL')
REPORTING_FLAGS = _register_all(
    'REPORT_UDIFF REPORT_CDIFF REPORT_NDIFF REPORT_ONLY_FIRST_FAILURE FAIL_FAST')

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'


def _extract_future_flags(globs):
    """The compiler flags of the __future__ features that a namespace has imported."""
    flags = 0
    for name in __future__.all_feature_names:
        if globs.get(name) is getattr(__future__, name):
            flags |= getattr(__future__, name).compiler_flag
    return flags


def _normalize_module(module, depth=2):
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ['*'])
    if module is None:
        try:
            return sys.modules[sys._getframemodulename(depth)]
        except KeyError:
            return None
    raise TypeError('Expected a module, string, or None')


def _indent(text, indent=4):
    """All lines that are not empty, indented."""
    return re.sub('(?m)^(?!$)', indent * ' ', text)


def _exception_traceback(exc_info):
    file = StringIO()
    traceback.print_exception(*exc_info, file=file)
    return file.getvalue()


def _ellipsis_match(want, got):
    """Does `got` consist of the parts of `want` between dots, in order, with anything between
    them?"""
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *parts, last = want.split(ELLIPSIS_MARKER)
    start, end = 0, len(got)
    if first:
        if not got.startswith(first):
            return False
        start = len(first)
    if last:
        if not got.endswith(last):
            return False
        end -= len(last)
    if start > end:
        return False
    for part in parts:
        start = got.find(part, start, end)
        if start < 0:
            return False
        start += len(part)
    return True


def _comment_line(line):
    line = line.rstrip()
    return '# ' + line if line else '#'


def _strip_exception_details(msg):
    """The name of an exception without its module and its text."""
    return re.split('[\n:]', msg, maxsplit=1)[0].rpartition('.')[2]


class DocTestFinder:
    """A class used to extract the DocTests that are relevant to a given object, from its docstring
    and those of what it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """Return a list of the DocTests that are defined by the given object's docstring, or by any
        of its contained objects' docstrings."""
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError(
                    "DocTestFinder.find: name must be given when obj.__name__ doesn't exist: %r" %
                    (type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        if globs is None:
            globs = {} if module is None else module.__dict__
        globs = {**globs, **(extraglobs or {})}
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, self._source_lines(obj, module), globs, set())
        tests.sort()
        return tests

    def _source_lines(self, obj, module):
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            return None
        if not file:
            return None
        return linecache.getlines(file, None if module is None else module.__dict__) or None

    def _from_module(self, module, object):
        """Is the object defined in the module?"""
        if module is None:
            return True
        if inspect.getmodule(object) is not None:
            return module is inspect.getmodule(object)
        if inspect.isfunction(object):
            return module.__dict__ is object.__globals__
        if inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            owner = getattr(object, '__objclass__', object)
            return not hasattr(owner, '__module__') or module.__name__ == owner.__module__
        if inspect.isclass(object) or hasattr(object, '__module__'):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True
        raise ValueError('object must be a class or function')

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        """The tests of an object and of what it contains."""
        if self._verbose:
            print('Finding tests in %s' % name)
        if id(obj) in seen:
            return
        seen.add(id(obj))
        if (test := self._get_test(obj, name, module, globs, source_lines)) is not None:
            tests.append(test)
        if self._recurse:
            for key, value in self._contents(obj, name, module):
                self._find(tests, value, key, module, source_lines, globs, seen)

    def _contents(self, obj, name, module):
        """What an object contains that may have tests: [(name, object), ...]."""
        found = []
        if inspect.ismodule(obj):
            found = [(f'{name}.{key}', value) for key, value in obj.__dict__.items()
                     if (self._is_routine(value) or inspect.isclass(value))
                     and self._from_module(module, value)]
            found += [(f'{name}.__test__.{key}', value) for key, value in self._listed_tests(obj)]
        elif inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isroutine(value) or inspect.isclass(value)
                        or isinstance(value, property)) and \
                        self._from_module(module, value):
                    found.append((f'{name}.{key}', value))
        return found

    def _listed_tests(self, obj):
        """The items of a module's __test__."""
        for name, value in getattr(obj, '__test__', {}).items():
            if not isinstance(name, str):
                raise ValueError(
                    'DocTestFinder.find: __test__ keys must be strings: %r' % (type(name),))
            if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value) or
                    isinstance(value, str)):
                raise ValueError(
                    'DocTestFinder.find: __test__ values must be strings, functions, methods, '
                    'classes, or modules: %r' % (type(value),))
            yield name, value

    def _get_test(self, obj, name, module, globs, source_lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, '__doc__', None) or ''
            if not isinstance(docstring, str):
                docstring = str(docstring)
        lineno = self._find_lineno(obj, source_lines)
        if self._exclude_empty and not docstring:
            return None
        filename = None if module is None else getattr(module, '__file__', None) or module.__name__
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        """The line (0-based) of the docstring, or of the head before it."""
        lineno, docstring = None, getattr(obj, '__doc__', None)
        if inspect.ismodule(obj) and docstring is not None:
            lineno = 0
        if inspect.isclass(obj) and docstring is not None:
            if source_lines is None:
                return None
            head = re.compile(r'^\s*class\s*%s\b' % re.escape(getattr(obj, '__name__', '-')))
            lineno = next((i for i, line in enumerate(source_lines) if head.match(line)), None)
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        if self._is_routine(obj) and getattr(obj, '__doc__', None):
            obj = inspect.unwrap(obj)
            try:
                obj = obj.__code__
            except AttributeError:
                return None
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            lineno = obj.co_firstlineno - 1
        if lineno is not None:
            if source_lines is None:
                return lineno + 1
            quote = re.compile(r'(^|.*:)\s*\w*("|\')')
            for i in range(lineno, len(source_lines)):
                if quote.match(source_lines[i]):
                    return i
        return None


class _SpoofOut(StringIO):
    def getvalue(self):
        result = StringIO.getvalue(self)
        return result + '\n' if result and not result.endswith('\n') else result

    def truncate(self, size=None):
        self.seek(size)
        StringIO.truncate(self)


def _n_items(items):
    count = len(items)
    return f'{count} item{"" if count == 1 else "s"}'


class DocTestRunner:
    """A class used to run DocTest test cases, and accumulate statistics."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        """Report that the test runner is about to process the given example (if verbose)."""
        if self._verbose:
            expecting = (f'Expecting:\n{_indent(example.want)}' if example.want
                         else 'Expecting nothing\n')
            out(f'Trying:\n{_indent(example.source)}{expecting}')

    def report_success(self, out, test, example, got):
        """Report that the given example ran successfully (if verbose)."""
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        """Report that the given example failed."""
        out(self._failure_header(test, example) + self._checker.output_difference(
            example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """Report that the given example raised an unexpected exception."""
        out(f'{self._failure_header(test, example)}Exception '
            f'raised:\n{_indent(_exception_traceback(exc_info))}')

    def _failure_header(self, test, example):
        if test.filename:
            line = '?' if test.lineno is None else test.lineno + example.lineno + 1
            place = f'File "{test.filename}", line {line}, in {test.name}'
        else:
            place = f'Line {example.lineno + 1}, in {test.name}'
        return f'{self.DIVIDER}\n{place}\nFailed example:\n{_indent(example.source)}'

    def _run_examples(self, test, compileflags, out):
        failures = attempted = skips = 0
        original = self.optionflags
        for number, example in enumerate(test.examples):
            attempted += 1
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                skips += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            failures += not self._run_example(test, example, number, compileflags, out, quiet)
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        before = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = before[0] + failures, before[1] + attempted, before[2] + skips
        self.failures += failures
        self.tries += attempted
        self.skips += skips
        return TestResults(failures, attempted, skipped=skips)

    def _run_example(self, test, example, number, compileflags, out, quiet):
        """Runs one example and reports. Did it go as expected?"""
        exception = None
        try:
            exec(compile(example.source, f'<doctest {test.name}[{number}]>', 'single', compileflags,
                         True), test.globs)
        except KeyboardInterrupt:
            raise
        except:
            exception = sys.exc_info()
        got = self._fakeout.getvalue()
        self._fakeout.truncate(0)
        check = self._checker.check_output
        if exception is None:
            good = check(example.want, got, self.optionflags)
        else:
            message = self._exception_message(exception)
            if not quiet:
                got += _exception_traceback(exception)
            if example.exc_msg is None:
                if not quiet:
                    self.report_unexpected_exception(out, test, example, exception)
                return False
            good = check(example.exc_msg, message, self.optionflags) or (
                self.optionflags & IGNORE_EXCEPTION_DETAIL and
                check(_strip_exception_details(example.exc_msg), _strip_exception_details(message),
                      self.optionflags))
        if not quiet:
            report = self.report_success if good else self.report_failure
            report(out, test, example, got)
        return bool(good)

    def _exception_message(self, exception):
        lines = traceback.format_exception_only(*exception[:2])
        if issubclass(exception[0], SyntaxError):       # its place does not matter
            name = exception[0].__qualname__
            heads = f'{name}:', f'{exception[0].__module__}.{name}:'
            lines = lines[next(i for i, line in enumerate(lines) if line.startswith(heads)):]
        return ''.join(lines)

    def _patched_getlines(self, filename, module_globals=None):
        match = re.match(r'<doctest (?P<name>.+)\[(?P<number>\d+)\]>$', filename)
        if match and match['name'] == self.test.name:
            return self.test.examples[int(match['number'])].source.splitlines(keepends=True)
        return self.save_linecache_getlines(filename, module_globals)

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples in `test`, and display the results using the writer function `out`."""
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        saved = sys.stdout
        if out is None:
            encoding = saved.encoding
            if encoding is None or encoding.lower() == 'utf-8':
                out = saved.write
            else:
                def out(text):
                    saved.write(str(text.encode(encoding, 'backslashreplace'), encoding))
        sys.stdout = self._fakeout
        trace = sys.gettrace()
        self.save_linecache_getlines = linecache.getlines
        linecache.getlines = self._patched_getlines
        displayhook, sys.displayhook = sys.displayhook, sys.__displayhook__
        try:
            return self._run_examples(test, compileflags, out)
        finally:
            sys.stdout = saved
            sys.settrace(trace)
            linecache.getlines = self.save_linecache_getlines
            sys.displayhook = displayhook
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def summarize(self, verbose=None):
        """Print a summary of all the test cases that have been run by this DocTestRunner, and
        return a TestResults."""
        verbose = self._verbose if verbose is None else verbose
        stats = self._stats
        failures, tries, skips = (sum(row[i] for row in stats.values()) for i in range(3))
        passed = sorted((name, row[1]) for name, row in stats.items() if row[1] and not row[0])
        failed = sorted((name, row) for name, row in stats.items() if row[0])
        empty = sorted(name for name, row in stats.items() if not row[1])
        def s(count):
            return '' if count == 1 else 's'
        if verbose:
            if empty:
                print(f'{_n_items(empty)} had no tests:')
                for name in empty:
                    print(f'    {name}')
            if passed:
                print(f'{_n_items(passed)} passed all tests:')
                for name, count in passed:
                    print(f' {count:3d} test{s(count)} in {name}')
        if failed:
            print(self.DIVIDER)
            print(f'{_n_items(failed)} had failures:')
            for name, row in failed:
                print(f' {row[0]:3d} of {row[1]:3d} in {name}')
        if verbose:
            print(f'{tries} test{s(tries)} in {_n_items(stats)}.')
            print(f'{tries - failures} passed{f" and {failures} failed" if failures else ""}.')
        if failures:
            skipped = f' and {skips} skipped test{s(skips)}' if skips else ''
            print(f'***Test Failed*** {failures} failure{s(failures)}{skipped}.')
        elif verbose:
            print('Test passed.')
        return TestResults(failures, tries, skipped=skips)

    def merge(self, other):
        """Takes in what another runner has counted."""
        for name, row in other._stats.items():
            before = self._stats.get(name, (0, 0, 0))
            self._stats[name] = tuple(i + j for i, j in zip(before, row))


class OutputChecker:
    """A class used to check whether the actual output from a doctest example matches the expected
    output."""

    def _toAscii(self, s):
        return str(s.encode('ASCII', 'backslashreplace'), 'ASCII')

    def check_output(self, want, got, optionflags):
        """Return True iff the actual output from an example (`got`) matches the expected output
        (`want`)."""
        got, want = self._toAscii(got), self._toAscii(want)
        if got == want:
            return True
        if (not optionflags & DONT_ACCEPT_TRUE_FOR_1
                and (got, want) in (('True\n', '1\n'), ('False\n', '0\n'))):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r'(?m)^%s\s*?$' % re.escape(BLANKLINE_MARKER), '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS and _ellipsis_match(want, got))

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        return bool(optionflags & REPORT_NDIFF) or want.count('\n') > 2 and got.count('\n') > 2

    def output_difference(self, example, got, optionflags):
        """Return a string describing the differences between the expected output and the actual
        output."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            lines = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff, kind = list(
                    difflib.unified_diff(*lines, n=2))[2:], 'unified diff with -expected +actual'
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(*lines, n=2))[2:]
                kind = 'context diff with expected followed by actual'
            else:
                diff = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(*lines)
                kind = 'ndiff with -expected +actual'
            return f'Differences ({kind}):\n' + _indent(''.join(diff))
        first = f'Expected:\n{_indent(want)}' if want else 'Expected nothing\n'
        return first + (f'Got:\n{_indent(got)}' if got else 'Got nothing\n')


class DocTestFailure(Exception):
    """A DocTest example has failed in debugging mode."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """A DocTest example has encountered an unexpected exception"""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Run doc tests but raise an exception as soon as there is a failure."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        results = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return results

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


master = None


def _finish(runner, report):
    """The end of testmod() and testfile(): what master has seen is added up."""
    global master
    if report:
        runner.summarize()
    master = master or runner
    if master is not runner:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0,
            extraglobs=None, raise_on_error=False, exclude_empty=False):
    """Test examples in docstrings in functions and classes reachable from module m, starting with
    m.__doc__."""
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError('testmod: module required; %r' % (m,))
    runner = (DebugRunner if raise_on_error else DocTestRunner)(
        verbose=verbose, optionflags=optionflags)
    finder = DocTestFinder(exclude_empty=exclude_empty)
    for test in finder.find(m, m.__name__ if name is None else name, globs=globs,
                            extraglobs=extraglobs):
        runner.run(test)
    return _finish(runner, report)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None,
             report=True, optionflags=0, extraglobs=None, raise_on_error=False,
             parser=DocTestParser(), encoding=None):
    """Test examples in the given file."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    globs = {**(globs or {}), **(extraglobs or {})}
    globs.setdefault('__name__', '__main__')
    runner = (DebugRunner if raise_on_error else DocTestRunner)(
        verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, os.path.basename(filename) if name is None else name,
                                  filename, 0))
    return _finish(runner, report)


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError('Expected a module: %r' % module)
    if test_path.startswith('/'):
        raise ValueError('Module-relative files may not have absolute paths')
    if getattr(module, '__file__', None):
        base = os.path.split(module.__file__)[0]
    elif module.__name__ == '__main__':
        base = os.path.split(sys.argv[0])[0] if sys.argv and sys.argv[0] else os.curdir
    elif hasattr(module, '__path__') and len(module.__path__):
        base = module.__path__[0]
    else:
        raise ValueError("Can't resolve paths relative to the module %r (it has no __file__)"
                         % module.__name__)
    return os.path.join(base, *test_path.split('/'))


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None,
                           optionflags=0):
    """Test examples in the given object's docstring (`f`), using `globs` as globals."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Sets the unittest option flags; returns the old ones."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    old, _unittest_reportflags = _unittest_reportflags, flags
    return old


class DocTestCase(unittest.TestCase):
    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        unittest.TestCase.__init__(self)
        self._dt_test, self._dt_checker, self._dt_optionflags = test, checker, optionflags
        self._dt_setUp, self._dt_tearDown = setUp, tearDown

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        globs = self._dt_test.globs
        globs.clear()
        globs.update(self._dt_globs)

    def runTest(self):
        saved, text, flags = sys.stdout, StringIO(), self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        try:
            runner.DIVIDER = '-' * 70
            results = runner.run(self._dt_test, out=text.write, clear_globs=False)
            if results.skipped == results.attempted:
                raise unittest.SkipTest('all examples were skipped')
        finally:
            sys.stdout = saved
        if results.failed:
            raise self.failureException(self.format_failure(text.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        line = 'unknown line number' if test.lineno is None else test.lineno
        return (f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, in '
                f'{test.name.split(".")[-1]}\n\n{err}')

    def debug(self):
        """Run the test case without results and without catching exceptions"""
        self.setUp()
        DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False).run(
            self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def _parts(self):
        return (self._dt_test, self._dt_optionflags, self._dt_setUp, self._dt_tearDown,
                self._dt_checker)

    def __eq__(self, other):
        return self._parts() == other._parts() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash(self._parts()[1:])

    def __repr__(self):
        *outer, last = self._dt_test.name.split('.')
        return f'{last} ({".".join(outer)})'

    __str__ = object.__str__

    def shortDescription(self):
        return 'Doctest: ' + self._dt_test.name


class SkipDocTestCase(DocTestCase):
    def __init__(self, module):
        self.module = module
        DocTestCase.__init__(self, None)

    def setUp(self):
        self.skipTest('DocTestSuite will not work with -O2 and above')

    def test_skip(self):
        pass

    def shortDescription(self):
        return f'Skipping tests from {self.module.__name__}'

    __str__ = shortDescription


class _DocTestSuite(unittest.TestSuite):
    def _removeTestAtIndex(self, index):
        pass


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """Convert doctest tests for a module to a unittest test suite."""
    finder = test_finder or DocTestFinder()
    module = _normalize_module(module)
    tests = finder.find(module, globs=globs, extraglobs=extraglobs)
    if not tests and sys.flags.optimize >= 2:
        return _DocTestSuite([SkipDocTestCase(module)])
    tests = sorted(test for test in tests if test.examples)
    for test in tests:
        test.filename = test.filename or module.__file__
    return _DocTestSuite(DocTestCase(test, **options) for test in tests)


class DocFileCase(DocTestCase):
    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        test = self._dt_test
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line 0\n\n{err}'


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(),
                encoding=None, **options):
    globs = {} if globs is None else globs.copy()
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, path = _load_testfile(path, package, module_relative, encoding or 'utf-8')
    globs.setdefault('__file__', path)
    return DocFileCase(parser.get_doctest(text, globs, os.path.basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """A unittest suite for one or more doctest files."""
    if kw.get('module_relative', True):
        kw['package'] = _normalize_module(kw.get('package'))
    return _DocTestSuite(DocFileTest(path, **kw) for path in paths)


def script_from_examples(s):
    """Extract script from text with examples: what is no example becomes comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append('# Expected:')
                output += ['## ' + line for line in piece.want.split('\n')[:-1]]
        else:
            output += [_comment_line(line) for line in piece.split('\n')[:-1]]
    kept = [i for i, line in enumerate(output) if line != '#'] or [0, -1]
    return '\n'.join(output[kept[0]:kept[-1] + 1]) + '\n'


def testsource(module, name):
    """Extract the test sources from a doctest docstring as a script."""
    module = _normalize_module(module)
    found = [test for test in DocTestFinder().find(module) if test.name == name]
    if not found:
        raise ValueError(name, 'not found in tests')
    return script_from_examples(found[0].docstring)


def debug_src(src, pm=False, globs=None):
    """Debug a single doctest docstring, in argument `src`"""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Debug a test script."""
    import pdb
    globs = globs.copy() if globs else {}
    if pm:
        try:
            exec(src, globs, globs)
        except:
            print(sys.exc_info()[1])
            pdb.Pdb(nosigint=True).interaction(None, sys.exc_info()[2])
    else:
        pdb.Pdb(nosigint=True).run('exec(%r)' % src, globs, globs)


def debug(module, name, pm=False):
    """Debug a single doctest docstring."""
    module = _normalize_module(module)
    debug_script(testsource(module, name), pm, module.__dict__)


def _test():
    """python -m doctest [-v] [-o option] [-f] file ..."""
    args, verbose, flags, names = sys.argv[1:], False, 0, []
    while args:
        word = args.pop(0)
        if word in ('-v', '--verbose'):
            verbose = True
        elif word in ('-f', '--fail-fast'):
            flags |= FAIL_FAST
        elif word in ('-o', '--option') and args:
            flags |= OPTIONFLAGS_BY_NAME[args.pop(0)]
        else:
            names.append(word)
    for name in names:
        if name.endswith('.py'):
            folder, base = os.path.split(name)
            sys.path.insert(0, folder)
            module = __import__(base[:-3])
            del sys.path[0]
            failures = testmod(module, verbose=verbose, optionflags=flags)[0]
        else:
            failures = testfile(name, module_relative=False, verbose=verbose, optionflags=flags)[0]
        if failures:
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(_test())
