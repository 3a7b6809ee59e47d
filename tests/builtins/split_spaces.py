"""Splitting at white space: every kind of it, words of every length, limits."""
spaces = [chr(i) for i in range(0x3100) if chr(i).isspace()]
print([hex(ord(c)) for c in spaces])
for c in map(chr, range(256)):
    s = f'{c}ab{c}{c}cdefghijklmnop{c}q'
    print(ord(c), len(s.split()), len(s.split(None, 1)), end='; ')
print()
for n in range(20):
    for pre in ('', ' ', '\t\n'):
        text = pre + ' '.join('x' * k for k in range(n))
        parts = text.split()
        assert parts == ['x' * k for k in range(1, n)], (text, parts)
        for limit in (-1, 0, 1, 2, 5, 100):
            a, b = text.split(None, limit), (text + '\u3000').split(None, limit)
            assert [w.rstrip('\u3000') for w in b] == a or limit >= 0, (text, limit)
            assert ' '.join(a).split() == parts
print('a b  c '.split(None, 0), 'a b  c '.split(None, 1), ' a b  c '.split(None, 2), ' '.split(None, 0), ''.split(), '   '.split())
print('слово за  словом\u2003и ещё'.split(), 'caf\xe9 \xa0au\x85lait'.split(), 'a\x1cb\x1dc\x1ed\x1fe\x0bf'.split())
word = 'word'
print(word.split()[0] is word, 'a' * 100 == ('a' * 100 + ' ').split()[0], ('b' * 7 + '\0' + 'c' * 9 + ' d').split())
print([w for w in ('x' * 8 + '\t' + 'y' * 16 + '\n' + 'z' * 7).split()])
