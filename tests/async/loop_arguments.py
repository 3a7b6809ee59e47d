# What the methods of the loop refuse, in CPython's words; every parameter of theirs is looked at.
# skip-if: ! pkg-config --exists openssl
import asyncio
import socket


async def complain(what, make):
    try:
        print(what, await make())
    except Exception as e:
        print(what, type(e).__name__, e)


async def main():
    loop = asyncio.get_running_loop()
    proto = asyncio.SubprocessProtocol
    for name, value in [('universal_newlines', True), ('shell', True), ('bufsize', 1), ('text', True), ('encoding', 'utf-8'), ('errors', 'strict')]:
        await complain('exec ' + name, lambda: loop.subprocess_exec(proto, 'true', **{name: value}))
    for name, value in [('universal_newlines', True), ('shell', False), ('bufsize', 1), ('text', True), ('encoding', 'utf-8'), ('errors', 'strict')]:
        await complain('shell ' + name, lambda: loop.subprocess_shell(proto, 'true', **{name: value}))
    await complain('shell cmd', lambda: loop.subprocess_shell(proto, ['true']))
    with socket.socket() as unused:
        unused.bind(('127.0.0.1', 0))
        port = unused.getsockname()[1]
        for all_errors in False, True:
            try:
                await loop.create_connection(asyncio.Protocol, '127.0.0.1', port, all_errors=all_errors)
            except* OSError as e:
                print('all_errors', all_errors, type(e).__name__, len(e.exceptions), type(e.exceptions[0]).__name__)
    await complain('reuse_address', lambda: loop.create_datagram_endpoint(asyncio.DatagramProtocol, ('127.0.0.1', 0), reuse_address=True))
    server = await loop.create_server(asyncio.Protocol, '127.0.0.1', 0, family=socket.AF_INET, flags=socket.AI_PASSIVE, keep_alive=True)
    server.close()
    await server.wait_closed()
    print(loop.slow_callback_duration, 'slow_callback_duration' in vars(loop))
    loop.slow_callback_duration = 5
    print(loop.slow_callback_duration, hasattr(asyncio.Task, 'task_wakeup'))


class Promises(asyncio.BaseEventLoop):
    """Only what BaseEventLoop itself has."""


async def of_the_base():
    loop = Promises()
    await complain('base exec', lambda: loop.subprocess_exec(asyncio.SubprocessProtocol, 'true', text=True))
    await complain('base server', lambda: loop.create_server(asyncio.Protocol))
    await complain('base connection', lambda: loop.create_connection(asyncio.Protocol))
    await complain('base file', lambda: loop.sock_sendfile(None, None))
    loop.__del__(_warn=lambda *args, **kwargs: print('warned', args[1].__name__, *kwargs))


try:
    asyncio.run(main())
    asyncio.run(of_the_base())
finally:
    print('end')
