# A callback for the server's name that asks its own connection, and one that chooses another context and lets the first one go.
# skip-if: ! pkg-config --exists openssl
import gc
import os
import ssl

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))
client = ssl.create_default_context(cafile='ca.pem')


def make():
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.load_cert_chain('server.pem', 'server.key')
    return c


def handshake(server):
    ci, co, si, so = (ssl.MemoryBIO() for _ in range(4))
    a = client.wrap_bio(ci, co, server_hostname='localhost')
    b = server.wrap_bio(si, so, server_side=True)
    del server
    for _ in range(4):
        for x, out, into in (a, co, si), (b, so, ci):
            try:
                x.do_handshake()
            except ssl.SSLWantReadError:
                pass
            into.write(out.read())
    return a, b


seen = []


def uses(obj, name, context):
    seen.append((obj.version(), obj.pending(), obj.cipher() is None))


server = make()
server.sni_callback = uses
a, b = handshake(server)
print(a.version(), seen)


def chooses(obj, name, context):
    obj.context = make()
    context.sni_callback = None


server = make()
server.sni_callback = chooses
pair = [server]
del server
a, b = handshake(pair.pop())
gc.collect()
print(a.version(), b.version(), b.context.sni_callback)
print(b.session is not None, b.get_channel_binding() is not None)
