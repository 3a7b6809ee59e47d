# SPDX-License-Identifier: MIT
"""What assertRaises(), assertWarns() and their like return."""

import re
import sys
import traceback
import types
import warnings

__unittest = True


def _is_subtype(expected, basetype):
    if isinstance(expected, tuple):
        return all(_is_subtype(one, basetype) for one in expected)
    return isinstance(expected, type) and issubclass(expected, basetype)


class _BaseTestCaseContext:
    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, standardMsg))


class _AssertRaisesBaseContext(_BaseTestCaseContext):
    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected = expected
        self.expected_regex = None if expected_regex is None else re.compile(expected_regex)
        self.obj_name = self.msg = None

    def handle(self, name, args, kwargs):
        """Calls what args begin with, or gives itself as a context manager."""
        if not _is_subtype(self.expected, self._base_type):
            raise TypeError(f'{name}() arg 1 must be {self._base_type_str}')
        if not args:
            self.msg = kwargs.pop('msg', None)
            if kwargs:
                raise TypeError(
                    f'{next(iter(kwargs))!r} is an invalid keyword argument for this function')
            return self
        call, *args = args
        self.obj_name = getattr(call, '__name__', None) or str(call)
        with self:
            call(*args, **kwargs)

    def _expected_name(self):
        return getattr(self.expected, '__name__', None) or str(self.expected)

    def _fail_missing(self, what):
        """Nothing like that has happened."""
        by = f' by {self.obj_name}' if self.obj_name else ''
        self._raiseFailure(f'{self._expected_name()} not {what}{by}')

    def _fail_text(self, text):
        self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{text}"')


class _AssertRaisesContext(_AssertRaisesBaseContext):
    """A context manager used to implement TestCase.assertRaises* methods."""

    _base_type = BaseException
    _base_type_str = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            self._fail_missing('raised')
        traceback.clear_frames(tb)
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(value)):
            self._fail_text(str(value))
        return True

    __class_getitem__ = classmethod(types.GenericAlias)


class _AssertWarnsContext(_AssertRaisesBaseContext):
    """A context manager used to implement TestCase.assertWarns* methods."""

    _base_type = Warning
    _base_type_str = 'a warning type or tuple of warning types'

    def __enter__(self):
        for module in list(sys.modules.values()):       # what was warned about once counts again
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, kind, value, tb):
        self.warnings_manager.__exit__(kind, value, tb)
        if kind is not None:
            return
        matching = [caught for caught in self.warnings if isinstance(caught.message, self.expected)]
        for caught in matching:
            if self.expected_regex is None or self.expected_regex.search(str(caught.message)):
                self.warning = caught.message
                self.filename, self.lineno = caught.filename, caught.lineno
                return
        if matching:
            self._fail_text(str(matching[0].message))
        self._fail_missing('triggered')


class _AssertNotWarnsContext(_AssertWarnsContext):
    def __exit__(self, kind, value, tb):
        self.warnings_manager.__exit__(kind, value, tb)
        if (kind is None
                and any(isinstance(caught.message, self.expected) for caught in self.warnings)):
            self._raiseFailure(f'{self._expected_name()} triggered')
