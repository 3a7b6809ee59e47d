# unicodedata: every property of a sample of characters, names, normal forms, errors.
import unicodedata as u
def t(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, e)
for n in 'category bidirectional combining east_asian_width mirrored decomposition'.split():
    t(lambda: getattr(u,n)('ab')); t(lambda: getattr(u,n)(1))
for n in 'decimal digit numeric name'.split():
    t(lambda: getattr(u,n)('ab')); t(lambda: getattr(u,n)('\x01')); t(lambda: getattr(u,n)('\x01',7))
t(lambda:u.lookup('nope')); t(lambda:u.lookup(1)); t(lambda:u.lookup('LATIN SMALL LETTER A')); t(lambda:u.lookup('latin small letter a')); t(lambda:u.normalize('X','a')); t(lambda:u.normalize('NFC',1)); t(lambda:u.normalize(1,'a')); t(lambda:u.is_normalized('X','a')); print(u.unidata_version, u.ucd_3_2_0.unidata_version, u.UCD); t(lambda: u.name('가')); t(lambda:u.lookup('HANGUL SYLLABLE GAG')); t(lambda:u.name('一')); t(lambda: u.UCD()); print(type(u.ucd_3_2_0))
import zlib
h = 0
for c in range(0, 0x30000):
    if c % 3 and c > 0x3000 or 0xd800 <= c < 0xe000: continue
    ch = chr(c)
    h = zlib.crc32(ascii((u.category(ch), u.bidirectional(ch), u.combining(ch), u.mirrored(ch), u.decomposition(ch), u.east_asian_width(ch), u.numeric(ch, None), u.digit(ch, None), u.decimal(ch, None), u.normalize('NFC', ch), u.normalize('NFKD', ch))).encode(), h)
    if c % 0x400 == 0: print(hex(c), h)
for ch in 'a1½²ⅧЯéе́가一\U0001f600αא€ ': print(ascii(ch[0]), u.name(ch[0]), u.category(ch[0]), u.numeric(ch[0], '-'), u.east_asian_width(ch[0]))
s = 'e\u0301 \u1e9b\u0323 ﬁ 각 \u212b q\u0307\u0323'
for f in ('NFC', 'NFD', 'NFKC', 'NFKD'): print(f, ascii(u.normalize(f, s)), u.is_normalized(f, s), u.is_normalized(f, u.normalize(f, s)), u.normalize(f, '\ud800') == '\ud800', u.is_normalized(f, 'abc'))
print(u.lookup('HANGUL SYLLABLE GAG') == '각', ''.join(c for c in u.normalize('NFD', 'crème brûlée') if not u.combining(c)), u.name('\x00', 'none'))
