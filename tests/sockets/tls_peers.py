# Real peers: openssl s_client against our server, our client against openssl s_server.
# skip-if: ! pkg-config --exists openssl || ! command -v openssl
import asyncio
import os
import signal
import ssl
import time

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))
out = f'/tmp/tls_peers-{os.getpid()}'
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain('server.pem', 'server.key')
context.set_alpn_protocols(['two', 'one'])


async def serve(reader, writer):
    line = await reader.readline()
    obj = writer.get_extra_info('ssl_object')
    writer.write(b'%s %s %s' % (obj.version().encode(), str(obj.selected_alpn_protocol()).encode(), line.upper()))
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def against_client():
    server = await asyncio.start_server(serve, '127.0.0.1', 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        for options in '-tls1_3', '-tls1_2', '-alpn one,two', '-servername localhost -verify_return_error -verify_hostname localhost', '-verify_return_error -verify_hostname other':
            command = f'(echo hello; sleep 0.5) | openssl s_client -connect 127.0.0.1:{port} -quiet -CAfile ca.pem {options} >{out} 2>/dev/null'
            status = await asyncio.to_thread(os.system, command)
            with open(out) as f:
                print(options, os.waitstatus_to_exitcode(status), f.read().strip())


async def against_server():
    os.system(f'exec openssl s_server -accept 127.0.0.1:0 -cert server.pem -key server.key -rev >{out} 2>&1 & echo $! >{out}.pid')
    with open(out + '.pid') as f:
        pid = int(f.read())
    try:
        port = None
        deadline = time.monotonic() + 10
        while port is None and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
            with open(out) as f:
                for line in f:
                    if line.startswith('ACCEPT') and line.endswith('\n'):
                        port = int(line.rpartition(':')[2])
        trusting = ssl.create_default_context(cafile='ca.pem')
        reader, writer = await asyncio.open_connection('127.0.0.1', port, ssl=trusting, server_hostname='localhost')
        writer.write(b'abcdef\n')
        print(await reader.readline(), writer.get_extra_info('cipher')[1], writer.get_extra_info('peercert')['serialNumber'])
        writer.close()
        await writer.wait_closed()
        for name, bad in ('other', trusting), ('localhost', ssl.create_default_context()):
            try:
                await asyncio.open_connection('127.0.0.1', port, ssl=bad, server_hostname=name)
            except ssl.SSLCertVerificationError as e:
                print(e)
    finally:
        os.kill(pid, signal.SIGKILL)


async def main():
    await against_client()
    await against_server()
try:
    asyncio.run(main())
finally:
    for name in out, out + '.pid':
        if os.path.exists(name):
            os.remove(name)
