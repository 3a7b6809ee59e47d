# SPDX-License-Identifier: MIT
# http.server.CGIHTTPRequestHandler: programs as answers.
import base64, http.client, http.server, os, tempfile, threading, warnings
from http.server import CGIHTTPRequestHandler

warnings.simplefilter('ignore')
print('CGIHTTPRequestHandler' in http.server.__all__, CGIHTTPRequestHandler.__module__, CGIHTTPRequestHandler.__mro__[1].__name__)
logged = []


class Handler(CGIHTTPRequestHandler):
    def log_message(self, format, *args):
        logged.append(format % args)

    def address_string(self):
        return 'client'


folder = tempfile.mkdtemp()
os.chmod(folder, 0o755)
os.makedirs(folder + '/cgi-bin/deep')
os.mkdir(folder + '/cgi-bin/a dir')


def script(name, text, mode=0o755):
    with open(f'{folder}/cgi-bin/{name}', 'w') as f:
        f.write(text)
    os.chmod(f'{folder}/cgi-bin/{name}', mode)


names = 'GATEWAY_INTERFACE SERVER_PROTOCOL REQUEST_METHOD PATH_INFO SCRIPT_NAME QUERY_STRING REMOTE_ADDR CONTENT_TYPE CONTENT_LENGTH HTTP_ACCEPT HTTP_USER_AGENT HTTP_COOKIE HTTP_REFERER AUTH_TYPE REMOTE_USER REMOTE_HOST'
script('env', '#!/bin/sh\necho "Content-Type: text/plain"\necho\nfor n in ' + names + '; do eval "echo $n=\\${$n-unset}"; done\necho "args: $# $*"\n')
script('deep/env', '#!/bin/sh\necho\necho "deep $SCRIPT_NAME $PATH_INFO"\n')
script('echo', '#!/bin/sh\necho\nhead -c "$CONTENT_LENGTH"\n')
script('fails', '#!/bin/sh\necho\necho partly\nexit 3\n')
script('plain.txt', 'text', 0o644)
with open(folder + '/page.txt', 'w') as f:
    f.write('a page')
os.environ['HTTP_COOKIE'] = 'from outside'
os.chdir(folder)
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()


def ask(method, path, body=None, **headers):
    connection = http.client.HTTPConnection('127.0.0.1', server.server_port, timeout=10)
    connection.request(method, path, body, {k.replace('_', '-'): v for k, v in headers.items()})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status >= 400:
        text = [line.strip() for line in text.splitlines() if 'Message' in line]
    print(method, path, answer.status, answer.reason, answer.getheader('Content-Type'))
    print(text)
    connection.close()


ask('GET', '/cgi-bin/env/extra%20path?a=1&b=2', Accept='text/html', User_Agent='me', Cookie='c=1', Referer='http://x/')
ask('GET', '/cgi-bin/env?one+two', Authorization='Basic ' + base64.b64encode(b'anna:secret').decode())
ask('GET', '/cgi-bin/env', Authorization='Basic !!!')
ask('GET', '/cgi-bin/env/', Authorization='Other x')
ask('GET', '/./cgi-bin//env/x/../y')
ask('GET', '/cgi-bin/deep/env/z')
ask('POST', '/cgi-bin/echo', b'posted text', Content_Type='text/x')
ask('POST', '/page.txt', b'x')
ask('GET', '/page.txt')
ask('GET', '/cgi-bin/missing')
ask('GET', '/cgi-bin/deep')
ask('GET', '/cgi-bin/plain.txt')
ask('GET', '/cgi-bin/fails')
server.shutdown()
server.server_close()
print(*logged, sep='\n')


class Fake(CGIHTTPRequestHandler):
    def __init__(self, path):
        self.path = path


for path in ('/cgi-bin/x', '/cgi-bin', '/cgi-bin/', '/a/../htbin/y?q', '//cgi-bin/x', '/cgi-binx/y', '/cgi-bin/..', '/%63gi-bin/x', '/../x', '/..', 'x'):
    fake = Fake(path)
    try:
        print(path, fake.is_cgi(), getattr(fake, 'cgi_info', None))
    except IndexError as error:
        print(path, error)
print(Fake('').is_python('a.PY'), Fake('').is_python('a.sh'), CGIHTTPRequestHandler.cgi_directories, CGIHTTPRequestHandler.rbufsize)
