# SPDX-License-Identifier: MIT
# The exceptions and constants of asyncio.
import asyncio
for n in 'CancelledError InvalidStateError TimeoutError IncompleteReadError LimitOverrunError QueueEmpty QueueFull QueueShutDown BrokenBarrierError SendfileNotAvailableError'.split():
    c = getattr(asyncio, n); print(n, c.__module__, [b.__name__ for b in c.__mro__[1:-1]])
print(asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED, repr(asyncio.IncompleteReadError(b'ab', 5)), asyncio.IncompleteReadError(b'ab', 5), asyncio.IncompleteReadError(b'', None), asyncio.LimitOverrunError('m', 3).consumed)
missing = [n for n in 'run Runner gather wait wait_for shield as_completed sleep create_task ensure_future wrap_future current_task all_tasks timeout timeout_at TaskGroup Lock Event Condition Semaphore BoundedSemaphore Barrier Queue LifoQueue PriorityQueue Future Task Handle TimerHandle Server AbstractServer Protocol BufferedProtocol DatagramProtocol SubprocessProtocol BaseProtocol Transport BaseTransport ReadTransport WriteTransport DatagramTransport StreamReader StreamWriter StreamReaderProtocol open_connection start_server open_unix_connection start_unix_server to_thread run_coroutine_threadsafe new_event_loop get_event_loop set_event_loop get_running_loop SelectorEventLoop AbstractEventLoop BaseEventLoop AbstractEventLoopPolicy DefaultEventLoopPolicy get_event_loop_policy set_event_loop_policy iscoroutine iscoroutinefunction isfuture eager_task_factory create_eager_task_factory Timeout'.split() if not hasattr(asyncio, n)]
print(missing)
try: raise asyncio.CancelledError('m')
except Exception: print('no')
except BaseException as e: print(repr(e))
