# SPDX-License-Identifier: MIT
"""Tools for with statements: context managers out of generators, stacks of managers, and a few
ready-made ones."""
import sys
from abc import ABC, abstractmethod
from _collections import deque
from functools import wraps

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext",
           "AbstractContextManager", "AbstractAsyncContextManager", "AsyncExitStack",
           "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr", "suppress",
           "aclosing", "chdir"]

_Alias = type(list[int])
_MethodType = type(ABC.register)


class AbstractContextManager(ABC):
    """Base class of context managers: __enter__ gives self."""
    __slots__ = ()
    __class_getitem__ = classmethod(_Alias)

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _defines(C, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(ABC):
    """Base class of asynchronous context managers: __aenter__ gives self."""
    __slots__ = ()
    __class_getitem__ = classmethod(_Alias)

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return _defines(C, "__aenter__", "__aexit__")
        return NotImplemented


def _defines(cls, *names):
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class ContextDecorator:
    """Mix-in that lets a context manager decorate functions."""

    def _recreate_cm(self):
        """The manager for one call."""
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            cm = self._recreate_cm()
            with cm:
                return func(*args, **kwds)
        return inner


class AsyncContextDecorator:
    """Mix-in that lets an asynchronous context manager decorate coroutine functions."""

    _recreate_cm = ContextDecorator._recreate_cm

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            cm = self._recreate_cm()
            async with cm:
                return await func(*args, **kwds)
        return inner


def _came_through(raised, thrown, ends, traceback):
    """Has a generator let the exception that was thrown into it through? The with statement raises
    it then.

    One of the exceptions that end generators comes out as the cause of a RuntimeError."""
    wrapped = (isinstance(thrown, ends) and isinstance(raised, RuntimeError)
               and raised.__cause__ is thrown)
    if raised is not thrown and not wrapped:
        return False
    thrown.__traceback__ = traceback
    return True


class _GeneratorContextManagerBase:

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        try:
            doc = func.__doc__
        except AttributeError:
            doc = None
        self.__doc__ = type(self).__doc__ if doc is None else doc
        # They may be large, and are of no use once the generator runs: entering deletes them. A
        # second time is an error.
        self.func, self.kwds, self.args = func, kwds, args

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)



class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager,
                               ContextDecorator):
    """What @contextmanager makes."""

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        thrown = typ() if value is None and typ is not None else value
        try:
            if thrown is None:
                next(self.gen)
            else:
                self.gen.throw(thrown)
        except StopIteration as end:
            # it was swallowed, or nothing was thrown
            return thrown is not None and end is not thrown
        except BaseException as exc:
            if thrown is None or not _came_through(exc, thrown, StopIteration, traceback):
                raise
            return False
        try:
            raise RuntimeError("generator didn't stop" + (" after throw()" if thrown is not None
                                                          else ""))
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager,
                                    AsyncContextDecorator):
    """What @asynccontextmanager makes."""

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        thrown = typ() if value is None and typ is not None else value
        try:
            await (anext(self.gen) if thrown is None else self.gen.athrow(thrown))
        except StopAsyncIteration as end:
            return thrown is not None and end is not thrown
        except BaseException as exc:
            ends = StopIteration, StopAsyncIteration
            if thrown is None or not _came_through(exc, thrown, ends, traceback):
                raise
            return False
        try:
            raise RuntimeError("generator didn't stop" + (" after athrow()" if thrown is not None
                                                          else ""))
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Make a context manager out of a generator function that yields once."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


def asynccontextmanager(func):
    """Make an asynchronous context manager out of an async generator function."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    """Close a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing


class aclosing(AbstractAsyncContextManager):
    """Await thing.aclose() at the end of the block."""

    __init__ = closing.__init__

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()

    async def __aenter__(self):
        return self.thing


class _Swapping(AbstractContextManager):
    """Puts something in the place of something else inside the block. Can be entered again: what
    there was is kept."""

    def __init__(self, replacement):
        self._replacement, self._previous = replacement, []

    def __enter__(self):
        self._previous.append(self._get())
        self._set(self._replacement)
        return self._entered()

    def __exit__(self, *exc_info):
        self._set(self._previous.pop())


class _RedirectStream(_Swapping):
    _stream = None

    def __init__(self, new_target):
        super().__init__(new_target)

    def _get(self):
        return getattr(sys, self._stream)

    def _set(self, stream):
        setattr(sys, self._stream, stream)

    def _entered(self):
        return self._replacement


class redirect_stdout(_RedirectStream):
    """Send sys.stdout to another file inside the block."""
    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Send sys.stderr to another file inside the block."""
    _stream = "stderr"


class suppress(AbstractContextManager):
    """Swallow the given exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if not issubclass(exctype, self._exceptions):
            if not issubclass(exctype, BaseExceptionGroup):
                return False
            rest = excinst.split(self._exceptions)[1]
            if rest is not None:
                raise rest
        return True


class _BaseExitStack:

    def __init__(self):
        self._exit_callbacks = deque()

    def pop_all(self):
        """Move the callbacks to a new stack of the same kind."""
        new = type(self)()
        new._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = deque()
        return new

    def push(self, exit):
        """Register an object with __exit__, or a callable that takes what __exit__ takes."""
        cls = type(exit)
        try:
            method = cls.__exit__
        except AttributeError:
            self._push_exit_callback(exit)
        else:
            self._push_exit_callback(_MethodType(method, exit))
        return exit

    def enter_context(self, cm):
        """Enter a context manager; it is left when the stack unwinds."""
        cls = type(cm)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does "
                            f"not support the context manager protocol") from None
        result = enter(cm)
        self._push_exit_callback(_MethodType(leave, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Register a function to be called, without the exception, at the end."""
        def run(exc_type, exc, tb):
            callback(*args, **kwds)
        run.__wrapped__ = callback
        self._push_exit_callback(run)
        return callback

    def _push_exit_callback(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))


def _context_fixer(outer):
    """A function that hangs the exceptions of exit callbacks onto each other as nested with
    statements would: the innermost context of each new one is the one it replaced."""
    def fix(new, old):
        while True:
            context = new.__context__
            if context is None or context is old:
                return
            if context is outer:
                break
            new = context
        new.__context__ = old
    return fix


def _reraise(exc):
    """Raise exc with the context it has now (raise would set another one)."""
    fixed = exc.__context__
    try:
        raise exc
    except BaseException:
        exc.__context__ = fixed
        raise


class _Unwinding:
    """The exception that is on its way while the callbacks of a stack run."""

    def __init__(self, exc):
        self.exc, self._received = exc, exc is not None
        self._fix_context = _context_fixer(sys.exception())
        self._suppressed = self._raised = False

    def details(self):
        """What the next callback gets."""
        exc = self.exc
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def returned(self, result):
        """A callback that returns something true ends the exception."""
        if result:
            self.exc, self._suppressed, self._raised = None, True, False

    def raised(self, exc):
        """An exception of a callback takes the place of the one before."""
        self._fix_context(exc, self.exc)
        self.exc, self._raised = exc, True

    def end(self):
        """What __exit__() returns, or raises."""
        if self._raised:
            _reraise(self.exc)
        return self._received and self._suppressed


class ExitStack(_BaseExitStack, AbstractContextManager):
    """A stack of context managers and callbacks that is unwound at the end of the block."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        unwinding = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                unwinding.returned(callback(*unwinding.details()))
            except BaseException as exc:
                unwinding.raised(exc)
        return unwinding.end()

    def close(self):
        """Unwind now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """ExitStack for managers and callbacks of both kinds."""

    async def enter_async_context(self, cm):
        """Enter an asynchronous context manager; it is left when the stack unwinds."""
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support "
                            f"the asynchronous context manager protocol") from None
        result = await enter(cm)
        self._push_exit_callback(_MethodType(leave, cm), False)
        return result

    def push_async_exit(self, exit):
        """Register an object with __aexit__, or a coroutine function with its arguments."""
        cls = type(exit)
        try:
            method = cls.__aexit__
        except AttributeError:
            self._push_exit_callback(exit, False)
        else:
            self._push_exit_callback(_MethodType(method, exit), False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Register a coroutine function to be awaited at the end."""
        async def run(exc_type, exc, tb):
            await callback(*args, **kwds)
        run.__wrapped__ = callback
        self._push_exit_callback(run, False)
        return callback

    async def aclose(self):
        """Unwind now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        unwinding = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                result = callback(*unwinding.details())
                unwinding.returned(result if is_sync else await result)
            except BaseException as exc:
                unwinding.raised(exc)
        return unwinding.end()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """A context manager, of both kinds, that does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        return None

    async def __aexit__(self, *excinfo):
        return None


class chdir(_Swapping):
    """Change the current directory inside the block."""

    def __init__(self, path):
        super().__init__(path)
        self.path = path

    def _get(self):
        import os
        return os.getcwd()

    def _set(self, path):
        import os
        os.chdir(path)

    def _entered(self):
        return None
