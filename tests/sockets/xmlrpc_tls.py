# xmlrpc over https: a server behind a wrapped socket, ServerProxy with a context, transports of one's own, a certificate that nobody trusts.
# skip-if: ! pkg-config --exists openssl
import os
import ssl
import threading
import xmlrpc.client
import xmlrpc.server

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))


class Handler(xmlrpc.server.SimpleXMLRPCRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        seen.append((self.path, self.headers['Host'].partition(':')[0], self.headers['Authorization'], self.headers['X-Course'],
                     self.connection.version()))
        super().do_POST()

    def log_message(self, *args):
        pass


class Server(xmlrpc.server.SimpleXMLRPCServer):
    def handle_error(self, request, address):
        pass

    def get_request(self):
        conn, address = super().get_request()
        conn.settimeout(30)
        return context.wrap_socket(conn, server_side=True), address


def divide(a, b):
    return a / b


seen = []
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain('server.pem', 'server.key')
server = Server(('127.0.0.1', 0), Handler, logRequests=False, allow_none=True)
server.register_function(divide)
server.register_function(lambda *args: list(args), 'echo')
server.register_introspection_functions()
server.register_multicall_functions()
thread = threading.Thread(target=server.serve_forever, args=(0.01,))
thread.start()
trusting = ssl.create_default_context(cafile='ca.pem')
address = f'127.0.0.1:{server.server_address[1]}'
try:
    with xmlrpc.client.ServerProxy(f'https://{address}/RPC2', context=trusting, allow_none=True, headers=[('X-Course', 'async')]) as proxy:
        print(proxy.divide(7, 2), proxy.echo(1, 'two', None, [3.5], b'bytes' == proxy.echo(b'bytes')[0].data))
        print(proxy.system.listMethods())
        try:
            proxy.divide(1, 0)
        except xmlrpc.client.Fault as e:
            print(e.faultCode, e.faultString)
        calls = xmlrpc.client.MultiCall(proxy)
        calls.divide(9, 3)
        calls.echo('x' * 3)
        print(list(calls()))
        print(len(proxy.echo('long' * 50_000)[0]), type(proxy('transport')).__name__)
    with xmlrpc.client.ServerProxy(f'https://me:secret@{address}', context=trusting) as proxy:
        print(proxy.echo('with a password'))
    transport = xmlrpc.client.SafeTransport(context=trusting, headers=[('X-Course', 'own transport')])
    with xmlrpc.client.ServerProxy(f'https://{address}/', transport=transport) as proxy:
        print(proxy.echo('by a transport'))
    with xmlrpc.client.ServerProxy(f'https://{address}/nowhere', context=trusting) as proxy:
        try:
            proxy.echo()
        except xmlrpc.client.ProtocolError as e:
            print(e.errcode, e.errmsg, e.url.partition('/')[2])
    try:
        with xmlrpc.client.ServerProxy(f'https://{address}/') as proxy:
            proxy.echo()
    except ssl.SSLCertVerificationError as e:
        print(e.reason, e.verify_message)
finally:
    server.shutdown()
    thread.join()
    server.server_close()
for row in seen:
    print(*row)
