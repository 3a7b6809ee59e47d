# SPDX-License-Identifier: MIT
# Case mapping and character classes, Latin, Cyrillic, special casing.
WORDS = ['', 'abc', 'Abc Def', 'ПРИВЕТ мир', 'straße', 'ﬁx', 'ǅ', 'İi', 'ΑΣ Σ', "they're bill's", 'ёЁ', '123abc', 'a1B2', '\u00df', 'ŉ', 'x\u0301y', '日本']
for w in WORDS:
    print(repr(w), [w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold()])
CHARS = ['', 'a', 'Z', '5', '²', '½', '٣', 'Ⅷ', ' ', '\t', '\u00a0', '_', '-', 'Ж', 'ё', 'ª', 'ǅ', '\u200b', 'aB', 'a1', '12', 'Abc Def', 'ABC', 'A1', 'a b', '漢', '\n', '\x7f', '\ue000', '\u2028']
for c in CHARS:
    print(ascii(c), *[int(getattr(c, 'is' + n)()) for n in 'alpha digit decimal numeric alnum lower upper title space printable identifier ascii'.split()])
