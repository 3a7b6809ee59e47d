# The methods that the abstract classes of io give to classes made from them.
import io


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


class Source(io.RawIOBase):
    """A raw stream over bytes, with a log of what is asked of it."""

    def __init__(self, data, step=100):
        self.data, self.at, self.step = data, 0, step

    def readable(self):
        return True

    def readinto(self, buffer):
        part = self.data[self.at:self.at + min(self.step, len(buffer))]
        buffer[:len(part)] = part
        self.at += len(part)
        return len(part)


# IOBase
base = io.IOBase()
for name in 'seek', 'truncate', 'fileno':
    show(getattr(base, name), *([0] if name == 'seek' else []))
show(base.tell)
show(base.isatty)
show(base.seekable)
show(base.readable)
show(base.writable)
show(base._checkSeekable)
show(base._checkReadable)
show(base._checkWritable)
show(base._checkClosed)
print(base.closed, base.flush())
base.close()
print(base.closed, base.close())
for name in 'isatty', 'flush', '__enter__', '__iter__', '_checkClosed':
    show(getattr(base, name))
show(base.writelines, [b'x'])
show(base.seekable)


class Place(io.IOBase):
    def seek(self, offset, whence=0):
        return 'asked', offset, whence


print(Place().tell())


# readline, readlines and iteration by way of read(), with and without peek()
class Lines(io.IOBase):
    def __init__(self, data):
        self.data = data

    def read(self, n=-1):
        print('read', n)
        part, self.data = self.data[:n], self.data[n:]
        return part


class Peeking(Lines):
    def peek(self, n):
        return self.data[:3]


for kind in Lines, Peeking:
    source = kind(b'ab\ncdefg\n\nhi')
    print(source.readline(), source.readline(3), source.readline(0), source.readline(None))
    print(list(source))
    print(kind(b'a\nb\nc\n').readlines(), kind(b'a\nb\nc\n').readlines(2))
    show(source.readline, 'x')
    show(source.readline, -1)
    show(next, kind(b''))


class Bad(Lines):
    def __init__(self, result, ahead=b''):
        self.result, self.ahead = result, ahead

    def read(self, n=-1):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


class BadAhead(Bad):
    def peek(self, n):
        if isinstance(self.ahead, Exception):
            raise self.ahead
        return self.ahead


show(Bad('text').readline)
show(Bad(ValueError('read')).readline)
show(Bad(ValueError('read')).readlines)
show(next, Bad(ValueError('read')))
show(BadAhead(b'', 'text').readline)
show(BadAhead(b'', ValueError('peek')).readline)


class OddLine(io.IOBase):
    def readline(self, size=-1):
        return 5


show(next, OddLine())


class Failing(io.IOBase):
    def __iter__(self):
        raise ValueError('iter')


show(Failing().readlines)


class Writer(io.IOBase):
    def write(self, data):
        if data == b'bad':
            raise ValueError('write')
        print('write', data)


Writer().writelines([b'a', b'b'])
show(Writer().writelines, [b'a', b'bad', b'c'])
show(Writer().writelines, 5)


def broken():
    yield b'first'
    raise ValueError('lines')


show(Writer().writelines, broken())

# RawIOBase: read and readall by way of readinto
print(Source(b'abcdef').read(4), Source(b'abcdef').read(), Source(b'abcdef', 2).readall(), Source(b'', 2).readall())
print(Source(b'ab\ncd').readlines())
show(io.RawIOBase().read, 5)
show(io.RawIOBase().read)
show(io.RawIOBase().readinto, bytearray(3))
show(io.RawIOBase().write, b'x')


class Odd(io.RawIOBase):
    def __init__(self, result):
        self.result = result

    def readinto(self, buffer):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result

    def read(self, n=-1):
        if n == 3:
            return super().read(n)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


for result in None, 0, ValueError('readinto'):
    show(Odd(result).read, 3)
show(Odd('x').read, 3)
for result in None, b'', 'text', ValueError('read'):
    show(Odd(result).readall)

# BufferedIOBase
plain = io.BufferedIOBase()
for name, args in (('detach', ()), ('read', ()), ('read', (1,)), ('read1', ()), ('read1', (1,)), ('write', (b'',)),
                   ('readinto', (bytearray(2),)), ('readinto1', (bytearray(2),)), ('readinto', (b'xx',)), ('readinto', (5,))):
    show(getattr(plain, name), *args)


class Buffer(io.BufferedIOBase):
    def __init__(self, result):
        self.result = result

    def read(self, n=-1):
        print('read', n)
        return self.result

    def read1(self, n=-1):
        print('read1', n)
        return self.result


for result in b'', b'ab', b'abc', b'abcd', None, 'text':
    for name in 'readinto', 'readinto1':
        buffer = bytearray(b'...')
        show(getattr(Buffer(result), name), buffer)
        print(buffer)

# TextIOBase
text = io.TextIOBase()
for name, args in (('detach', ()), ('read', ()), ('read', (1,)), ('readline', ()), ('readline', (1,)), ('write', ('',)), ('truncate', ())):
    show(getattr(text, name), *args)
print(text.encoding, text.newlines, text.errors)
show(next, text)


# An error in close() when an object dies is reported to nobody; __exit__ passes it on.
class Stubborn(io.IOBase):
    def close(self):
        if not self.closed:
            super().close()
            raise ValueError('close')


def use():
    with Stubborn() as stream:
        print(stream.closed)


show(use)


class NoFlush(io.IOBase):
    def flush(self):
        raise ValueError('flush')


stream = NoFlush()
show(stream.close)
print(stream.closed)
