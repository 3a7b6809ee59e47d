# Items of every native format, several dimensions, and what is refused.
import sys


def show(what, *args, **kwargs):
    try:
        r = what(*args, **kwargs)
        print(r.tolist() if isinstance(r, memoryview) else r)
    except BaseException as error:
        print(type(error).__name__, error)


def put(view, index, value):
    try:
        view[index] = value
    except BaseException as error:
        print(view.format, repr(value), type(error).__name__, error)
    else:
        print(view.format, repr(value), '->', repr(view[index]))


class Index:
    def __index__(self):
        return 7


class Float:
    def __float__(self):
        return 1.5


class Bad:
    def __index__(self):
        raise KeyError('index')

    def __float__(self):
        raise KeyError('float')

    def __bool__(self):
        raise KeyError('bool')


VALUES = [0, 1, -1, 127, 128, 255, 256, -128, -129, 2**15, -2**15 - 1, 2**16 - 1, 2**31 - 1, 2**31, -2**31 - 1, 2**32 - 1, 2**32, 2**63 - 1,
          2**63, 2**64 - 1, 2**64, -2**63, -2**63 - 1, 10**30, 1.5, 1e300, float('inf'), True, None, 'x', b'', b'x', b'xy', [], Index(), Float(), Bad()]
for format in 'bBhHiIlLqQnNfd?c':
    view = memoryview(bytearray(16)).cast(format)
    print(format, view.itemsize, len(view), view.nbytes, view.tolist()[:2])
    for value in VALUES:
        if not isinstance(value, (Index, Float, Bad)):
            put(view, 0, value)
    for value in VALUES[-3:]:
        try:
            view[0] = value
            print(view[0])
        except BaseException as error:
            print(type(error).__name__, error)

for format in '@b', '@d', '<b', '>i', 'ii', '', 'x', '@', 's':
    show(lambda: memoryview(bytearray(8)).cast(format).tolist())
show(memoryview(bytearray(8)).cast, 5)
show(memoryview(bytearray(7)).cast, 'i')
show(memoryview(bytearray(8)).cast('i').cast, 'h')
show(memoryview(bytearray(8))[::2].cast, 'h')

# dimensions
view = memoryview(bytearray(range(24)))
cube = view.cast('B', [2, 3, 4])
print(cube.shape, cube.strides, cube.ndim, cube.nbytes, len(cube), cube.contiguous, cube.c_contiguous, cube.f_contiguous)
print(cube.tolist(), cube[1, 2, 3], cube[-1, -1, -1])
cube[0, 1, 2] = 99
print(view[6], cube.tobytes() == view.tobytes(), cube == view, cube == cube.cast('B').cast('B', (2, 3, 4)))
print(cube == view.cast('B', [4, 3, 2]), cube != memoryview(bytes(24)).cast('B', [2, 3, 4]))
show(lambda: cube[0])
show(lambda: cube[0, 1])
show(lambda: cube[0, 1, 2, 3])
show(lambda: cube[0, 1, 4])
show(lambda: cube[2, 0, 0])
show(lambda: cube[0, 0, 'x'])
show(lambda: cube[0, 0, 1:2])
show(lambda: cube[:1])
show(lambda: cube[0, 10**30, 0])
show(lambda: cube['x'])
show(lambda: iter(cube).__next__())
show(lambda: list(reversed(cube)))
show(lambda: 5 in cube)
show(lambda: hash(memoryview(bytes(24)).cast('B', [2, 3, 4])) == hash(bytes(24)))
show(cube.cast, 'B', [24])
for shape in ([], [5, 5], [0, 4], [-1, 24], ['x'], 5, 'ab', [2**62, 4], [1] * 65, (24,), [24, 1]):
    show(lambda: view.cast('B', shape).shape)
show(view.cast('i').cast, 'B', [4, 6])
show(lambda: view.cast('i', [2, 3]).tolist())
show(cube.cast, 'i', [2, 3])

# none
point = memoryview(bytearray(b'\x05\0\0\0')).cast('i', [])
print(point.ndim, point.shape, point.strides, point[()], point[...] == point, point.tolist(), point.tobytes(), point.nbytes)
point[()] = 7
print(point[()])
point[...] = 9
show(len, point)
show(iter, point)
show(lambda: point[0])
show(lambda: point[:])
show(lambda: point[0, 0])
show(lambda: point.__setitem__(0, 1))
show(lambda: point.__setitem__((), 'x'))
print(point == memoryview(bytearray(b'\x09\0\0\0')).cast('i', []), point == memoryview(b'\x09\0\0\0').cast('f', []))

# assignment of slices
target = memoryview(bytearray(b'abcdef'))
target[1:3] = b'XY'
target[::2] = memoryview(b'123')
target[5] = ord('z')
print(target.tobytes())
show(target.__setitem__, slice(0, 2), b'abc')
show(target.__setitem__, slice(0, 2), 'ab')
show(target.__setitem__, slice(0, 2), [1, 2])
show(target.__setitem__, slice(0, 4), memoryview(b'abcd').cast('h'))
show(target.__setitem__, 6, 0)
show(target.__setitem__, 'x', 0)
show(target.__setitem__, 0, 300)
show(target.__delitem__, 0)
show(memoryview(b'abc').__setitem__, 0, 1)
show(cube.__setitem__, 0, 1)
show(cube.__setitem__, slice(None), b'')
whole = memoryview(bytearray(b'abcdefgh'))
whole[2:] = whole[:-2]
print(whole.tobytes())

# comparison across formats
print(memoryview(b'\1\0\2\0').cast('h') == memoryview(b'\1\2').cast('b'), memoryview(b'\1\0\0\0').cast('i') == memoryview(bytearray(b'\1\0\0\0')).cast('I'))
print(memoryview(b'\1\2') == [1, 2], memoryview(b'\1\2') == b'\1\2', memoryview(b'\1\2') == bytearray(b'\1\2'), memoryview(b'\1') < memoryview(b'\2') if False else None)
show(lambda: memoryview(b'a') < memoryview(b'b'))
nan = memoryview(bytearray(8)).cast('d')
nan[0] = float('nan')
print(nan == nan, nan == memoryview(nan), nan.tobytes().hex())
gone = memoryview(b'abc')
twin = memoryview(gone)
gone.release()
print(gone == gone, gone == twin, twin == gone, gone != b'abc', repr(gone).startswith('<released memory at'))
for name in 'nbytes', 'shape', 'strides', 'format', 'itemsize', 'ndim', 'readonly', 'obj', 'contiguous', 'c_contiguous', 'f_contiguous', 'suboffsets':
    show(getattr, gone, name)
for method, args in (('tolist', ()), ('tobytes', ()), ('cast', ('b',)), ('hex', ()), ('toreadonly', ()), ('__len__', ()), ('__getitem__', (0,)),
                     ('__hash__', ()), ('__enter__', ()), ('release', ()), ('__setitem__', (0, 1))):
    show(getattr(gone, method), *args)
show(memoryview, gone)
show(memoryview)
show(memoryview, 5)
show(memoryview, 'text')
show(memoryview, object=b'ab')
show(memoryview, b'a', b'b')
show(hash, memoryview(bytearray(2)))
show(hash, memoryview(b'abcd').cast('i'))
print(hash(memoryview(b'abcd')) == hash(b'abcd'), hash(memoryview(b'abcd').cast('c')) == hash(b'abcd'))
held = bytearray(b'abc')
view = memoryview(held)
show(held.append, 1)
view.release()
held.append(1)
print(held)
view = memoryview(held)
part = view[1:]
show(view.release)
show(view.__enter__)
show(view.tolist)
with part as again:
    print(again is part)
show(part.tolist)
part = memoryview(held)[1:]
print(part.tolist(), part.obj is held, part.suboffsets)
print(memoryview(b'abcdef').hex(':'), memoryview(b'abcdef').hex('-', 2), memoryview(b'abcdef')[::2].hex(), memoryview(b'abc').tobytes('C'), memoryview(b'abc').tobytes(order='A'), memoryview(b'abc').tobytes(None))
show(memoryview(b'abc').tobytes, 'X')
show(memoryview(b'abc').tobytes, 5)
print(memoryview(bytearray(b'ab')).toreadonly().readonly, memoryview(b'abc')[::-1].tolist(), memoryview(b'abc')[::-1].contiguous, memoryview(b'a')[0:0].tolist())
iterator = iter(memoryview(b'ab'))
print(next(iterator), next(iterator), next(iterator, 'end'), next(iterator, 'end'))
