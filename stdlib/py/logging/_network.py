# SPDX-License-Identifier: MIT
"""Handlers that send records over the network."""

import logging
import pickle
import socket
import struct
import time

_UDP_SYSLOG = 514


class SocketHandler(logging.Handler):
    """Sends records, pickled, over a TCP connection, or a Unix socket if there is no port.

    A connection that cannot be made is not tried again at once: the pause grows from retryStart to
    retryMax.
    """

    def __init__(self, host, port):
        logging.Handler.__init__(self)
        self.host, self.port = host, port
        self.address = host if port is None else (host, port)
        self.sock = self.retryTime = None
        self.closeOnError = False
        self.retryStart, self.retryMax, self.retryFactor = 1.0, 30.0, 2.0

    def makeSocket(self, timeout=1):
        """A connected socket."""
        if self.port is not None:
            return socket.create_connection(self.address, timeout=timeout)
        return _connected_unix(self.address, socket.SOCK_STREAM, timeout)

    def createSocket(self):
        """Connect, unless it is too early after the last failure."""
        now = time.time()
        if self.retryTime is not None and now < self.retryTime:
            return
        try:
            self.sock = self.makeSocket()
        except OSError:
            first = self.retryTime is None
            self.retryPeriod = (self.retryStart if first
                                else min(self.retryPeriod * self.retryFactor, self.retryMax))
            self.retryTime = now + self.retryPeriod
        else:
            self.retryTime = None

    def send(self, s):
        """Send bytes, if there is a connection or one can be made. A broken one is given up."""
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except OSError:
                self._drop()

    def _drop(self):
        sock, self.sock = self.sock, None
        sock.close()

    def makePickle(self, record):
        """The record as a dict without live objects, after its length in four bytes."""
        if record.exc_info:
            self.format(record)             # leaves the text of the traceback in exc_text
        content = {**vars(record), 'msg': record.getMessage(), 'args': None, 'exc_info': None}
        content.pop('message', None)
        data = pickle.dumps(content, 1)
        return struct.pack('>L', len(data)) + data

    def emit(self, record):
        try:
            self.send(self.makePickle(record))
        except Exception:
            self.handleError(record)

    def handleError(self, record):
        if self.sock and self.closeOnError:
            self._drop()
        else:
            logging.Handler.handleError(self, record)

    def close(self):
        self.acquire()
        try:
            if self.sock:
                self._drop()
            logging.Handler.close(self)
        finally:
            self.release()


class DatagramHandler(SocketHandler):
    """Sends records, pickled, as datagrams."""

    def __init__(self, host, port):
        SocketHandler.__init__(self, host, port)
        self.closeOnError = False

    def makeSocket(self):
        """A socket for datagrams."""
        return socket.socket(socket.AF_UNIX if self.port is None else socket.AF_INET,
                             socket.SOCK_DGRAM)

    def send(self, s):
        """Send bytes as one datagram."""
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, self.address)


def _connected_unix(path, kind, timeout=None):
    sock = socket.socket(socket.AF_UNIX, kind)
    try:
        if timeout is not None:
            sock.settimeout(timeout)
        sock.connect(path)
    except OSError:
        sock.close()
        raise
    return sock


_PRIORITIES = 'EMERG ALERT CRIT ERR WARNING NOTICE INFO DEBUG'.split()
_FACILITIES = dict(KERN=0, USER=1, MAIL=2, DAEMON=3, AUTH=4, SYSLOG=5, LPR=6, NEWS=7, UUCP=8,
                   CRON=9, AUTHPRIV=10, FTP=11, NTP=12, SECURITY=13, CONSOLE=14, SOLCRON=15,
                   **{f'LOCAL{i}': 16 + i for i in range(8)})


class SysLogHandler(logging.Handler):
    """Sends records to syslog: to the path of a Unix socket, or to (host, port)."""

    for _number, _name in enumerate(_PRIORITIES):
        vars()['LOG_' + _name] = _number
    for _name, _number in _FACILITIES.items():
        vars()['LOG_' + _name] = _number
    del _number, _name

    priority_names = {name.lower(): number for number, name in enumerate(_PRIORITIES)}
    priority_names.update(critical=2, error=3, panic=0, warn=4)
    facility_names = {name.lower().replace('solcron', 'solaris-cron'): number
                      for name, number in _FACILITIES.items()}
    priority_map = {name: name.lower() for name in ('DEBUG', 'INFO', 'WARNING', 'ERROR',
                                                    'CRITICAL')}

    ident = ''                  # what comes before each message
    append_nul = True           # old daemons want a zero byte at the end

    def __init__(self, address=('localhost', _UDP_SYSLOG), facility=LOG_USER, socktype=None):
        logging.Handler.__init__(self)
        self.address, self.facility, self.socktype = address, facility, socktype
        self.socket = None
        self.createSocket()

    def createSocket(self):
        """Connect. The daemon of a Unix socket may be there later only: that is no error now."""
        self.unixsocket = isinstance(self.address, str)
        if not self.unixsocket:
            self._connect_host(*self.address)
            return
        try:
            self._connect_unixsocket(self.address)
        except OSError:
            pass

    def _connect_unixsocket(self, address):
        wanted = self.socktype
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM) if wanted is None else (wanted,):
            try:
                self.socket = _connected_unix(address, kind)
            except OSError:
                if wanted is not None or kind == socket.SOCK_STREAM:
                    raise
            else:
                self.socktype = kind
                return

    def _connect_host(self, host, port):
        self.socktype = kind = self.socktype or socket.SOCK_DGRAM
        found = socket.getaddrinfo(host, port, 0, kind)
        if not found:
            raise OSError('getaddrinfo returns an empty list')
        failure = None
        for family, kind, proto, _, address in found:
            sock = socket.socket(family, kind, proto)
            try:
                if kind == socket.SOCK_STREAM:
                    sock.connect(address)
            except OSError as exc:
                sock.close()
                failure = exc
            else:
                self.socket = sock
                return
        raise failure

    def encodePriority(self, facility, priority):
        """One number for both, which may be given by name."""
        number = self.facility_names[facility] if isinstance(facility, str) else facility
        return number << 3 | (self.priority_names[priority] if isinstance(priority, str)
                              else priority)

    def mapPriority(self, levelName):
        """The name that syslog has for a level."""
        return self.priority_map.get(levelName, 'warning')

    def emit(self, record):
        try:
            self._deliver(self._message(record))
        except Exception:
            self.handleError(record)

    def _message(self, record):
        text = (self.ident or '') + self.format(record) + ('\0' if self.append_nul else '')
        return (b'<%d>' % self.encodePriority(self.facility,
                                              self.mapPriority(record.levelname)) + text.encode())

    def _deliver(self, data):
        if not self.socket:
            self.createSocket()
        if self.unixsocket:
            self._deliver_unix(data)
        elif self.socktype == socket.SOCK_DGRAM:
            self.socket.sendto(data, self.address)
        else:
            self.socket.sendall(data)

    def _deliver_unix(self, data):
        try:
            if self.socket:
                self.socket.send(data)
                return
        except OSError:                     # the daemon was started again
            self.socket.close()
        self._connect_unixsocket(self.address)
        self.socket.send(data)

    def close(self):
        self.acquire()
        try:
            sock, self.socket = self.socket, None
            if sock:
                sock.close()
            logging.Handler.close(self)
        finally:
            self.release()


class HTTPHandler(logging.Handler):
    """Sends the attributes of records as a form to a web server."""

    def __init__(self, host, url, method='GET', secure=False, credentials=None, context=None):
        logging.Handler.__init__(self)
        self.method = method.upper()
        if self.method not in ('GET', 'POST'):
            raise ValueError('method must be GET or POST')
        if context is not None and not secure:
            raise ValueError('context parameter only makes sense with secure=True')
        self.host, self.url = host, url
        self.secure, self.credentials, self.context = secure, credentials, context

    def mapLogRecord(self, record):
        """The fields of the form."""
        return vars(record)

    def getConnection(self, host, secure):
        """A connection to the server."""
        from http import client
        return (client.HTTPSConnection(host, context=self.context) if secure
                else client.HTTPConnection(host))

    def emit(self, record):
        try:
            self._submit(record)
        except Exception:
            self.handleError(record)

    def _submit(self, record):
        from urllib.parse import urlencode
        connection = self.getConnection(self.host, self.secure)
        form, url = urlencode(self.mapLogRecord(record)), self.url
        if self.method == 'GET':
            url += ('&' if '?' in url else '?') + form
        connection.putrequest(self.method, url)
        if self.method == 'POST':
            connection.putheader('Content-type', 'application/x-www-form-urlencoded')
            connection.putheader('Content-length', str(len(form)))
        if self.credentials:
            from base64 import b64encode
            connection.putheader('Authorization',
                                 'Basic ' + b64encode(':'.join(self.credentials).encode()).decode())
        connection.endheaders()
        if self.method == 'POST':
            connection.send(form.encode())
        connection.getresponse()            # what it says does not matter


for _class in SocketHandler, DatagramHandler, SysLogHandler, HTTPHandler:
    _class.__module__ = 'logging.handlers'
del _class


class SMTPHandler(logging.Handler):
    """Sends each record as a mail."""

    def __init__(self, mailhost, fromaddr, toaddrs, subject, credentials=None, secure=None,
                 timeout=5.0):
        logging.Handler.__init__(self)
        self.mailhost, self.mailport = mailhost if isinstance(
            mailhost, (list, tuple)) else (mailhost, None)
        self.username = None
        if isinstance(credentials, (list, tuple)):
            self.username, self.password = credentials
        self.fromaddr = fromaddr
        self.toaddrs = [toaddrs] if isinstance(toaddrs, str) else toaddrs
        self.subject, self.secure, self.timeout = subject, secure, timeout

    def getSubject(self, record):
        """The subject of a record's mail."""
        return self.subject

    def emit(self, record):
        try:
            import smtplib
            from email.message import EmailMessage
            from email.utils import localtime
            connection = smtplib.SMTP(self.mailhost, self.mailport or smtplib.SMTP_PORT,
                                      timeout=self.timeout)
            mail = EmailMessage()
            for name, value in (('From', self.fromaddr), ('To', ','.join(self.toaddrs)),
                                ('Subject', self.getSubject(record)), ('Date', localtime())):
                mail[name] = value
            mail.set_content(self.format(record))
            if self.username:
                if self.secure is not None:
                    connection.ehlo()
                    connection.starttls(*self.secure)
                    connection.ehlo()
                connection.login(self.username, self.password)
            connection.send_message(mail)
            connection.quit()
        except Exception:
            self.handleError(record)


class NTEventLogHandler(logging.Handler):
    """The log of events of Windows; elsewhere nothing is logged."""

    def __init__(self, appname, dllname=None, logtype='Application'):
        logging.Handler.__init__(self)
        self.appname, self.dllname, self.logtype = appname, dllname, logtype
        self._welu = None
        print(
            'The Python Win32 extensions for NT (service, event logging) appear not to be '
            'available.')

    def getMessageID(self, record):
        """The number of the message in the DLL."""
        return 1

    def getEventCategory(self, record):
        """The category of a record."""
        return 0

    def getEventType(self, record):
        """The type of a record: by its level."""
        return self.typemap.get(record.levelno, self.deftype)

    def emit(self, record):
        """Nowhere to write to."""

    def close(self):
        logging.Handler.close(self)

