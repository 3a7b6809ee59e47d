# Exception classes whose call gives something else, or fails: raised, and thrown into generators, coroutines and futures.
class E(Exception):
    def __new__(cls,*a): return cls
class F(Exception):
    def __new__(cls,*a): return 5
def t(f,*a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e, repr(e.__context__))
def g():
    yield 1
def r(x): raise x
def rf(x): raise ValueError from x
async def c():
    import asyncio
    await asyncio.sleep(0)
for x in E,F:
    t(r,x); t(rf,x)
    i=g(); t(i.throw,x); i=g(); next(i); t(i.throw, x); i=g(); next(i); t(i.throw,x, 3)
    co=c(); t(co.throw,x)
    import asyncio
    async def m():
        f=asyncio.Future()
        t(f.set_exception,x)
        async def a():
            yield 1
        ag=a()
        await anext(ag)
        try: await ag.athrow(x)
        except BaseException as e: print(type(e), e)
        t(iter(f).throw, x)
    asyncio.run(m())
class B(Exception):
    def __init__(self): raise KeyError('no')
def g2():
    try: yield 1
    except Exception as e: print('inside', type(e), e); yield 2
for x in E,F,B:
    i=g2(); next(i); t(i.throw, x)
