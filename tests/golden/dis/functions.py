# SPDX-License-Identifier: MIT
"""Closures, comprehensions, generators, coroutines."""


def outer(a, b=1, *, c=2, **kw) -> int:
    def inner():
        nonlocal b
        b += a
        return lambda: b
    return inner


def comprehensions(a):
    x = [i * a for i in a if i]
    y = {k: [v for v in k] for k, v in a}
    z = [lambda: i for i in a]
    return x, y, z, sum(i for i in a), [(q := i) for i in a], q


def generator(a):
    x = yield a
    yield from x
    return x


async def coroutine(a):
    async with a as b:
        async for x in b:
            await x
    return [y async for y in a]


async def stream():
    yield 1


@generator
@outer(1)
def decorated(x: int, *y: str):
    z: int = x
    return z
