"""A pool of processes below a running loop: its jobs run loops of their own."""
import asyncio, concurrent.futures as cf
def job(n):
    async def m():
        await asyncio.sleep(0.01); return n*2
    return asyncio.run(m())
async def main():
    loop=asyncio.get_running_loop()
    with cf.ProcessPoolExecutor(2) as ex:
        print(await asyncio.gather(*[loop.run_in_executor(ex,job,i) for i in range(5)]))
        async def tick():
            for i in range(3): await asyncio.sleep(0.01)
            return 'ticked'
        print(await asyncio.gather(tick(), loop.run_in_executor(ex,job,9)))
if __name__=='__main__': asyncio.run(main())
