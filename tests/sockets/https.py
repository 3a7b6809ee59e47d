# HTTPS: our server over a wrapped socket, http.client and urllib.request against it; a certificate that nobody trusts.
# skip-if: ! pkg-config --exists openssl
import http.client
import http.server
import os
import ssl
import threading
import urllib.error
import urllib.request

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        body = f'{self.path} {self.connection.version()}'.encode()
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))[::-1]
        self.send_response(201)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, address):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain('server.pem', 'server.key')
server = Server(('127.0.0.1', 0), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
port = server.server_address[1]
thread = threading.Thread(target=server.serve_forever, args=(0.01,))
thread.start()
trusting = ssl.create_default_context(cafile='ca.pem')
try:
    c = http.client.HTTPSConnection('127.0.0.1', port, context=trusting)
    c.request('GET', '/one')
    r = c.getresponse()
    print(r.status, r.read())
    c.request('POST', '/two', b'abc' * 50_000)
    r = c.getresponse()
    print(r.status, r.read() == b'cba' * 50_000)
    c.close()
    with urllib.request.urlopen(f'https://127.0.0.1:{port}/three', context=trusting) as r:
        print(r.status, r.read())
    try:
        urllib.request.urlopen(f'https://127.0.0.1:{port}/four')
    except urllib.error.URLError as e:
        print(e, type(e.reason).__name__)
finally:
    server.shutdown()
    thread.join()
    server.server_close()
