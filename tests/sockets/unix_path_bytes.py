# Paths of Unix sockets that are not UTF-8.
import os
import socket
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name in ('plain', b'bytes', 'caf\xe9', 'a\udcff\udc80b', b'c\xff', '\ud800', 'x' * 200):
        with socket.socket(socket.AF_UNIX) as s:
            try:
                s.bind(name)
                print(ascii(s.getsockname()))
            except Exception as e:
                print(type(e).__name__, e)
    print(sorted(os.listdir(b'.')))
    os.chdir('/')
