# TextIOWrapper over buffers of one's own: not readable, not writable, views instead of bytes; what is known after detach().
import io


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class NotReadable(io.BytesIO):
    def readable(self):
        return False


class NotWritable(io.BytesIO):
    def writable(self):
        return False


class Views(io.BytesIO):
    def read1(self, n=-1):
        return memoryview(super().read(n))

    def read(self, n=-1):
        return memoryview(super().read(n))


class Negative(io.RawIOBase):
    def seekable(self):
        return True

    def readable(self):
        return True

    def tell(self):
        return -5


for kind in (NotReadable, NotWritable, Views):
    make = lambda: io.TextIOWrapper(kind(b'abc\ndef'))
    show(lambda: make().read())
    show(lambda: make().read(2))
    show(lambda: make().readline())
    show(lambda: next(make()))
    show(lambda: make().write('s'))
w = io.TextIOWrapper(io.BytesIO(b'abc'), encoding='latin-1', errors='ignore', line_buffering=True)
w.detach()
for name in ('encoding', 'errors', 'line_buffering', 'buffer', 'name', 'newlines'):
    show(lambda: getattr(w, name))
show(lambda: io.BufferedReader(Negative()).tell())
print('text_encoding' in io.__all__)
