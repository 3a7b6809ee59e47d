# SPDX-License-Identifier: MIT
# get_event_loop, get_running_loop, set_event_loop, policies, new_event_loop.
import asyncio
for f in (asyncio.get_running_loop, lambda: asyncio._get_running_loop()):
    try: print(f())
    except RuntimeError as e: print(e)
loop = asyncio.new_event_loop(); asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop, type(loop).__name__, isinstance(loop, asyncio.AbstractEventLoop), isinstance(loop, asyncio.SelectorEventLoop))
async def f(): return asyncio.get_event_loop() is loop and asyncio.get_running_loop() is loop
print(loop.run_until_complete(f())); loop.close()
asyncio.set_event_loop(None)
try: asyncio.get_event_loop()
except RuntimeError as e: print(e)
p = asyncio.get_event_loop_policy(); print(type(p).__name__, isinstance(p, asyncio.AbstractEventLoopPolicy), asyncio.DefaultEventLoopPolicy is type(p))
class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self): print('policy makes a loop'); return super().new_event_loop()
asyncio.set_event_loop_policy(Policy()); asyncio.run(asyncio.sleep(0)); asyncio.set_event_loop_policy(None); print(type(asyncio.get_event_loop_policy()).__name__)
import selectors
l = asyncio.SelectorEventLoop(selectors.SelectSelector()); print(l.run_until_complete(asyncio.sleep(0, 'own selector'))); l.close()
try: asyncio.set_event_loop('x')
except (TypeError, AssertionError) as e: print(type(e).__name__)
try: asyncio.run(5)
except ValueError as e: print(e)
try: asyncio.run(f)
except ValueError as e: print(str(e).split(' at ')[0])
print(asyncio.iscoroutine(5), asyncio.iscoroutinefunction(f), asyncio.iscoroutinefunction(print), asyncio.iscoroutine(c := f())); c.close()
