# ssl: rare certificates, objects by number, callbacks that fail, keys in advance, attributes that cannot go, old protocols, a full socket.
# skip-if: ! pkg-config --exists openssl
import os
import socket
import ssl
import sys
import warnings

warnings.simplefilter('ignore')
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(ssl._ssl._test_decode_cert('fancy.pem'))
print(attempt(ssl._nid2obj, 129), attempt(ssl._nid2obj, 0), attempt(ssl._nid2obj, -1), attempt(ssl._nid2obj, 999999), attempt(ssl._nid2obj, 'x'))
print(attempt(ssl._txt2obj, 'serverAuth', True), attempt(ssl._txt2obj, '1.2.3.4.5'), attempt(ssl._txt2obj, 'nope', name=True), attempt(ssl._txt2obj, 'serverAuth'), attempt(ssl._txt2obj, 5))
print(ssl._ASN1Object.fromnid(130), ssl._ASN1Object.fromname('clientAuth') == ssl.Purpose.CLIENT_AUTH, attempt(ssl._ASN1Object.fromname, 'nope'))

c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.load_cert_chain('server.pem', 'server.key')
print(c.load_dh_params('dh.pem'), attempt(c.set_ciphers, 5), attempt(c.set_ciphers, '\udc80').split(':')[0], attempt(c.load_verify_locations, cadata=b'0' * 10).split('(')[0])
for p in ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1:
    o = ssl.SSLContext(p)
    print(repr(o.protocol), attempt(setattr, o, 'maximum_version', ssl.TLSVersion.TLSv1_2))
for v in ssl.TLSVersion:
    print(v.name, attempt(setattr, c, 'minimum_version', v), c.minimum_version.name, attempt(setattr, c, 'maximum_version', v), c.maximum_version.name)
c.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
for name in 'options', 'verify_flags', 'minimum_version', 'verify_mode', 'protocol':
    print(name, attempt(delattr, c, name))
for name in 'verify_mode', 'num_tickets', 'verify_flags', 'minimum_version':
    print(name, attempt(setattr, c, name, 'x').split(':')[0])
print(attempt(ssl.RAND_bytes, 'x'), attempt(ssl.RAND_bytes, 2 ** 40).split(':')[0], attempt(ssl.RAND_add, 5, 1.0).split(':')[0], attempt(ssl.RAND_add, b'', 'x').split(':')[0])
print(attempt(ssl.SSLContext, 'x').split(':')[0], attempt(ssl._create_unverified_context, keyfile='x'), attempt(ssl._create_unverified_context, purpose=5), attempt(c.load_default_certs, 5))
print(attempt(c.set_npn_protocols, ['x']).split(':')[0], ssl._create_unverified_context(check_hostname=True, cert_reqs=ssl.CERT_REQUIRED, cafile='ca.pem').check_hostname)


def handshake(client, server, name='localhost'):
    ci, co, si, so = (ssl.MemoryBIO() for _ in range(4))
    log = []
    a = client.wrap_bio(ci, co, server_hostname=name)
    b = server.wrap_bio(si, so, server_side=True)
    left = [a, b]
    for _ in range(5):
        for i, (out, into) in enumerate(((co, si), (so, ci))):
            try:
                if left[i]:
                    left[i].do_handshake()
                    left[i] = None
            except ssl.SSLWantReadError:
                pass
            except Exception as e:
                log.append(f'{i} {e}')
                left[i] = None
            into.write(out.read())
    return log or a.version()


# Callbacks for the server's name that fail
sys.unraisablehook = lambda u: print('unraisable', type(u.exc_value).__name__, u.exc_value)
client = ssl.create_default_context(cafile='ca.pem')
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain('server.pem', 'server.key')
for answer in (lambda *a: 1 / 0), (lambda *a: 'text'), (lambda *a: 2 ** 70), (lambda *a: ssl.ALERT_DESCRIPTION_ACCESS_DENIED), (lambda *a: None):
    server.sni_callback = answer
    print(handshake(client, server))
server.sni_callback = None

# Keys in advance
for give, take in ((None, b'key'), b'key'), (('me', b'key'), b'key'), (('me', b'key'), b'other'), (('x' * 300, b'key'), b'key'), (5, b'key'), (('me', 5), b'key'), (('me', b'k' * 600), b'key'), (('me', b'key'), 5), \
        (('me', b'key'), b''), (1 / 1, b'key'):
    pc, ps = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pc.check_hostname = False
    pc.verify_mode = ssl.CERT_NONE
    for x in pc, ps:
        x.maximum_version = ssl.TLSVersion.TLSv1_2
        x.set_ciphers('PSK')
    pc.set_psk_client_callback(lambda hint: give)
    ps.set_psk_server_callback(lambda identity: take)
    sys.unraisablehook = lambda u: None
    result = handshake(pc, ps)
    print(type(result).__name__ if isinstance(result, list) else result)
print(attempt(ps.set_psk_server_callback, print, 5).split(':')[0], ps.set_psk_server_callback(None), pc.set_psk_client_callback(None))

# A socket that takes no more
a, b = socket.socketpair()
b.setblocking(False)
conn = server.wrap_socket(a, server_side=True, do_handshake_on_connect=False)
conn.setblocking(False)
peer = client.wrap_socket(b, server_hostname='localhost', do_handshake_on_connect=False)
pending = [conn, peer]
while pending:
    for x in list(pending):
        try:
            x.do_handshake()
            pending.remove(x)
        except ssl.SSLWantReadError:
            pass
sent = 0
data = b'x' * 16384
try:
    while True:
        sent += conn.send(data)
except ssl.SSLWantWriteError as e:
    print(type(e).__name__, e, e.errno, sent > 16384)
got = 0
while got < sent:
    got += len(peer.recv(65536))
conn.settimeout(0.05)
try:
    while True:
        conn.send(data)
except TimeoutError as e:
    print(e)
conn.close()
peer.close()
import _hashlib
print(_hashlib.get_fips_mode(), attempt(_hashlib.new, 5).split(':')[0])
