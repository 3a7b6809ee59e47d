# The syntax of regular expressions, piece by piece: what each matches, also beside Unicode.
import random
import re

TEXTS = ['', 'a', 'ab', 'aab', 'ABab', 'a b', 'a\nb', 'ab\n', '\n', 'éab', 'x1_', 'é\u212ak', 'ß\u1e9e', '\xa0\x1c\u2028', '٣²']


def show(pattern, *texts, flags=0):
    compiled = re.compile(pattern, flags)
    found = []
    for text in texts or TEXTS:
        match = compiled.search(text)
        found.append('-' if match is None else ','.join('%d:%d' % span for span in match.regs))
    print(ascii(pattern), int(flags), compiled.flags, ' '.join(found))


for pattern in ['.', 'a.b', '^', '$', '^a', 'b$', r'\Aa', r'b\Z', r'\bb', r'\Bb', r'\b', r'\B', r'\d', r'\D', r'\s', r'\S', r'\w', r'\W', '[^a]', '[a-z]', r'[\W\d]', r'[^\s]',
                r'[^\w\n]', '[]a]', '[^]]', '[a-]', '[-a]', r'[\]\\]', r'[\b]', r'\x61', r'\u0061', r'\141', r'\0', r'\N{LATIN SMALL LETTER A}', '[[]', 'k', 'ss', '[K]', 'İ', 'ı', 'i', 'µ']:
    for flags in 0, re.M, re.S, re.A, re.I, re.I | re.A, re.M | re.S:
        show(pattern, flags=flags)
for pattern in ['a*', 'a+', 'a?', 'a*?', 'a+?b', 'a??b', 'a{2}', 'a{1,}b', 'a{,1}b', 'a{1,2}?', 'a*+b', 'a*+a', 'a?+a', '(?:ab){1,2}', '(a|ab)(b?)', '(a*)*', '(a|b)*', '(?:a|(b))+',
                '(?=a)a', '(?!a).', '(?<=a)b', '(?<!a)b', '(?<=a|b)b', '(?>a|ab)b', '(?>a*)b', '(a)?(?(1)b|$)', '(?P<q>a)(?P=q)', r'(a)\1', '(?i:A)b', '(?i)B', '(?s:.)b', '(?m:^)b',
                '(?-i:a)', '(?a:\\w)', '(?ai:K)', '(?x: a  b # c\n)', '(?#comment)a', '(?:)', '()', 'a||b', '|a', '(?i:(?-i:a)b)', 'x{,2}{', 'a{b', '(?=(a))b|(a)', '\\\n', '(?u:é)', '(?x)a  #']:
    show(pattern)
    if not pattern.startswith('(?x'):
        show(pattern, flags=re.I)
show(r''' (?P<number> \d+ (?: \. \d* )? )   # digits
          \  [ #] \#                      ''', '3.14  #', '5 ##', flags=re.X)
for a, b in ('k', '\u212a'), ('s', 'ſ'), ('ss', 'ß'), ('ß', 'ẞ'), ('å', 'Å'), ('i', 'İ'), ('ı', 'I'), ('σ', 'ς'), ('µ', 'μ'), ('ﬅ', 'ﬆ'), ('ΐ', 'ΐ'), ('ж', 'Ж'), ('ÿ', 'Ÿ'), ('é', 'É'):
    for pattern in a, f'[{a}]', f'[^{a}]', f'[{a[0]}-{a[0]}x]':
        for flags in re.I, re.I | re.A:
            print(ascii(pattern), ascii(b), [bool(re.fullmatch(pattern, text, flags)) for text in (a, b, a.upper(), a + '€', b + '😀')],
                  [bool(re.search(pattern, text, flags)) for text in (b + '€', '€' + a, b + '😀')])
print(re.findall('[𐐀-𐐂]', '𐐨𐐁𐐪𐐫', re.I), re.findall('𐐀', '𐐨𐐁', re.I))
words = [c for c in map(chr, range(0x250)) if re.match(r'\w', c)]
print(words == [c for c in map(chr, range(0x250)) if c.isalnum() or c == '_'], ''.join(words).encode('unicode_escape')[:60])
print([hex(c) for c in range(0x3100) if re.match(r'\s', chr(c))], [hex(c) for c in range(0x3100) if re.match(r'\s', chr(c) + '😀')] == [hex(c) for c in range(0x3100) if chr(c).isspace()])
print([c for c in range(256) if re.match(rb'\w', bytes([c]))] == [c for c in range(128) if chr(c).isalnum() or c == 95], re.findall(rb'(?i)\xe9', b'\xc9\xe9'))
print(re.findall('\ud800', 'a\ud800b'), re.findall('[\ud800-\udfff]', 'a\udc80b'), re.sub('\udc80', '?', 'x\udc80'))
print(re.match('a{70000}', 'a' * 70001).end(), re.match('a{,70000}', 'a' * 70001).end(), re.match('[ab]{65536,}?', 'a' * 70001).end(), re.match('a{66000,}+', 'a' * 66001).end())
many = '|'.join('w%dx' % i for i in range(9000))
print(re.fullmatch(many, 'w8999x').span(), re.search('(?:abc){20000}', 'abc' * 20000).end(), re.search('(' * 60 + 'a' + ')' * 60, 'a').lastindex)
print(re.match('(?:a|b)*c', 'ab' * 100000 + 'c').end(), re.match('(?:(a)|b)*?c', 'ab' * 100000 + 'c').regs, re.search('(x+x+)+y', 'x' * 14))

# Random patterns.
PIECES = ['a', 'b', 'c', 'A', '.', r'\w', r'\d', r'\s', r'\b', r'\B', '^', '$', '[ab]', '[^a]', '(a', '(b', '(?:', '|', '|', ')', ')', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}',
          '(?=', '(?!', '(?<=a)', '(?<!b)', '(?i:', r'\1', r'\2', '(?(1)', 'a*', 'b?', '(?>', '*+', '(?s:', '(?m:', '\n', 'é', '(a*)', '(b|c)', '(a|ab)', 'K', 'ß', '(?P<n>', '[', '{', '(?-', 'x{,']
choose = random.Random(7)
for i in range(500):
    pattern = ''.join(choose.choice(PIECES) for _ in range(choose.randrange(1, 9)))
    if i % 4:
        pattern += ')' * (pattern.count('(') - pattern.count(')'))
    flags = choose.choice([0, 0, re.I, re.M, re.S, re.X, re.A])
    try:
        compiled = re.compile(pattern, flags)
    except Exception as error:
        print(i, ascii(pattern), type(error).__name__, ascii(str(error)))
        continue
    for text in choose.sample(TEXTS, 2):
        match, whole = compiled.search(text), compiled.fullmatch(text)
        print(i, ascii(pattern), match and (match.regs, match.lastindex), whole and whole.regs, ascii(compiled.findall(text)), ascii(compiled.split(text)))
