# SPDX-License-Identifier: MIT
"""A crawler against its own little web server: three workers, one queue, no page twice."""
import asyncio

PAGES = {'/': ['/a', '/b'], '/a': ['/b', '/c'], '/b': ['/d'], '/c': ['/'], '/d': ['/nowhere']}


async def serve(reader, writer):
    path = (await reader.readline()).decode().split()[1]
    while (await reader.readline()).strip():
        pass
    await asyncio.sleep(0.02)
    status = '200 OK' if path in PAGES else '404 Not Found'
    body = ' '.join(PAGES.get(path, []))
    writer.write(f'HTTP/1.0 {status}\r\nContent-Length: {len(body)}\r\n\r\n{body}'.encode())
    await writer.drain()
    writer.close()


async def fetch(port, path):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(f'GET {path} HTTP/1.0\r\n\r\n'.encode())
    head, _, body = (await reader.read()).decode().partition('\r\n\r\n')
    writer.close()
    return int(head.split()[1]), body.split()


async def worker(port, queue, seen):
    while True:
        path = await queue.get()
        status, links = await fetch(port, path)
        seen[path] = status
        for link in links:
            if link not in seen:
                seen[link] = None
                queue.put_nowait(link)
        queue.task_done()


async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    queue, seen = asyncio.Queue(), {'/': None}
    queue.put_nowait('/')
    workers = [asyncio.create_task(worker(port, queue, seen)) for _ in range(3)]
    await queue.join()
    for task in workers:
        task.cancel()
    for path in sorted(seen):
        print(path, seen[path])


asyncio.run(main())
