# SPDX-License-Identifier: MIT
# flags: --virtual-time
# stderr: check
# What the loop prints when a callback fails, and custom handlers that fail.
import asyncio
def boom(): raise ValueError('in callback')
loop = asyncio.new_event_loop()
loop.call_soon(boom); loop.call_soon(loop.stop); loop.run_forever()
loop.call_exception_handler({'message': 'by hand', 'extra': 5})
loop.call_exception_handler({'message': 'with exception', 'exception': KeyError('k')})
loop.default_exception_handler({'message': 'default'}); loop.default_exception_handler({})
def bad_handler(l, c): raise TypeError('handler fails')
loop.set_exception_handler(bad_handler); loop.call_soon(boom); loop.call_soon(loop.stop); loop.run_forever()
loop.set_exception_handler(None); print(loop.get_exception_handler()); loop.close()
