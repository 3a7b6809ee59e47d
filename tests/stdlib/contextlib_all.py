# SPDX-License-Identifier: MIT
# contextlib: every manager, synchronous and asynchronous.
import contextlib
import io
import os
import sys
from contextlib import *


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except BaseException as e:
        print(type(e).__name__, e, '| cause', repr(e.__cause__), '| ctx', repr(e.__context__))


def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value


@contextmanager
def cm(v, swallow=False):
    "cm doc"
    print('enter', v)
    try:
        yield v
    except KeyError as e:
        print('caught', e)
        if not swallow:
            raise
    finally:
        print('exit', v)


with cm(1) as x:
    print('body', x)
with cm(2, swallow=True):
    raise KeyError('k')
def f1():
    with cm(3):
        raise KeyError('k')
show(f1)
print(cm.__name__, cm.__doc__, cm(1).__doc__)


@cm('deco')
def decorated(a): return a * 2


print(decorated(4), decorated(5), decorated.__name__)
@contextmanager
def noyield():
    if False: yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def twice_exc():
    try: yield
    except ValueError: yield
@contextmanager
def replaces():
    try: yield
    except ValueError as e: raise TypeError('new') from e
def use(c, exc=None):
    with c():
        if exc: raise exc
show(use, noyield)
show(use, twice)
show(use, twice_exc, ValueError())
show(use, replaces, ValueError('old'))
show(use, lambda: cm(9), StopIteration('stop'))
show(use, lambda: cm(9), RuntimeError('rt'))
c = cm(1)
with c: pass
def again():
    with c: pass
show(again)


class Thing:
    def close(self): print('closed')
    async def aclose(self): print('aclosed')


with closing(Thing()) as t:
    print(type(t).__name__)
out = io.StringIO()
with redirect_stdout(out) as o, redirect_stderr(out):
    print('hidden')
    print('err', file=sys.stderr)
print(repr(out.getvalue()), o is out)
with suppress(KeyError, ValueError):
    raise KeyError(1)
def sup():
    with suppress(KeyError): raise TypeError('t')
show(sup)
with suppress(KeyError):
    raise ExceptionGroup('g', [KeyError(1), ExceptionGroup('h', [KeyError(2)])])
def supg():
    with suppress(KeyError): raise ExceptionGroup('g', [KeyError(1), ValueError(2)])
show(supg)
with nullcontext(5) as n: print(n)
cwd = os.getcwd()
os.mkdir('sub')
with chdir('sub'):
    print(os.path.basename(os.getcwd()))
print(os.getcwd() == cwd)


class C:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print('in', self.n); return self.n
    def __exit__(self, *e): print('out', self.n, e[0] and e[0].__name__); return self.s


with ExitStack() as st:
    print(st.enter_context(C(1)), st.enter_context(C(2)))
    st.callback(print, 'callback', sep='-')
    st.push(lambda *e: print('pushed', e[0]))
    st.push(C(3))
with ExitStack() as st:
    st.enter_context(C('swallow', True))
    st.enter_context(C('inner'))
    raise ValueError('v')
def failing(*a): raise TypeError('from exit')
def es():
    with ExitStack() as st:
        st.callback(failing)
        st.callback(lambda: [].pop())
        raise ValueError('body')
try:
    es()
except Exception as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
st = ExitStack()
st.enter_context(C('moved'))
st2 = st.pop_all()
st.close()
print('closed')
st2.close()
show(ExitStack().enter_context, 3)
@st.callback
def cb(): print('cb')
st.close()
print(isinstance(C(1), AbstractContextManager), isinstance(3, AbstractContextManager), issubclass(ExitStack, AbstractContextManager))


class CD(ContextDecorator):
    def __enter__(self): print('cd in'); return self
    def __exit__(self, *e): print('cd out')


@CD()
def cdf(): return 'r'


print(cdf())


@asynccontextmanager
async def acm(v):
    print('aenter', v)
    try:
        yield v
    except KeyError:
        print('acaught')
    finally:
        print('aexit', v)


class AC:
    async def __aenter__(self): print('AC in'); return 'ac'
    async def __aexit__(self, *e): print('AC out', e[0] and e[0].__name__); return True


@acm('adeco')
async def adec(): return 'adec'


async def main():
    async with acm(1) as v: print(v)
    async with acm(2): raise KeyError('x')
    try:
        async with acm(3): raise ValueError('v')
    except ValueError as e: print(repr(e))
    print(await adec())
    async with aclosing(Thing()): pass
    async with nullcontext(6) as n: print(n)
    async with AsyncExitStack() as st:
        print(await st.enter_async_context(AC()), await st.enter_async_context(acm(4)))
        st.enter_context(C('sync'))
        async def acb(x): print('acb', x)
        st.push_async_callback(acb, 1)
        async def aex(*e): print('aex', e[0])
        st.push_async_exit(aex)
        st.push_async_exit(AC())
        raise ValueError('in stack')
    st = AsyncExitStack()
    await st.enter_async_context(AC())
    await st.aclose()
    try: await st.enter_async_context(3)
    except TypeError as e: print(e)
    @asynccontextmanager
    async def none():
        if False: yield
    @asynccontextmanager
    async def two():
        yield
        yield
    for x in none, two:
        try:
            async with x(): pass
        except RuntimeError as e: print(e)
    print(isinstance(AC(), AbstractAsyncContextManager))


run(main())
