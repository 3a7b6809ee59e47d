# SPDX-License-Identifier: MIT
"""Sending mail: SMTP and ESMTP (RFC 821, 1869), authentication, TLS, LMTP."""

import base64
import copy
import email.generator
import email.message
import email.utils
import hmac
import io
import re
import socket
import sys
from email.base64mime import body_encode as encode_base64

try:
    import ssl
except ImportError:
    ssl = None
_have_ssl = ssl is not None

__all__ = ['SMTPException', 'SMTPNotSupportedError', 'SMTPServerDisconnected',
           'SMTPResponseException', 'SMTPSenderRefused', 'SMTPRecipientsRefused', 'SMTPDataError',
           'SMTPConnectError', 'SMTPHeloError', 'SMTPAuthenticationError', 'quoteaddr', 'quotedata',
           'SMTP']

SMTP_PORT = 25
SMTP_SSL_PORT = 465
LMTP_PORT = 2003
CRLF = '\r\n'
bCRLF = b'\r\n'
OLDSTYLE_AUTH = re.compile(r'auth=(.*)', re.I)
_MAXLINE = 8192
_MAXCHALLENGE = 5
_end_of_line = re.compile(r'\r\n|\n|\r')
_feature = re.compile(r'([A-Za-z0-9][A-Za-z0-9-]*) ?')


# ---- errors ----

class SMTPException(OSError):
    """What all errors of this module are."""


class SMTPNotSupportedError(SMTPException):
    """The command or option is not supported by the SMTP server."""


class SMTPServerDisconnected(SMTPException):
    """Not connected to any SMTP server, or no longer."""


class SMTPResponseException(SMTPException):
    """An answer of the server that is an error: smtp_code and smtp_error."""

    def __init__(self, code, msg):
        self.smtp_code, self.smtp_error = code, msg
        self.args = code, msg


class SMTPSenderRefused(SMTPResponseException):
    """Sender address refused."""

    def __init__(self, code, msg, sender):
        self.smtp_code, self.smtp_error, self.sender = code, msg, sender
        self.args = code, msg, sender


class SMTPRecipientsRefused(SMTPException):
    """All recipient addresses refused: recipients says why, for each."""

    def __init__(self, recipients):
        self.args = recipients,
        self.recipients = recipients


class SMTPDataError(SMTPResponseException):
    """The text of the message was not taken."""


class SMTPConnectError(SMTPResponseException):
    """The greeting was not 220."""


class SMTPHeloError(SMTPResponseException):
    """Saying hello failed."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server did not accept name and password."""


# ---- text ----

def _addr_only(addrstring):
    name, address = email.utils.parseaddr(addrstring)
    return address if name or address else addrstring


def quoteaddr(addrstring):
    """An address in angle brackets."""
    name, address = email.utils.parseaddr(addrstring)
    if not name and not address:
        return addrstring if addrstring.strip().startswith('<') else '<%s>' % addrstring
    return '<%s>' % address


def _fix_eols(data):
    return _end_of_line.sub(CRLF, data)


def quotedata(data):
    """Lines as they are sent: they end with CRLF, and a dot at the beginning is doubled."""
    return re.sub(r'(?m)^\.', '..', _fix_eols(data))


def _quote_periods(data):
    return re.sub(br'(?m)^\.', b'..', data)


def _local_name():
    name = socket.getfqdn()
    if '.' in name:
        return name
    try:
        address = socket.gethostbyname(socket.gethostname())
    except socket.gaierror:
        address = '127.0.0.1'
    return '[%s]' % address


def _check_timeout(timeout):
    if timeout is not None and not timeout:
        raise ValueError('Non-blocking socket (timeout=0) is not supported')


# ---- the connection ----

class SMTP:
    """A connection to a server; with a host it is made at once."""

    debuglevel = 0
    sock = None
    file = None
    helo_resp = None
    ehlo_msg = 'ehlo'
    ehlo_resp = None
    does_esmtp = False
    default_port = SMTP_PORT

    def __init__(self, host='', port=0, local_hostname=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None):
        self._host, self.source_address, self.timeout = host, source_address, timeout
        self.command_encoding, self.esmtp_features = 'ascii', {}
        self._auth_challenge_count = 0
        if host:
            answer = self.connect(host, port)
            if answer[0] != 220:
                self.close()
                raise SMTPConnectError(*answer)
        self.local_hostname = _local_name() if local_hostname is None else local_hostname

    def __enter__(self):
        return self

    def __exit__(self, *args):
        try:
            answer = self.docmd('QUIT')
        except SMTPServerDisconnected:
            return
        else:
            if answer[0] != 221:
                raise SMTPResponseException(*answer)
        finally:
            self.close()

    def set_debuglevel(self, debuglevel):
        """Above 0, what goes over the connection is printed to stderr; above 1 with the time."""
        self.debuglevel = debuglevel

    def _print_debug(self, *args):
        if self.debuglevel > 1:
            import datetime
            args = datetime.datetime.now().time(), *args
        print(*args, file=sys.stderr)

    def _get_socket(self, host, port, timeout):
        _check_timeout(timeout)
        if self.debuglevel > 0:
            self._print_debug('connect: to', (host, port), self.source_address)
        return socket.create_connection((host, port), timeout, self.source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect; the host's name may end with the port. The greeting: (code, message)."""
        if source_address:
            self.source_address = source_address
        if not port and host.count(':') == 1:
            host, _, port = host.partition(':')
            try:
                port = int(port)
            except ValueError:
                raise OSError('nonnumeric port')
        port = port or self.default_port
        sys.audit('smtplib.connect', self, host, port)
        self.sock = self._get_socket(host, port, self.timeout)
        self.file = None
        code, message = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('connect:', repr(message))
        return code, message

    def send(self, s):
        """Send a str or bytes."""
        if self.debuglevel > 0:
            self._print_debug('send:', repr(s))
        if not self.sock:
            raise SMTPServerDisconnected('please run connect() first')
        data = s.encode(self.command_encoding) if isinstance(s, str) else s
        sys.audit('smtplib.send', self, data)
        try:
            self.sock.sendall(data)
        except OSError:
            self.close()
            raise SMTPServerDisconnected('Server not connected')

    def putcmd(self, cmd, args=''):
        """Send one line: a command and its argument."""
        line = f'{cmd} {args}' if args != '' else cmd
        if '\r' in line or '\n' in line:
            line = line.replace('\n', '\\n').replace('\r', '\\r')
            raise ValueError(f'command and arguments contain prohibited newline characters: {line}')
        self.send(line + CRLF)

    def _reply_line(self):
        try:
            line = self.file.readline(_MAXLINE + 1)
        except OSError as e:
            self.close()
            raise SMTPServerDisconnected('Connection unexpectedly closed: ' + str(e))
        if not line:
            self.close()
            raise SMTPServerDisconnected('Connection unexpectedly closed')
        if self.debuglevel > 0:
            self._print_debug('reply:', repr(line))
        if len(line) > _MAXLINE:
            self.close()
            raise SMTPResponseException(500, 'Line too long.')
        return line

    def getreply(self):
        """The answer of the server: (code, lines as one text); the code is -1 if there is none."""
        if self.file is None:
            self.file = self.sock.makefile('rb')
        lines, more = [], True
        while more:
            line = self._reply_line()
            lines.append(line[4:].strip(b' \t\r\n'))
            try:
                code = int(line[:3])
            except ValueError:
                code = -1
            more = code != -1 and line[3:4] == b'-'
        message = b'\n'.join(lines)
        if self.debuglevel > 0:
            self._print_debug('reply: retcode (%s); Msg: %a' % (code, message))
        return code, message

    def docmd(self, cmd, args=''):
        """Send a command, give the answer to it."""
        self.putcmd(cmd, args)
        return self.getreply()

    # ---- commands ----

    def helo(self, name=''):
        """SMTP 'helo' command."""
        code, message = self.docmd('helo', name or self.local_hostname)
        self.helo_resp = message
        return code, message

    def ehlo(self, name=''):
        """SMTP 'ehlo' command: what the server can do is in esmtp_features then."""
        self.esmtp_features = {}
        code, message = self.docmd(self.ehlo_msg, name or self.local_hostname)
        if code == -1 and not message:
            self.close()
            raise SMTPServerDisconnected('Server not connected')
        self.ehlo_resp = message
        if code == 250:
            self.does_esmtp = True
            for line in message.decode('latin-1').split('\n')[1:]:
                self._note_feature(line)
        return code, message

    def _note_feature(self, line):
        old = OLDSTYLE_AUTH.match(line)
        match = None if old else _feature.match(line)
        if old:
            name, more = 'auth', old[1]
        elif match:
            name, more = match[1].lower(), line[match.end(1):].strip()
        else:
            return
        if name == 'auth':
            more = self.esmtp_features.get(name, '') + ' ' + more
        self.esmtp_features[name] = more

    def has_extn(self, opt):
        """Has the server named this extension in its answer to ehlo()?"""
        return opt.lower() in self.esmtp_features

    def help(self, args=''):
        """SMTP 'help' command: the server's text."""
        return self.docmd('help', args)[1]

    def rset(self):
        """RSET: begin again."""
        self.command_encoding = 'ascii'
        return self.docmd('rset')

    def _rset(self):
        try:
            self.rset()
        except SMTPServerDisconnected:
            pass                        # the next command of the script says so

    def noop(self):
        """SMTP 'noop' command."""
        return self.docmd('noop')

    def mail(self, sender, options=()):
        """SMTP 'mail' command -- begins mail xfer session."""
        words = ''
        if options and self.does_esmtp:
            if any(option.lower() == 'smtputf8' for option in options):
                if not self.has_extn('smtputf8'):
                    raise SMTPNotSupportedError('SMTPUTF8 not supported by server')
                self.command_encoding = 'utf-8'
            words = ' ' + ' '.join(options)
        return self.docmd('mail', f'from:{quoteaddr(sender)}{words}')

    def rcpt(self, recip, options=()):
        """RCPT: name one recipient."""
        words = ' ' + ' '.join(options) if options and self.does_esmtp else ''
        return self.docmd('rcpt', f'to:{quoteaddr(recip)}{words}')

    def data(self, msg):
        """SMTP 'DATA' command -- sends message data to server."""
        code, reply = self.docmd('data')
        if self.debuglevel > 0:
            self._print_debug('data:', (code, reply))
        if code != 354:
            raise SMTPDataError(code, reply)
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        body = _quote_periods(msg)
        self.send((body if body.endswith(bCRLF) else body + bCRLF) + b'.' + bCRLF)
        answer = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('data:', answer)
        return answer

    def verify(self, address):
        """VRFY: ask whether there is such an address."""
        return self.docmd('vrfy', _addr_only(address))

    vrfy = verify

    def expn(self, address):
        """EXPN: ask who is on a list."""
        return self.docmd('expn', _addr_only(address))

    def ehlo_or_helo_if_needed(self):
        """Say hello, unless it has been said."""
        if self.helo_resp is None and self.ehlo_resp is None and not 200 <= self.ehlo()[0] <= 299:
            code, reply = self.helo()
            if not 200 <= code <= 299:
                raise SMTPHeloError(code, reply)

    # ---- authentication, TLS ----

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Authenticate: authobject() is said first, authobject(challenge) gives the answers."""
        mechanism = mechanism.upper()
        first = authobject() if initial_response_ok else None
        if first is not None:
            code, reply = self.docmd('AUTH',
                                     mechanism + ' ' + encode_base64(first.encode('ascii'), eol=''))
            self._auth_challenge_count = 1
        else:
            code, reply = self.docmd('AUTH', mechanism)
            self._auth_challenge_count = 0
        while code == 334:
            self._auth_challenge_count += 1
            answer = authobject(base64.decodebytes(reply))
            code, reply = self.docmd(encode_base64(answer.encode('ascii'), eol=''))
            if self._auth_challenge_count > _MAXCHALLENGE:
                raise SMTPException(
                    'Server AUTH mechanism infinite loop. Last response: ' + repr((code, reply)))
        if code in (235, 503):
            return code, reply
        raise SMTPAuthenticationError(code, reply)

    def auth_cram_md5(self, challenge=None):
        """What auth() calls for CRAM-MD5."""
        if challenge is None:
            return None
        digest = hmac.HMAC(self.password.encode('ascii'), challenge, 'md5').hexdigest()
        return f'{self.user} {digest}'

    def auth_plain(self, challenge=None):
        """What auth() calls for PLAIN."""
        return '\0%s\0%s' % (self.user, self.password)

    def auth_login(self, challenge=None):
        """What auth() calls for LOGIN."""
        return self.user if challenge is None or self._auth_challenge_count < 2 else self.password

    def login(self, user, password, *, initial_response_ok=True):
        """Log in on an SMTP server that requires authentication."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('auth'):
            raise SMTPNotSupportedError('SMTP AUTH extension not supported by server.')
        offered = self.esmtp_features['auth'].split()
        usable = [name for name in ('CRAM-MD5', 'PLAIN', 'LOGIN') if name in offered]
        if not usable:
            raise SMTPException('No suitable authentication method found.')
        self.user, self.password = user, password
        for name in usable:
            method = getattr(self, 'auth_' + name.lower().replace('-', '_'))
            try:
                return self.auth(name, method, initial_response_ok=initial_response_ok)
            except SMTPAuthenticationError as e:
                last = e
        raise last

    def starttls(self, *, context=None):
        """Puts the connection to the SMTP server into TLS mode."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('starttls'):
            raise SMTPNotSupportedError('STARTTLS extension not supported by server.')
        code, reply = self.docmd('STARTTLS')
        if code != 220:
            raise SMTPResponseException(code, reply)
        if not _have_ssl:
            raise RuntimeError('No SSL support included in this Python')
        context = ssl._create_stdlib_context() if context is None else context
        self.sock = context.wrap_socket(self.sock, server_hostname=self._host)
        self.file = None
        self._forget_hello()
        return code, reply

    def _forget_hello(self):
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    # ---- whole messages ----

    def _give_up(self, code):
        if code == 421:
            self.close()
        else:
            self._rset()

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        """Send a message; the recipients that were refused, each with (code, message)."""
        self.ehlo_or_helo_if_needed()
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        options = []
        if self.does_esmtp:
            options = (['size=%d' % len(msg)] if self.has_extn('size') else []) + list(mail_options)
        code, reply = self.mail(from_addr, options)
        if code != 250:
            self._give_up(code)
            raise SMTPSenderRefused(code, reply, from_addr)
        refused = {}
        to_addrs = [to_addrs] if isinstance(to_addrs, str) else to_addrs
        for address in to_addrs:
            code, reply = self.rcpt(address, rcpt_options)
            if code not in (250, 251):
                refused[address] = code, reply
            if code == 421:
                self.close()
                raise SMTPRecipientsRefused(refused)
        if len(refused) == len(to_addrs):
            self._rset()
            raise SMTPRecipientsRefused(refused)
        code, reply = self.data(msg)
        if code != 250:
            self._give_up(code)
            raise SMTPDataError(code, reply)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        """Send an email.message.Message; sender and recipients are those of its headers unless they
        are given."""
        self.ehlo_or_helo_if_needed()
        resent = msg.get_all('Resent-Date')
        if resent is not None and len(resent) > 1:
            raise ValueError("message has more than one 'Resent-' header block")
        prefix = '' if resent is None else 'Resent-'
        if from_addr is None:
            header = prefix + 'Sender'
            from_addr = email.utils.getaddresses(
                [msg[header if header in msg else prefix + 'From']])[0][1]
        if to_addrs is None:
            fields = [msg[prefix + name] for name in ('To', 'Bcc', 'Cc')]
            pairs = email.utils.getaddresses([f for f in fields if f is not None])
            to_addrs = [address for _, address in pairs]
        msg = copy.copy(msg)
        del msg['Bcc'], msg['Resent-Bcc']
        policy = None
        if not all(address.isascii() for address in (from_addr, *to_addrs)):
            if not self.has_extn('smtputf8'):
                raise SMTPNotSupportedError(
                    'One or more source or delivery addresses require internationalized email '
                    'support, but the server does not advertise the required SMTPUTF8 capability')
            policy = msg.policy.clone(utf8=True)
            mail_options = (*mail_options, 'SMTPUTF8', 'BODY=8BITMIME')
        with io.BytesIO() as file:
            email.generator.BytesGenerator(file, policy=policy).flatten(msg, linesep='\r\n')
            return self.sendmail(from_addr, to_addrs, file.getvalue(), mail_options, rcpt_options)

    def close(self):
        """Let go of the connection without a word to the server."""
        file, sock, self.file, self.sock = self.file, self.sock, None, None
        try:
            if file:
                file.close()
        finally:
            if sock:
                sock.close()

    def quit(self):
        """Terminate the SMTP session."""
        answer = self.docmd('quit')
        self._forget_hello()
        self.close()
        return answer


if _have_ssl:
    class SMTP_SSL(SMTP):
        """SMTP over a connection that is TLS from the beginning."""

        default_port = SMTP_SSL_PORT

        def __init__(self, host='', port=0, local_hostname=None, *,
                     timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, context=None):
            self.context = ssl._create_stdlib_context() if context is None else context
            SMTP.__init__(self, host, port, local_hostname, timeout, source_address)

        def _get_socket(self, host, port, timeout):
            if self.debuglevel > 0:
                self._print_debug('connect:', (host, port))
            plain = super()._get_socket(host, port, timeout)
            return self.context.wrap_socket(plain, server_hostname=self._host)

    __all__.append('SMTP_SSL')


class LMTP(SMTP):
    """Local mail transfer: the greeting is 'lhlo', and a path that begins with '/' is a Unix
    socket."""

    ehlo_msg = 'lhlo'

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None, source_address=None,
                 timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        super().__init__(host, port, local_hostname=local_hostname, source_address=source_address,
                         timeout=timeout)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect to a Unix socket by its path, to a TCP socket as SMTP does."""
        if host[0] != '/':
            return super().connect(host, port, source_address=source_address)
        _check_timeout(self.timeout)
        self.file = None
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
                self.sock.settimeout(self.timeout)
            self.sock.connect(host)
        except OSError:
            if self.debuglevel > 0:
                self._print_debug('connect fail:', host)
            self.close()
            raise
        answer = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('connect:', answer[1])
        return answer
