import asyncio
async def child(n):
    await asyncio.sleep(n)
    return n
async def main():
    t = asyncio.create_task(child(1), name='kid')
    lock = asyncio.Lock()
    async with lock:
        await t
    u = asyncio.create_task(child(5))
    await asyncio.sleep(0)
    u.cancel()
    try: await u
    except asyncio.CancelledError: print('cancelled')
asyncio.run(main())
