"""Pickler and Unpickler with hooks: persistent ids, tables, overrides, buffers, files."""
import copyreg
import io
import pickle


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Thing({self.name!r})'


def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except BaseException as e:
        print(type(e).__name__, e)


class ById(pickle.Pickler):
    def persistent_id(self, obj):
        return ('thing', obj.name) if isinstance(obj, Thing) else None


class FromId(pickle.Unpickler):
    def persistent_load(self, pid):
        print('load', pid)
        if pid[0] != 'thing':
            raise pickle.UnpicklingError('unknown id')
        return Thing(pid[1])

    def find_class(self, module, name):
        print('find', module, name)
        return super().find_class(module, name)


def through(cls, obj, protocol):
    f = io.BytesIO()
    cls(f, protocol).dump(obj)
    return f.getvalue()


for protocol in range(6):
    data = through(ById, [Thing('a'), 1, Thing('b'), Thing], protocol)
    print(protocol, data)
    if protocol:
        show(FromId(io.BytesIO(data)).load)
print(FromId(io.BytesIO(b"Pab\n.")).find_class('builtins', 'len'))
show(FromId(io.BytesIO(b'Pab\n.')).load)


class TextId(pickle.Pickler):
    def persistent_id(self, obj):
        return 'é' if isinstance(obj, Thing) else None


show(through, TextId, Thing('x'), 0)


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        if isinstance(obj, type) and obj.__name__ == 'Local':
            return type, ('Local', (), {'a': 1})
        if obj is len:
            raise ValueError('no len')
        return NotImplemented


def local():
    class Local:
        pass
    return Local


made = pickle.loads(through(Override, local(), 4))
print(made, made.a)
show(through, Override, [len], 4)
print(through(Override, Thing('z'), 2))


class Table(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[Thing] = lambda thing: (Thing, (thing.name.upper(),))


print(through(Table, Thing('q'), 4), pickle.loads(through(Table, Thing('q'), 4)))
f = io.BytesIO()
p = pickle.Pickler(f)
show(lambda: p.dispatch_table)
p.dispatch_table = {Thing: lambda thing: 'Thing'}
show(p.dump, Thing('r'))
copyreg.pickle(Thing, lambda thing: (Thing, (thing.name * 2,)))
print(pickle.dumps(Thing('w')), pickle.loads(pickle.dumps(Thing('w'))))
del copyreg.dispatch_table[Thing]

# one pickler, many objects: the memo goes on
f = io.BytesIO()
p = pickle.Pickler(f, 4)
shared = ['shared']
p.dump(shared)
p.dump([shared])
p.clear_memo()
p.dump([shared])
print(f.getvalue(), p.bin, p.fast)
f.seek(0)
u = pickle.Unpickler(f)
show(u.load)
show(u.load)
show(u.load)
show(u.load)
p = pickle.Pickler(f, 4)
p.fast = True
p.dump([shared, shared])
f.seek(-60, 2)

# files
f = io.BytesIO()
pickle.dump({'a': 1}, f)
pickle.dump('second', f, protocol=0)
pickle.dump(b'x' * 70000, f)
pickle.dump([b'y' * 70000, 'z' * 70000, list(range(30000))], f, 4)
print(len(f.getvalue()), hash(f.getvalue()))
f.seek(0)
print(pickle.load(f), pickle.load(f), len(pickle.load(f)), [len(x) for x in pickle.load(f)])
show(pickle.load, f)


class Bad:
    def __init__(self, data):
        self.data = data

    def read(self, n):
        return self.data

    def readline(self):
        return self.data


show(pickle.load, Bad('text'))
show(pickle.load, Bad(b''))
show(pickle.load, io.BytesIO(b'\x80\x04\x95\x09\x00\x00\x00\x00\x00\x00\x00ab'))
show(pickle.load, io.BytesIO(b'I12'))
show(pickle.load, io.BytesIO(b'I12\nL5L\nF2.5\nVabc\n(t.'))

# buffers out of band
buffers = []
data = pickle.dumps([pickle.PickleBuffer(b'abc'), pickle.PickleBuffer(bytearray(b'def'))], 5, buffer_callback=buffers.append)
print(data, len(buffers))
print([bytes(b.raw()) for b in buffers])
back = pickle.loads(data, buffers=buffers)
print([bytes(x) for x in back], [type(x).__name__ for x in back])
back = pickle.loads(data, buffers=[bytearray(b'1'), b'2'])
print([bytes(x) for x in back], [type(x).__name__ for x in back])
show(pickle.loads, data, buffers=[])
show(pickle.loads, data)
print(pickle.dumps(pickle.PickleBuffer(b'in'), 5, buffer_callback=lambda b: True))
b = pickle.PickleBuffer(bytearray(b'xyz'))
print(memoryview(b).tobytes(), b.raw().readonly)
b.release()
show(b.raw)
show(memoryview, b)
show(pickle.PickleBuffer, 5)
show(pickle.PickleBuffer, memoryview(b'abcdef')[::2])
show(pickle.PickleBuffer(memoryview(b'abcdef')[::2]).raw)

# extension codes
copyreg.add_extension('__main__', 'Thing', 240)
copyreg.add_extension('builtins', 'len', 70000)
copyreg.add_extension('builtins', 'max', 300)
for protocol in (1, 2, 4):
    data = pickle.dumps([Thing, len, max], protocol)
    print(data)
    show(pickle.loads, data)
copyreg.remove_extension('__main__', 'Thing', 240)
show(pickle.loads, b'\x82\xf0.')

# what Python 2 wrote
for data in (b"(dp1\nS'a'\np2\nI1\nsS'b'\n(lp3\nL12L\nag3\nas.", b'\x80\x02}q\x00(U\x01aK\x01T\x03\x00\x00\x00xyzK\x02u.', b'c__builtin__\nxrange\n.', b'cexceptions\nValueError\n.',
             b'ccopy_reg\n_reconstructor\n(c__main__\nThing\nc__builtin__\nobject\nNtR(dS\'name\'\nS\'old\'\nsb.', b'cUserDict\nUserDict\n.', b'citertools\nimap\n.'):
    show(pickle.loads, data)
    show(pickle.loads, data, encoding='bytes')
show(pickle.loads, b'c__builtin__\nxrange\n.', fix_imports=False)
print(pickle.dumps(range, 2), pickle.dumps(range, 2, fix_imports=False), pickle.dumps(ValueError, 2))
print(pickle.encode_long(-129), pickle.decode_long(b'\x7f\xff'), pickle.encode_long(0))
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.format_version, pickle.compatible_formats)
print({n: getattr(pickle, n) for n in pickle.__all__ if n.isupper()})
print(pickle.PickleError.__mro__, pickle.PicklingError.__mro__[1], pickle.UnpicklingError.__mro__[1])
