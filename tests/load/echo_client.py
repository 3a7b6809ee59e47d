# The client of tests/load.sh: PORT CONNECTIONS SECONDS. Each connection sends a line, waits for the answer, and so on; a connection
# that breaks, or an answer that differs, is lost. Exit status 1 when any is.
import asyncio
import sys
import time


async def talk(port, number, gate, until):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    await gate.wait()
    rounds = 0
    while time.monotonic() < until[0]:
        line = b'%d %d\n' % (number, rounds)
        writer.write(line)
        answer = await reader.readline()
        if answer != line:
            raise ConnectionError(f'sent {line}, got {answer}')
        rounds += 1
    writer.close()
    await writer.wait_closed()
    return rounds


async def main(port, connections, seconds):
    gate, until = asyncio.Event(), [0]
    tasks = []
    for number in range(connections):
        tasks.append(asyncio.create_task(talk(port, number, gate, until)))
        if number % 200 == 199:
            await asyncio.sleep(0.01)
    await asyncio.sleep(1)
    until[0] = time.monotonic() + seconds
    gate.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    lost = [r for r in results if isinstance(r, BaseException)]
    print(f'{connections} connections, {sum(r for r in results if isinstance(r, int))} answers, {len(lost)} lost', *lost[:3])
    return 1 if lost or min(r for r in results if isinstance(r, int)) == 0 else 0


sys.exit(asyncio.run(main(*map(int, sys.argv[1:]))))
