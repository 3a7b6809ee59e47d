# xmlrpc: values to XML and back, errors, a server in a thread and its clients.
# skip-if: ! pkg-config --exists expat
import datetime
import inspect
import io
import os
import sys
import threading
import xmlrpc.client as client
import xmlrpc.server as server
from decimal import Decimal

D, B = client.DateTime, client.Binary


def show(function, *args, **kwargs):
    try:
        found = function(*args, **kwargs)
        print(getattr(function, '__name__', 'value'), repr(found).partition(' at 0x')[0])
    except BaseException as e:
        print(getattr(function, '__name__', 'value'), type(e).__name__, str(e).partition(' at 0x')[0])


# ---- values ----
print(client.dumps((1, -5, True, None, 'a<b&c>', 'é', 1.5, b'ab', [1, (2,)], {'k': {'x': 1}}, datetime.datetime(2020, 1, 2, 3, 4, 5),
                    D('20200102T03:04:05'), B(b'zz')), 'meth.name', allow_none=True))
print(client.dumps((1,), methodresponse=True), client.dumps(client.Fault(4, 'bad')), client.dumps((1,), 'm', encoding='latin-1'), client.dumps(('x',)))
own = type('Own', (), {})()
own.a = 1
print(client.dumps((own,)))
ring, loop = [], {}
ring.append(ring)
loop['a'] = loop
for value in None, 2 ** 31, -2 ** 31 - 1, {1: 2}, object(), 1 + 2j, ring, loop, type('L', (list,), {})():
    show(client.dumps, (value,))
show(client.dumps, 5)
show(client.dumps, (1, 2), methodresponse=True)
print(repr(client.Fault(1, 'x')), client.Fault(1, 'x'), repr(client.ProtocolError('u', 404, 'nf', {})), client.ProtocolError('u', 404, 'nf', {}))
print(D('20200102T03:04:05'), D((2020, 1, 2, 3, 4, 5, 0, 0, 0)), D(datetime.datetime(2021, 1, 1)), D('20200102T03:04:05').timetuple()[:6])
print(D('20200102T03:04:05') == datetime.datetime(2020, 1, 2, 3, 4, 5), D('20200101T00:00:00') < D('20210101T00:00:00'), D('a') >= 'b', D('a') == 5)
show(lambda: D('20200101T00:00:00') < 5)
print(B(b'a') == b'a', B(b'a') == B(b'a'), B(b'ab'), B().data)
show(B, 'x')
for text in ('<int>5</int>', '<i4> 5 </i4>', '<i8>9</i8>', '<boolean>1</boolean>', '<string>a&amp;b</string>', 'plain', '', '<double>1.5</double>', '<nil/>',
             '<base64>YWI=</base64>', '<dateTime.iso8601>20200102T03:04:05</dateTime.iso8601>', '<array><data><value>x</value><value><int>1</int></value></data></array>',
             '<array><data></data></array>', '<struct><member><name>n</name><value><array><data><value>1</value></data></array></value></member></struct>',
             '<struct></struct>', '<biginteger>99999999999999999999</biginteger>', '<ex:nil/>', '<bigdecimal>1.25</bigdecimal>', '<float>2</float>',
             '<boolean>7</boolean>', '<unknown>1</unknown>', '<int>x</int>', '<int>1</double>'):
    show(client.loads, f'<methodResponse><params><param><value>{text}</value></param></params></methodResponse>')
show(client.loads, client.dumps(client.Fault(4, 'bad')))
for text in '<methodCall><methodName>m.n</methodName><params></params></methodCall>', '<a/>', '<a', '', 'text':
    show(client.loads, text)
show(client.loads, client.dumps((datetime.datetime(2020, 1, 2, 3, 4, 5), b'x'), 'm'), use_builtin_types=True)
print({name: value for name, value in sorted(vars(client).items()) if isinstance(value, int) and name[0] != '_'})
for name in 'Transport', 'SafeTransport', 'ServerProxy', 'Marshaller', 'Unmarshaller', 'dumps', 'loads', 'getparser', 'gzip_decode':
    print(name, inspect.signature(getattr(client, name)))
print(client.gzip_decode(client.gzip_encode(b'abc' * 9)))
show(client.gzip_decode, b'junk')
show(client.gzip_decode, client.gzip_encode(b'abc' * 9), 5)

# ---- the dispatcher ----


class Instance:
    """An object to call."""

    def greet(self, name):
        """Greet somebody."""
        return f'hello, {name}'

    def _hidden(self):
        return 1


dispatcher = server.SimpleXMLRPCDispatcher(allow_none=True)
dispatcher.register_introspection_functions()
dispatcher.register_multicall_functions()
dispatcher.register_function(lambda x: x + 1, 'inc')


@dispatcher.register_function
def dec(x):
    """One less."""
    return x - 1


@dispatcher.register_function(name='other.name')
def other():
    raise client.Fault(7, 'on purpose')


dispatcher.register_instance(Instance())
print(dispatcher.system_listMethods())
for method in 'dec', 'inc', 'greet', 'nothing', '_hidden':
    print(method, [dispatcher.system_methodHelp(method), dispatcher.system_methodSignature(method)])
print(dispatcher.system_multicall([{'methodName': 'inc', 'params': [1]}, {'methodName': 'nope', 'params': []}, {'methodName': 'other.name', 'params': []}]))
for call in ('inc', (1,)), ('greet', ('you',)), ('no', ()), ('_hidden', ()):
    show(dispatcher._dispatch, *call)
for document in client.dumps((4,), 'inc'), client.dumps((), 'other.name'), client.dumps((), 'dec'), 'junk':
    print(dispatcher._marshaled_dispatch(document.encode()).decode())
show(server.resolve_dotted_attribute, Instance(), '_hidden.x')
show(server.resolve_dotted_attribute, Instance(), 'a.b', False)
print(server.list_public_methods(Instance()))

# ---- over HTTP ----
with server.SimpleXMLRPCServer(('127.0.0.1', 0), logRequests=False, allow_none=True) as s:
    s.register_introspection_functions()
    s.register_multicall_functions()
    s.register_function(pow)
    s.register_function(lambda *args: list(args), 'echo')
    s.register_function(lambda: 1 / 0, 'fail')
    s.register_instance(Instance())
    thread = threading.Thread(target=s.serve_forever, kwargs={'poll_interval': 0.01})
    thread.start()
    host = '127.0.0.1:%d' % s.server_address[1]
    with client.ServerProxy(f'http://{host}/RPC2', allow_none=True) as proxy:
        print(repr(proxy).replace(host, 'HOST'), proxy.pow(2, 10), proxy.greet('world'))
        print(proxy.echo(1, 'é', None, [1.5], {'a': b'x'.decode()}), proxy.system.listMethods())
        print(proxy.echo(B(b'bytes'))[0].data, proxy.echo('long ' * 1000) == ['long ' * 1000])
        show(proxy.fail)
        show(proxy.missing.name)
        many = client.MultiCall(proxy)
        many.pow(2, 3)
        many.greet('all')
        many.fail()
        results = many()
        print(results[0], results[1])
        show(lambda: results[2])
        print(proxy('transport').get_host_info('user:pa%20ss@example.org'))
        show(proxy, 'nothing')
    with client.ServerProxy(f'http://{host}/elsewhere') as proxy:
        try:
            proxy.pow(1, 1)
        except client.ProtocolError as e:
            print(e.errcode, e.errmsg, e.url.replace(host, 'HOST'))
    transport = client.Transport(use_builtin_types=True, headers=[('X-Test', 'yes')])
    transport.encode_threshold = 10
    with client.ServerProxy(f'http://{host}', transport=transport) as proxy:
        print(proxy.echo(b'raw', datetime.datetime(2024, 5, 6, 7, 8, 9)))
    s.shutdown()
    thread.join()
show(client.ServerProxy, 'ftp://x')

many_paths = server.MultiPathXMLRPCServer(('127.0.0.1', 0), bind_and_activate=False)
print(many_paths.add_dispatcher('/a', dispatcher) is many_paths.get_dispatcher('/a'))
print(many_paths._marshaled_dispatch(client.dumps((4,), 'inc').encode(), path='/a') == dispatcher._marshaled_dispatch(client.dumps((4,), 'inc').encode()))
print(many_paths._marshaled_dispatch(b'', path='/b').decode())
many_paths.server_close()
cgi = server.CGIXMLRPCRequestHandler()
cgi.register_function(pow)
cgi.handle_request(client.dumps((2, 5), 'pow'))
os.environ['REQUEST_METHOD'] = 'GET'
cgi.handle_request()
