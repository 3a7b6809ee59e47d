# SPDX-License-Identifier: MIT
"""Damaged data for the modules that read it: fuzz/modules.py SECONDS SEED. Whatever comes, a reader returns or raises an Exception;
SystemError counts as a defect, and so does anything that ends the process (fuzz.sh looks at that)."""
import io
import random
import sys
import time
import warnings

warnings.simplefilter('ignore')
TARGETS = []


def target(*seeds):
    """Registers a reader of text or bytes with undamaged inputs; a module that is missing is passed over."""
    def register(make):
        try:
            TARGETS.append((make.__name__, make(), seeds))
        except ImportError as error:
            print(f'skipped {make.__name__}: {error}')
        return make
    return register


@target('{"a": [1, 2.5e3, true, null, "\\u00e9\\ud83d\\ude00"], "b": {}}', '[[[]]]', '"\\n"', '-0.0', 'NaN')
def json():
    import json

    def read(text):
        value = json.loads(text)
        json.dumps(value, indent=1, sort_keys=True)
        json.loads(text, parse_float=str, object_pairs_hook=list)
    return read


@target(r'(?P<a>x+)(y|z)*?(?P=a)\1', r'[^\W\d_]{2,5}(?=\s)', r'(?<!a)b(?#c)(?i:d)', r'^\s*(\w+)\s*=\s*(.*?)$', r'(a)(?(1)b|c)\b', r'[\x00-\u0416[:a]')
def re():
    import re

    def read(pattern):
        compiled = re.compile(pattern, re.VERBOSE if len(pattern) % 3 == 0 else 0)
        for text in ('', 'xyzx abc', 'ab = cd\nb', 'ж\U0001f600' * 3):
            compiled.findall(text)
            compiled.sub(r'<\g<0>>', text)
            compiled.split(text)
    return read


@target(*[(protocol, n) for protocol in range(6) for n in range(3)])
def pickle():
    import collections
    import datetime
    import pickle
    shared = [1, 2]
    values = [
        {'a': [1, -2.5, None, True, 10**40, 'ж', b'\xff' * 300], (1, 2): {3, 4}, 'self': [shared, shared]},
        [datetime.date(2024, 1, 2), collections.OrderedDict(a=1), collections.deque([1]), complex(1, 2), frozenset({5}), range(3)],
        [ValueError('x'), collections.Counter('abca'), slice(1, 2), bytearray(b'abc')],
    ]
    allowed = {'OrderedDict', 'date', 'deque', 'complex', 'frozenset', 'range', 'ValueError', 'Counter', 'slice', 'bytearray', 'set',
               '_reconstructor', 'object', 'list', 'dict', 'encode', 'bytes'}

    class Careful(pickle.Unpickler):
        def find_class(self, module, name):
            if name not in allowed:
                raise pickle.UnpicklingError('not allowed')
            return super().find_class(module, name)

    def read(data):
        repr(Careful(io.BytesIO(data)).load())
    read.prepare = lambda seed: pickle.dumps(values[seed[1]], seed[0])
    return read


@target('<hB3sq2d?', '>4xIe', '=10p', '@nNP', '!QqLlf', '3H 2i', '')
def struct():
    import struct

    def read(text):
        size = struct.calcsize(text)
        if size < 100_000:
            data = bytes(range(256)) * (size // 256 + 1)
            values = struct.unpack(text, data[:size])
            if len(values) < 1000:
                struct.pack(text, *values)
            list(struct.iter_unpack(text, data[:size * 2]))
    return read


@target('2024-02-29T23:59:60.123456+05:30', '2024-W09-4', '20240229T101112Z', '23:59:59,999', '29 Feb 2024 10:11:12 AM +0300 %')
def datetime():
    import datetime

    def read(text):
        for kind in (datetime.date, datetime.datetime, datetime.time):
            try:
                str(kind.fromisoformat(text))
            except ValueError:
                pass
        for form in ('%Y-%m-%dT%H:%M:%S.%f%z', '%d %b %Y %I:%M:%S %p %z %%', text):
            try:
                datetime.datetime.strptime(text, form)
            except ValueError:
                pass
        datetime.datetime(2024, 2, 29).strftime(text)
        format(datetime.datetime(2024, 2, 29), text)
    return read


@target(b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n',
        b'HTTP/1.0 404 Not Found\r\nContent-Length: 3\r\nSet-Cookie: a=b; Path=/\r\n folded\r\n\r\nabc')
def http_response():
    import http.client

    class Socket:
        def __init__(self, data):
            self.file = io.BytesIO(data)

        def makefile(self, *args):
            return self.file

    def read(data):
        response = http.client.HTTPResponse(Socket(data))
        response.begin()
        response.getheaders()
        response.read(100)
    return read


@target(b'POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nCookie: a="b"; c\r\n\r\nabc', b'GET http://x/%41 HTTP/1.0\r\n\r\n')
def http_request():
    import http.cookies
    import http.server

    class Handler(http.server.BaseHTTPRequestHandler):
        def __init__(self, data):
            self.rfile, self.wfile = io.BytesIO(data), io.BytesIO()
            self.client_address, self.server = ('127.0.0.1', 1), None
            self.handle()

        def log_message(self, *args):
            pass

        def do_GET(self):
            http.cookies.SimpleCookie(self.headers.get('Cookie', ''))
            self.send_error(418)

        do_POST = do_GET
    return Handler


@target('http://user:pw@host:80/a;b?c=d&e=%D0%B6#f', '//x', 'mailto:a@b', 'http://[::1]:x/')
def urllib_parse():
    from urllib import parse

    def read(text):
        parts = parse.urlparse(text)
        parts.geturl(), parts.hostname
        try:
            parts.port
        except ValueError:
            pass
        parse.parse_qs(text, keep_blank_values=True)
        parse.unquote_plus(text)
        parse.urljoin('http://a/b/c', text)
    return read


@target(b'From: a@b\r\nSubject: =?utf-8?b?0LY=?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhi\r\n--x--\r\n')
def email():
    import email
    import email.policy

    def read(data):
        message = email.message_from_bytes(data, policy=email.policy.default)
        message.as_string()
        list(message.walk())
        str(message['Subject'])
    return read


def compressor(name):
    def make():
        module = __import__(name)

        def read(data):
            module.decompress(data)
        read.prepare = lambda seed: module.compress(seed)
        return read
    make.__name__ = name
    return make


for name in ('zlib', 'gzip', 'bz2', 'lzma'):
    target(b'', b'abc' * 100, bytes(range(256)))(compressor(name))


@target(b'aGVsbG8=', b'4142', b'begin', b'ORSXG5A=')
def binascii():
    import base64
    import binascii

    def read(data):
        for reader in (binascii.a2b_base64, binascii.a2b_hex, binascii.a2b_uu, binascii.a2b_qp, base64.b32decode, base64.b85decode, base64.a85decode):
            try:
                reader(data)
            except ValueError:
                pass
    return read


@target('a,"b ""c""",d\r\n1;2\t3\n', "x|'y'\n\n")
def csv():
    import csv

    def read(text):
        list(csv.reader(io.StringIO(text), strict=True))
        csv.Sniffer().sniff(text)
    return read


@target('[s]\na = 1\n b\nc: %(a)s\n# d\n', '[DEFAULT]\nx=y')
def configparser():
    import configparser

    def read(text):
        parser = configparser.ConfigParser()
        parser.read_string(text)
        for section in parser.sections():
            dict(parser[section])
    return read


@target('<a x="1"><b>t&amp;</b><!-- c --><?p i?><![CDATA[d]]></a>', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "f">]><a>&e;</a>')
def xml():
    from xml.etree import ElementTree
    return lambda text: ElementTree.tostring(ElementTree.fromstring(text))


@target('-1.23E+45', 'NaN123', 'sNaN', 'Infinity', '0.000')
def decimal():
    import decimal

    def read(text):
        value = decimal.Decimal(text)
        str(value + 1), value.as_tuple(), format(decimal.Decimal(5), text)
    return read


@target("{'a': [1, -2.5, (None, True), b'x', {3}], 'b': 1+2j}", '-5', '"x" "y"')
def ast():
    import ast

    def read(text):
        ast.literal_eval(text)
        ast.unparse(ast.parse(text))
    return read


@target("def f(a, *b):\n    '''doc'''\n    return f'{a!r:>{b}}' + \"x\"  # c\n")
def tokenize():
    import tokenize
    return lambda text: list(tokenize.generate_tokens(io.StringIO(text).readline))


@target('a "b c" \'d\'\\ e # f')
def shlex():
    import shlex
    return lambda text: shlex.split(text, comments=True)


@target('192.168.0.1/24', '2001:db8::1%eth0', '::ffff:1.2.3.4')
def ipaddress():
    import ipaddress

    def read(text):
        for kind in (ipaddress.ip_address, ipaddress.ip_network, ipaddress.ip_interface):
            try:
                str(kind(text))
            except ValueError:
                pass
    return read


@target('<p class="a">x &lt; &#1078; <!-- y --><br/></p>')
def html():
    import html
    import html.parser

    def read(text):
        html.unescape(text)
        parser = html.parser.HTMLParser()
        parser.feed(text)
        parser.close()
    return read


@target('{0!r:>{width}} {a[b].c:%Y} {{}}', '%(a)s %-5.2f %%', '$a ${b} $$')
def formats():
    import string

    def read(text):
        list(string.Formatter().parse(text))
        string.Template(text).safe_substitute(a=1)
        for write in (lambda: text.format(1, width=5, a={}), lambda: text % {'a': 1}, lambda: format(1.5, text), lambda: format(5, text)):
            try:
                write()
            except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
                pass
    return read


def damage(rng, data):
    """One to four small changes to text or bytes."""
    empty = data[:0]
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(data))
        kind = rng.randint(0, 5)
        if kind == 0:
            piece = bytes([rng.randint(0, 255)]) if empty == b'' else chr(rng.choice([rng.randint(0, 127), 0x436, 0x1f600, 0xd800, 0]))
            data = data[:at] + piece + data[at + rng.randint(0, 1):]
        elif kind == 1:
            data = data[:at] + data[at + rng.randint(1, 8):]
        elif kind == 2:
            start = rng.randint(0, len(data))
            data = data[:at] + data[start:start + rng.randint(1, 10)] + data[at:]
        elif kind == 3:
            data = data[:at]
        elif kind == 4 and data:
            data = data[:at] + data[at:at + 1] * rng.choice([2, 30, 300]) + data[at:]
        else:
            piece = rng.choice(['99999999999', '-1', '(', '[', '{', '"', '\\', '\n', '%', ':', '<'])
            data = data[:at] + (piece.encode() if empty == b'' else piece) + data[at:]
    return data


def main(seconds, seed):
    rng = random.Random(seed)
    end = time.monotonic() + seconds
    counts = dict.fromkeys((name for name, _, _ in TARGETS), 0)
    while time.monotonic() < end:
        name, read, seeds = TARGETS[sum(counts.values()) % len(TARGETS)]
        chosen = rng.choice(seeds)
        data = damage(rng, read.prepare(chosen) if hasattr(read, 'prepare') else chosen)
        print(name, ascii(data), file=sys.stderr)       # the last line is what ended the process
        counts[name] += 1
        try:
            read(data)
        except SystemError as error:
            print(f'defect: {name} {data!r}: {error}', file=sys.stderr)
            sys.exit(3)
        except Exception:
            pass
    print(*(f'{name} {count}' for name, count in counts.items()))


if __name__ == '__main__':
    main(float(sys.argv[1]), int(sys.argv[2]))
