# The rare paths of ZipFile: its repr, streams that cannot seek, appending, directories, errors in order.
import io
import os
import tempfile
import warnings
import zipfile
from zipfile import ZipFile, ZipInfo


def show(what, function, *args, **kwargs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            print(what, repr(function(*args, **kwargs)))
        except Exception as e:
            print(what, type(e).__name__, e)
    for w in caught:
        print('  warning:', w.message, os.path.basename(w.filename) == 'zipfile_corners.py')


class Memory(io.BytesIO):
    def __repr__(self):
        return '<memory>'


class Blind:
    """Neither tell() nor seek()."""

    def __init__(self):
        self.data = b''

    def write(self, data):
        self.data += bytes(data)
        return len(data)

    def flush(self):
        pass


class Telling(Blind):
    def tell(self):
        return len(self.data)

    def seek(self, *args):
        raise OSError('no seek')


folder = tempfile.mkdtemp()
os.chdir(folder)
for args in (('x.zip', 'q'), ('x.zip', 'w', 99), ('x.zip', 'r'), ('none/x.zip', 'w'), ('none/x.zip', 'a'),
             (Memory(), 'r'), (Memory(b'PK'), 'r'), ('.', 'r')):
    show('init', ZipFile, *args)
show('encoding', ZipFile, Memory(), 'w', metadata_encoding='utf-8')
for stream in Memory(), Blind(), Telling():
    z = ZipFile(stream, 'w')
    if isinstance(stream, Memory):
        print(z)
    z.writestr('a', b'one' * 20, zipfile.ZIP_DEFLATED)
    z.writestr(ZipInfo('b/', (1990, 1, 1, 0, 0, 0)), b'')
    show('mkdir', z.mkdir, 'c')
    show('mkdir', z.mkdir, 'c')
    show('mkdir', z.mkdir, 'c/d//', 0o700)
    show('mkdir', z.mkdir, 5)
    show('mkdir', z.mkdir, ZipInfo('file'))
    show('again', z.writestr, 'a', b'two')
    show('infos', lambda: [(i.filename, i.file_size, i.external_attr, i.flag_bits) for i in z.infolist()])
    z.close()
    z.close()
    print(z, z.fp)
    data = stream.getvalue() if isinstance(stream, Memory) else stream.data
    with ZipFile(Memory(data)) as back:
        print(back, back.namelist(), back.read('a'), back.testzip())
        show('none', back.getinfo, 'zz')
        show('password', back.setpassword, 'text')
        show('password', back.setpassword, '')
        show('password', back.setpassword, b'secret')
        show('writestr', back.writestr, 'x', 'y')
        show('mkdir', back.mkdir, 'x')
        show('comment', setattr, back, 'comment', 'text')
with ZipFile('plain.zip', 'w') as z:
    z.writestr('one', '1')
    print(z)
    with z.open('two', 'w') as handle:
        for name, args in (('open', ('one',)), ('open', ('three', 'w')), ('writestr', ('x', 'y')),
                           ('write', ('plain.zip',)), ('close', ())):
            show(name, getattr(z, name), *args)
        handle.write(b'2')
    show('open', z.open, 'one', 'q')
    show('open', z.open, 'one', 'w', b'pwd')
    show('zip64', ZipFile(Memory(), 'w', allowZip64=False).open, 'x', 'w', force_zip64=True)
    z.comment = b'short'
    show('long', setattr, z, 'comment', b'c' * 70000)
    print(len(z.comment))
show('closed', z.open, 'one')
show('closed', z.writestr, 'one', '')
show('closed', z.write, 'plain.zip')
print(len(zipfile.ZipFile('plain.zip').comment))
with open('text', 'w') as f:
    f.write('no archive\n')
for path in 'text', 'plain.zip', 'fresh.zip':
    with ZipFile(path, 'a') as z:
        z.writestr('more', b'+', compress_type=zipfile.ZIP_LZMA)
        print(z.namelist(), [i.flag_bits for i in z.infolist()], z.start_dir)
    with ZipFile(path, 'a') as z:
        print(z.namelist(), z.read('more'), z._didModify)
    with ZipFile(path) as z:
        z.extractall('out')
        z.extractall('out')
print(sorted(os.listdir('out')), open('text', 'rb').read(11))
with ZipFile('dirs.zip', 'w') as z:
    z.mkdir('d')
    z.writestr('f', '')
    z.writestr('', 'no name')
os.mkdir('clash')
open('clash/d', 'w').close()
with ZipFile('dirs.zip') as z:
    show('clash', z.extract, 'd/', 'clash')
    show('dir', lambda: os.path.relpath(z.extract('d/', 'new')))
    show('dir', lambda: os.path.relpath(z.extract('d/', 'new')))
    show('name', z.extract, '')
