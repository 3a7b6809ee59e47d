# SPDX-License-Identifier: MIT
"""Subprocesses: not in this version."""

__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

PIPE = -1
STDOUT = -2
DEVNULL = -3


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=65536, **kwds):
    raise NotImplementedError('asyncio.create_subprocess_shell() is not supported by this version')


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=65536, **kwds):
    raise NotImplementedError('asyncio.create_subprocess_exec() is not supported by this version')
