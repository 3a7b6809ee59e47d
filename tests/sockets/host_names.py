# Names of hosts outside ASCII are asked for as idna writes them.
# skip-if: ! pkg-config --exists openssl
import socket
import ssl


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except socket.gaierror:
        return 'gaierror'
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(attempt(socket.getaddrinfo, 'нет-такого.invalid', 80), attempt(socket.gethostbyname, 'нет-такого.invalid'))
print(attempt(socket.getaddrinfo, 'п' * 80, 80), attempt(socket.create_connection, ('нет.invalid', 80)))
print(attempt(socket.getaddrinfo, '１２７.0.0.1', 80, type=socket.SOCK_STREAM))
c = ssl.create_default_context()
for name in 'пример.рф', 'BÜCHER.example', '.x', 'a..b', 'п' * 80:
    o = attempt(c.wrap_bio, ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname=name)
    print(o if isinstance(o, str) else o.server_hostname)
