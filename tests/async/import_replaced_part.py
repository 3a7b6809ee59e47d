# A module that stands in the place of one that asyncio imports is the one that it gets.
import sys
import types

import _contextvars

fake = types.ModuleType('asyncio.constants')
fake.__dict__.update(LOG_THRESHOLD_FOR_CONNLOST_WRITES=5, ACCEPT_RETRY_DELAY=1, DEBUG_STACK_DEPTH=10,
                     SSL_HANDSHAKE_TIMEOUT=60.0, SSL_SHUTDOWN_TIMEOUT=30.0, SENDFILE_FALLBACK_READBUFFER_SIZE=1024,
                     FLOW_CONTROL_HIGH_WATER_SSL_READ=256, FLOW_CONTROL_HIGH_WATER_SSL_WRITE=512,
                     THREAD_JOIN_TIMEOUT=300, _SendfileMode=None, mark='ours')
import enum
fake._SendfileMode = enum.Enum('_SendfileMode', 'UNSUPPORTED TRY_NATIVE FALLBACK')
sys.modules['asyncio.constants'] = fake

import asyncio

print(sys.modules['asyncio.constants'] is fake, sys.modules['asyncio.events'] is asyncio.events)


async def main():
    return 'runs'


print(asyncio.run(main()))
