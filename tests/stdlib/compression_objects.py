# The methods of compressors and decompressors: whose they are, what they refuse.
import bz2, lzma
for m in (bz2.BZ2Compressor.compress, lzma.LZMACompressor.compress, lzma.LZMACompressor.flush, bz2.BZ2Decompressor.decompress, lzma.LZMADecompressor.decompress):
    print(m, m.__qualname__, m.__objclass__)
b = bz2.BZ2Compressor()
l = lzma.LZMACompressor()
print(b.compress.__qualname__, l.flush.__qualname__)
for f, args in ((bz2.BZ2Compressor.compress, (l, b'')), (lzma.LZMACompressor.compress, (b, b'')), (bz2.BZ2Decompressor.decompress, (lzma.LZMADecompressor(), b'')),
                (lzma.LZMADecompressor.decompress, (bz2.BZ2Decompressor(), b'')), (b.compress, ()), (b.compress, ('x',)), (l.compress, (None,)), (l.flush, (1,)), (lzma.LZMACompressor.flush, ())):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)
for c in b, l:
    data = c.compress(b'abc' * 1000) + c.flush()
    for call in (lambda: c.compress(b'x')), c.flush:
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
    d = bz2.BZ2Decompressor() if c is b else lzma.LZMADecompressor()
    print(len(d.decompress(data + b'more', 100)), d.eof, d.needs_input, d.unused_data)
    print(len(d.decompress(b'')), d.eof, d.needs_input, d.unused_data)
    try:
        d.decompress(b'')
    except Exception as e:
        print(type(e).__name__, e)
    d = type(d)()
    for data in b'not compressed at all', b'x':
        try:
            print(d.decompress(data), d.needs_input, d.eof)
        except Exception as e:
            print(type(e).__name__, e, d.needs_input, d.eof)
    try:
        d.eof = 1
    except AttributeError as e:
        print(e)
import zlib
d = zlib._ZlibDecompressor()
for data in b'not compressed at all', b'x':
    try:
        print(d.decompress(data), d.needs_input, d.eof)
    except Exception as e:
        print(type(e).__name__, e, d.needs_input, d.eof)
for name in 'eof', 'needs_input', 'unused_data':
    for thing in d, bz2.BZ2Decompressor(), lzma.LZMADecompressor():
        for change in (lambda: setattr(thing, name, 1)), (lambda: delattr(thing, name)):
            try:
                change()
            except (AttributeError, TypeError) as e:
                print(type(e).__name__, e)
