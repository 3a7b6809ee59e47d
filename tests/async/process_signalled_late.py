# SPDX-License-Identifier: MIT
# A signal sent to a child that has ended, before the loop knows: its status is not lost.
import asyncio
import os
import signal
import sys


async def main():
    for how in (lambda p: p.send_signal(signal.SIGUSR1), lambda p: p.terminate(), lambda p: p.kill()):
        stdin, end = os.pipe()
        process = await asyncio.create_subprocess_exec(
            sys.executable, '-c', 'import sys; sys.stdin.read(); raise SystemExit(3)', stdin=stdin)
        os.close(stdin)
        # it ends without a turn of the loop
        os.close(end)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        try:
            how(process)
        except ProcessLookupError:
            print('gone')
        print(await process.wait(), process.returncode)
        try:
            how(process)
        except ProcessLookupError as e:
            print(repr(e))


asyncio.run(main())
