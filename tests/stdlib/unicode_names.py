# The name of every character, there and back; aliases, named sequences, and what is no name.
import unicodedata
import zlib

names = []
for code in range(0x110000):
    name = unicodedata.name(chr(code), None)
    if name is not None:
        names.append(name)
        assert unicodedata.lookup(name) == chr(code), name
print(len(names), zlib.crc32('\n'.join(names).encode()))

for name in ('LATIN SMALL LETTER A WITH MACRON AND GRAVE', 'keycap number sign', 'NULL', 'alert', 'BELL', 'nbsp', 'ZWJ',
             'hangul syllable ga', 'HANGUL SYLLABLE ', 'HANGUL SYLLABLE A', 'HANGUL SYLLABLE SSYAELG', 'HANGUL SYLLABLE SSYAELGX',
             'CJK UNIFIED IDEOGRAPH-4E00', 'cjk unified ideograph-4E00', 'CJK UNIFIED IDEOGRAPH-4e00', 'CJK UNIFIED IDEOGRAPH-A000',
             'CJK UNIFIED IDEOGRAPH-04E00', '', 'LATIN SMALL LETTER', 'é', 'LATIN SMALL LETTER A ',
             'cuneiform sign a', 'NUSHU CHARACTER-1B170', 'TANGUT IDEOGRAPH-17000', 'PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRAKCET'):
    try:
        print(name, '=', ascii(unicodedata.lookup(name)))
    except KeyError as e:
        print('KeyError', e)
for char in '\0', '\x85', '\ue000', '\U000e0fff', '\ud800':
    try:
        print(unicodedata.name(char))
    except ValueError as e:
        print('ValueError', e)

print(
      ascii('\N{HANGUL SYLLABLE GA} \N{CUNEIFORM SIGN A} \N{grinning face} \N{LF} \N{CJK UNIFIED IDEOGRAPH-2EBF0}'))
for text in (r"'\N{LATIN SMALL LETTER A WITH MACRON AND GRAVE}'", r"'\N{hangul syllable ga}'", r"f'\N{TIBETAN MARK TSA -PHRU}'",
             r"'\N{nothing}'"):
    try:
        print(ascii(eval(text)))
    except SyntaxError as e:
        print(e.msg)
print('\uac00\u4e00\U0001b170\U00012000\ue000é'.encode('ascii', 'namereplace'))
print(ascii(rb'\N{THAI CHARACTER KO KAI}'.decode('unicode_escape')))
