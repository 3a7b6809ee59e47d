# A future whose __init__ did not run; StopIteration in a future; throw() of its iterator.
import asyncio
import warnings


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


async def main():
    bare = asyncio.Future.__new__(asyncio.Future)
    for name in 'result', 'exception', 'cancel', 'get_loop', '__await__', '__repr__', 'cancelled', 'done':
        print(name, end=' ')
        attempt(getattr(bare, name))
    attempt(bare.set_result, 1)
    attempt(bare.set_exception, ValueError())
    attempt(bare.remove_done_callback, print)
    attempt(repr, asyncio.Task.__new__(asyncio.Task))

    class Stop(StopIteration):
        pass

    future = asyncio.Future()
    future.set_exception(Stop(1))
    attempt(future.result)
    print(type(future.exception().__cause__).__name__)
    attempt(delattr, future, '_log_traceback')
    attempt(setattr, future, '_log_traceback', True)

    future = asyncio.Future()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        attempt(iter(future).throw, Exception, Exception('zebra'), None)
        attempt(iter(future).throw, ValueError, None, None)
        attempt(iter(future).throw, ValueError, 'text')
        attempt(iter(future).throw, ValueError, (1, 2))
        attempt(iter(future).throw, Exception('elephant'), Exception('elephant'))
        attempt(iter(future).throw, list)
        attempt(iter(future).throw, ValueError)
        attempt(iter(future).throw, ValueError('alone'))
    print(len(caught), caught[0].category.__name__, caught[0].message)


asyncio.run(main())
