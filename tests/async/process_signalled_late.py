# SPDX-License-Identifier: MIT
# A signal sent to a child that has ended, before the loop knows: its status is not lost.
import asyncio
import os
import signal
import sys


async def main():
    for how in (lambda p: p.send_signal(signal.SIGUSR1), lambda p: p.terminate(), lambda p: p.kill()):
        process = await asyncio.create_subprocess_exec(sys.executable, '-c', 'raise SystemExit(3)',
                                                       stdout=asyncio.subprocess.PIPE)
        # the end of its output without a turn of the loop: it has ended, or is about to
        pipe = process._transport.get_pipe_transport(1).get_extra_info('pipe')
        os.set_blocking(pipe.fileno(), True)
        os.read(pipe.fileno(), 1)
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
