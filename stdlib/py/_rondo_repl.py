# SPDX-License-Identifier: MIT
"""The loop of the interactive shell: it lives from the first statement that awaits to the end of the session."""
import asyncio
import atexit

_runner = None


def run(coroutine):
    """Run what an awaiting statement made; tasks that it started go on whenever a later statement awaits."""
    global _runner
    if _runner is None:
        _runner = asyncio.Runner()
        atexit.register(_runner.close)
    return _runner.run(coroutine)
