# ssl without a network: contexts, their settings and what they load; handshakes over MemoryBIO, certificates, names, sessions.
# skip-if: ! pkg-config --exists openssl
import os
import ssl
import warnings

warnings.simplefilter('ignore')
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return describe(e)


def describe(e):
    extra = [getattr(e, name, '-') for name in ('library', 'reason', 'verify_code', 'verify_message')]
    return (type(e).__name__, e.args, str(e), *extra)


MODULES = {'base64', 'errno', 'os', 'socket', 'socket_error', 'sys', 'warnings', 'namedtuple', 'SOL_SOCKET', 'SO_TYPE', 'SOCK_STREAM', 'create_connection'}
print([n for n in dir(ssl) if n[0] != '_' and n not in MODULES])
for c in ssl.SSLContext, ssl.SSLObject, ssl.SSLSocket, ssl.MemoryBIO, ssl.SSLSession:
    print(c.__name__, c.__module__, [n for n in dir(c) if n[0] != '_' and n != 'sendmsg_afalg'])
for e in ssl.Options, ssl.AlertDescription, ssl.SSLErrorNumber, ssl.VerifyFlags, ssl.VerifyMode, ssl.TLSVersion, ssl.Purpose:
    print(e, [(k, v if e is ssl.Purpose else int(v)) for k, v in sorted(e.__members__.items())])
print(repr(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1), repr(ssl.CERT_REQUIRED), repr(ssl.PROTOCOL_TLS_CLIENT), ssl.get_protocol_name(16), ssl.get_protocol_name(99))
for c in (ssl.SSLError, ssl.SSLZeroReturnError, ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLSyscallError, ssl.SSLEOFError, ssl.SSLCertVerificationError):
    print(c.__mro__, c(1, 'text'), repr(c(1, 'text')), str(c('x')), c(1, 'text').errno)
print(ssl.CertificateError is ssl.SSLCertVerificationError, ssl.CHANNEL_BINDING_TYPES, ssl.OPENSSL_VERSION.split()[0], len(ssl.OPENSSL_VERSION_INFO), ssl.OPENSSL_VERSION_NUMBER > 0)

# Contexts
for p in ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS, ssl.PROTOCOL_TLSv1_2:
    c = ssl.SSLContext(p)
    print(repr(c.protocol), repr(c.options), repr(c.verify_flags), repr(c.verify_mode), c.check_hostname, repr(c.minimum_version), repr(c.maximum_version), c.num_tickets,
          c.post_handshake_auth, c.security_level, c.hostname_checks_common_name, c.keylog_filename, c.sni_callback, c.session_stats(), c.cert_store_stats(), len(c.get_ciphers()))
print(c.get_ciphers()[0], attempt(setattr, c, 'minimum_version', ssl.TLSVersion.TLSv1_3))
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
c.minimum_version = ssl.TLSVersion.TLSv1_2
c.maximum_version = ssl.TLSVersion.TLSv1_3
print(c.minimum_version.name, c.maximum_version.name)
c.minimum_version, c.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.MAXIMUM_SUPPORTED
print(c.minimum_version.name, c.maximum_version.name)
c.options |= ssl.OP_NO_TICKET
print(ssl.OP_NO_TICKET in c.options)
c.options &= ~ssl.OP_NO_TICKET
c.verify_flags |= ssl.VERIFY_X509_STRICT
c.verify_flags &= ~ssl.VERIFY_X509_TRUSTED_FIRST
c.hostname_checks_common_name = False
c.post_handshake_auth = True
print(ssl.OP_NO_TICKET in c.options, c.verify_flags, c.hostname_checks_common_name, c.post_handshake_auth)
c.check_hostname = False
c.verify_mode = ssl.CERT_NONE
c.check_hostname = True
print(c.verify_mode)
c.set_ciphers('ECDHE-RSA-AES128-GCM-SHA256')
print([x['name'] for x in c.get_ciphers()])
c.set_ecdh_curve('prime256v1')
d = ssl.create_default_context()
print(d.verify_flags, d.verify_mode, d.check_hostname)
s = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile='ca.pem')
print(s.protocol, s.verify_mode, s.check_hostname, s.cert_store_stats(), s.get_ca_certs(), s.get_ca_certs(True) == [ssl.PEM_cert_to_DER_cert(open('ca.pem').read())])
u = ssl._create_unverified_context(certfile='server.pem', keyfile='server.key')
print(u.protocol, u.verify_mode, u.check_hostname)
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.load_verify_locations('ca.pem')
c.load_verify_locations(cadata=open('self.pem').read() + open('ca.pem').read())
c.load_verify_locations(cadata=ssl.PEM_cert_to_DER_cert(open('ca.pem').read()))
c.load_verify_locations(capath='.')
c.set_default_verify_paths()
c.num_tickets = 3
print(c.num_tickets, c.cert_store_stats()['x509'] >= 2)
for password in ('secret', b'secret', bytearray(b'secret'), lambda: 'secret'):
    c.load_cert_chain('server.pem', 'server_secret.key', password=password)
for f in [lambda: c.load_cert_chain('none'), lambda: c.load_cert_chain('ca.key'), lambda: c.load_cert_chain('server.pem', 'ca.key'), lambda: c.load_cert_chain('server.pem', 'none'),
          lambda: c.load_cert_chain('server.pem', 'server_secret.key', password='x'), lambda: c.load_cert_chain('server.pem', 'server_secret.key', password=lambda: 5),
          lambda: c.load_cert_chain('server.pem', 'server_secret.key', password=7), lambda: c.load_cert_chain('server.pem', 'server_secret.key', password='x' * 2000),
          lambda: c.load_cert_chain('server.pem', 'server_secret.key', password=lambda: 1 / 0), lambda: c.load_verify_locations('none'), lambda: c.load_verify_locations('ca.key'),
          lambda: c.load_verify_locations(), lambda: c.load_verify_locations(cadata='x'), lambda: c.load_verify_locations(cadata=b'x'), lambda: c.load_verify_locations(cadata=''),
          lambda: c.load_verify_locations(cadata=5), lambda: c.load_verify_locations(cafile=5), lambda: c.load_cert_chain(5), lambda: c.load_verify_locations(cadata='é'),
          lambda: c.set_ciphers('nope'), lambda: c.set_ecdh_curve('nope'), lambda: c.set_ecdh_curve(5), lambda: c.load_dh_params('none'), lambda: c.load_dh_params('ca.key'),
          lambda: setattr(c, 'verify_mode', 7), lambda: setattr(d, 'verify_mode', ssl.CERT_NONE), lambda: setattr(c, 'options', 'x'), lambda: setattr(c, 'minimum_version', 5),
          lambda: setattr(c, 'num_tickets', -1), lambda: setattr(d, 'num_tickets', 3), lambda: setattr(c, 'sni_callback', 5), lambda: setattr(d, 'sni_callback', None),
          lambda: c.set_servername_callback(5), lambda: c.set_alpn_protocols(['']), lambda: c.set_alpn_protocols(['x' * 256]), lambda: ssl.SSLContext(99), lambda: ssl.create_default_context(5),
          lambda: setattr(c, 'keylog_filename', '/')]:
    print(attempt(f))

# Functions
print(len(ssl.RAND_bytes(16)), ssl.RAND_bytes(0), ssl.RAND_status(), ssl.RAND_add('x', 1.0), ssl.RAND_add(b'x', 1), attempt(ssl.RAND_bytes, -1))
print(ssl.cert_time_to_seconds('Jan  5 09:34:43 2018 GMT'), attempt(ssl.cert_time_to_seconds, 'x'), attempt(ssl.cert_time_to_seconds, 'Jan 35 09:34:43 2018 GMT'))
pem = open('server.pem').read()
der = ssl.PEM_cert_to_DER_cert(pem)
print(ssl.DER_cert_to_PEM_cert(der) == pem, der[:4], attempt(ssl.PEM_cert_to_DER_cert, 'x'), attempt(ssl.PEM_cert_to_DER_cert, ssl.PEM_HEADER), ssl.PEM_FOOTER)
print(ssl.DefaultVerifyPaths._fields, ssl.get_default_verify_paths().openssl_cafile_env)
print(ssl._ssl._test_decode_cert('server.pem'), attempt(ssl._ssl._test_decode_cert, 'none'), attempt(ssl._ssl._test_decode_cert, 'ca.key'))

# MemoryBIO
b = ssl.MemoryBIO()
print(b.read(), b.pending, b.eof, b.write(b'hello'), b.pending, b.read(2), b.read(-1), b.read(), b.write(bytearray(b'xy')), b.write_eof(), b.eof, b.read(1), b.read(), b.eof, b.read(),
      attempt(b.write, b'z'), attempt(b.write, 'z'), attempt(b.read, 'z'))

# Connections
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain('server.pem', 'server.key')


class Pair:
    def __init__(self, client, server=server, name='localhost', rounds=8, **kwargs):
        ci, co, si, so = (ssl.MemoryBIO() for _ in range(4))
        self.c = client.wrap_bio(ci, co, server_hostname=name, **kwargs)
        self.s = server.wrap_bio(si, so, server_side=True)
        self.wires = (co, si), (so, ci)
        self.log = [[], []]
        self.run(self.c.do_handshake, self.s.do_handshake, rounds)

    def move(self):
        for a, b in self.wires:
            b.write(a.read())

    def run(self, f, g, rounds=8):
        left = [f, g]
        for _ in range(rounds):
            for i in range(2):
                try:
                    if left[i]:
                        self.log[i].append(left[i]())
                        left[i] = None
                except ssl.SSLWantReadError as e:
                    if e.args not in self.log[i]:
                        self.log[i].append(e.args)
                except Exception as e:
                    self.log[i].append(describe(e))
                    left[i] = None
                self.move()


trusting = ssl.create_default_context(cafile='ca.pem')
print(Pair(d).log, Pair(trusting, name='other').log, Pair(trusting, name='10.0.0.1').log, Pair(trusting, name='127.0.0.1').log, Pair(trusting, name='www.example.test').log, sep='\n')
p = Pair(trusting)
for x in p.c, p.s:
    print(type(x).__name__, x.version(), x.cipher(), (x.shared_ciphers() or [None])[0], x.getpeercert(), x.session_reused, x.compression(), x.selected_alpn_protocol(), x.selected_npn_protocol(),
          len(x.get_verified_chain()), len(x.get_unverified_chain()), x.pending(), x.server_side, x.server_hostname, x.context in (trusting, server), len(x.get_channel_binding()))
print(p.c.getpeercert(True) == der, p.c.get_verified_chain()[0] == der, attempt(p.c.read), attempt(p.c.get_channel_binding, 'foo'))
print(p.c.write(b'hello'), p.c.write(b''), p.c.write(memoryview(b'x' * 20000)), p.move(), p.s.read(3), p.s.pending() > 0, p.s.read(2), len(p.s.read(30000)), len(p.s.read(30000)), attempt(p.s.read, -1))
room = bytearray(10)
print(p.s.write(b'answer'), p.move(), p.c.read(4, room), room, p.c.read(20, room), room, attempt(p.c.read, 4, b'readonly'), p.c.read(0))
p.log = [[], []]
p.run(p.c.unwrap, p.s.unwrap)
print(p.log, attempt(p.c.read), attempt(p.c.write, b'x'))
p = Pair(trusting)
p.wires[0][1].write_eof()
print(attempt(p.s.read))
p = Pair(trusting)
p.wires[0][1].write(b'not TLS at all')
print(attempt(p.s.read))
o = trusting.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname='x')
for f in [o.read, lambda: o.write(b'x'), o.unwrap, o.getpeercert, o.version, o.cipher, o.verify_client_post_handshake, o.get_channel_binding, o.pending, lambda: setattr(o, 'context', 5),
          lambda: trusting.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname=''), lambda: trusting.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True),
          lambda: server.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO()), lambda: trusting.wrap_bio(5, ssl.MemoryBIO(), server_hostname='x'), ssl.SSLObject, ssl.SSLSocket, ssl.SSLSession]:
    r = attempt(f)
    print(r[:3] if isinstance(r, tuple) else r)

# A self-signed certificate; no certificate at the server; nothing in common
own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
own.load_cert_chain('self.pem', 'self.key')
print(Pair(trusting, own).log, Pair(trusting, ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)).log, sep='\n')
new = ssl.create_default_context(cafile='ca.pem')
new.minimum_version = ssl.TLSVersion.TLSv1_3
old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
old.load_cert_chain('server.pem', 'server.key')
old.maximum_version = ssl.TLSVersion.TLSv1_2
print(Pair(new, old).log)
p = Pair(trusting, old)
print(p.c.version(), p.c.cipher(), len(p.c.get_channel_binding()), p.c.get_channel_binding() == p.s.get_channel_binding())
unverified = ssl._create_unverified_context()
print(Pair(unverified, own).c.getpeercert(), len(Pair(unverified, own).c.getpeercert(True)))

# The client's certificate
both = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile='ca.pem')
both.load_cert_chain('server.pem', 'server.key')
both.verify_mode = ssl.CERT_REQUIRED
p = Pair(trusting, both)
print(p.log, attempt(p.c.read))
known = ssl.create_default_context(cafile='ca.pem')
known.load_cert_chain('server.pem', 'server.key')
p = Pair(known, both)
print(p.log, p.s.getpeercert()['serialNumber'], len(p.s.get_unverified_chain()))
both.verify_mode = ssl.CERT_NONE
both.post_handshake_auth = known.post_handshake_auth = True
both.verify_mode = ssl.CERT_OPTIONAL
p = Pair(known, both)
print(p.s.getpeercert(), p.s.verify_client_post_handshake(), p.s.write(b'1'), p.move(), p.c.read(), p.move(), attempt(p.s.read)[0], p.s.getpeercert()['serialNumber'])

# ALPN and the server's name
multi = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
multi.load_cert_chain('server.pem', 'server.key')
multi.set_alpn_protocols(['h2', 'http/1.1'])
for wanted in ['http/1.1', 'spdy'], ['spdy'], ['http/1.1', 'h2']:
    new = ssl.create_default_context(cafile='ca.pem')
    new.set_alpn_protocols(wanted)
    p = Pair(new, multi)
    print(wanted, p.log, p.c.selected_alpn_protocol(), p.s.selected_alpn_protocol())
asked = []


def choose(obj, name, context):
    asked.append((type(obj).__name__, name, context is multi))
    if name == 'www.example.test':
        obj.context = server
    return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME if name == 'localhost' else None


multi.sni_callback = choose
print(multi.sni_callback is choose)
for name in 'localhost', 'www.example.test', '127.0.0.1', 'b.example.test':
    p = Pair(trusting, multi, name)
    print(name, p.log, p.s.context is server, asked.pop())
multi.set_servername_callback(None)
print(multi.sni_callback, Pair(trusting, multi).log)

# Sessions (TLS 1.2 has them at once)
p = Pair(trusting, old)
session = p.c.session
print(type(session), len(session.id), session.time > 0, session.timeout, session.has_ticket, session.ticket_lifetime_hint, session == p.c.session, session != p.c.session, session == 5,
      attempt(hash, session))
p = Pair(trusting, old, session=session)
print(p.c.session_reused, p.s.session_reused, old.session_stats()['hits'], p.c.session == session)
for f in [lambda: Pair(d, old, session=session), lambda: setattr(p.c, 'session', session), lambda: setattr(p.s, 'session', session), lambda: setattr(p.c, 'session', 5)]:
    print(attempt(f))

# The secrets, for those who analyse their own traffic
keys = f'/tmp/ssl_objects-{os.getpid()}'
new = ssl.create_default_context(cafile='ca.pem')
new.keylog_filename = keys
Pair(new)
print([line.split()[0] for line in open(keys)], new.keylog_filename == keys)
new.keylog_filename = None
print(new.keylog_filename)
os.remove(keys)

# Keys known to both sides
psk_client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
psk_client.check_hostname = False
psk_client.verify_mode = ssl.CERT_NONE
psk_client.maximum_version = ssl.TLSVersion.TLSv1_2
psk_client.set_ciphers('PSK')
psk_client.set_psk_client_callback(lambda hint: (f'me-{hint}', b'key'))
psk_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
psk_server.maximum_version = ssl.TLSVersion.TLSv1_2
psk_server.set_ciphers('PSK')
names = []
psk_server.set_psk_server_callback(lambda name: names.append(name) or b'key', 'hint')
p = Pair(psk_client, psk_server)
print(p.log, names, p.c.version(), attempt(psk_client.set_psk_server_callback, None)[0], attempt(psk_server.set_psk_client_callback, None)[0], attempt(psk_client.set_psk_client_callback, 5))
