# SPDX-License-Identifier: MIT
# How the host of a tunnel is written: addresses of version 6 in brackets, names outside ASCII by IDNA.
import http.client
import io


class Wire:
    """A connection that answers every request with success and keeps what was sent."""

    def __init__(self):
        self.sent = b''

    def makefile(self, mode, *args):
        return io.BytesIO(b'HTTP/1.1 200 OK\r\n\r\n')

    def sendall(self, data):
        self.sent += data

    def setsockopt(self, *args):
        pass

    def close(self):
        pass


for host in ('[1:2:3::4]', '[1:2:3::4]:99', '1:2:3::4', 'example.org', 'example.org:81', 'пример.рф', 'bücher.example:82'):
    for headers in (None, {'X-Fun': 'yes'}, {'Host': 'given'}):
        connection = http.client.HTTPConnection('proxy.example')
        wire = Wire()
        connection._create_connection = lambda *args, **kwargs: wire
        try:
            connection.set_tunnel(host, headers=headers)
            connection.request('PUT', '/', b'')
            print(host, wire.sent)
        except Exception as e:
            print(host, type(e).__name__, e)
