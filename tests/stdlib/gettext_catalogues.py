# Catalogues of gettext: read from bytes and from folders, plural formulas, every damage.
import gettext
import io
import os
import struct
import tempfile
import warnings


def catalogue(messages, order='<', magic=0x950412de, version=0):
    keys = sorted(messages)
    ids = [k.encode() for k in keys]
    texts = [messages[k].encode() for k in keys]
    n = len(keys)
    head = struct.pack(order + '7I', magic, version, n, 28, 28 + 8 * n, 0, 28 + 16 * n)
    at = len(head) + 16 * n
    body, tables = b'', [b'', b'']
    for which, strings in enumerate((ids, texts)):
        for s in strings:
            tables[which] += struct.pack(order + '2I', len(s), at + len(body))
            body += s + b'\0'
    return head + tables[0] + tables[1] + body


def show(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


HEADER = ('Project-Id-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n'
          '#-#-#-#-#  a.po  #-#-#-#-#\nmore of it\n\n'
          'Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
          '(n%100<10 || n%100>=20) ? 1 : 2);\nX: y: z\n')
DE = {'': HEADER, 'hello': 'привет', 'file\0files': 'файл\0файла\0файлов', 'menu\x04Open': 'Открыть',
      'menu\x04tab\0tabs': 'вкладка\0вкладки\0вкладок'}
for order in '<', '>':
    t = gettext.GNUTranslations(io.BytesIO(catalogue(DE, order)))
    print(t.charset(), t.info())
    print(t.gettext('hello'), t.gettext('nothing'), t.gettext('file'), t.gettext(''))
    print([t.ngettext('file', 'files', n) for n in (0, 1, 2, 5, 11, 21, 104)])
    print(t.ngettext('x', 'xs', 1), t.ngettext('x', 'xs', 2))
    print(t.pgettext('menu', 'Open'), t.pgettext('other', 'Open'), t.pgettext('menu', 'tab'))
    print(t.npgettext('menu', 'tab', 'tabs', 3), t.npgettext('other', 'tab', 'tabs', 1), t.npgettext('o', 'tab', 'tabs', 2))
    t.add_fallback(gettext.GNUTranslations(io.BytesIO(catalogue({'nothing': 'ничего', 'q\x04w': 'e'}))
                   ) if False else gettext.NullTranslations())
    print(t.gettext('nothing'), t.ngettext('x', 'xs', 2), t.pgettext('q', 'w'), t.npgettext('q', 'w', 'ws', 1))
plain = gettext.GNUTranslations(io.BytesIO(catalogue({'a': 'b', 'one\0many': 'eins\0viele'})))
print(plain.charset(), plain.info(), plain.gettext('a'), plain.ngettext('one', 'many', 1), plain.ngettext('one', 'many', 0))
show(gettext.GNUTranslations, io.BytesIO(b''))
show(gettext.GNUTranslations, io.BytesIO(b'abcdefghijkl'))
show(gettext.GNUTranslations, io.BytesIO(catalogue(DE, version=2 << 16)))
show(gettext.GNUTranslations, io.BytesIO(catalogue({'a': 'b'})[:-2]))
show(gettext.GNUTranslations, io.BytesIO(catalogue({'a': 'ä'})))
print(gettext.GNUTranslations().info(), gettext.NullTranslations().charset())

for formula in ['n', '0', 'n != 1', 'n>1', 'n==1 ? 0 : 1', 'n%10==1 && n%100!=11 ? 0 : 1', '(n%4)*2', '!n', '!n && 1', '!(n>1)', 'n/2',
                'n-1', 'n+n*2', 'n < 2 ? 7 : n < 4 ? 8 : 9', '(n ? 1 : 2) ? 3 : 4', 'n==1==1', 'n < 2 == 1', '', 'n n', 'x', 'n>', '(n',
                'n)', 'n ? 1', 'n ? : 2', '1.5', 'n = 1', '3a', 'nn', '$', '-n', 'n & 1', '0x10', 'n**2', '()', '?', 'n ? 1 : ',
                'n' + '+n' * 600, '(' * 18 + 'n' + ')' * 18, '(' * 30 + 'n' + ')' * 30]:
    try:
        f = gettext.c2py(formula)
        print(formula[:40], [f(n) for n in (0, 1, 2, 3, 11, 21)])
    except ValueError as e:
        print(formula[:40], 'ValueError', e)
    except ZeroDivisionError as e:
        print(formula[:40], e)
f = gettext.c2py('n != 1')
warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as caught:
    print(f(1.0), f(2.5), gettext.NullTranslations().ngettext('a', 'b', 1.0))
    print([str(w.message) for w in caught], [w.filename == __file__ for w in caught])
show(f, 'x')
show(f, None)

with tempfile.TemporaryDirectory() as root:
    for language, text in (('ru', 'привет'), ('ru_RU', 'здравствуйте'), ('de', 'hallo')):
        folder = os.path.join(root, language, 'LC_MESSAGES')
        os.makedirs(folder)
        with open(os.path.join(folder, 'app.mo'), 'wb') as file:
            file.write(catalogue({'': HEADER, 'hello': text, language: language}))
    def short(path):
        return path and os.path.relpath(path, root)
    print(short(gettext.find('app', root, ['ru_RU.UTF-8'])))
    print([short(p) for p in gettext.find('app', root, ['ru_RU', 'de', 'C', 'ru'], all=True)])
    print(gettext.find('app', root, ['C', 'ru']), gettext.find('other', root, ['ru']), gettext.find('other', root, ['ru'], True))
    for name in 'LC_ALL', 'LC_MESSAGES', 'LANG':
        os.environ.pop(name, None)
    os.environ['LANGUAGE'] = 'de:ru'
    print([short(p) for p in gettext.find('app', root, all=True)])
    t = gettext.translation('app', root)
    print(t.gettext('hello'), t.gettext('ru'), t.gettext('ru_RU'))
    t = gettext.translation('app', root, ['ru_RU@euro', 'de'])
    print(t.gettext('hello'), t.gettext('ru'), t.gettext('de'))
    show(gettext.translation, 'nope', root)
    print(type(gettext.translation('nope', root, fallback=True)).__name__)
    print(gettext.Catalog('app', root).gettext('hello'))
    gettext.install('app', root, names=['ngettext', 'pgettext'])
    print(_('hello'), ngettext('x', 'xs', 2), pgettext('c', 'hello'))
    print(gettext.textdomain(), gettext.textdomain('app'), gettext.bindtextdomain('app', root) == root)
    print(gettext.gettext('hello'), gettext.ngettext('a', 'b', 2), gettext.pgettext('c', 'x'), gettext.npgettext('c', 'x', 'y', 2))
    print(gettext.dgettext('app', 'hello'), gettext.dngettext('app', 'a', 'b', 1), gettext.dpgettext('app', 'c', 'x'),
          gettext.dnpgettext('app', 'c', 'x', 'y', 1))
    print(gettext.dgettext('missing', 'hello'))
