# socket.sendfile(): files, things that are like files, offsets, counts, what is refused, a time limit.
import io
import os
import socket
import threading

name = f'/tmp/sendfile-{os.getpid()}'
content = os.urandom(400_000)
with open(name, 'wb') as f:
    f.write(content)


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


def receive(sock, n, into):
    while n:
        data = sock.recv(min(n, 65536))
        into.append(data)
        n -= len(data)


for timeout in None, 5:
    a, b = socket.socketpair()
    a.settimeout(timeout)
    with open(name, 'rb') as f:
        for source in f, io.BytesIO(content):
            for offset, count in (0, None), (7, None), (7, 1000), (399_999, 5), (500_000, None):
                source.seek(0)
                expected = content[offset:] if count is None else content[offset:offset + count]
                got = []
                t = threading.Thread(target=receive, args=(b, len(expected), got))
                t.start()
                print(a.sendfile(source, offset, count), source.tell())
                t.join()
                print(b''.join(got) == expected)
    a.close()
    b.close()
a, b = socket.socketpair()
with open(name, 'rb') as f, open(name) as text, socket.socket(type=socket.SOCK_DGRAM) as d:
    print(attempt(a.sendfile, text), attempt(d.sendfile, f), attempt(a.sendfile, f, 0, 0), attempt(a.sendfile, f, 0, 'x'), attempt(a.sendfile, 5))
    a.setblocking(False)
    print(attempt(a.sendfile, f), attempt(a.sendfile, io.BytesIO(b'x')))
    a.settimeout(0.05)
    os.truncate(name, 50_000_000)
    print(attempt(a.sendfile, f), f.tell() > 0)
open(name, 'wb').close()
with open(name, 'rb') as f:
    print(a.sendfile(f))
os.remove(name)
a.close()
b.close()
