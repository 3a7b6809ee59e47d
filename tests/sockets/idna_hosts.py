# Host names outside ASCII are sent to the resolver as IDNA.
import socket
def t(f):
    try: print(f())
    except socket.gaierror as e: print('gaierror')
    except BaseException as e: print(type(e).__name__, e)
s = socket.socket()
t(lambda: s.connect(('ü' * 70, 1))); t(lambda: socket.getaddrinfo('ü' * 70, 80)); t(lambda: socket.gethostbyname('א1')); t(lambda: s.bind(('ü..b', 0)))
t(lambda: socket.getaddrinfo('１２７.0.0.1', 80, type=socket.SOCK_STREAM)[0][4])
s.close()
