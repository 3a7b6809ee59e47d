# SPDX-License-Identifier: MIT
"""Suites of tests, with fixtures of classes and modules."""

import sys
from itertools import takewhile
from . import case, util

__unittest = True


def _call_if_exists(parent, attr):
    function = getattr(parent, attr, None)
    if function is not None:
        function()


class BaseTestSuite:
    """A simple test suite that doesn't provide class or module shared fixtures."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests, self._removed_tests = [], 0
        self.addTests(tests)

    def __repr__(self):
        return f'<{util.strclass(self.__class__)} tests={list(self)}>'

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, self.__class__) else NotImplemented

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError(
                'TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in self._until_stop(result):
            self._run_one(index, test, result)
        return result

    def _until_stop(self, result):
        return takewhile(lambda entry: not result.shouldStop, enumerate(self))

    def _run_one(self, index, test, result, debug=False):
        if debug:
            test.debug()
        else:
            test(result)
        if self._cleanup:
            self._removeTestAtIndex(index)

    def _removeTestAtIndex(self, index):
        """A test that has run is not kept alive."""
        try:
            test = self._tests[index]
        except TypeError:
            return
        if hasattr(test, 'countTestCases'):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the tests without collecting errors in a TestResult"""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A test suite is a composite test consisting of a number of TestCases."""

    def run(self, result, debug=False):
        outermost = getattr(result, '_testRunEntered', False) is False
        if outermost:
            result._testRunEntered = True
        for index, test in self._until_stop(result):
            if self._set_up_for(test, result):
                self._run_one(index, test, result, debug)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def _set_up_for(self, test, result):
        """Changes fixtures where a test is of another class or module than the last; False if they
        failed."""
        if not _isnotsuite(test):
            return True
        for change in (self._tearDownPreviousClass, self._handleModuleFixture,
                       self._handleClassSetUp):
            change(test, result)
        result._previousTestClass = cls = test.__class__
        return not (getattr(cls, '_classSetupFailed', False)
                    or getattr(result, '_moduleSetUpFailed', False))

    def debug(self):
        """Run the tests without collecting errors in a TestResult"""
        self.run(_DebugResult(), True)

    def _fixture(self, result, function, name, parent, failed=None):
        """Calls a fixture; a failure becomes an error of its own, and failed() is called."""
        try:
            function()
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            if failed is not None:
                failed()
            self._createClassOrModuleLevelException(result, error, name, parent)

    def _handleClassSetUp(self, test, result):
        cls = test.__class__
        if (cls == getattr(result, '_previousTestClass', None) or result._moduleSetUpFailed or
                getattr(cls, '__unittest_skip__', False)):
            return

        def mark(failed=True):
            try:
                cls._classSetupFailed = failed
            except TypeError:
                pass                    # the test may be a function
        mark(False)
        set_up = getattr(cls, 'setUpClass', None)
        if set_up is None:
            return
        _call_if_exists(result, '_setupStdout')
        try:
            name = util.strclass(cls)
            self._fixture(result, set_up, 'setUpClass', name, mark)
            if getattr(cls, '_classSetupFailed', False):
                self._class_cleanups(cls, result, 'setUpClass')
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _class_cleanups(self, cls, result, name):
        clean_up = getattr(cls, 'doClassCleanups', None)
        if clean_up is None:
            return
        clean_up()
        for info in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise info[1]
            self._createClassOrModuleLevelException(result, info[1], name, util.strclass(cls),
                                                    info=info)

    def _get_previous_module(self, result):
        cls = getattr(result, '_previousTestClass', None)
        return None if cls is None else cls.__module__

    def _handleModuleFixture(self, test, result):
        name = test.__class__.__module__
        if name == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), 'setUpModule', None)
        if set_up is None:
            return

        def mark():
            result._moduleSetUpFailed = True
        _call_if_exists(result, '_setupStdout')
        try:
            self._fixture(result, set_up, 'setUpModule', name, mark)
            if result._moduleSetUpFailed:
                self._fixture(result, case.doModuleCleanups, 'setUpModule', name)
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _createClassOrModuleLevelException(self, result, exc, method_name, parent, info=None):
        self._addClassOrModuleLevelException(result, exc, f'{method_name} ({parent})', info)

    def _addClassOrModuleLevelException(self, result, exception, errorName, info=None):
        error = _ErrorHolder(errorName)
        add_skip = getattr(result, 'addSkip', None)
        if add_skip is not None and isinstance(exception, case.SkipTest):
            add_skip(error, str(exception))
        else:
            result.addError(error, info or sys.exc_info())

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        if name is None or result._moduleSetUpFailed or name not in sys.modules:
            return
        _call_if_exists(result, '_setupStdout')
        try:
            tear_down = getattr(sys.modules[name], 'tearDownModule', None)
            if tear_down is not None:
                self._fixture(result, tear_down, 'tearDownModule', name)
            self._fixture(result, case.doModuleCleanups, 'tearDownModule', name)
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _tearDownPreviousClass(self, test, result):
        cls = getattr(result, '_previousTestClass', None)
        if (cls is None or test.__class__ == cls or getattr(cls, '_classSetupFailed', False) or
                getattr(result, '_moduleSetUpFailed', False)
                or getattr(cls, '__unittest_skip__', False)):
            return
        tear_down = getattr(cls, 'tearDownClass', None)
        _call_if_exists(result, '_setupStdout')
        try:
            if tear_down is not None:
                self._fixture(result, tear_down, 'tearDownClass', util.strclass(cls))
            self._class_cleanups(cls, result, 'tearDownClass')
        finally:
            _call_if_exists(result, '_restoreStdout')


class _ErrorHolder:
    """Stands for a test in a result: an error of a fixture."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    __str__ = id

    def __repr__(self):
        return f'<ErrorHolder description={self.description!r}>'

    def countTestCases(self):
        return 0

    def shortDescription(self):
        return None

    def run(self, result):
        """There is nothing to run."""

    __call__ = run


def _isnotsuite(test):
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult:
    """Used by the TestSuite to hold previous class when running in debug."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
