# SPDX-License-Identifier: MIT
"""Finding tests: in classes, modules, by names, in folders."""

import functools
import os
import re
import sys
import traceback
import types
from fnmatch import fnmatch, fnmatchcase
from . import case, suite, util

__unittest = True

VALID_MODULE_NAME = re.compile(r'[_a-z]\w*\.py$', re.IGNORECASE)


class _FailedTest(case.TestCase):
    """Stands for what could not be loaded: it raises the reason."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattr__(name)

        def testFailure():
            raise self._exception
        return testFailure


def _make_failed_test(name, exception, suiteClass, message):
    return suiteClass((_FailedTest(name, exception),)), message


def _make_failed_import_test(name, suiteClass):
    message = f'Failed to import test module: {name}\n{traceback.format_exc()}'
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    return _make_failed_test(name, exception, suiteClass,
                             f'Failed to call load_tests:\n{traceback.format_exc()}')


def _make_skipped_test(name, exception, suiteClass):
    @case.skip(str(exception))
    def testSkipped(self):
        pass
    return suiteClass((type('ModuleSkipped', (case.TestCase,), {name: testSkipped})(name),))


def _without_extension(path):
    return os.path.splitext(path)[0]


def _is_case(obj):
    return (isinstance(obj, type) and issubclass(obj, case.TestCase) and
            obj not in (case.TestCase, case.FunctionTestCase))


class TestLoader:
    """Loads tests according to various criteria and returns them wrapped in a TestSuite."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        super().__init__()
        self.errors = []
        self._loading_packages = set()      # whose load_tests() is running

    def _failed(self, case_and_message):
        failed, message = case_and_message
        self.errors.append(message)
        return failed

    def loadTestsFromTestCase(self, testCaseClass):
        """Return a suite of all test cases contained in testCaseClass"""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError(
                'Test cases should not be derived from TestSuite. Maybe you meant to derive from '
                'TestCase?')
        names = []
        if testCaseClass not in (case.TestCase, case.FunctionTestCase):
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, 'runTest'):
                names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """Return a suite of all test cases contained in the given module"""
        found = [getattr(module, name) for name in dir(module)]
        tests = self.suiteClass([self.loadTestsFromTestCase(obj) for obj in found if _is_case(obj)])
        load_tests = getattr(module, 'load_tests', None)
        if load_tests is None:
            return tests
        try:
            return load_tests(self, tests, pattern)
        except Exception as error:
            return self._failed(_make_failed_load_tests(module.__name__, error, self.suiteClass))

    def loadTestsFromName(self, name, module=None):
        """Return a suite of all test cases given a string specifier."""
        parts, failure = name.split('.'), None
        if module is None:
            tried = parts[:]
            while True:
                try:
                    module = __import__('.'.join(tried))
                    break
                except ImportError:
                    failure = _make_failed_import_test(tried.pop(), self.suiteClass)
                    if not tried:
                        return self._failed(failure)
            parts = parts[1:]
        obj = parent = module
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                if getattr(obj, '__path__', None) is None or failure is None:
                    failure = _make_failed_test(part, error, self.suiteClass,
                                                f'Failed to access '
                                                f'attribute:\n{traceback.format_exc()}')
                return self._failed(failure)
        return self._tests_of(obj, parent, parts)

    def _tests_of(self, obj, parent, parts):
        """The tests that an object found by name stands for."""
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_case(obj):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, suite.TestSuite):
            return obj
        if (isinstance(obj, types.FunctionType) and isinstance(parent, type)
                and issubclass(parent, case.TestCase)):
            test = parent(parts[-1])
            # static methods are called
            if not isinstance(getattr(test, parts[-1]), types.FunctionType):
                return self.suiteClass([test])
        if not callable(obj):
            raise TypeError(f"don't know how to make test from: {obj}")
        test = obj()
        if isinstance(test, suite.TestSuite):
            return test
        if isinstance(test, case.TestCase):
            return self.suiteClass([test])
        raise TypeError(f'calling {obj} returned {test}, not a test')

    def loadTestsFromNames(self, names, module=None):
        """Return a suite of all test cases found using the given sequence of string specifiers."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """Return a sorted sequence of method names found within testCaseClass"""
        def wanted(name):
            if (not name.startswith(self.testMethodPrefix)
                    or not callable(getattr(testCaseClass, name))):
                return False
            full = f'{util.strclass(testCaseClass)}.{name}'
            return (self.testNamePatterns is None
                    or any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns))
        names = list(filter(wanted, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """Find and return all test modules from the specified start directory, recursing into
        subdirectories."""
        before, implicit = self._top_level_dir, False
        if top_level_dir is None:
            implicit = before is None
            top_level_dir = start_dir if implicit else before
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir
        importable = True
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            importable = (start_dir == top_level_dir
                          or os.path.isfile(os.path.join(start_dir, '__init__.py')))
        else:
            try:
                __import__(start_dir)
            except ImportError:
                importable = False
            else:
                start_dir = self._folder_of_module(start_dir, implicit, top_level_dir)
        if not importable:
            raise ImportError(f'Start directory is not importable: {start_dir!r}')
        tests = list(self._find_tests(start_dir, pattern))
        self._top_level_dir = before
        return self.suiteClass(tests)

    def _folder_of_module(self, name, implicit, top_level_dir):
        module = sys.modules[name]
        try:
            folder = os.path.abspath(os.path.dirname(module.__file__))
        except (AttributeError, TypeError):
            if module.__name__ in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules as dotted module names') from None
            raise TypeError(f"don't know how to discover from {module!r}") from None
        if implicit:
            self._top_level_dir = self._get_directory_containing_module(name.split('.')[0])
            sys.path.remove(top_level_dir)
        return folder

    def _get_directory_containing_module(self, module_name):
        path = os.path.abspath(sys.modules[module_name].__file__)
        folder = os.path.dirname(path)
        return (os.path.dirname(folder) if os.path.basename(path).lower().startswith('__init__.py')
                else folder)

    def _get_name_from_path(self, path):
        if path == self._top_level_dir:
            return '.'
        relative = os.path.relpath(_without_extension(os.path.normpath(path)), self._top_level_dir)
        assert not os.path.isabs(relative) and not relative.startswith(
            '..'), 'Path must be within the project'
        return relative.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        return fnmatch(path, pattern)       # to be overridden for another way to match

    def _find_tests(self, start_dir, pattern):
        """The suites of a folder."""
        name = self._get_name_from_path(start_dir)
        if name != '.' and name not in self._loading_packages:
            tests, deeper = self._find_test_path(start_dir, pattern)
            if tests is not None:
                yield tests
            if not deeper:
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, deeper = self._find_test_path(path, pattern)
            if tests is not None:
                yield tests
            if deeper:
                name = self._get_name_from_path(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, full_path, pattern):
        """(tests of a file or of a package's __init__ or None, are its contents to be looked
        at)."""
        base = os.path.basename(full_path)
        is_file = os.path.isfile(full_path)
        if is_file:
            if not VALID_MODULE_NAME.match(base) or not self._match_path(base, full_path, pattern):
                return None, False
        elif not os.path.isfile(os.path.join(full_path, '__init__.py')):
            return None, False
        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as error:
            return _make_skipped_test(name, error, self.suiteClass), False
        except:
            return self._failed(_make_failed_import_test(name, self.suiteClass)), False
        if is_file:
            self._check_place(module, full_path)
            return self.loadTestsFromModule(module, pattern=pattern), False
        self._loading_packages.add(name)
        try:
            return self.loadTestsFromModule(module, pattern=pattern), getattr(
                module, 'load_tests', None) is None
        finally:
            self._loading_packages.discard(name)

    def _check_place(self, module, full_path):
        file = os.path.abspath(getattr(module, '__file__', full_path))
        real = _without_extension(os.path.realpath(file))
        if real.lower() != _without_extension(os.path.realpath(full_path)).lower():
            raise ImportError(
                '%r module incorrectly imported from %r. Expected %r. Is this module globally '
                'installed?' %
                (_without_extension(os.path.basename(full_path)),
                 os.path.dirname(real), os.path.dirname(full_path)))


defaultTestLoader = TestLoader()
