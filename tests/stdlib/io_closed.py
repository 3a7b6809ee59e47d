# What closed files say, operation by operation.
import io
import os
def t(f):
    try: r = f()
    except BaseException as e: print(type(e).__name__, '|', e)
    else: print('=', r)
fn = "/tmp/rondo_io_closed_%d" % os.getpid()
f = io.open(fn, 'wb'); f.close()
for kind, make in dict(text=lambda: open(fn), textw=lambda: open(fn, 'a'), textrw=lambda: open(fn, 'r+'), br=lambda: open(fn, 'rb'), bw=lambda: open(fn, 'ab'), brw=lambda: open(fn, 'rb+'), raw=lambda: open(fn, 'rb', 0), bio=lambda: io.BytesIO(b'ab'), sio=lambda: io.StringIO('ab')).items():
    for name, op in dict(iter=iter, list=list, fo=lambda f: [x for x in f], next=next, readlines=lambda f: f.readlines(), readlines1=lambda f: f.readlines(1), trunc=lambda f: f.truncate(), trunc0=lambda f: f.truncate(0), write=lambda f: f.write('x' if isinstance(f, io.TextIOBase) else b'x'), writelines=lambda f: f.writelines([]), writelines1=lambda f: f.writelines(['x' if isinstance(f, io.TextIOBase) else b'x']), read=lambda f: f.read(), read0=lambda f: f.read(0), read1=lambda f: f.read1(), readline=lambda f: f.readline(), peek=lambda f: f.peek(), readinto=lambda f: f.readinto(bytearray(2)), readinto1=lambda f: f.readinto1(bytearray(2)), seek=lambda f: f.seek(0), tell=lambda f: f.tell(), fileno=lambda f: f.fileno() and 1, isatty=lambda f: f.isatty(), readable=lambda f: f.readable(), writable=lambda f: f.writable(), seekable=lambda f: f.seekable(), enter=lambda f: f.__enter__() and 1, exit=lambda f: f.__exit__(), detach=lambda f: f.detach() and 1, repr=lambda f: repr(f)[:8], reconf=lambda f: f.reconfigure(line_buffering=True), name=lambda f: f.name == fn, mode=lambda f: f.mode, enc=lambda f: f.encoding, nl=lambda f: f.newlines, getv=lambda f: f.getvalue(), getb=lambda f: len(f.getbuffer())).items():
        for closed in (0, 1):
            f = make()
            if closed: f.close()
            print(kind, name, closed, end=' ')
            t(lambda: op(f) if not name in ('iter', 'enter') else op(f) and 1)
            if name != 'detach' or closed: f.close()
os.remove(fn)
