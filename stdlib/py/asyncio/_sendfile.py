# SPDX-License-Identifier: MIT
"""Sending files: by sendfile(2) from descriptor to descriptor, or by reading and writing."""

import io
import os
import socket

from . import constants
from . import tasks
from .exceptions import SendfileNotAvailableError


def check_arguments(sock, file, offset, count):
    if 'b' not in getattr(file, 'mode', 'b'):
        raise ValueError('file should be opened in binary mode')
    if not sock.type == socket.SOCK_STREAM:
        raise ValueError('only SOCK_STREAM type sockets are supported')
    if count is not None:
        if not isinstance(count, int):
            raise TypeError('count must be a positive integer (got {!r})'.format(count))
        if count <= 0:
            raise ValueError('count must be a positive integer (got {!r})'.format(count))
    if not isinstance(offset, int):
        raise TypeError('offset must be a non-negative integer (got {!r})'.format(offset))
    if offset < 0:
        raise ValueError('offset must be a non-negative integer (got {!r})'.format(offset))


async def _writable(loop, fd):
    future = loop.create_future()
    loop._add_watch(fd, True, lambda: future.done() or future.set_result(None), ())
    try:
        await future
    finally:
        loop._unwatch(fd, True)


async def by_kernel(loop, sock, file, offset, count):
    """The number of bytes; SendfileNotAvailableError when the file is not of the kind that the
    kernel can send."""
    try:
        fileno = file.fileno()
        size = os.fstat(fileno).st_size
    except (AttributeError, io.UnsupportedOperation, OSError) as err:
        raise SendfileNotAvailableError('not a regular file') from err
    fd = sock.fileno()
    total = 0
    try:
        while count is None or total < count:
            want = size or 1 << 30 if count is None else count - total
            try:
                sent = os.sendfile(fd, fileno, offset + total, min(want, 1 << 30))
            except (BlockingIOError, InterruptedError):
                await _writable(loop, fd)
                continue
            except OSError as exc:
                if total:
                    raise
                raise SendfileNotAvailableError('os.sendfile call failed') from exc
            if not sent:
                break
            total += sent
        return total
    finally:
        if total > 0:
            os.lseek(fileno, offset + total, os.SEEK_SET)


async def by_reading(file, offset, count, send):
    """The same with any file object: `send` is awaited for each piece."""
    if hasattr(file, 'seek'):
        file.seek(offset)
    size = constants.SENDFILE_FALLBACK_READBUFFER_SIZE
    total = 0
    try:
        while count is None or total < count:
            data = file.read(size if count is None else min(size, count - total))
            if not data:
                break
            await send(data)
            total += len(data)
        return total
    finally:
        if total > 0 and hasattr(file, 'seek'):
            file.seek(offset + total)


async def _drained(transport, limit):
    while transport.get_write_buffer_size() > limit and not transport.is_closing():
        await tasks.sleep(0.001)
    if transport.is_closing():
        raise ConnectionError('Connection closed by peer')


async def through_transport(loop, transport, file, offset, count, fallback):
    native = getattr(transport, '_sendfile_compatible', None)
    if native is None:
        raise RuntimeError(f'sendfile is not supported for transport {transport!r}')
    if native:
        try:
            return await _native_transport(loop, transport, file, offset, count)
        except SendfileNotAvailableError:
            if not fallback:
                raise
    if not fallback:
        raise RuntimeError(
            f'fallback is disabled and native sendfile is not supported for transport '
            f'{transport!r}')

    async def send(data):
        await _drained(transport, 4 * constants.SENDFILE_FALLBACK_READBUFFER_SIZE)
        transport.write(data)
    total = await by_reading(file, offset, count, send)
    await _drained(transport, 0)
    return total


async def _native_transport(loop, transport, file, offset, count):
    reading = transport.is_reading()
    transport.pause_reading()
    transport._sends_file = True
    try:
        # What was written before comes first.
        await _drained(transport, 0)
        sock = transport._sock
        check_arguments(sock, file, offset, count)
        return await by_kernel(loop, sock, file, offset, count)
    finally:
        transport._sends_file = False
        if reading:
            transport.resume_reading()
