# SPDX-License-Identifier: MIT
"""The server of logging.config.listen()."""

import logging
import threading
from logging import config
from socketserver import StreamRequestHandler, ThreadingTCPServer


class ConfigStreamHandler(StreamRequestHandler):
    """One configuration."""

    def _received(self, size):
        data = b''
        while len(data) < size:
            more = self.connection.recv(size - len(data))
            if not more:
                break
            data += more
        return data

    def handle(self):
        try:
            head = self.connection.recv(4)
            if len(head) == 4:
                data = self._received(int.from_bytes(head, 'big'))
                if self.server.verify is not None:
                    data = self.server.verify(data)
                if data is not None:
                    _apply(data.decode('utf-8'))
                if self.server.ready:
                    self.server.ready.set()
        except OSError as e:
            if e.errno != config.RESET_ERROR:
                raise


def _apply(text):
    import io
    import json
    import traceback
    try:
        found = json.loads(text)
        assert isinstance(found, dict)
        config.dictConfig(found)
    except Exception:
        try:
            config.fileConfig(io.StringIO(text))
        except Exception:
            traceback.print_exc()


class ConfigSocketReceiver(ThreadingTCPServer):
    """Serves until abort is set."""

    allow_reuse_address = 1

    def __init__(self, host='localhost', port=config.DEFAULT_LOGGING_CONFIG_PORT, handler=None,
                 ready=None, verify=None):
        ThreadingTCPServer.__init__(self, (host, port), handler)
        self.abort, self.timeout, self.ready, self.verify = 0, 1, ready, verify

    def serve_until_stopped(self):
        import select
        while not self.abort:
            if select.select([self.socket.fileno()], [], [], self.timeout)[0]:
                self.handle_request()
        self.server_close()


class Server(threading.Thread):
    def __init__(self, port, verify):
        super().__init__()
        self.port, self.verify = port, verify
        self.ready = threading.Event()

    def run(self):
        server = ConfigSocketReceiver(port=self.port, handler=ConfigStreamHandler, ready=self.ready,
                                      verify=self.verify)
        if self.port == 0:
            self.port = server.server_address[1]
        self.ready.set()
        with logging._lock:
            config._listener = server
        server.serve_until_stopped()
