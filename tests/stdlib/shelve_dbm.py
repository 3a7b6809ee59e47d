# shelve and dbm (sqlite3, dumb): every name, errors included.
import dbm
import dbm.dumb
import dbm.sqlite3
import os
import shelve
import tempfile


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, str(e).replace(root, 'ROOT'))


holder = tempfile.TemporaryDirectory()
root = holder.name
print(dbm.error, dbm.__all__, dbm._names, shelve.__all__, dbm.dumb.error, dbm.sqlite3.error.__mro__)
for module in dbm.sqlite3, dbm.dumb:
    path = os.path.join(root, module.__name__)
    show(module.open, path, 'r')
    show(module.open, path, 'w')
    show(module.open, path, 'x')
    with module.open(path, 'c') as db:
        db['a'] = 'text'
        db[b'b'] = b'bytes'
        db['long'] = b'x' * 2000
        db['a'] = b'again'
        db['long'] = b'y' * 100
        print(len(db), sorted(db.keys()), db['a'], db[b'long'] == b'y' * 100, 'a' in db, b'zz' in db, db.get('zz'), db.get('a'))
        print(sorted(db), sorted(db.items())[0], sorted(db.values())[0], db.setdefault('s', b'1'), db.pop('s'))
        del db['b']
        show(db.__delitem__, 'b')
        show(db.__getitem__, 'nope')
        if module is dbm.dumb:
            show(db.__setitem__, 5, b'x')
            show(db.__setitem__, 'k', 5)
            show(db.sync)
            print(list(db.iterkeys()))
        db['ü'] = 'é'
    show(db.__getitem__, 'a')
    show(len, db)
    show(db.keys)
    show(db.close)
    print(dbm.whichdb(path), dbm.whichdb(path + '.nope'))
    with module.open(path, 'r') as db:
        print(sorted(db.keys()), db['ü'])
        if module is dbm.dumb:
            show(db.__setitem__, 'a', b'1')
            show(db.__delitem__, 'a')
        else:
            show(db.__setitem__, 'a', b'1')
            show(db.__init__, path, flag='r', mode=0)
    with dbm.open(path, 'w') as db:
        print(type(db).__module__, len(db))
        db.update({'q': b'1'})
        db.clear()
        print(len(db), bool(db))
    with module.open(path, 'n', 0o600) as db:
        print(len(db))
print(sorted(os.listdir(root)))
show(dbm.open, os.path.join(root, 'missing'))
show(dbm.open, os.path.join(root, 'missing'), 'w')
open(os.path.join(root, 'junk'), 'wb').write(b'no database at all')
open(os.path.join(root, 'short'), 'wb').write(b'ab')
open(os.path.join(root, 'gnu'), 'wb').write((0x13579ace).to_bytes(4, 'little') + b'x' * 20)
for name in 'junk', 'short', 'gnu':
    print(repr(dbm.whichdb(os.path.join(root, name))))
    show(dbm.open, os.path.join(root, name))
with dbm.open(os.path.join(root, 'new'), 'c') as db:
    print(type(db).__module__)

path = os.path.join(root, 'shelf')
with shelve.open(path) as s:
    s['list'] = [1, 2]
    s['list'].append(3)
    s['d'] = {'a': (1, None)}
    print(s['list'], len(s), sorted(s), 'd' in s, s.get('nope', 5), s.get('d'), list(s.items())[0])
    del s['d']
    show(s.__getitem__, 'd')
    show(s.__setitem__, 'f', os)
    show(s.__setitem__, 5, 1)
    show(s.__contains__, 5)
print(s.dict)
show(s.__getitem__, 'list')
show(len, s)
show(list, s)
show(s.close)
with shelve.open(path, 'w', protocol=2, writeback=True) as s:
    s['list'].append(3)
    s['new'] = {}
    s['new']['k'] = 1
    print(sorted(s.cache), s.writeback)
    s.sync()
    print(s.cache)
    s['list'].append(4)
with shelve.open(path, 'r') as s:
    print(s['list'], s['new'], isinstance(s, shelve.DbfilenameShelf))
with shelve.open(path) as s:
    s.clear()
    print(dict(s))
show(shelve.open, os.path.join(root, 'absent'), 'r')
plain = {}
s = shelve.Shelf(plain, protocol=0, keyencoding='latin-1')
s['é'] = 1
print(plain, s['é'])
s.close()


class Cursor(dict):
    def first(self): return b'a', shelved
    def last(self): return b'z', shelved
    def previous(self): return b'p', shelved
    def set_location(self, key): return key.encode(), shelved
    def __next__(self): return b'n', shelved


shelved = plain['é'.encode('latin-1')]
b = shelve.BsdDbShelf(Cursor())
print(b.first(), b.last(), b.previous(), b.set_location('k'), b.next())
holder.cleanup()
