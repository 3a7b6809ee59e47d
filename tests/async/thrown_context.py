# The context of what is thrown into a chain of coroutines: what each of them is handling.
import asyncio
def show(e):
    n = 0
    while e is not None and n < 6:
        print('  ', repr(e)); e = e.__context__; n += 1
def f(): yield
def g():
    try: raise KeyError('a')
    except Exception: yield from f()
for how in (ValueError('v'), ):
    gen = g(); gen.send(None)
    try: gen.throw(how)
    except ValueError as e: show(e)
gen = g(); gen.send(None)
print('simple')
def h():
    try: raise KeyError('a')
    except Exception: yield
gen = h(); gen.send(None)
try: gen.throw(ValueError('x'))
except ValueError as e: show(e)
def f2():
    try: yield
    except ValueError as e: show(e); raise IndexError('i')
def g2():
    try: raise KeyError('a')
    except Exception: yield from f2()
gen = g2(); gen.send(None)
try: gen.throw(ValueError('y'))
except IndexError as e: show(e)
# inner raises itself
def f3():
    yield
    raise ValueError('own')
def g3():
    try: raise KeyError('a')
    except Exception: yield from f3()
gen = g3(); gen.send(None)
try: gen.send(None)
except ValueError as e: show(e)
print('async')
async def inner(): await asyncio.sleep(1)
async def outer():
    try: raise KeyError('a')
    except Exception: await inner()
async def main():
    t = asyncio.create_task(outer()); await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError as e: show(e)
    fut = asyncio.get_running_loop().create_future()
    async def w():
        async def ww(): await fut
        try: 1/0
        except Exception:
            try: raise OSError('q')
            except OSError:
                await ww()
    t = asyncio.create_task(w()); await asyncio.sleep(0)
    fut.set_exception(ValueError('f'))
    try: await t
    except ValueError as e: show(e)
    async def tm():
        try: 1/0
        except ZeroDivisionError:
            async with asyncio.timeout(0.001): await inner()
    try: await tm()
    except TimeoutError as e: show(e)
    async def wf():
        try: 1/0
        except ZeroDivisionError:
            await asyncio.wait_for(inner(), 0.001)
    try: await wf()
    except TimeoutError as e: show(e)
    async def ga():
        try: 1/0
        except ZeroDivisionError:
            await asyncio.gather(w(), inner())
    try: await ga()
    except ValueError as e: show(e)
    async def agen():
        try: yield 1
        except ValueError as e: show(e); raise
    async def ag():
        try: 1/0
        except ZeroDivisionError:
            a = agen(); await a.asend(None)
            await a.athrow(ValueError('ag'))
    try: await ag()
    except ValueError as e: show(e)
asyncio.run(main())
