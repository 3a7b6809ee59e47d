# SPDX-License-Identifier: MIT
"""unittest.mock.patch in all its forms. Imported in the middle of mock, which it looks things up in
when it runs."""

import builtins
import contextlib
import inspect
import pkgutil
import sys
from functools import partial, wraps
from types import ModuleType
from unittest import mock as _mock
from unittest.mock import DEFAULT, InvalidSpecError, _is_async_obj, _is_instance_mock, _is_list

__unittest = True

_builtins = {name for name in dir(builtins) if not name.startswith('_')}


def _decorate_class(cls, decorator):
    """Decorates the test methods of a class."""
    for name in dir(cls):
        value = getattr(cls, name)
        if name.startswith(_mock.patch.TEST_PREFIX) and hasattr(value, '__call__'):
            setattr(cls, name, decorator(value))
    return cls


# Attributes that a function or a class has even after they were deleted.
_NEVER_GONE = '__doc__', '__module__', '__defaults__', '__annotations__', '__kwdefaults__'
_active = []            # what start() began and stop() has not ended


class _Startable:
    """A patch may be begun and ended by calls instead of with."""

    def start(self):
        """Begin to patch; gives what `with` gives."""
        value = self.__enter__()
        _active.append(self)
        return value

    def stop(self):
        """End what start() began; without start() nothing happens."""
        if self in _active:
            _active.remove(self)
            return self.__exit__(None, None, None)


class _patch(_Startable):
    attribute_name = None
    _active_patches = _active

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable,
                 kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe:
            _mock._check_spec_arg_typos(kwargs)
        for name, value, words in ('spec', spec, 'spec'), ('spec_set', spec_set, 'spec_set target'):
            if _is_instance_mock(value):
                raise InvalidSpecError(
                    f'Cannot spec attr {attribute!r} as the {words} has already been mocked out. '
                    f'[{name}={value!r}]')
        self.getter, self.attribute = getter, attribute         # where
        self.new, self.new_callable, self.create = new, new_callable, create        # what
        self.spec, self.spec_set, self.autospec = spec, spec_set, autospec
        self.kwargs, self.additional_patchers = kwargs, []
        self.has_local = False

    def copy(self):
        twin = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set,
                      self.autospec, self.new_callable, self.kwargs)
        twin.attribute_name = self.attribute_name
        twin.additional_patchers = [patcher.copy() for patcher in self.additional_patchers]
        return twin

    def __call__(self, func):
        if isinstance(func, type):
            return _decorate_class(func, lambda value: self.copy()(value))
        return self._decorate(func)

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        """All patches of a decorated function, and the arguments with the mocks that they made."""
        made = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                value = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(value)
                elif patching.new is DEFAULT:
                    made.append(value)
            yield args + tuple(made), keywargs

    def _decorate(self, func):
        if hasattr(func, 'patchings'):
            func.patchings.append(self)
            return func
        if inspect.iscoroutinefunction(func):
            @wraps(func)
            async def patched(*args, **keywargs):
                with self.decoration_helper(patched, args, keywargs) as (args, keywargs):
                    return await func(*args, **keywargs)
        else:
            @wraps(func)
            def patched(*args, **keywargs):
                with self.decoration_helper(patched, args, keywargs) as (args, keywargs):
                    return func(*args, **keywargs)
        patched.patchings = [self]
        return patched

    def get_original(self):
        """(what is to be replaced or DEFAULT, does it lie in the target itself)."""
        target, name = self.getter(), self.attribute
        try:
            original, local = target.__dict__[name], True
        except (AttributeError, KeyError):
            original, local = getattr(target, name, DEFAULT), False
        if name in _builtins and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f'{target} does not have the attribute {name!r}')
        return original, local

    def __enter__(self):
        """Perform the patch."""
        self.target = self.getter()
        spec, spec_set, autospec = (None if value is False else value
                                    for value in (self.spec, self.spec_set, self.autospec))
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        new = self.new
        if new is DEFAULT and autospec is None:
            new = self._new_mock(original, spec, spec_set)
        elif autospec is not None:
            new = self._new_autospec(original, autospec, spec_set)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original = original
        self.is_local = local
        self._exit_stack = contextlib.ExitStack()
        try:
            return self._put(new)
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def _put(self, new):
        setattr(self.target, self.attribute, new)
        if self.attribute_name is None:
            return new
        made = {self.attribute_name: new} if self.new is DEFAULT else {}
        for patcher in self.additional_patchers:
            value = self._exit_stack.enter_context(patcher)
            if patcher.new is DEFAULT:
                made.update(value)
        return made

    def _new_mock(self, original, spec, spec_set):
        """The mock for patch() without `new`."""
        if spec is True:
            spec, spec_set = (None, original) if spec_set is True else (original, spec_set)
        elif spec is not None and spec_set is True:
            spec, spec_set = None, spec
        elif spec_set is True:
            spec_set = original
        has_spec = spec is not None or spec_set is not None
        if has_spec and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        wanted = spec if spec_set is None else spec_set
        kind = self.new_callable or self._kind(original, spec, wanted, has_spec)
        options = {name: value for name, value in (('spec', spec), ('spec_set', spec_set))
                   if value is not None}
        if isinstance(kind, type) and issubclass(kind, _mock.NonCallableMock) and self.attribute:
            options['name'] = self.attribute
        options.update(self.kwargs)
        new = kind(**options)
        if has_spec and isinstance(original, type) and _is_instance_mock(new):
            if not _is_list(wanted) and not _mock._instance_callable(wanted):
                kind = _mock.NonCallableMagicMock
            options.pop('name')
            new.return_value = kind(_new_parent=new, _new_name='()', **options)
        return new

    def _kind(self, original, spec, wanted, has_spec):
        if spec is None and _is_async_obj(original):
            return _mock.AsyncMock
        if not has_spec:
            return _mock.MagicMock
        if _is_async_obj(wanted):
            return _mock.AsyncMock
        can_call = '__call__' in wanted if _is_list(wanted) else callable(wanted)
        return _mock.MagicMock if can_call else _mock.NonCallableMagicMock

    def _new_autospec(self, original, autospec, spec_set):
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        if autospec is True:
            autospec = original
        if _is_instance_mock(self.target):
            raise InvalidSpecError(
                f'Cannot autospec attr {self.attribute!r} as the patch target has already been '
                f'mocked out. [target={self.target!r}, attr={autospec!r}]')
        if _is_instance_mock(autospec):
            name = getattr(self.target, '__name__', self.target)
            raise InvalidSpecError(
                f'Cannot autospec attr {self.attribute!r} from target {name!r} as it has already '
                f'been mocked out. [target={self.target!r}, attr={autospec!r}]')
        return _mock.create_autospec(autospec, spec_set=bool(spec_set), _name=self.attribute,
                                     **self.kwargs)

    def __exit__(self, *exc_info):
        """Put back what was there before."""
        target, name, before = self.target, self.attribute, self.temp_original
        own = self.is_local and before is not DEFAULT
        if not own:
            delattr(target, name)
        if own or not self.create and (not hasattr(target, name) or name in _NEVER_GONE):
            setattr(target, name, before)
        del self.temp_original, self.is_local, self.target
        stack = self._exit_stack
        del self._exit_stack
        return stack.__exit__(*exc_info)




def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
          new_callable=None, *, unsafe=False, **kwargs):
    """Replaces what a dotted name stands for while a function, the tests of a class or a with
    statement runs."""
    try:
        owner, attribute = target.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f'Need a valid target to patch. You supplied: {target!r}')
    return _patch(partial(pkgutil.resolve_name, owner), attribute, new, spec, create, spec_set,
                  autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None,
                  autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """patch the named member (`attribute`) on an object (`target`) with a mock object."""
    if type(target) is str:
        raise TypeError(f'{target!r} must be the actual object to be patched, not a str')
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable,
                  kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None,
                    new_callable=None, **kwargs):
    """Perform multiple patches in a single call."""
    getter = partial(pkgutil.resolve_name, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    first, *patchers[0].additional_patchers = patchers
    return first


class _patch_dict(_Startable):
    """Changes some keys of a mapping for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear = in_dict, clear
        self.values = dict(values) | kwargs
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return _decorate_class(f,
                                   lambda value: _patch_dict(
                                       self.in_dict, self.values, self.clear)(value))
        if inspect.iscoroutinefunction(f):
            @wraps(f)
            async def inner(*args, **kw):
                self._patch_dict()
                try:
                    return await f(*args, **kw)
                finally:
                    self._unpatch_dict()
        else:
            @wraps(f)
            def inner(*args, **kw):
                self._patch_dict()
                try:
                    return f(*args, **kw)
                finally:
                    self._unpatch_dict()
        return inner

    def __enter__(self):
        """Patch the dict."""
        self._patch_dict()
        return self.in_dict

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = pkgutil.resolve_name(self.in_dict)
        try:
            self._original = self.in_dict.copy()
        except AttributeError:
            self._original = {key: self.in_dict[key] for key in self.in_dict}
        if self.clear:
            _clear_dict(self.in_dict)
        _update_dict(self.in_dict, self.values)

    def _unpatch_dict(self):
        _clear_dict(self.in_dict)
        _update_dict(self.in_dict, self._original)

    def __exit__(self, *args):
        """Give the mapping its keys back."""
        patched = self._original is not None
        if patched:
            self._unpatch_dict()
        return False


def _clear_dict(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]


def _update_dict(mapping, values):
    try:
        mapping.update(values)
    except AttributeError:
        for key in values:
            mapping[key] = values[key]


def _patch_stopall():
    """Stop all active patches. LIFO to unroll nested patches."""
    for patcher in reversed(_patch._active_patches):
        patcher.stop()
