# SPDX-License-Identifier: MIT
"""Letting other programs call functions of this one."""

import os
import re
import socketserver
import sys
import traceback
from functools import partial
from http.server import DEFAULT_ERROR_MESSAGE, BaseHTTPRequestHandler

from xmlrpc.client import Fault, dumps, gzip_decode, gzip_encode, loads


def resolve_dotted_attribute(obj, attr, allow_dotted_names=True):
    """An attribute of an object, or of its attributes; AttributeError if a name is private."""
    for name in attr.split('.') if allow_dotted_names else [attr]:
        if name.startswith('_'):
            raise AttributeError(f'attempt to access private attribute "{name}"')
        obj = getattr(obj, name)
    return obj


def list_public_methods(obj):
    """Names of the callable attributes without an underscore in front."""
    return [name for name in dir(obj)
            if not name.startswith('_') and callable(getattr(obj, name))]


class SimpleXMLRPCDispatcher:
    """Functions by name, and an object whose methods are called when no function has the name."""

    def __init__(self, allow_none=False, encoding=None, use_builtin_types=False):
        self.funcs, self.instance = {}, None
        self.allow_none, self.encoding = allow_none, encoding or 'utf-8'
        self.use_builtin_types = use_builtin_types

    def register_instance(self, instance, allow_dotted_names=False):
        """Let the methods of an object be called; with dotted names also those of its attributes,
        which is dangerous."""
        self.instance, self.allow_dotted_names = instance, allow_dotted_names

    def register_function(self, function=None, name=None):
        """Let a function be called, under its own or another name; also a decorator."""
        if function is None:
            return partial(self.register_function, name=name)
        self.funcs[function.__name__ if name is None else name] = function
        return function

    def register_introspection_functions(self):
        """Let others ask for names and texts of the functions."""
        self.funcs.update({'system.listMethods': self.system_listMethods,
                           'system.methodSignature': self.system_methodSignature,
                           'system.methodHelp': self.system_methodHelp})

    def register_multicall_functions(self):
        """Let several calls come at once."""
        self.funcs['system.multicall'] = self.system_multicall

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        """The answer to the document of a call, as bytes."""
        try:
            params, method = loads(data, use_builtin_types=self.use_builtin_types)
            dispatch = self._dispatch if dispatch_method is None else dispatch_method
            answer = dumps((dispatch(method, params),), methodresponse=1,
                           allow_none=self.allow_none, encoding=self.encoding)
        except Fault as fault:
            answer = dumps(fault, allow_none=self.allow_none, encoding=self.encoding)
        except BaseException as exc:
            answer = dumps(Fault(1, f'{type(exc)}:{exc}'), encoding=self.encoding,
                           allow_none=self.allow_none)
        return answer.encode(self.encoding, 'xmlcharrefreplace')

    # ---- functions of the server itself ----

    def system_listMethods(self):
        """Names of all functions."""
        names = set(self.funcs)
        if self.instance is not None:
            if hasattr(self.instance, '_listMethods'):
                names.update(self.instance._listMethods())
            elif not hasattr(self.instance, '_dispatch'):
                names.update(list_public_methods(self.instance))
        return sorted(names)

    def system_methodSignature(self, method_name):
        """Types are not known here."""
        return 'signatures not supported'

    def system_methodHelp(self, method_name):
        """The text that explains a function."""
        method = self.funcs.get(method_name)
        if method is None and self.instance is not None:
            if hasattr(self.instance, '_methodHelp'):
                return self.instance._methodHelp(method_name)
            if not hasattr(self.instance, '_dispatch'):
                try:
                    method = resolve_dotted_attribute(self.instance, method_name,
                                                      self.allow_dotted_names)
                except AttributeError:
                    method = None
        if method is None:
            return ''
        import inspect
        return inspect.getdoc(method) or ''

    def system_multicall(self, call_list):
        """The results of several calls: [value], or a fault as a dict."""
        results = []
        for call in call_list:
            try:
                results.append([self._dispatch(call['methodName'], call['params'])])
            except Fault as fault:
                results.append({'faultCode': fault.faultCode, 'faultString': fault.faultString})
            except BaseException as exc:
                results.append({'faultCode': 1, 'faultString': f'{type(exc)}:{exc}'})
        return results

    def _dispatch(self, method, params):
        """Call a function by its name."""
        func = self.funcs.get(method)
        if func is None and self.instance is not None:
            if hasattr(self.instance, '_dispatch'):
                return self.instance._dispatch(method, params)
            try:
                func = resolve_dotted_attribute(self.instance, method, self.allow_dotted_names)
            except AttributeError:
                func = None
        if func is None:
            raise Exception(f'method "{method}" is not supported')
        return func(*params)


class SimpleXMLRPCRequestHandler(BaseHTTPRequestHandler):
    """Answers POST requests by the server's functions."""
    rpc_paths = '/', '/RPC2', '/pydoc.css'      # empty: any path
    encode_threshold = 1400                     # longer answers are compressed
    wbufsize = -1
    disable_nagle_algorithm = True
    aepattern = re.compile(r'\s*([^\s;]+)\s*(;\s*q\s*=\s*([0-9\.]+))?', re.IGNORECASE)

    def accept_encodings(self):
        """Which compressions the client takes, and how gladly."""
        found = {}
        for each in self.headers.get('Accept-Encoding', '').split(','):
            match = self.aepattern.match(each)
            if match:
                found[match[1]] = float(match[3]) if match[3] else 1.0
        return found

    def is_rpc_path_valid(self):
        """Are calls answered under this path?"""
        return not self.rpc_paths or self.path in self.rpc_paths

    def _body(self):
        left, parts = int(self.headers['content-length']), []
        while left:
            part = self.rfile.read(min(left, 10 * 1024 * 1024))
            if not part:
                break
            parts.append(part)
            left -= len(part)
        return self.decode_request_content(b''.join(parts))

    def do_POST(self):
        """Answer a call."""
        if not self.is_rpc_path_valid():
            self.report_404()
            return
        try:
            data = self._body()
            if data is None:
                return                  # which the client knows already
            answer = self.server._marshaled_dispatch(data, getattr(self, '_dispatch', None),
                                                     self.path)
        except Exception as exc:
            self.send_response(500)
            if getattr(self.server, '_send_traceback_header', False):
                self.send_header('X-exception', str(exc))
                trace = traceback.format_exc().encode('ASCII', 'backslashreplace').decode()
                self.send_header('X-traceback', trace)
            self.send_header('Content-length', '0')
            self.end_headers()
            return
        self.send_response(200)
        self.send_header('Content-type', 'text/xml')
        limit = self.encode_threshold
        if limit is not None and len(answer) > limit and self.accept_encodings().get('gzip', 0):
            answer = gzip_encode(answer)
            self.send_header('Content-Encoding', 'gzip')
        self.send_header('Content-length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def decode_request_content(self, data):
        """The body as it was before it was compressed; None when an error has been sent."""
        encoding = self.headers.get('content-encoding', 'identity').lower()
        if encoding == 'identity':
            return data
        try:
            if encoding == 'gzip':
                return gzip_decode(data)
            self.send_response(501, f'encoding {encoding!r} not supported')
        except ValueError:
            self.send_response(400, 'error decoding gzip content')
        self.send_header('Content-length', '0')
        self.end_headers()

    def report_404(self):
        """No such path."""
        text = b'No such page'
        self.send_response(404)
        self.send_header('Content-type', 'text/plain')
        self.send_header('Content-length', str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_request(self, code='-', size='-'):
        """Log a request if the server says so."""
        if self.server.logRequests:
            super().log_request(code, size)


class SimpleXMLRPCServer(socketserver.TCPServer, SimpleXMLRPCDispatcher):
    """A server of functions: register_function(), then serve_forever()."""
    allow_reuse_address = True
    _send_traceback_header = False      # what it tells belongs to nobody else

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True,
                 allow_none=False, encoding=None, bind_and_activate=True,
                 use_builtin_types=False):
        self.logRequests = logRequests
        SimpleXMLRPCDispatcher.__init__(self, allow_none, encoding, use_builtin_types)
        socketserver.TCPServer.__init__(self, addr, requestHandler, bind_and_activate)


class MultiPathXMLRPCServer(SimpleXMLRPCServer):
    """A server with other functions under each path."""

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True,
                 allow_none=False, encoding=None, bind_and_activate=True,
                 use_builtin_types=False):
        super().__init__(addr, requestHandler, logRequests, allow_none, encoding,
                         bind_and_activate, use_builtin_types)
        self.dispatchers = {}

    def add_dispatcher(self, path, dispatcher):
        """Let a dispatcher answer under a path."""
        self.dispatchers[path] = dispatcher
        return dispatcher

    def get_dispatcher(self, path):
        """The dispatcher of a path."""
        return self.dispatchers[path]

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        try:
            return self.dispatchers[path]._marshaled_dispatch(data, dispatch_method, path)
        except BaseException as exc:
            answer = dumps(Fault(1, f'{type(exc)}:{exc}'), encoding=self.encoding,
                           allow_none=self.allow_none)
            return answer.encode(self.encoding, 'xmlcharrefreplace')


class CGIXMLRPCRequestHandler(SimpleXMLRPCDispatcher):
    """Answers one call that a web server hands to a program."""

    def __init__(self, allow_none=False, encoding=None, use_builtin_types=False):
        super().__init__(allow_none, encoding, use_builtin_types)

    def _send(self, head, body):
        for line in head:
            print(line)
        print('Content-Length: %d' % len(body))
        print()
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()

    def handle_xmlrpc(self, request_text):
        """Answer a call."""
        self._send(['Content-Type: text/xml'], self._marshaled_dispatch(request_text))

    def handle_get(self):
        """Calls come by POST only."""
        short, long = BaseHTTPRequestHandler.responses[400]
        page = DEFAULT_ERROR_MESSAGE % {'code': 400, 'message': short, 'explain': long}
        self._send([f'Status: 400 {short}', 'Content-Type: text/html;charset=utf-8'],
                   page.encode('utf-8'))

    def handle_request(self, request_text=None):
        """Answer the request that the environment describes."""
        if request_text is None and os.environ.get('REQUEST_METHOD') == 'GET':
            self.handle_get()
            return
        if request_text is None:
            try:
                size = int(os.environ.get('CONTENT_LENGTH', None))
            except (ValueError, TypeError):
                size = -1
            request_text = sys.stdin.read(size)
        self.handle_xmlrpc(request_text)
