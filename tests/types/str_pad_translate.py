# SPDX-License-Identifier: MIT
# center, ljust, rjust, zfill, expandtabs, translate, maketrans.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


for w in (0, 3, 4, 7, 8, -1):
    print(w, repr('abc'.center(w)), repr('abcd'.center(w, '*')), repr('ab'.ljust(w, '.')), repr('ab'.rjust(w)), '-5'.zfill(w), '+a'.zfill(w), 'ж'.center(w, 'ё'))
show('\'a\'.center(5, \'ab\')', lambda: ('a'.center(5, 'ab')))
show('\'a\'.center(\'x\')', lambda: 'a'.center('x'))
show('\'a\'.ljust(5, \'\')', lambda: ('a'.ljust(5, '')))
show('\'a\'.zfill(None)', lambda: 'a'.zfill(None))
show('\'a\\tb\'.expandtabs(), \'\\t|\'.expandtabs(4), \'ab\\tc\\td\'.expandtabs(2), \'a\\tb\'.expandtabs(0), \'x\\n\\ty\\r\\tz\'.expandtabs(3), \'a\\tb\'.expandtabs(tabsize=1), \'\\t\'.expandtabs(-3)', lambda: ('a\tb'.expandtabs(), '\t|'.expandtabs(4), 'ab\tc\td'.expandtabs(2), 'a\tb'.expandtabs(0), 'x\n\ty\r\tz'.expandtabs(3), 'a\tb'.expandtabs(tabsize=1), '\t'.expandtabs(-3)))
show('\'hello\'.translate({104: \'H\', 101: None, 108: 0x4c}), \'абв\'.translate({ord(\'а\'): \'a\', ord(\'б\'): \'bb\'})', lambda: ('hello'.translate({104: 'H', 101: None, 108: 0x4c}), 'абв'.translate({ord('а'): 'a', ord('б'): 'bb'})))
show('\'abc\'.translate(str.maketrans(\'ab\', \'xy\')), \'abc\'.translate(str.maketrans(\'a\', \'b\', \'c\')), \'abc\'.translate(str.maketrans({\'a\': \'1\', 98: \'two\', \'c\': None}))', lambda: ('abc'.translate(str.maketrans('ab', 'xy')), 'abc'.translate(str.maketrans('a', 'b', 'c')), 'abc'.translate(str.maketrans({'a': '1', 98: 'two', 'c': None}))))
show('str.maketrans(\'a\', \'bc\')', lambda: (str.maketrans('a', 'bc')))
show('str.maketrans({\'ab\': 1})', lambda: str.maketrans({'ab': 1}))
show('str.maketrans([1])', lambda: str.maketrans([1]))
show('str.maketrans(\'ab\', \'cd\', \'e\')', lambda: (str.maketrans('ab', 'cd', 'e')))
show('\'a\'.translate({97: -1})', lambda: 'a'.translate({97: -1}))
show('\'a\'.translate({97: []})', lambda: 'a'.translate({97: []}))
show('\'a\'.translate({97: 0x110000})', lambda: 'a'.translate({97: 0x110000}))
class T:
    def __getitem__(self, k):
        if k == 97: raise LookupError
        if k == 98: return 'BB'
        raise KeyError
show('\'abc\'.translate(T())', lambda: 'abc'.translate(T()))
show('\'abc\'.translate(5)', lambda: 'abc'.translate(5))
show('\'abcd\'.translate(\'x\' * 97 + \'QRST\')', lambda: 'abcd'.translate('x' * 97 + 'QRST'))
