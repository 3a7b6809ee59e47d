# Ctrl-C inside asyncio.run cancels the main task first; the run then ends with KeyboardInterrupt.
import asyncio
import os
import signal


async def other():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print('other cancelled')
        raise


async def main(clean):
    task = asyncio.create_task(other())
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as e:
        print('main cancelled', e.args, asyncio.current_task().cancelling())
        if not clean:
            raise
    finally:
        print('main ends', task.done())
    return 'finished'


try:
    asyncio.run(main(False))
except KeyboardInterrupt as e:
    print('KeyboardInterrupt', e.args)
# a main task that swallows the cancellation has the last word
try:
    print(asyncio.run(main(True)))
except KeyboardInterrupt as e:
    print('KeyboardInterrupt', e.args)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)


# a step that is short enough ends in peace
async def busy():
    os.kill(os.getpid(), signal.SIGINT)
    total = sum(range(1000))
    print('step goes on', total)
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print('cancelled at await')
        raise


try:
    asyncio.run(busy())
except KeyboardInterrupt:
    print('KeyboardInterrupt')

# the second Ctrl-C does not wait
async def stubborn():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print('first')
        try:
            os.kill(os.getpid(), signal.SIGINT)
            for i in range(1000):
                pass
            print('not reached')
        except KeyboardInterrupt:
            print('second')
            raise


try:
    asyncio.run(stubborn())
except KeyboardInterrupt:
    print('KeyboardInterrupt')
