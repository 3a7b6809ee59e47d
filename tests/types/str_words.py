# Text of every length around a machine word: case, white space, steps and hashes.
every = ''.join(map(chr, range(128)))
for n in list(range(20)) + [31, 32, 33, 63]:
    for start in (0, 32, 60, 90):
        s = every[start:start + n]
        assert s.lower() == ''.join(c.lower() for c in s), repr(s)
        assert s.upper() == ''.join(c.upper() for c in s), repr(s)
        assert s.swapcase() == ''.join(c.swapcase() for c in s), repr(s)
print(every.lower() == every.upper().lower(), len(every.swapcase()), 'Ärger STRASSE ß'.lower(), 'straße'.upper())
for space in ' \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2003':
    for word in ('a', 'abcdefg', 'abcdefgh', 'abcdefghi', 'x' * 40, '\x7f' * 9, '\x1b!' * 5, 'é' * 9, 'ж' * 9):
        text = space + word + space + space + word + 'z' + space
        assert text.split() == [word, word + 'z'], (space, word)
        assert text.split(None, 1) == [word, word + 'z' + space], (space, word)
        assert text.strip() == text[1:-1], (space, word)
print('\x00abc\x01defghijk\x02 \x03'.split(), '   '.split(), ''.split(), 'abcdefgh'.split())
print(' a  bb ccc '.split(), 'a\u00a0b\u2003c d'.split(), '\x1cword\x1f'.split())
for chars in ('', 'a', ',.', 'abcdef', 'é', 'ж', '\x00', None):
    print([t.strip(chars) for t in ('', 'a', 'abc,', ',.x.,', 'éaé', 'жaж', '\x00b\x00', 'aaaa')],
          'aaxaa'.lstrip(chars), 'aaxaa'.rstrip(chars))
for text in ('abcdefghij', 'éàü', 'жыщэ', '', 'a'):
    print([text[::k] for k in (1, 2, 3, -1, -2, 11, -11)], text[1:9:2], text[8:1:-3], text[5:2])
words = {'w' * n + chr(97 + n % 26) for n in range(20)}
print(sorted(words, key=len) == sorted(words), [w for w in {'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh', 'abcdefghi'}])
print([hash('x' * n) % 1000 for n in range(18)], [hash(bytes(range(n))) % 1000 for n in range(18)])
print([hash('é' * n) % 1000 for n in range(9)], [hash('ж' * n) % 1000 for n in range(9)])
