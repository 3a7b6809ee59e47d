# plistlib, quopri, netrc: every name, errors included.
import datetime
import io
import netrc
import os
import plistlib
import quopri
import tempfile


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


print(plistlib.__all__, list(plistlib.PlistFormat))
value = {'string': 'a<&>\r\nb', 'int': 5, 'neg': -7, 'big': 2**63, 'real': 1.5, 'yes': True, 'no': False, 'data': b'\x00\xff' * 60, 'empty': {},
         'list': [1, [2], (), {'k': 'v'}], 'date': datetime.datetime(2024, 2, 3, 4, 5, 6), 'ü': 'é€\U0001F600', 'long': 'x' * 300, 'many': list(range(20))}
for fmt in plistlib.FMT_XML, plistlib.FMT_BINARY:
    data = plistlib.dumps(value, fmt=fmt)
    print(data if fmt is plistlib.FMT_XML else (len(data), data[:40], data[-60:]))
    back = plistlib.loads(data)
    print(back == {**value, 'string': 'a<&>\nb' if fmt is plistlib.FMT_XML else value['string'], 'list': [1, [2], [], {'k': 'v'}]}, type(back['data']))
    file = io.BytesIO()
    plistlib.dump([value], file, fmt=fmt, sort_keys=False)
    file.seek(0)
    print(list(plistlib.load(file)[0]), plistlib.loads(plistlib.dumps({'b': 1, 5: 2}, fmt=fmt, skipkeys=True, sort_keys=False), fmt=fmt))
    for bad in {5: 1}, object(), {'a': object()}, 2**64, -2**63 - 1, {'a': None}, '\x00':
        try:
            print(plistlib.dumps(bad, fmt=fmt)[-60:])
        except Exception as e:
            print(type(e).__name__, str(e)[:16])
    print(plistlib.loads(plistlib.dumps(datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC), fmt=fmt, aware_datetime=True), aware_datetime=True))
uid = plistlib.UID(70000)
print(plistlib.loads(plistlib.dumps({'u': uid, 'v': plistlib.UID(1)}, fmt=plistlib.FMT_BINARY)), hash(uid) == hash(70000), uid == plistlib.UID(70000), uid == 70000,
      int(uid.__index__()), uid.__reduce__())
for bad in 'x', -1, 2**64:
    show(plistlib.UID, bad)
head = plistlib.PLISTHEADER.decode()
for body in ['<plist><dict><key>a</key><integer>0x1F</integer></dict></plist>', '<plist><dict><key>a</key></dict></plist>', '<plist><dict><integer>1</integer></dict></plist>',
             '<plist><array><key>a</key></array></plist>', '<plist><string>x', '<plist><integer>x</integer></plist>', '<plist></plist>', '<plist><date>2020-01-02T03:04:05Z</date></plist>',
             '<plist><data>AAE=</data></plist>', '<plist><true/></plist>', '<plist><dict><key>a</key><key>b</key></dict></plist>', '<plist><real>1e3</real></plist>']:
    show(plistlib.loads, head + body)
show(plistlib.loads, '<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY e "x">]><plist><string>&e;</string></plist>')
show(plistlib.loads, b'junk')
show(plistlib.loads, 'bplist00', fmt=plistlib.FMT_BINARY)
show(plistlib.loads, b'bplist00')
show(plistlib.loads, b'bplist00' + b'\xff' * 40)
show(plistlib.dumps, 1, fmt=5)
show(plistlib.loads, plistlib.dumps({'a': [1]}), dict_type=lambda: {'made': 1})
shared = [1, 2]
again = plistlib.loads(plistlib.dumps([shared, shared], fmt=plistlib.FMT_BINARY))
print(again, again[0] is again[1])

# ---- quopri ----
print(quopri.__all__, quopri.encodestring(b'a\tb=\xff \n' + b'x' * 80), quopri.encodestring(b'a\tb ', quotetabs=True), quopri.encodestring(b'a b_', header=True))
print(quopri.decodestring(b'a=3D=\nb=ZZ_'), quopri.decodestring('a_b', header=True), quopri.needsquoting(b'=', 0, 0), quopri.needsquoting(b'\t', 1, 0),
      quopri.needsquoting(b'_', 0, True), quopri.quote(b'\n'), quopri.ishex(b'A'), quopri.ishex(b'g'), quopri.unhex(b'ff'))
out = io.BytesIO()
quopri.encode(io.BytesIO(b'caf\xc3\xa9\n'), out, False)
print(out.getvalue())
quopri.decode(io.BytesIO(out.getvalue()), out)
print(out.getvalue())
show(quopri.encodestring, 'text')

# ---- netrc ----
with tempfile.TemporaryDirectory() as root:
    path = os.path.join(root, 'netrc')

    def read(text):
        with open(path, 'w') as f:
            f.write(text)
        try:
            n = netrc.netrc(path)
            print(n.hosts, n.macros, n.authenticators('h'), n.authenticators('zzz'))
            print(n)
        except netrc.NetrcParseError as e:
            print(type(e).__name__, e.msg, e.lineno, str(e).replace(path, 'PATH'))

    read('machine h login l password p\nmachine i\n login "a b" account x password p\\"q\ndefault login anonymous password e@x\n')
    read('# comment\nmacdef m\nline 1\nline 2\n\nmachine h login l\n')
    read('machine h # note\nlogin l password #p\n')
    read('bad')
    read('machine')
    read('machine h nonsense x')
    read('macdef m\nline')
    read('')
try:
    netrc.netrc('/nonexistent/netrc')
except OSError as e:
    print(e)
print(netrc.__all__)
