# Where PyCF_ALLOW_TOP_LEVEL_AWAIT allows await, async for, async with and asynchronous comprehensions: at the module's level only.
import ast

for text in ('await z', 'async for i in z: pass', 'async with z: pass', '[x async for x in y]', '[await z for i in q]', 'def f(a=await z): pass',
             '@(await z)\ndef f(): pass', 'class A(await z): pass', 'lambda x=await z: x', 'if 1:\n  await z', 'try: await z\nfinally: pass',
             'class A:\n  x = await z', 'class A:\n  async with z: pass', 'class A:\n  [await q for q in z]', 'class A:\n  async for i in z: pass',
             'lambda: await z', 'x = [lambda: await 1]', 'lambda: [await q async for q in z]', 'def f():\n  await z',
             'def f():\n  async for i in z: pass', 'def f():\n  async with z: pass', 'def f():\n  [x async for x in y]', 'def f():\n def g(): await z',
             'async def f():\n  def g(): await 1', 'async def f():\n  lambda: await 1', 'async def f():\n  await 1', 'yield 1', 'return 1'):
    try:
        code = compile(text, 'text', 'exec', flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        print(repr(text), bool(code.co_flags & 128))
    except SyntaxError as e:
        print(repr(text), e, e.lineno, e.offset, e.end_offset)
