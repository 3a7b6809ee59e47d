# tarfile: written, read, extracted, filtered, damaged; every form and compression.
import io
import os
import stat
import sys
import tarfile
import tempfile
import time
import warnings

warnings.simplefilter('ignore')
os.environ['TZ'] = 'UTC'
time.tzset()
os.umask(0o022)


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)).replace(root, 'ROOT'))
    except Exception as e:
        print(type(e).__name__, str(e).replace(root, 'ROOT'))


holder = tempfile.TemporaryDirectory()
root = holder.name
os.chdir(root)
print(tarfile.__all__, tarfile.DEFAULT_FORMAT, tarfile.ENCODING, tarfile.version)
print([c.__mro__[1].__name__ for c in (tarfile.ReadError, tarfile.InvalidHeaderError, tarfile.FilterError, tarfile.AbsoluteLinkError)], tarfile.ReadError)


def info(name, data=b'', **fields):
    member = tarfile.TarInfo(name)
    member.size = len(data)
    member.mtime = 1700000000
    for field, value in fields.items():
        setattr(member, field, value)
    return member, io.BytesIO(data)


MEMBERS = [info('a.txt', b'hello\n', mode=0o640, uid=1000, gid=100, uname='me', gname='us'), info('dir', type=tarfile.DIRTYPE, mode=0o755),
           info('dir/b.bin', bytes(range(256)) * 5), info('link', type=tarfile.SYMTYPE, linkname='a.txt'), info('hard', type=tarfile.LNKTYPE, linkname='a.txt'),
           info('fifo', type=tarfile.FIFOTYPE), info('dev', type=tarfile.CHRTYPE, devmajor=1, devminor=3), info('ünï.txt', b'u'),
           info('x' * 90 + '/' + 'y' * 90, b'long'), info('dir/empty', b'')]
for format in tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w', format=format) as archive:
        for member, data in MEMBERS:
            data.seek(0)
            archive.addfile(member, data if member.isreg() else None)
        if format != tarfile.USTAR_FORMAT:
            archive.addfile(*info('z' * 300, b'very long', linkname=''))
            archive.addfile(info('l2', type=tarfile.SYMTYPE, linkname='t' * 150)[0])
            archive.addfile(info('big', mtime=1700000000.75 if format == tarfile.PAX_FORMAT else -5, uid=3000000)[0])
        else:
            show(archive.addfile, info('z' * 300)[0])
            show(archive.addfile, info('n', uid=3000000)[0])
            show(archive.addfile, info('n', type=tarfile.SYMTYPE, linkname='t' * 150)[0])
            show(archive.addfile, info('n', b'data')[0])
    raw = out.getvalue()
    import hashlib
    print(format, len(raw), hashlib.md5(raw).hexdigest())
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        print([(m.name[:20], m.size, oct(m.mode), m.type, m.linkname[:10], m.uname, m.uid, m.mtime, m.offset, m.offset_data) for m in archive])
        print(archive.getnames()[:3], archive.getmember('dir/').isdir(), archive.extractfile('a.txt').read(), archive.extractfile('link').read(),
              archive.extractfile('hard').readline(), archive.extractfile('dir'), archive.extractfile('fifo'))
        f = archive.extractfile('dir/b.bin')
        print(f.seek(300), f.read(3), f.tell(), f.seek(-2, 2), f.read(), f.readable(), f.writable(), f.seekable(), type(f).__name__, f.name, f.mode)
        archive.list()
        archive.list(verbose=False, members=list(archive)[:2])
        print(archive.getmembers()[-1].pax_headers)
        show(archive.getmember, 'nope')
        show(archive.add, 'x')
    show(archive.getmembers)
for mode, name in ('gz', 't.tgz'), ('bz2', 't.tbz'), ('xz', 't.txz'), ('', 't.tar'):
    with tarfile.open(name, 'w:' + mode) as archive:
        for member, data in MEMBERS[:3]:
            data.seek(0)
            archive.addfile(member, data if member.isreg() else None)
    with tarfile.open(name) as archive:
        print(mode, archive.getnames(), archive.mode, os.path.basename(archive.name))
    with tarfile.open(name, 'r:' + mode) as archive:
        print(archive.extractfile('a.txt').read(), tarfile.is_tarfile(name))
    with tarfile.open(name, 'r|*') as archive:
        for member in archive:
            print(member.name, member.isreg() and len(archive.extractfile(member).read()))
    with tarfile.open(name, 'r|' + mode) as archive:
        print(len(list(archive)))
    with open(name, 'rb') as f:
        print(tarfile.is_tarfile(f), f.tell())
    s = io.BytesIO()
    with tarfile.open(fileobj=s, mode='w|' + mode) as archive:
        archive.addfile(MEMBERS[1][0])
    print(tarfile.open(fileobj=io.BytesIO(s.getvalue())).getnames())
with tarfile.open('t.tar', 'a') as archive:
    archive.addfile(*info('appended', b'x'))
print(tarfile.open('t.tar').getnames())
show(tarfile.open, 't.tar', 'x')
show(tarfile.open, 'missing.tar')
for args in ((), ('t.tar', 'q'), ('t.tar', 'r:zz'), ('t.tar', 'a:gz'), ('t.tar', 'w|zz'), ('t.tar', 'x|'), ('t.tar', 'r:gz'), ('t.tar', 'r:bz2'), ('t.tar', 'r:xz'), ('t.tgz', 'r:')):
    show(tarfile.open, *args)
open('junk', 'wb').write(b'junk' * 300)
open('empty', 'wb').close()
show(tarfile.open, 'junk')
show(tarfile.open, 'empty')
print(tarfile.is_tarfile('junk'), tarfile.is_tarfile('empty'))
show(tarfile.is_tarfile, 'missing')
raw = open('t.tar', 'rb').read()
for data in raw[:100], raw[:700], raw[:1024] + b'bad' * 300, b'\0' * 1024, raw[:512]:
    for zeros in False, True:
        try:
            archive = tarfile.open(fileobj=io.BytesIO(data), ignore_zeros=zeros)
            print(archive.getnames())
        except tarfile.TarError as e:
            print(type(e).__name__, str(e)[:60])

# ---- files ----
os.makedirs('src/sub')
open('src/f1', 'w').write('one')
open('src/sub/f2', 'w').write('two')
os.link('src/f1', 'src/f3')
os.symlink('f1', 'src/s')
os.mkfifo('src/pipe')
os.chmod('src/f1', 0o751)
for path in 'src/f1', 'src/sub/f2', 'src/sub', 'src':
    os.utime(path, (1600000000, 1600000000))
with tarfile.open('files.tar', 'w') as archive:
    archive.add('src', arcname='top', filter=lambda m: None if m.name.endswith('f2') else m)
    archive.add('src/sub', recursive=False)
    m = archive.gettarinfo('src/f1', arcname='/abs/name')
    print(m.name, m.size, oct(m.mode), m.type)
    with open('src/sub/f2', 'rb') as f:
        print(archive.gettarinfo(fileobj=f).name)
    print([(m.name, m.type, m.linkname) for m in archive.getmembers()])
    show(archive.extractall)
with tarfile.open('files.tar') as archive:
    archive.extractall('out', filter='tar')
    archive.extract('top/f1', 'out2', filter='data')
    archive.extract(archive.getmember('top/s'), 'out2', filter='fully_trusted')
    show(archive.extract, 'nope', filter='data')
    show(archive.extractall, 'out3', filter='zz')
    show(archive.extractall, 'out3', filter='data')
for path in 'out/top', 'out/top/f1', 'out/top/f3', 'out/top/s', 'out/top/pipe', 'out/src/sub', 'out2/top/f1':
    s = os.lstat(path)
    print(path, stat.filemode(s.st_mode), s.st_mtime == 1600000000 or s.st_mtime > 1700000000, s.st_nlink if not stat.S_ISDIR(s.st_mode) else '')

# ---- filters ----
for member in (info('/abs')[0], info('../up')[0], info('ok', mode=0o7777)[0], info('d', type=tarfile.DIRTYPE, mode=0o777)[0], info('l', type=tarfile.SYMTYPE, linkname='/etc')[0],
               info('l', type=tarfile.SYMTYPE, linkname='../../x')[0], info('l', type=tarfile.LNKTYPE, linkname='a/../b')[0], info('f', type=tarfile.FIFOTYPE)[0],
               info('a/../b')[0], info('noexec', mode=0o022)[0], info('c', type=tarfile.CHRTYPE)[0]):
    for function in tarfile.fully_trusted_filter, tarfile.tar_filter, tarfile.data_filter:
        try:
            new = function(member, root)
            print(function.__name__, new.name, new.mode and oct(new.mode), new.uid, new.uname, new.linkname, new is member)
        except tarfile.FilterError as e:
            print(function.__name__, type(e).__name__, str(e).replace(os.path.realpath(root), 'ROOT').replace(os.path.dirname(os.path.realpath(root)), 'UP'), e.tarinfo is member)

# ---- TarInfo ----
m = tarfile.TarInfo('n')
print(m.get_info(), m.path, m.linkpath, m.isfile(), m.isdev(), m.issparse(), m.replace(name='x', mode=0).name, repr(m)[:16])
m.path, m.linkpath = 'p', 'q'
print(m.name, m.linkname, len(m.tobuf()), tarfile.TarInfo.frombuf(m.tobuf(tarfile.GNU_FORMAT), 'utf-8', 'strict').name)
for buf in b'', b'x', b'\0' * 512, b'x' * 512:
    show(tarfile.TarInfo.frombuf, buf, 'utf-8', 'strict')
show(m.replace(mtime=None).tobuf)
show(m.tobuf, 9)
print(tarfile.nti(b'0000644\0'), tarfile.nti(b'\x80\0\0\0\0\0\1\0'), tarfile.nti(b'\xff' * 8), tarfile.itn(420), tarfile.itn(2**40, 8, tarfile.GNU_FORMAT), tarfile.stn('ab', 4, 'ascii', 'strict'),
      tarfile.nts(b'ab\0cd', 'ascii', 'strict'))
show(tarfile.itn, 2**40)
show(tarfile.nti, b'9999')


class Mine(tarfile.TarFile):
    extraction_filter = staticmethod(tarfile.data_filter)


with Mine.open('files.tar') as archive:
    show(archive.extract, 'top/f1', 'out4')
    print(os.listdir('out4'), type(archive).__name__)
os.chdir('/')
holder.cleanup()
