# smtplib against a server of our own; SMTPHandler; logging.config.listen().
import base64
import json
import logging
import logging.config
import logging.handlers
import os
import smtplib
import socket
import sys
import tempfile
import threading
from email.message import EmailMessage


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e.args if isinstance(e, smtplib.SMTPException) else e)


class Server(threading.Thread):
    """Answers from a script: {command: [answers]}; what it was told is in lines."""

    def __init__(self, answers=(), greeting='220 hello', family=socket.AF_INET, path=None):
        super().__init__(daemon=True)
        self.answers = {**{'ehlo': ['250-me', '250-SIZE 1000', '250-AUTH PLAIN LOGIN CRAM-MD5', '250-AUTH=OLD', '250 HELP'], 'lhlo': ['250 me'], 'helo': ['250 me'], 'mail': ['250 ok'],
                           'rcpt': ['250 ok'], 'data': ['354 go'], '.': ['250 sent'], 'quit': ['221 bye'], 'rset': ['250 reset'], 'noop': ['250 noop'], 'help': ['214-a', '214 b'],
                           'vrfy': ['252 maybe'], 'expn': ['550 no']}, **dict(answers)}
        self.greeting, self.lines = greeting, []
        self.listener = socket.socket(family)
        self.listener.bind(path or ('127.0.0.1', 0))
        self.listener.listen()
        self.port = None if path else self.listener.getsockname()[1]
        self.start()

    def run(self):
        sock, _ = self.listener.accept()
        file = sock.makefile('rwb')
        file.write(self.greeting.encode() + b'\r\n')
        file.flush()
        body = False
        for line in file:
            line = line.rstrip(b'\r\n').decode('utf-8')
            self.lines.append(line)
            if body and line != '.':
                continue
            word = '.' if body else line.split(' ')[0].lower()
            body = word == 'data'
            answer = self.answers.get(word) or self.answers.get('*') or ['500 what']
            if answer and isinstance(answer[0], list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
            if body and not answer[0].startswith('354'):
                body = False
            if answer == ['drop']:
                break
            file.write(''.join(one + '\r\n' for one in answer).encode())
            file.flush()
            if word == 'quit':
                break
        file.close()
        sock.close()
        self.listener.close()


def client(cls=smtplib.SMTP, **kw):
    server = Server(**kw)
    return server, cls('127.0.0.1', server.port, local_hostname='here', timeout=10)


print(smtplib.__all__, [getattr(smtplib, n) for n in ('SMTP_PORT', 'SMTP_SSL_PORT', 'LMTP_PORT', 'CRLF', 'bCRLF')])
print(smtplib.quoteaddr('A <a@b>'), smtplib.quoteaddr('a@b'), smtplib.quoteaddr('<x'), smtplib.quoteaddr(''), repr(smtplib.quotedata('.a\nb\r.c\r\n')))
server, s = client()
print(s.ehlo(), s.esmtp_features, s.has_extn('size'), s.has_extn('nope'), s.does_esmtp)
print(s.helo('me'), s.noop(), s.rset(), s.help(), s.help('x'), s.verify('A <a@b>'), s.vrfy('x'), s.expn('list'), s.docmd('WHAT'), s.mail('a@b', ['X=1']), s.rcpt('<c@d>'), s.data('.x\ny'))
show(s.putcmd, 'a', 'b\r\nc')
print(s.quit(), s.sock)
show(s.noop)
print(server.lines)
server, s = client()
print(s.sendmail('me@x', ['a@x', 'b@x'], 'Subject: s\n\nbody\n.dot'))
s.quit()
print(server.lines)
server, s = client(answers={'rcpt': [['250 ok'], ['550 unknown']]})
print(s.sendmail('me@x', ['a@x', 'b@x'], b'x'))
s.close()
server, s = client(answers={'rcpt': ['550 unknown']})
show(s.sendmail, 'me@x', 'a@x', 'x')
server, s = client(answers={'mail': ['550 no']})
show(s.sendmail, 'me@x', 'a@x', 'x')
print(server.lines)
server, s = client(answers={'mail': ['421 later']})
show(s.sendmail, 'me@x', 'a@x', 'x')
print(s.sock)
server, s = client(answers={'data': ['451 no']})
show(s.sendmail, 'me@x', 'a@x', 'x')
server, s = client(answers={'.': ['552 big']})
show(s.sendmail, 'me@x', 'a@x', 'x')
server, s = client(answers={'ehlo': ['502 no']})
print(s.sendmail('me@x', 'a@x', 'x', ['SIZE=5']), s.does_esmtp)
print(server.lines)
server, s = client(answers={'ehlo': ['502 no'], 'helo': ['504 no']})
show(s.sendmail, 'me@x', 'a@x', 'x')
server, s = client(answers={'noop': ['drop']})
show(s.noop)
server, s = client(answers={'noop': ['nonsense']})
show(s.noop)
server, s = client(answers={'noop': ['250 ' + 'x' * 9000]})
show(s.noop)
server = Server(greeting='554 go away')
show(smtplib.SMTP, '127.0.0.1', server.port)
show(smtplib.SMTP, '127.0.0.1:nope')
show(smtplib.SMTP, '127.0.0.1', 1, timeout=0)
show(smtplib.SMTP().noop)
with client()[1] as s:
    print(s.noop())
server, s = client(answers={'quit': ['500 no']})
show(s.__exit__)

# ---- login ----
for mechanism, answers in (('PLAIN', {'auth': ['235 in']}), ('LOGIN', {'auth': ['334 ' + base64.b64encode(b'Password:').decode()], '*': ['235 in']}),
                           ('CRAM-MD5', {'auth': ['334 ' + base64.b64encode(b'<challenge>').decode()], '*': ['235 in']}), ('PLAIN', {'auth': ['535 bad']}), ('X', {}),
                           ('LOGIN', {'auth': ['334 eA=='], '*': ['334 eA==']})):
    server, s = client(answers={**answers, 'ehlo': ['250-me', '250 AUTH ' + mechanism]})
    show(s.login, 'user', 'secret')
    print(server.lines)
    server, s = client(answers={**answers, 'ehlo': ['250-me', '250 AUTH ' + mechanism]})
    if mechanism == 'LOGIN' and answers['*'] == ['235 in']:
        answers['*'] = [['334 UGFzcw=='], ['235 in']]
        server.answers['*'] = answers['*']
    show(s.login, 'user', 'secret', initial_response_ok=False)
server, s = client(answers={'ehlo': ['250 me']})
show(s.login, 'u', 'p')
show(s.starttls)
server, s = client(answers={'ehlo': ['250-me', '250 STARTTLS'], 'starttls': ['454 no']})
show(s.starttls)

# ---- messages ----
m = EmailMessage()
m['From'], m['To'], m['Cc'], m['Bcc'], m['Subject'] = 'Me <me@x>', 'a@x, B <b@x>', 'c@x', 'secret@x', 'Hi'
m.set_content('text\n.dot\n')
server, s = client()
print(s.send_message(m), m['Bcc'])
print(server.lines)
server, s = client()
print(s.send_message(m, 'other@x', ['only@x'], rcpt_options=['NOTIFY=NEVER']))
print(server.lines[:4])
m['Resent-Date'] = 'x'
m['Resent-From'], m['Resent-To'] = 'r@x', 'rt@x'
server, s = client()
s.send_message(m)
print(server.lines[1:3])
m['Resent-Date'] = 'y'
show(s.send_message, m)
server, s = client(answers={'ehlo': ['250-me', '250 SMTPUTF8']})
u = EmailMessage()
u['From'], u['To'] = 'ü@x', 'a@x'
u.set_content('x')
s.send_message(u)
print(server.lines[1:3], s.command_encoding)
server, s = client()
show(s.send_message, u)
show(s.mail, 'a', ['SMTPUTF8'])
with tempfile.TemporaryDirectory() as root:
    path = os.path.join(root, 's')
    server = Server(family=socket.AF_UNIX, path=path)
    s = smtplib.LMTP(path, local_hostname='here')
    print(s.ehlo(), s.quit(), server.lines)
    show(lambda: smtplib.LMTP(os.path.join(root, 'none')))
sys.stderr = sys.stdout
server, s = client(answers={})
s.set_debuglevel(1)
s.noop()
s.set_debuglevel(0)

# ---- logging ----
server = Server()
handler = logging.handlers.SMTPHandler(('127.0.0.1', server.port), 'from@x', 'to@x', 'Trouble', credentials=None, timeout=10)
log = logging.getLogger('mailed')
log.propagate = False
log.addHandler(handler)
log.error('something %s', 'broke')
server.join(10)
print([line for line in server.lines if line.startswith(('mail', 'rcpt', 'Subject', 'something'))], handler.toaddrs, handler.mailport == server.port, handler.timeout)
print(handler.getSubject(None), logging.handlers.SMTPHandler('h', 'f', ['a', 'b'], 's', ('u', 'p'), ()).username)
nt = logging.handlers.NTEventLogHandler('app')
print(nt.getMessageID(None), nt.getEventCategory(None), nt.emit(None), nt.close())
thread = logging.config.listen(0, verify=lambda data: None if data.startswith(b'no') else data)
thread.start()
thread.ready.wait()
thread.ready.clear()
for data in b'no!', json.dumps({'version': 1, 'loggers': {'made': {'level': 'ERROR'}}, 'disable_existing_loggers': False}).encode():
    with socket.create_connection(('localhost', thread.port)) as sock:
        sock.sendall(len(data).to_bytes(4, 'big') + data)
        thread.ready.wait(10)
        thread.ready.clear()
print(logging.getLogger('made').level, type(thread).__name__)
logging.config.stopListening()
thread.join(10)
print(thread.is_alive(), logging.config.RESET_ERROR, logging.config.ThreadingTCPServer.__name__, logging.config.StreamRequestHandler.__name__)
