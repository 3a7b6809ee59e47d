# SPDX-License-Identifier: MIT
"""The event loop: what is not hot. The rest is native (_asyncio.Loop)."""

__all__ = 'BaseEventLoop',

import _asyncio
from . import coroutines
from . import events
from . import exceptions
from . import format_helpers
from . import futures
from . import tasks
from .log import logger


def _format_handle(item):
    if isinstance(item, tasks.Task):
        return repr(item)
    callback = item._callback
    if isinstance(getattr(callback, '__self__', None), tasks.Task):
        return repr(callback.__self__)
    return str(item)


def _log_slow_callback(item, seconds):
    logger.warning('Executing %s took %.3f seconds', _format_handle(item), seconds)


def _check_callback(callback, method):
    if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
        raise TypeError(f'coroutines cannot be used with {method}()')
    if not callable(callback):
        raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')


def _run_until_complete_cb(future):
    """Stands in reprs for what ends run_until_complete, which is native."""


_run_until_complete_cb._shown_line = 182  # where CPython 3.13 has it


def _create_task_by_factory(loop, coro, name, context):
    factory = loop.get_task_factory()
    if context is None:
        task = factory(loop, coro)
    else:
        task = factory(loop, coro, context=context)
    if name is not None:
        set_name = getattr(task, 'set_name', None)
        if set_name is not None:
            set_name(name)
    return task


class BaseEventLoop(_asyncio.Loop, events.AbstractEventLoop):

    def __init__(self):
        self._asyncgens = None
        self._asyncgens_shutdown_called = False
        self._executor_shutdown_called = False
        self._signal_handlers = {}

    def __repr__(self):
        return (f'<{self.__class__.__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    def __del__(self):
        if not self.is_closed():
            self._warn_unclosed()
            if not self.is_running():
                self.close()

    def close(self):
        """Close the event loop."""
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        if self.get_debug():
            logger.debug('Close %r', self)
        self._close()
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)

    def _timer_handle_cancelled(self, handle):
        """The native timers have let go of it already."""

    # ---- task factories ----

    def set_task_factory(self, factory):
        """Set a task factory that will be used by loop.create_task()."""
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    # ---- exceptions that nobody handles ----

    def get_exception_handler(self):
        """Return an exception handler, or None if the default one is in use."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Set handler as the new event loop exception handler."""
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Default exception handler."""
        message = context.get('message') or 'Unhandled exception in event loop'
        exception = context.get('exception')
        lines = [message]
        import traceback
        for key in sorted(context):
            if key in ('message', 'exception'):
                continue
            value = context[key]
            if key == 'source_traceback':
                text = ''.join(traceback.format_list(value))
                value = 'Object created at (most recent call last):\n' + text.rstrip()
            elif key == 'handle_traceback':
                text = ''.join(traceback.format_list(value))
                value = 'Handle created at (most recent call last):\n' + text.rstrip()
            else:
                value = repr(value)
            lines.append(f'{key}: {value}')
        logger.error('\n'.join(lines), exc_info=exception or False)

    def call_exception_handler(self, context):
        """Tell the handler of errors that nobody else gets."""
        if self._exception_handler is None:
            # A defect here is that of somebody's subclass.
            self._report_or_log(context, 'Exception in default exception handler')
            return
        try:
            thing = context.get('task') or context.get('future') or context.get('handle')
            get_context = getattr(thing, 'get_context', None)
            ctx = get_context() if get_context is not None else None
            if ctx is not None and hasattr(ctx, 'run'):
                ctx.copy().run(self._exception_handler, self, context)
            else:
                self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._report_or_log(
                {'message': 'Unhandled error in exception handler', 'context': context,
                 'exception': exc},
                'Exception in default exception handler while handling an unexpected error in '
                'custom exception handler')

    def _report_or_log(self, context, complaint):
        """The default handler; should it fail, a line in the log."""
        try:
            self.default_exception_handler(context)
        except BaseException as error:
            if isinstance(error, (SystemExit, KeyboardInterrupt)):
                raise
            logger.error(complaint, exc_info=True)

    # ---- async generators ----

    def _asyncgen_finalizer_hook(self, agen):
        if self._asyncgens is not None:
            self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            import warnings
            warnings.warn(f'asynchronous generator {agen!r} was scheduled after '
                          f'loop.shutdown_asyncgens() call',
                          ResourceWarning, source=self)
        if self._asyncgens is None:
            import weakref
            self._asyncgens = weakref.WeakSet()
        self._asyncgens.add(agen)

    async def shutdown_asyncgens(self):
        """Shutdown all active asynchronous generators."""
        self._asyncgens_shutdown_called = True
        if not self._asyncgens:
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        results = await tasks.gather(*[ag.aclose() for ag in closing],
                                     return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of '
                               f'asynchronous generator {agen!r}',
                    'exception': result,
                    'asyncgen': agen,
                })

    # ---- threads ----

    def _check_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError('Executor shutdown has been called')

    def run_in_executor(self, executor, func, *args):
        """Run func(*args) in a thread of the executor; a future for its result."""
        self._check_closed()
        if self.get_debug():
            _check_callback(func, 'run_in_executor')
        if executor is None:
            executor = self._default_executor
            self._check_default_executor()
            if executor is None:
                import concurrent.futures
                executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix='asyncio')
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Set the executor that run_in_executor(None, ...) uses."""
        import concurrent.futures
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Schedule the shutdown of the default executor and wait for it."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        import threading
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            from . import timeouts
            async with timeouts.timeout(timeout):
                await future
        except TimeoutError:
            import warnings
            warnings.warn('The executor did not finishing joining '
                          f'its threads within {timeout} seconds.',
                          RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        """In a thread: wait for those of the executor, and settle the future."""
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._settle, future, None)
        except Exception as exc:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(futures._settle, future, exc)
