# SPDX-License-Identifier: MIT
"""Mocks of coroutine functions: what counts and checks the awaits. Imported in the middle of
mock."""

import asyncio
import inspect
from asyncio import iscoroutinefunction
from types import CodeType
from unittest import mock as _mock
from unittest._mock_base import Base, DEFAULT, _callable, _delegating_property, _is_exception
from unittest._mock_calls import _Call, _CallList

__unittest = True


class AsyncMockMixin(Base):
    """What makes a mock a coroutine function that counts its awaits."""
    await_args, await_args_list, await_count = map(
        _delegating_property, ('await_args', 'await_args_list', 'await_count'))

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = _mock.NonCallableMock(spec_set=dir(CodeType))
        code.__dict__['_spec_class'] = CodeType
        code.co_flags = inspect.CO_COROUTINE + inspect.CO_VARARGS + inspect.CO_VARKEYWORDS
        code.co_argcount = code.co_posonlyargcount = code.co_kwonlyargcount = 0
        code.co_varnames = 'args', 'kwargs'
        self.__dict__.update(_is_coroutine=asyncio.coroutines._is_coroutine, _mock_await_count=0,
                             _mock_await_args=None, _mock_await_args_list=_CallList(),
                             __code__=code, __name__='AsyncMock', __defaults__=(),
                             __kwdefaults__={}, __annotations__=None)

    async def _execute_mock_call(self, /, *args, **kwargs):
        self.await_count += 1
        self.await_args = made = _Call((args, kwargs), two=True)
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    raise StopAsyncIteration    # StopIteration cannot leave a coroutine
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
                if iscoroutinefunction(effect):
                    result = await result
            if result is not DEFAULT:
                return result
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            result = self._mock_wraps(*args, **kwargs)
            return await result if iscoroutinefunction(self._mock_wraps) else result
        return self.return_value

    def _complain_await(self, what):
        raise AssertionError(f'Expected {self._mock_name or "mock"} to {what}')

    def assert_awaited(self):
        """Assert that the mock was awaited at least once."""
        if self.await_count == 0:
            self._complain_await('have been awaited.')

    def assert_awaited_once(self):
        """Assert that the mock was awaited exactly once."""
        if self.await_count != 1:
            self._complain_await(f'have been awaited once. Awaited {self.await_count} times.')

    def assert_awaited_with(self, /, *args, **kwargs):
        """Assert that the last await was with the specified arguments."""
        if self.await_args is None:
            raise AssertionError(
                f'Expected await: {self._format_mock_call_signature(args, kwargs)}\nNot awaited')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.await_args) != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(
                self._format_mock_failure_message(args, kwargs, action='await')) from cause

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """Assert that the mock was awaited exactly once and with the specified arguments."""
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Assert the mock has ever been awaited with the specified arguments."""
        self._find_any(args, kwargs, self.await_args_list, 'await')

    def assert_has_awaits(self, calls, any_order=False):
        """Assert the mock has been awaited with the specified calls."""
        self._find_calls(calls, self.await_args_list, any_order, 'await',
                         lambda: f'Actual: {self.await_args_list}',
                         lambda missing, left: '%r not all found in await list' % (missing,))

    def assert_not_awaited(self):
        """Assert that the mock was never awaited."""
        if self.await_count != 0:
            self._complain_await(f'not have been awaited. Awaited {self.await_count} times.')

    def reset_mock(self, /, *args, **kwargs):
        """See :func:`.Mock.reset_mock()`"""
        super().reset_mock(*args, **kwargs)
        self.await_count, self.await_args, self.await_args_list = 0, None, _CallList()
