# SPDX-License-Identifier: MIT
"""ssl: TLS for sockets and for protocols, over OpenSSL.

create_default_context() makes a context that verifies what it should; context.wrap_socket() and
context.wrap_bio() make connections of it.
"""

import base64
import errno
import os
import socket as _socket_module
import warnings
from collections import namedtuple
from enum import Enum as _Enum, IntEnum as _IntEnum, IntFlag as _IntFlag
from socket import (SO_TYPE, SOCK_STREAM, SOL_SOCKET, _GLOBAL_DEFAULT_TIMEOUT, create_connection,
                    socket)
import _socket
import _ssl
from _ssl import (MemoryBIO, OPENSSL_VERSION, OPENSSL_VERSION_INFO, OPENSSL_VERSION_NUMBER,
                  RAND_add, RAND_bytes, RAND_status, SSLSession, _OPENSSL_API_VERSION, _SSLContext,
                  nid2obj as _nid2obj, txt2obj as _txt2obj)

_DEFAULT_CIPHERS = ('@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:'
                    '!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM')
CHANNEL_BINDING_TYPES = ['tls-unique']
HAS_ALPN = HAS_ECDH = HAS_PSK = HAS_SNI = HAS_TLSv1 = HAS_TLSv1_1 = HAS_TLSv1_2 = HAS_TLSv1_3 = True
HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = False
HAS_NEVER_CHECK_COMMON_NAME = True

socket_error = OSError


# ---- numbers ----

def _numbers(kind, name, prefix):
    """An enumeration of the numbers of _ssl with that prefix; its members are names of this module,
    too."""
    members = {key: getattr(_ssl, key) for key in sorted(dir(_ssl)) if key.startswith(prefix)}
    made = kind(name,
                sorted(members.items(), key=lambda item: (item[1], item[0] == 'PROTOCOL_SSLv23')),
                module=__name__)
    globals().update(made.__members__)
    return made


_SSLMethod = _numbers(_IntEnum, '_SSLMethod', 'PROTOCOL_')
Options = _numbers(_IntFlag, 'Options', 'OP_')
AlertDescription = _numbers(_IntEnum, 'AlertDescription', 'ALERT_DESCRIPTION_')
SSLErrorNumber = _numbers(_IntEnum, 'SSLErrorNumber', 'SSL_ERROR_')
VerifyFlags = _numbers(_IntFlag, 'VerifyFlags', 'VERIFY_')
VerifyMode = _numbers(_IntEnum, 'VerifyMode', 'CERT_')

_PROTOCOL_NAMES = {value: name for name, value in _SSLMethod.__members__.items()}


TLSVersion = _IntEnum('TLSVersion', [
    (name, getattr(_ssl, 'PROTO_' + name))
    for name in ('MINIMUM_SUPPORTED', 'SSLv3', 'TLSv1', 'TLSv1_1', 'TLSv1_2', 'TLSv1_3',
                 'MAXIMUM_SUPPORTED')], module=__name__)
TLSVersion.__doc__ = """Versions, for minimum_version and maximum_version."""


# ---- errors ----

class SSLError(OSError):
    """An error occurred in the SSL implementation."""
    def __str__(self):
        return self.strerror if isinstance(self.strerror, str) else str(self.args)


class SSLZeroReturnError(SSLError):
    """SSL/TLS session closed cleanly."""


class SSLWantReadError(SSLError):
    """Non-blocking SSL socket needs to read more data before the requested operation can be
    completed."""


class SSLWantWriteError(SSLError):
    """Non-blocking SSL socket needs to write more data before the requested operation can be
    completed."""


class SSLSyscallError(SSLError):
    """System error when attempting SSL operation."""


class SSLEOFError(SSLError):
    """SSL/TLS connection terminated abruptly."""


class SSLCertVerificationError(SSLError, ValueError):
    """A certificate could not be verified."""


CertificateError = SSLCertVerificationError


# ---- certificates ----

PEM_HEADER = '-----BEGIN CERTIFICATE-----'
PEM_FOOTER = '-----END CERTIFICATE-----'

DefaultVerifyPaths = namedtuple('DefaultVerifyPaths',
                                'cafile capath openssl_cafile_env openssl_cafile '
                                                      'openssl_capath_env openssl_capath')


def get_default_verify_paths():
    """Paths to the default cafile and capath."""
    file_env, file, path_env, path = _ssl.get_default_verify_paths()
    cafile = os.environ.get(file_env, file)
    capath = os.environ.get(path_env, path)
    return DefaultVerifyPaths(cafile if os.path.isfile(cafile) else None,
                              capath if os.path.isdir(capath) else None, file_env, file, path_env,
                              path)


def DER_cert_to_PEM_cert(der_cert_bytes):
    """The PEM version, a str, of a certificate in DER format."""
    text = base64.standard_b64encode(der_cert_bytes).decode('ASCII')
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    return '\n'.join([PEM_HEADER, *lines, PEM_FOOTER]) + '\n'


def PEM_cert_to_DER_cert(pem_cert_string):
    """The DER version, bytes, of a certificate in ASCII PEM format."""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError('Invalid PEM encoding; must start with %s' % PEM_HEADER)
    if not pem_cert_string.strip().endswith(PEM_FOOTER):
        raise ValueError('Invalid PEM encoding; must end with %s' % PEM_FOOTER)
    body = pem_cert_string.strip()[len(PEM_HEADER):-len(PEM_FOOTER)]
    return base64.decodebytes(body.encode('ASCII', 'strict'))


_MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')


def cert_time_to_seconds(cert_time):
    """Seconds since the epoch of a certificate's "Jan  5 09:34:43 2018 GMT"."""
    from calendar import timegm
    from time import strptime
    rest = ' %d %H:%M:%S %Y GMT'
    month = cert_time[:3].title()
    if month not in _MONTHS:
        raise ValueError('time data %r does not match format "%%b%s"' % (cert_time, rest))
    parsed = strptime(cert_time[3:], rest)
    return timegm((parsed[0], _MONTHS.index(month) + 1) + parsed[2:6])


class _ASN1Object(namedtuple('_ASN1Object', 'nid shortname longname oid')):
    """An ASN.1 object: what a certificate may be used for."""
    __slots__ = ()

    def __new__(cls, oid):
        return super().__new__(cls, *_txt2obj(oid, name=False))

    @classmethod
    def fromnid(cls, nid):
        """From OpenSSL's number."""
        return super().__new__(cls, *_nid2obj(nid))

    @classmethod
    def fromname(cls, name):
        """From the short name, the long name or the dotted number."""
        return super().__new__(cls, *_txt2obj(name, name=True))


class Purpose(_ASN1Object, _Enum):
    """SSLContext purpose flags with X509v3 Extended Key Usage objects."""
    SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
    CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'


# ---- contexts ----

def _encode_hostname(hostname):
    """The name of a host as it is sent: ASCII."""
    if hostname is None:
        return None
    if isinstance(hostname, str):
        if hostname.isascii() and all(0 < len(label) < 64 for label in hostname.split('.')):
            return hostname
        return hostname.encode('idna').decode('ascii')
    return hostname.decode('ascii')


def _member_or_number(kind, number):
    try:
        return kind(number)
    except ValueError:
        return number


def _as_member(name, kind, writable=True):
    """A property of the native context whose value is shown as a member of an enumeration."""
    native = getattr(_SSLContext, name)
    return property(lambda self: kind(native.__get__(self)), native.__set__ if writable else None,
                    doc=native.__doc__)


class SSLContext(_SSLContext):
    """The settings of connections: protocols, certificates, what is verified."""

    sslsocket_class = None      # SSLSocket, set below
    sslobject_class = None      # SSLObject

    def __new__(cls, protocol=None, *args, **kwargs):
        if protocol is None:
            warnings.warn('ssl.SSLContext() without protocol argument is deprecated.',
                          DeprecationWarning, stacklevel=2)
            protocol = PROTOCOL_TLS
        if protocol in (PROTOCOL_TLS, PROTOCOL_TLSv1, PROTOCOL_TLSv1_1, PROTOCOL_TLSv1_2):
            warnings.warn(f'ssl.{_PROTOCOL_NAMES[protocol].replace("SSLv23", "TLS")} is deprecated',
                          DeprecationWarning, stacklevel=2)
        return _SSLContext.__new__(cls, protocol)

    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True,
                    suppress_ragged_eofs=True, server_hostname=None, session=None):
        """An SSLSocket over a connected (or not yet connected) socket, which is detached."""
        return self.sslsocket_class._create(
            sock=sock, server_side=server_side, do_handshake_on_connect=do_handshake_on_connect,
            suppress_ragged_eofs=suppress_ragged_eofs, server_hostname=server_hostname,
            context=self, session=session)

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        """An SSLObject over two MemoryBIOs: a connection without a network."""
        return self.sslobject_class._create(incoming, outgoing, server_side=server_side,
                                            server_hostname=_encode_hostname(server_hostname),
                                            session=session, context=self)

    def set_npn_protocols(self, npn_protocols):
        """NPN is no part of TLS any more."""
        warnings.warn('ssl NPN is deprecated, use ALPN instead', DeprecationWarning, stacklevel=2)
        raise AttributeError("'SSLContext' object has no attribute '_set_npn_protocols'")

    def set_servername_callback(self, server_name_callback):
        """Called with (SSLSocket or SSLObject, name, context) when a client names the server it
        wants."""
        if server_name_callback is None:
            self.sni_callback = None
            return
        if not callable(server_name_callback):
            raise TypeError('not a callable object')

        def ask(connection, name, context):
            return server_name_callback(connection, _encode_hostname(name), context)
        self.sni_callback = ask

    def set_alpn_protocols(self, alpn_protocols):
        """The application protocols, in order of preference."""
        protos = bytearray()
        for protocol in alpn_protocols:
            name = bytes(protocol, 'ascii')
            if not 0 < len(name) < 256:
                raise SSLError('ALPN protocols must be 1 to 255 in length')
            protos.append(len(name))
            protos += name
        self._set_alpn_protocols(protos)

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        """Trust the system's authorities."""
        if not isinstance(purpose, _ASN1Object):
            raise TypeError(purpose)
        self.set_default_verify_paths()

    maximum_version = _as_member('maximum_version', TLSVersion)
    minimum_version = _as_member('minimum_version', TLSVersion)
    options = _as_member('options', Options)
    verify_flags = _as_member('verify_flags', VerifyFlags)
    verify_mode = _as_member('verify_mode', lambda number: _member_or_number(VerifyMode, number))
    protocol = _as_member('protocol', _SSLMethod, writable=False)

    @minimum_version.setter
    def minimum_version(self, version):
        if version == TLSVersion.SSLv3:         # which is switched off otherwise
            self.options &= ~Options.OP_NO_SSLv3
        _SSLContext.minimum_version.__set__(self, version)

    @property
    def hostname_checks_common_name(self):
        """Does the subject count when the certificate names no other host?"""
        return not self._host_flags & _ssl.HOSTFLAG_NEVER_CHECK_SUBJECT

    @hostname_checks_common_name.setter
    def hostname_checks_common_name(self, wanted):
        others = self._host_flags & ~_ssl.HOSTFLAG_NEVER_CHECK_SUBJECT
        self._host_flags = others if wanted else others | _ssl.HOSTFLAG_NEVER_CHECK_SUBJECT


def _protocol_for(purpose):
    """Which side of a connection a context with that purpose is on."""
    if not isinstance(purpose, _ASN1Object):
        raise TypeError(purpose)
    for known, protocol in ((Purpose.SERVER_AUTH, PROTOCOL_TLS_CLIENT),
                            (Purpose.CLIENT_AUTH, PROTOCOL_TLS_SERVER)):
        if purpose == known:
            return protocol
    raise ValueError(purpose)


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None, cadata=None):
    """A context with secure settings for a client (SERVER_AUTH) or a server (CLIENT_AUTH)."""
    context = SSLContext(_protocol_for(purpose))
    if context.protocol == PROTOCOL_TLS_CLIENT:
        context.verify_mode, context.check_hostname = CERT_REQUIRED, True
    context.verify_flags |= VerifyFlags.VERIFY_X509_PARTIAL_CHAIN | VerifyFlags.VERIFY_X509_STRICT
    _trust(context, purpose, cafile, capath, cadata)
    return context


def _trust(context, purpose, cafile, capath, cadata):
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    if keylogfile := os.environ.get('SSLKEYLOGFILE'):
        context.keylog_filename = keylogfile


def _create_unverified_context(protocol=None, *, cert_reqs=CERT_NONE, check_hostname=False,
                               purpose=Purpose.SERVER_AUTH, certfile=None, keyfile=None,
                               cafile=None, capath=None, cadata=None):
    """A context that verifies nothing unless told so."""
    usual = _protocol_for(purpose)
    context = SSLContext(usual if protocol is None else protocol)
    context.check_hostname = check_hostname     # before the mode: CERT_NONE does not go with it
    if cert_reqs is not None:
        context.verify_mode = cert_reqs
    if check_hostname:
        context.check_hostname = True           # which asks for CERT_REQUIRED
    if keyfile and not certfile:
        raise ValueError('certfile must be specified')
    if certfile or keyfile:
        context.load_cert_chain(certfile, keyfile)
    _trust(context, purpose, cafile, capath, cadata)
    return context


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context


# ---- what SSLObject and SSLSocket share ----

class _Connection:
    """Questions to the connection below, self._sslobj (None: not connected)."""

    __slots__ = ()

    @property
    def context(self):
        """The SSLContext of the connection."""
        return self._sslobj.context if self._sslobj is not None else self._context

    @context.setter
    def context(self, ctx):
        self._context = ctx
        self._sslobj.context = ctx

    @property
    def session(self):
        """The SSLSession of the connection."""
        return None if self._sslobj is None else self._sslobj.session

    @session.setter
    def session(self, taken_up):
        self._session = taken_up
        if self._sslobj is not None:
            self._sslobj.session = taken_up

    @property
    def session_reused(self):
        """Was the client's session taken up again?"""
        if self._sslobj is not None:
            return self._sslobj.session_reused

    def getpeercert(self, binary_form=False):
        """The peer's certificate: a dict, {} when it was not verified, None when there is none; or
        bytes (DER)."""
        self._must_be_connected()
        return self._sslobj.getpeercert(binary_form)

    def get_verified_chain(self):
        """The verified chain, a list of DER bytes."""
        chain = self._sslobj.get_verified_chain()
        return [] if chain is None else chain

    def get_unverified_chain(self):
        """The chain that the peer sent, a list of DER bytes."""
        chain = self._sslobj.get_unverified_chain()
        return [] if chain is None else chain

    def selected_npn_protocol(self):
        """NPN is no part of TLS any more: None."""
        warnings.warn('ssl NPN is deprecated, use ALPN instead', DeprecationWarning, stacklevel=2)

    def selected_alpn_protocol(self):
        """The application protocol agreed upon, or None."""
        if self._sslobj is not None:
            return self._sslobj.selected_alpn_protocol()

    def cipher(self):
        """(name, protocol, secret bits), or None."""
        if self._sslobj is not None:
            return self._sslobj.cipher()

    def shared_ciphers(self):
        """The ciphers that both sides have, as a server knows it."""
        if self._sslobj is not None:
            return self._sslobj.shared_ciphers()

    def compression(self):
        """The compression algorithm, or None."""
        if self._sslobj is not None:
            return self._sslobj.compression()

    def pending(self):
        """How many decrypted bytes wait to be read."""
        return self._sslobj.pending() if self._sslobj is not None else 0

    def version(self):
        """The protocol, as 'TLSv1.3', or None."""
        if self._sslobj is not None:
            return self._sslobj.version()

    def get_channel_binding(self, cb_type='tls-unique'):
        """The channel binding data, bytes, or None before the handshake."""
        if self._sslobj is not None:
            return self._sslobj.get_channel_binding(cb_type)
        if cb_type not in CHANNEL_BINDING_TYPES:
            raise ValueError('{0} channel binding type not implemented'.format(cb_type))


class SSLObject(_Connection):
    """A connection over two MemoryBIOs: whoever uses it moves the bytes."""

    def __init__(self, *args, **kwargs):
        raise TypeError(
            f'{self.__class__.__name__} does not have a public constructor. Instances are returned '
            f'by '
            'SSLContext.wrap_bio().')

    @classmethod
    def _create(cls, incoming, outgoing, server_side=False, server_hostname=None, session=None,
                context=None):
        self = cls.__new__(cls)
        self._sslobj = context._wrap_bio(incoming, outgoing, server_side, server_hostname, self)
        if session is not None:
            self._sslobj.session = session
        return self

    def _must_be_connected(self):
        pass

    @property
    def server_side(self):
        """Is this the server's side?"""
        return self._sslobj.server_side

    @property
    def server_hostname(self):
        """The name of the server that was asked for."""
        return self._sslobj.server_hostname

    def read(self, len=1024, buffer=None):
        """Up to len bytes; with a buffer: how many were put into it."""
        if buffer is not None:
            return self._sslobj.read(len, buffer)
        return self._sslobj.read(len)

    def write(self, data):
        """Encrypt data: how many bytes were taken."""
        return self._sslobj.write(data)

    def do_handshake(self):
        """Begin, or go on with, the handshake."""
        self._sslobj.do_handshake()

    def unwrap(self):
        """Begin, or go on with, the end of the connection."""
        return self._sslobj.shutdown()

    def verify_client_post_handshake(self):
        """Ask a client of TLS 1.3 for its certificate."""
        return self._sslobj.verify_client_post_handshake()


class SSLSocket(_Connection, socket):
    """A socket that speaks TLS. Made by SSLContext.wrap_socket()."""

    def __init__(self, *args, **kwargs):
        raise TypeError(
            f'{self.__class__.__name__} does not have a public constructor. Instances are returned '
            f'by '
            'SSLContext.wrap_socket().')

    @classmethod
    def _create(cls, sock, server_side=False, do_handshake_on_connect=True,
                suppress_ragged_eofs=True, server_hostname=None, context=None, session=None):
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError('only stream sockets are supported')
        if server_side:
            if server_hostname:
                raise ValueError('server_hostname can only be specified in client mode')
            if session is not None:
                raise ValueError('session can only be specified in client mode')
        if context.check_hostname and not server_hostname:
            raise ValueError('check_hostname requires server_hostname')
        timeout = sock.gettimeout()
        self = cls.__new__(cls)
        super(SSLSocket, self).__init__(family=sock.family, type=sock.type, proto=sock.proto,
                                        fileno=sock.fileno())
        sock.detach()
        self.settimeout(timeout)
        self._context = context
        self._session = session
        self._closed = False
        self._sslobj = None
        self._connected = False
        self.server_side = server_side
        self.server_hostname = _encode_hostname(server_hostname)
        self.do_handshake_on_connect = do_handshake_on_connect
        self.suppress_ragged_eofs = suppress_ragged_eofs
        try:
            self._begin()
        except BaseException:
            self.close()
            raise
        return self

    def _begin(self):
        """If the socket is connected already, TLS begins at once."""
        try:
            self.getpeername()
        except OSError as e:
            if e.errno != errno.ENOTCONN:
                raise
            # A client that connects later; but what has come and gone must not be taken for one.
            blocking = self.getblocking()
            self.setblocking(False)
            try:
                early = self._plain_recv_some()
            finally:
                self.setblocking(blocking)
            if early:
                raise SSLError(0, 'Closed before TLS handshake with data in recv buffer.')
            return
        self._connected = True
        self._sslobj = self._context._wrap_socket(self, self.fileno(), self.server_side,
                                                  self.server_hostname, self)
        if self._session is not None:
            self._sslobj.session = self._session
        if self.do_handshake_on_connect:
            if self.gettimeout() == 0.0:
                raise ValueError(
                    'do_handshake_on_connect should not be specified for non-blocking sockets')
            self.do_handshake()

    def _plain_recv_some(self):
        try:
            return super().recv(1)
        except OSError as e:
            if e.errno not in (errno.ENOTCONN, errno.EINVAL, errno.EAGAIN):
                raise
            return b''

    def dup(self):
        raise NotImplementedError("Can't dup() %s instances" % self.__class__.__name__)

    def _checkClosed(self, msg=None):
        pass

    def _must_be_connected(self):
        self._check_connected()

    def _check_connected(self):
        if not self._connected:
            self.getpeername()      # raises ENOTCONN

    def _need(self):
        if self._sslobj is None:
            raise ValueError('Read on closed or unwrapped SSL socket.')

    def read(self, len=1024, buffer=None):
        """Read up to len bytes, or into a buffer; zero bytes: the end of the stream."""
        self._need()
        try:
            if buffer is not None:
                return self._sslobj.read(len, buffer)
            return self._sslobj.read(len)
        except SSLError as e:
            if e.args[0] == SSL_ERROR_EOF and self.suppress_ragged_eofs:
                return 0 if buffer is not None else b''
            raise

    def write(self, data):
        """Write data: how many bytes were sent."""
        if self._sslobj is None:
            raise ValueError('Write on closed or unwrapped SSL socket.')
        return self._sslobj.write(data)

    def _refuse_flags(self, name, flags):
        if flags != 0:
            raise ValueError(f'non-zero flags not allowed in calls to {name}() on {self.__class__}')

    def _refuse(self, name):
        raise ValueError(f'{name} not allowed on instances of {self.__class__}')

    def send(self, data, flags=0):
        if self._sslobj is None:
            return super().send(data, flags)
        self._refuse_flags('send', flags)
        return self._sslobj.write(data)

    def sendto(self, data, flags_or_addr, addr=None):
        if self._sslobj is not None:
            self._refuse('sendto')
        if addr is None:
            return super().sendto(data, flags_or_addr)
        return super().sendto(data, flags_or_addr, addr)

    def sendmsg(self, *args, **kwargs):
        raise NotImplementedError('sendmsg not allowed on instances of %s' % self.__class__)

    def sendall(self, data, flags=0):
        if self._sslobj is None:
            return super().sendall(data, flags)
        self._refuse_flags('sendall', flags)
        with memoryview(data) as view, view.cast('B') as byte_view:
            count = 0
            while count < len(byte_view):
                count += self.send(byte_view[count:])

    def sendfile(self, file, offset=0, count=None):
        """Send a file: through TLS, piece by piece."""
        if self._sslobj is not None:
            return self._sendfile_use_send(file, offset, count)
        return super().sendfile(file, offset, count)

    def recv(self, buflen=1024, flags=0):
        if self._sslobj is None:
            return super().recv(buflen, flags)
        self._refuse_flags('recv', flags)
        return self.read(buflen)

    def recv_into(self, buffer, nbytes=None, flags=0):
        if nbytes is None:
            nbytes = 1024
            if buffer is not None:
                with memoryview(buffer) as view:
                    nbytes = view.nbytes or 1024
        if self._sslobj is None:
            return super().recv_into(buffer, nbytes, flags)
        self._refuse_flags('recv_into', flags)
        return self.read(nbytes, buffer)

    def recvfrom(self, buflen=1024, flags=0):
        if self._sslobj is not None:
            self._refuse('recvfrom')
        return super().recvfrom(buflen, flags)

    def recvfrom_into(self, buffer, nbytes=None, flags=0):
        if self._sslobj is not None:
            self._refuse('recvfrom_into')
        return super().recvfrom_into(buffer, nbytes or 0, flags)

    def recvmsg(self, *args, **kwargs):
        raise NotImplementedError('recvmsg not allowed on instances of %s' % self.__class__)

    def recvmsg_into(self, *args, **kwargs):
        raise NotImplementedError('recvmsg_into not allowed on instances of %s' % self.__class__)

    def shutdown(self, how):
        self._sslobj = None
        super().shutdown(how)

    def unwrap(self):
        """End TLS, and return the socket for plain data."""
        if self._sslobj is None:
            raise ValueError('No SSL wrapper around ' + str(self))
        plain = self._sslobj.shutdown()
        self._sslobj = None
        return plain

    def verify_client_post_handshake(self):
        """Ask a client of TLS 1.3 for its certificate."""
        if self._sslobj is None:
            raise ValueError('No SSL wrapper around ' + str(self))
        return self._sslobj.verify_client_post_handshake()

    def _real_close(self):
        self._sslobj = None
        super()._real_close()

    def do_handshake(self, block=False):
        """The handshake; block: also on a non-blocking socket."""
        self._check_connected()
        before = self.gettimeout()
        if block and before == 0.0:
            self.settimeout(None)
        try:
            self._sslobj.do_handshake()
        finally:
            self.settimeout(before)

    def _real_connect(self, addr, connect_ex):
        if self.server_side:
            raise ValueError("can't connect in server-side mode")
        if self._connected or self._sslobj is not None:
            raise ValueError('attempt to connect already-connected SSLSocket!')
        self._sslobj = self.context._wrap_socket(self, self.fileno(), False, self.server_hostname,
                                                 self)
        if self._session is not None:
            self._sslobj.session = self._session
        try:
            result = None
            if connect_ex:
                result = super().connect_ex(addr)
            else:
                super().connect(addr)
            if not result:
                self._connected = True
                if self.do_handshake_on_connect:
                    self.do_handshake()
            return result
        except (OSError, ValueError):
            self._sslobj = None
            raise

    def connect(self, addr):
        """Connect to an address, and begin TLS."""
        self._real_connect(addr, False)

    def connect_ex(self, addr):
        """Connect to an address, and begin TLS; the error's number instead of an exception."""
        return self._real_connect(addr, True)

    def accept(self):
        """Wait for a connection: an SSLSocket and the address."""
        plain, addr = super().accept()
        wrapped = self.context.wrap_socket(plain,
                                           do_handshake_on_connect=self.do_handshake_on_connect,
                                           suppress_ragged_eofs=self.suppress_ragged_eofs,
                                           server_side=True)
        return wrapped, addr


SSLContext.sslsocket_class = SSLSocket
SSLContext.sslobject_class = SSLObject


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS_CLIENT, ca_certs=None,
                           timeout=_GLOBAL_DEFAULT_TIMEOUT):
    """The certificate of the server at (host, port), as PEM; verified when ca_certs is given."""
    host, port = addr
    context = _create_stdlib_context(ssl_version,
                                     cert_reqs=CERT_NONE if ca_certs is None else CERT_REQUIRED,
                                     cafile=ca_certs)
    with create_connection(addr, timeout=timeout) as sock:
        with context.wrap_socket(sock, server_hostname=host) as wrapped:
            return DER_cert_to_PEM_cert(wrapped.getpeercert(True))


def get_protocol_name(protocol_code):
    """The name of a protocol's number."""
    return _PROTOCOL_NAMES.get(protocol_code, '<unknown>')
