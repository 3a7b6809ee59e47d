# SPDX-License-Identifier: MIT
"""The first lesson: one thread, three tasks and a socket, all in one event loop.

Read the output line by line: it says what the loop does and in which order.
"""
import asyncio


async def kettle(name, seconds):
    print(f'  {name}: the water is on, I wait {seconds} s and let the others work')
    await asyncio.sleep(seconds)
    print(f'  {name}: ready')
    return f'{name} after {seconds} s'


async def answer(reader, writer):
    question = await reader.readline()
    print(f'  server: somebody asks {question.decode().strip()!r}')
    writer.write(b'42\n')
    await writer.drain()
    writer.close()


async def ask(port):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(b'What is the answer?\n')
    reply = await reader.readline()
    print(f'  client: the answer is {reply.decode().strip()}')
    writer.close()
    await writer.wait_closed()


async def main():
    print('1. gather starts three coroutines together; the whole takes as long as the longest:')
    results = await asyncio.gather(kettle('tea', 0.3), kettle('coffee', 0.1), kettle('soup', 0.2))
    print('   gather gives the results in the order of its arguments:')
    for result in results:
        print(f'   - {result}')

    print('2. a task runs by itself while main goes on:')
    task = asyncio.create_task(kettle('cocoa', 0.1))
    print('   the task has been made, but it has not run yet: main has not awaited anything')
    await task

    print('3. the same loop waits for sockets: a server and a client in one thread:')
    server = await asyncio.start_server(answer, '127.0.0.1', 0)
    async with server:
        await ask(server.sockets[0].getsockname()[1])

    print('4. main returns, the loop is closed, the program ends.')


asyncio.run(main())
