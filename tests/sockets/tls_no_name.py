# TLS in asyncio without a name for the server: server_hostname=''.
# skip-if: ! pkg-config --exists openssl
import asyncio
import os
import ssl

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))
server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
server_context.load_cert_chain('server.pem', 'server.key')
client_context = ssl.create_default_context(cafile='ca.pem')
client_context.check_hostname = False


async def serve(reader, writer):
    print(writer.get_extra_info('ssl_object').server_hostname)
    writer.write(await reader.readline())
    writer.close()


async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 0, ssl=server_context)
    async with server:
        address = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(*address, ssl=client_context, server_hostname='')
        print(writer.get_extra_info('ssl_object').server_hostname)
        writer.write(b'hello\n')
        print(await reader.read())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
