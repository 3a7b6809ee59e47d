# A view that is released while it is indexed, sliced or assigned to.
SIZE = 64
keep = None


class Index:
    def __init__(self, value=4):
        self.value = value

    def __index__(self):
        global keep
        m.release()
        keep = bytearray(SIZE)
        return self.value

    def __float__(self):
        return 1.0 * self.__index__()

    def __bool__(self):
        return bool(self.__index__())


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def store(key, value):
    m[key] = value


for shape in (None, (8, 8)):
    for key in (Index(), slice(None, Index()), slice(Index(), 8), slice(None, None, Index(2)), (Index(), 0), (0, Index()), (Index(),)):
        if shape and isinstance(key, Index):
            continue
        for write in (False, True):
            m = memoryview(bytearray(b'\xff' * SIZE))
            if shape:
                m = m.cast('B', shape)
            show(lambda: store(key, b'spam' if isinstance(key, slice) else 5) if write else m[key] if not isinstance(key, slice) else m[key].tolist())
for format in 'bhilqnBHILQNfd?':
    m = memoryview(bytearray(b'\xff' * SIZE)).cast(format)
    show(lambda: store(0, Index()))
