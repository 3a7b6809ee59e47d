# SPDX-License-Identifier: MIT
"""Objects that stand for others in tests, remember how they were used, and the means to put them in
place."""

__all__ = ('Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec',
           'AsyncMock', 'ThreadingMock', 'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock',
           'mock_open', 'PropertyMock', 'seal')

import asyncio
import io
import inspect
import threading
from asyncio import iscoroutinefunction
from threading import RLock
from functools import wraps, partial
from unittest.util import safe_repr
from unittest._mock_base import (
    Base, DEFAULT, FunctionTypes, _MockIter, _callable, _check_signature, _delegating_property,
    _deleted, _extract_mock, _get_signature_object, _instance_callable, _is_exception, _is_list,
    _is_magic, _missing, _timeout_unset, _try_iter, sentinel)
from unittest._mock_calls import _ANY, _AnyComparer, _Call, _CallList, _format_call_signature
from unittest._mock_magics import (
    _all_magics, _all_sync_magics, _async_method_magics, _get_method, _magics, _set_return_value,
    _unsupported_magics, inplace, magic_methods, numerics, right)
from unittest._mock_async import AsyncMockMixin

__unittest = True

FILTER_DIR = True

ANY = _ANY()
call = _Call(from_kall=False)

for _helper in (_ANY, _AnyComparer, _Call, _CallList, Base, _MockIter, AsyncMockMixin,
                type(sentinel), type(DEFAULT)):
    _helper.__module__ = __name__
del _helper


class InvalidSpecError(Exception):
    """Indicates that an invalid value was used as a mock spec."""


# ---- what kind of object is this ----

def _is_async_obj(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False
    return iscoroutinefunction(getattr(obj, '__func__', obj)) or inspect.isawaitable(obj)


def _is_async_func(obj):
    return bool(getattr(obj, '__code__', None)) and iscoroutinefunction(obj)


def _is_instance_mock(obj):
    return issubclass(type(obj), NonCallableMock)       # isinstance() would ask __class__


# ---- functions in the place of functions ----

_CALL_ASSERTIONS = ('assert_called_with', 'assert_called', 'assert_not_called',
                    'assert_called_once', 'assert_called_once_with', 'assert_has_calls',
                    'assert_any_call')
_AWAIT_ASSERTIONS = ('assert_awaited', 'assert_awaited_once', 'assert_awaited_with',
                     'assert_awaited_once_with', 'assert_any_await', 'assert_has_awaits',
                     'assert_not_awaited')


def _function_for(mock, original, instance=False, is_async=False):
    """A function with the name of the original that checks the signature and calls the mock."""
    found = _get_signature_object(original, instance, isinstance(original, type))
    if found is None:
        return mock
    func, signature = found
    if is_async:
        async def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return await mock(*args, **kwargs)
    else:
        def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return mock(*args, **kwargs)
    function.__name__ = original.__name__ if original.__name__.isidentifier() else 'funcopy'
    function.__qualname__ = function.__name__
    _setup_func(function, mock, signature)
    if is_async:
        function._is_coroutine = asyncio.coroutines._is_coroutine
        function.await_count, function.await_args, function.await_args_list = 0, None, _CallList()
        for name in _AWAIT_ASSERTIONS:
            setattr(function, name,
                    partial(lambda name, /, *args, **kw: getattr(function.mock, name)(*args, **kw),
                            name))
    return function


def _setup_func(function, mock, signature):
    """The function gets the attributes of a mock; what it records is the mock's record."""
    def reset_mock():
        function.method_calls, function.mock_calls = _CallList(), _CallList()
        mock.reset_mock()
        value = function.return_value
        if _is_instance_mock(value) and value is not mock:
            value.reset_mock()
    function.mock = mock
    function.called, function.call_count, function.call_args = False, 0, None
    function.call_args_list, function.method_calls, function.mock_calls = _CallList(), _CallList(
        ), _CallList()
    function.return_value, function.side_effect = mock.return_value, mock.side_effect
    function._mock_children = mock._mock_children
    for name in _CALL_ASSERTIONS:
        setattr(function, name, getattr(mock, name))
    function.reset_mock = reset_mock
    function.__signature__ = signature
    mock._mock_delegate = function


# ---- mocks ----


def _check_and_set_parent(parent, value, name, new_name):
    """Makes a mock that belongs to nobody a child. Was it done?"""
    value = _extract_mock(value)
    if not _is_instance_mock(value) or value._mock_name or value._mock_new_name or \
            value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent, value._mock_new_name = parent, new_name
    if name:
        value._mock_parent, value._mock_name = parent, name
    return True


_allowed_names = {'return_value', '_mock_return_value', 'side_effect', '_mock_side_effect',
                  '_mock_parent', '_mock_new_parent', '_mock_name', '_mock_new_name'}


class NonCallableMock(Base):
    """A mock that cannot be called."""

    _lock = RLock()

    def __new__(cls, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None,
                _new_name='', _new_parent=None, _spec_as_instance=False, _eat_self=None,
                unsafe=False, **kwargs):
        # Each mock has a class of its own, so that it can have special methods of its own.
        bases, wanted = (cls,), spec_set or spec
        if wanted is not None and not issubclass(cls, AsyncMockMixin) and _is_async_obj(wanted):
            bases = AsyncMockMixin, cls
        return object.__new__(type(cls.__name__, bases, {'__doc__': cls.__doc__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name='', _new_parent=None, _spec_as_instance=False,
                 _eat_self=None, unsafe=False, **kwargs):
        own = self.__dict__
        own.update(_mock_parent=parent, _mock_name=name, _mock_new_name=_new_name,
                   _mock_new_parent=parent if _new_parent is None else _new_parent,
                   _mock_sealed=False)
        if spec_set is not None:
            spec, spec_set = spec_set, True
        self._mock_add_spec(spec, spec_set, _spec_as_instance,
                            parent is not None if _eat_self is None else _eat_self)
        own.update(_mock_children={}, _mock_wraps=wraps, _mock_delegate=None, _mock_called=False,
                   _mock_call_args=None, _mock_call_count=0, _mock_call_args_list=_CallList(),
                   _mock_mock_calls=_CallList(), method_calls=_CallList(), _mock_unsafe=unsafe)
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        """Attach a mock as an attribute of this one, replacing its name and parent."""
        inner = _extract_mock(mock)
        inner._mock_parent = inner._mock_new_parent = inner._mock_new_name = None
        inner._mock_name = ''
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Add a spec to a mock: an object or a list of strings."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f'Cannot spec a Mock object. [object={spec!r}]')
        cls = signature = None
        asyncs = []
        if spec is not None and not _is_list(spec):
            cls = spec if isinstance(spec, type) else type(spec)
            found = _get_signature_object(spec, _spec_as_instance, _eat_self)
            signature = found and found[1]
            names = dir(spec)
            for name in names:
                static = inspect.getattr_static(spec, name, None)
                try:
                    static = inspect.unwrap(static)
                except ValueError:
                    pass
                if iscoroutinefunction(static):
                    asyncs.append(name)
            spec = names
        self.__dict__.update(_spec_class=cls, _spec_set=spec_set, _spec_signature=signature,
                             _mock_methods=spec, _spec_asyncs=asyncs)

    @property
    def return_value(self):
        """The value to be returned when the mock is called."""
        delegate = self._mock_delegate
        value = self._mock_return_value if delegate is None else delegate.return_value
        if value is DEFAULT and self._mock_wraps is None:
            value = self.return_value = self._get_child_mock(_new_parent=self, _new_name='()')
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, '()')

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating_property('called')
    call_count = _delegating_property('call_count')
    call_args = _delegating_property('call_args')
    call_args_list = _delegating_property('call_args_list')
    mock_calls = _delegating_property('mock_calls')

    @property
    def side_effect(self):
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        effect = delegate.side_effect
        if effect is not None and not callable(effect) and not isinstance(effect, _MockIter) and \
                not _is_exception(effect):
            effect = delegate.side_effect = _MockIter(effect)
        return effect

    @side_effect.setter
    def side_effect(self, value):
        value = _try_iter(value)
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Restore the mock object to its initial state."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_args, self.call_count = False, None, 0
        self.mock_calls, self.call_args_list, self.method_calls = _CallList(), _CallList(
            ), _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if not isinstance(child, _SpecState) and child is not _deleted:
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        value = self._mock_return_value
        if _is_instance_mock(value) and value is not self:
            value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes on the mock through keyword arguments; dots lead to attributes of
        attributes."""
        for name, value in sorted(kwargs.items(), key=lambda item: item[0].count('.')):
            *path, last = name.split('.')
            target = self
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def __getattr__(self, name):
        if name in {'_mock_methods', '_mock_unsafe'}:
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _all_magics:
                raise AttributeError(f'Mock object has no attribute {name!r}')
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not methods or name not in methods) and (
                name.startswith(('assert', 'assret', 'asert', 'aseert', 'assrt'))
                or name in _ATTRIB_DENY_LIST):
            raise AttributeError(
                f'{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant '
                f'to be '
                'an attribute.')
        with NonCallableMock._lock:
            child = self._mock_children.get(name)
            if child is _deleted:
                raise AttributeError(name)
            if child is None:
                wrapped = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
                child = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name,
                                             _new_parent=self)
                self._mock_children[name] = child
            elif isinstance(child, _SpecState):
                child = self._mock_children[name] = self._autospec_child(name, child)
        return child

    def _autospec_child(self, name, state):
        try:
            return create_autospec(state.spec, state.spec_set, state.instance, state.parent,
                                   state.name)
        except InvalidSpecError:
            target = self.__dict__['_mock_name'] or self
            raise InvalidSpecError(
                f'Cannot autospec attr {name!r} from target {target!r} as it has already been '
                f'mocked out. [target={self!r}, attr={state.spec!r}]')

    def _extract_mock_name(self):
        names, above, last = [self._mock_new_name], self._mock_new_parent, self
        dot = '' if names == ['()'] else '.'
        while above is not None:
            last = above
            names.append(above._mock_new_name + dot)
            dot = '' if above._mock_new_name == '()' else '.'
            above = above._mock_new_parent
        names.reverse()
        first = last._mock_name or 'mock'
        if len(names) > 1 and names[1] not in ('()', '().'):
            first += '.'
        return first + ''.join(names[1:])

    def __repr__(self):
        name = self._extract_mock_name()
        named = '' if name in ('mock', 'mock.') else f' name={name!r}'
        spec = ''
        if self._spec_class is not None:
            spec = f' {"spec_set" if self._spec_set else "spec"}={self._spec_class.__name__!r}'
        return f"<{type(self).__name__}{named}{spec} id='{id(self)}'>"

    def __dir__(self):
        """Filter the output of `dir(mock)` to only useful members."""
        if not FILTER_DIR:
            return object.__dir__(self)
        names = set(self._mock_methods or ())
        names.update(name for name in dir(type(self)) if not name.startswith('_'))
        names.update(name for name in self.__dict__ if not name.startswith('_') or _is_magic(name))
        names.update(name for name, child in self._mock_children.items() if child is not _deleted)
        return sorted(names)

    def __setattr__(self, name, value):
        if name in _allowed_names:
            return object.__setattr__(self, name, value)
        methods = self._mock_methods
        if (self._spec_set and methods is not None and name not in methods
                and name not in self.__dict__):
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _unsupported_magics:
            raise AttributeError(f'Attempting to set unsupported magic method {name!r}.')
        if name in _all_magics:
            if methods is not None and name not in methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if _is_instance_mock(value):
                # among mock_calls, not among method_calls
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
            else:
                setattr(type(self), name, _get_method(name, value))
                value = partial(value, self)
        elif name == '__class__':
            self._spec_class = value
            return None
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f'Cannot set {self._extract_mock_name()}.{name}')
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
            return None
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        kind, own = type(self), self.__dict__
        if name in _all_magics and name in kind.__dict__:
            delattr(kind, name)
            if name not in own:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    # ---- how it was called ----

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or 'mock', args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action='call'):
        expected = self._format_mock_call_signature(args, kwargs)
        actual = self._format_mock_call_signature(*self.call_args)
        return f'expected {action} not found.\nExpected: {expected}\n  Actual: {actual}'

    def _get_call_signature_from_name(self, name):
        """The signature of the child that a call names."""
        if not name:
            return self._spec_signature
        signature, children = None, self._mock_children
        for part in name.replace('()', '').split('.'):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            child = _extract_mock(child)
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _call_matcher(self, _call):
        """A call as it is compared: with arguments bound as the signature says, or the reason why
        they cannot be."""
        named = isinstance(_call, tuple) and len(_call) > 2
        signature = (self._get_call_signature_from_name(tuple(_call)[0]) if named
                     else self._spec_signature)
        if signature is None:
            return _call
        *name, args, kwargs = _call
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name[0] if name else '', bound.args, bound.kwargs)

    def _complain(self, what):
        raise AssertionError(f"Expected '{self._mock_name or 'mock'}' {what}")

    def _times(self):
        return f'Called {self.call_count} times.{self._calls_repr()}'

    def assert_not_called(self):
        """assert that the mock was never called."""
        if self.call_count != 0:
            self._complain(f'to not have been called. {self._times()}')

    def assert_called(self):
        """assert that the mock was called at least once"""
        if self.call_count == 0:
            self._complain('to have been called.')

    def assert_called_once(self):
        """assert that the mock was called only once."""
        if self.call_count != 1:
            self._complain(f'to have been called once. {self._times()}')

    def assert_called_with(self, /, *args, **kwargs):
        """assert that the last call was made with the specified arguments."""
        if self.call_args is None:
            raise AssertionError('expected call not found.\nExpected: '
                                 f'{self._format_mock_call_signature(args, kwargs)}\n  Actual: not '
                                 f'called.')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.call_args) != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """assert that the mock was called exactly once and that that call was with the specified
        arguments."""
        if self.call_count != 1:
            self._complain(f'to be called once. {self._times()}')
        return self.assert_called_with(*args, **kwargs)

    def _find_calls(self, calls, recorded, any_order, word, shown, not_all):
        """assert_has_calls() and assert_has_awaits()."""
        expected = [self._call_matcher(entry) for entry in calls]
        cause = next((entry for entry in expected if isinstance(entry, Exception)), None)
        actual = _CallList(self._call_matcher(entry) for entry in recorded)
        if not any_order:
            if expected not in actual:
                problem = f'{word.capitalize()}s not found.'
                if cause is not None:
                    errors = [entry if isinstance(entry, Exception) else None for entry in expected]
                    problem = f'Error processing expected {word}s.\nErrors: {errors}'
                raise AssertionError(
                    f'{problem}\nExpected: {_CallList(calls)}\n{shown()}') from cause
            return
        left, missing = list(actual), []
        for entry in expected:
            try:
                left.remove(entry)
            except ValueError:
                missing.append(entry)
        if missing:
            raise AssertionError(not_all(tuple(missing), left)) from cause

    def assert_has_calls(self, calls, any_order=False):
        """assert the mock has been called with the specified calls."""
        self._find_calls(calls, self.mock_calls, any_order, 'call',
                         lambda: f'  Actual: {safe_repr(self.mock_calls)}',
                         lambda missing, left: '%r does not contain all of %r in its call list, '
                                               'found %r instead' % (
                             self._mock_name or 'mock', missing, left))

    def _find_any(self, args, kwargs, recorded, word):
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        if cause or expected not in _AnyComparer([self._call_matcher(entry) for entry in recorded]):
            raise AssertionError(
                f'{self._format_mock_call_signature(args, kwargs)} {word} not found') from cause

    def assert_any_call(self, /, *args, **kwargs):
        """assert the mock has been called with the specified arguments."""
        self._find_any(args, kwargs, self.call_args_list, 'call')

    def _get_child_mock(self, /, **kw):
        """Create the child mocks for attributes and return value."""
        if self._mock_sealed:
            raise AttributeError(
                self._extract_mock_name() + (f'.{kw["name"]}' if 'name' in kw else '()'))
        name, cls = kw.get('_new_name'), type(self)
        if name in self.__dict__['_spec_asyncs']:
            return AsyncMock(**kw)
        if issubclass(cls, MagicMock) and name in _async_method_magics:
            kind = AsyncMock
        elif issubclass(cls, AsyncMockMixin):
            plain = name in _all_sync_magics or self._mock_methods and name in self._mock_methods
            kind = MagicMock if plain else AsyncMock
        elif not issubclass(cls, CallableMixin):
            kind = MagicMock if issubclass(cls, NonCallableMagicMock) else Mock
        else:
            kind = cls.__mro__[1]
        return kind(**kw)

    def _calls_repr(self):
        """The calls, for messages."""
        return f'\nCalls: {safe_repr(self.mock_calls)}.' if self.mock_calls else ''


# An attribute of that name is most likely a mistake.
_ATTRIB_DENY_LIST = frozenset(name.removeprefix('assert_') for name in dir(NonCallableMock)
                              if name.startswith('assert_'))


class CallableMixin(Base):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 spec_set=None, parent=None, _spec_state=None, _new_name='', _new_parent=None,
                 **kwargs):
        self.__dict__['_mock_return_value'] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent,
                         **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        """Replaced where a signature is known."""

    def _mock_call(self, /, *args, **kwargs):
        """What a call does after it was recorded."""
        return self._execute_mock_call(*args, **kwargs)

    def __call__(self, /, *args, **kwargs):
        for step in self._mock_check_sig, self._increment_mock_call:
            step(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Records a call here and with all parents."""
        self.called = True
        self.call_count += 1
        self.call_args = made = _Call((args, kwargs), two=True)
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(('', args, kwargs)))
        as_method, method_name = self._mock_parent is not None, self._mock_name
        name = self._mock_new_name
        result_of_call = name == '()'
        above = self._mock_new_parent
        while above is not None:
            if as_method:
                above.method_calls.append(_Call((method_name, args, kwargs)))
                as_method = above._mock_parent is not None
                if as_method:
                    method_name = f'{above._mock_name}.{method_name}'
            above.mock_calls.append(_Call((name, args, kwargs)))
            if above._mock_new_name:
                name = above._mock_new_name + ('' if result_of_call else '.') + name
                result_of_call = above._mock_new_name == '()'
            above = above._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                answer = next(effect)
                if _is_exception(answer):
                    raise answer
            else:
                answer = effect(*args, **kwargs)
            if answer is not DEFAULT:
                return answer
        delegate = self._mock_delegate
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None and \
                not (delegate and delegate.return_value is not DEFAULT):
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """An object with any attribute, which are mocks, that can be called in any way; it remembers
    how it was."""


# ---- patching ----

def _check_spec_arg_typos(kwargs):
    for typo in 'autospect', 'auto_spec', 'set_spec':
        if typo in kwargs:
            raise RuntimeError(f'{typo!r} might be a typo; use unsafe=True if this is intended')


# noqa: E402
from unittest._mock_patch import (_patch, _patch_dict, _patch_multiple, _patch_object,
                                  _patch_stopall, patch)

_patch.__module__ = _patch_dict.__module__ = __name__
patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'

# ---- special methods ----


class MagicMixin(Base):
    def __init__(self, /, *args, **kw):
        self._mock_set_magics()         # for keyword arguments that set attributes
        super().__init__(*args, **kw)
        self._mock_set_magics()         # for the spec

    def _mock_set_magics(self):
        wanted = all_of_them = _magics | _async_method_magics
        cls = type(self)
        if getattr(self, '_mock_methods', None) is not None:
            wanted = all_of_them.intersection(self._mock_methods)
            for name in all_of_them - wanted:
                if name in cls.__dict__:
                    delattr(self, name)
        for name in wanted - set(cls.__dict__):
            setattr(cls, name, MagicProxy(name, self))


class _MagicSpec:
    def mock_add_spec(self, spec, spec_set=False):
        """Add a spec to a mock: an object or a list of strings."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class NonCallableMagicMock(_MagicSpec, MagicMixin, NonCallableMock):
    """A version of `MagicMock` that isn't callable."""


class AsyncMagicMixin(MagicMixin):
    pass


class MagicMock(_MagicSpec, MagicMixin, Mock):
    """A Mock with default implementations of most of the special methods."""

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        if return_value and self._mock_name and _is_magic(self._mock_name):
            return_value = False        # __str__ must go on to return text
        super().reset_mock(*args, return_value=return_value, **kwargs)


class MagicProxy(Base):
    """Makes the mock of a special method when it is first looked at."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        mock = self.parent._get_child_mock(name=self.name, _new_name=self.name,
                                           _new_parent=self.parent)
        setattr(self.parent, self.name, mock)
        _set_return_value(self.parent, mock, self.name)
        return mock

    def __get__(self, obj, _type=None):
        return self.create_mock()


# ---- coroutine functions ----


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock of a coroutine function: what a call returns must be awaited."""


# ---- mocks with a specification ----

class _SpecState:
    """A child of an autospecced mock that nobody has looked at."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec, self.spec_set, self.parent, self.name = spec, spec_set, parent, name
        self.ids, self.instance = ids, instance


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False,
                    **kwargs):
    """Create a mock object using another object as a spec, attributes and signatures included."""
    if _is_list(spec):
        spec = type(spec)               # a list would be taken for names
    if _is_instance_mock(spec):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    is_type, is_async = isinstance(spec, type), _is_async_func(spec)
    options = {'spec_set' if spec_set else 'spec': spec} if spec_set or spec is not None else {}
    if options and instance:
        options['_spec_as_instance'] = True
    if not unsafe:
        _check_spec_arg_typos(kwargs)
    _name = kwargs.pop('name', _name)
    options.update(kwargs)
    kind = MagicMock
    if inspect.isdatadescriptor(spec):
        options = {}                    # nobody knows what it gives
    elif is_async:
        if instance:
            raise RuntimeError(
                'Instance can not be True when create_autospec is mocking an async function')
        kind = AsyncMock
    elif not _callable(spec) or is_type and instance and not _instance_callable(spec):
        kind = NonCallableMagicMock
    mock = kind(parent=_parent, _new_parent=_parent, _new_name='' if _parent is None else _name,
                name=_name, **options)
    if isinstance(spec, FunctionTypes):
        mock = _function_for(mock, spec, is_async=is_async)
    else:
        _check_signature(spec, mock, is_type, instance)
    if not (_parent is None or instance):
        _parent._mock_children[_name] = mock
    wrapped = kwargs.pop('wraps', None)
    if is_type and 'return_value' not in kwargs and not instance:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name='()', _parent=mock,
                                            wraps=wrapped)
    for entry in dir(spec):
        if not _is_magic(entry):
            _autospec_entry(mock, spec, entry, spec_set, instance, is_type, wrapped)
    if _is_instance_mock(mock) and kwargs:
        mock.configure_mock(**kwargs)
    return mock


def _autospec_entry(mock, spec, entry, spec_set, instance, is_type, wrapped):
    """An attribute of an autospecced mock."""
    try:
        original = getattr(spec, entry)
    except AttributeError:
        return
    if not isinstance(original, FunctionTypes):
        mock._mock_children[entry] = _SpecState(original, spec_set, mock, entry, instance=instance)
        return
    options = {'spec': original}
    if wrapped and hasattr(wrapped, entry):
        options['wraps'] = original
    if spec_set:
        options = {'spec_set': original}
    parent = mock.mock if isinstance(spec, FunctionTypes) else mock
    skip = _must_skip(spec, entry, is_type)
    kind = AsyncMock if iscoroutinefunction(original) else MagicMock
    child = kind(parent=parent, name=entry, _new_name=entry, _new_parent=parent, _eat_self=skip,
                 **options)
    mock._mock_children[entry] = child
    child.return_value = kind()
    _check_signature(original, child, skipfirst=skip)


def _must_skip(spec, entry, is_type):
    """Has the function a first argument that callers do not give?"""
    if not isinstance(spec, type):
        if entry in getattr(spec, '__dict__', {}):
            return False
        spec = spec.__class__
    for cls in spec.__mro__:
        found = cls.__dict__.get(entry, DEFAULT)
        if found is not DEFAULT:
            return is_type and isinstance(found, FunctionTypes)
    return is_type


class _OpenFile:
    """What the handle of mock_open() does: reads the data, as long as no return value was set."""

    def __init__(self, handle, data):
        self.handle, self.data = handle, data
        self.rewind()

    def rewind(self):
        self.stream = (io.BytesIO(self.data) if isinstance(self.data, bytes)
                       else io.StringIO(self.data))

    def read(self, *args, **kwargs):
        value = self.handle.read.return_value
        return self.stream.read(*args, **kwargs) if value is None else value

    def readlines(self, *args, **kwargs):
        value = self.handle.readlines.return_value
        return self.stream.readlines(*args, **kwargs) if value is None else value

    def lines(self):
        while self.handle.readline.return_value is not None:
            yield self.handle.readline.return_value
        yield from self.stream

    def readline(self):
        yield from self.lines()
        while True:
            yield self.stream.readline()

    def next(self):
        value = self.handle.readline.return_value
        return next(self.stream) if value is None else value


file_spec = open_spec = None


def mock_open(mock=None, read_data=''):
    """A helper function to create a mock to replace the use of `open`."""
    global file_spec, open_spec
    if file_spec is None:
        file_spec = list(set(dir(io.TextIOWrapper)) | set(dir(io.BytesIO)))
        open_spec = list(set(dir(open)))
    if mock is None:
        mock = MagicMock(name='open', spec=open_spec)
    handle = MagicMock(spec=file_spec)
    file = _OpenFile(handle, read_data)
    handle.__enter__.return_value = handle
    handle.write.return_value = handle.read.return_value = None
    handle.readline.return_value = handle.readlines.return_value = None
    handle.read.side_effect, handle.readlines.side_effect = file.read, file.readlines
    reader = [file.readline()]
    handle.readline.side_effect = reader[0]
    handle.__iter__.side_effect = file.lines
    handle.__next__.side_effect = file.next
    handle.__exit__.side_effect = lambda *args: handle.close()

    def opened(*args, **kwargs):
        file.rewind()
        if handle.readline.side_effect == reader[0]:
            reader[0] = handle.readline.side_effect = file.readline()
        return DEFAULT
    mock.side_effect = opened
    mock.return_value = handle
    return mock


class PropertyMock(Mock):
    """A mock in the place of a property: reading calls it, setting calls it with the value."""

    def __set__(self, obj, val):
        self(val)

    def __get__(self, obj, obj_type=None):
        return self()

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)


class ThreadingMixin(Base):
    DEFAULT_TIMEOUT = None

    def _get_child_mock(self, /, **kw):
        for key in 'parent', '_new_parent':
            if isinstance(kw.get(key), ThreadingMixin):
                kw['timeout'] = kw[key]._mock_wait_timeout
                break
        return super()._get_child_mock(**kw)

    def __init__(self, *args, timeout=_timeout_unset, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__.update(_mock_event=threading.Event(), _mock_calls_events=[],
                             _mock_calls_events_lock=threading.Lock(),
                             _mock_wait_timeout=self.DEFAULT_TIMEOUT if timeout is _timeout_unset
                             else timeout)

    def reset_mock(self, /, *args, **kwargs):
        """See :func:`.Mock.reset_mock()`"""
        super().reset_mock(*args, **kwargs)
        self.__dict__.update(_mock_event=threading.Event(), _mock_calls_events=[])

    def _event_for(self, args, kwargs):
        with self._mock_calls_events_lock:
            for known_args, known_kwargs, event in self._mock_calls_events:
                if (known_args, known_kwargs) == (args, kwargs):
                    return event
            event = threading.Event()
            self._mock_calls_events.append((args, kwargs, event))
        return event

    def _mock_call(self, *args, **kwargs):
        value = super()._mock_call(*args, **kwargs)
        self._event_for(args, kwargs).set()
        self._mock_event.set()
        return value

    def wait_until_called(self, *, timeout=_timeout_unset):
        """Wait until the mock object is called."""
        if timeout is _timeout_unset:
            timeout = self._mock_wait_timeout
        if not self._mock_event.wait(timeout=timeout):
            raise AssertionError(
                f'{self._mock_name or "mock"} was not called before timeout({timeout}).')

    def wait_until_any_call_with(self, *args, **kwargs):
        """Wait until the mock object is called with given args."""
        if not self._event_for(args, kwargs).wait(timeout=self._mock_wait_timeout):
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} call not found')


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A mock that can be used to wait until on calls happening in a different thread."""


def seal(mock):
    """Disable the automatic generation of child mocks."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if isinstance(child, NonCallableMock) and not isinstance(
                child._mock_children.get(name), _SpecState) and \
                child._mock_new_parent is mock:
            seal(child)
