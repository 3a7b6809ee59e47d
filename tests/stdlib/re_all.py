# Every public name of re: functions, Pattern, Match, flags, errors, bytes.
import copy
import re
import warnings


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


print(sorted(re.__all__))
for name in sorted(re.__all__):
    print(name, repr(getattr(re, name))[:60] if not callable(getattr(re, name)) else getattr(re, name).__name__)
print(re.error is re.PatternError, re.PatternError.__mro__)
print(list(re.RegexFlag), re.RegexFlag(0), re.RegexFlag(1 << 20 | 2), re.I | re.X, str(re.A), int(re.S), re.NOFLAG)

# ---- functions ----
print(re.match('b', 'abc'), re.search('b', 'abc'), re.fullmatch('abc', 'abc'), re.fullmatch('ab', 'abc'))
print(re.fullmatch('a|ab', 'ab').group(), re.match('a|ab', 'ab').group())
print(re.findall('[ab]', 'cabby'), re.findall('(a)(b)?', 'abac'), re.findall('(.)x', 'axbx'), re.findall('a*', 'baac'))
print([m.span() for m in re.finditer(r'\b|\d', 'a1 b')], type(re.finditer('a', 'a')).__name__)
print(re.split(r'[,;]\s*', 'a, b;c'), re.split('(-)|(=)', 'a-b=c'), re.split('x*', 'axbc'), re.split(',', 'a,b,c', maxsplit=1))
print(re.split(',', 'a,b', maxsplit=-1), re.compile(',').split('a,b,c', 1))
print(re.sub('a', 'X', 'banana'), re.sub('a', 'X', 'banana', count=2), re.subn('a', 'X', 'banana', count=0))
print(re.sub('x*', '-', 'abxd'), re.sub('', '-', 'ab'), re.sub('(a)|b', r'[\1]', 'abc'), re.sub('b', r'\\', 'abc'))
print(re.sub(r'(?P<w>\w+) (\w+)', r'\g<2> \g<w> \2\1 \g<0>', 'hello world'), repr(re.sub('a', r'\n\t\065', 'a')))
print(re.sub('[a-c]', lambda m: m.group().upper() * 2, 'abcd'), attempt(re.sub, 'a', lambda m: 1, 'xa'), re.sub('a', lambda m: None, 'bab'))
print(re.subn(b'a', b'x', b'banana'), re.sub(b'(a)n', rb'<\1>', b'banana'), re.findall(rb'\w', 'é1'.encode()))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(re.sub('a', 'b', 'aaa', 1), re.split(',', 'a,b,c', 1), re.subn('a', 'b', 'AA', 0, re.I))
    re.compile('[[a]'), re.compile('[a+--]'), re.compile('[a&&b]'), re.compile('[a||b]'), re.compile('[a~~b]')
    for w in caught:
        print(w.category.__name__, w.message, w.filename == __file__)
    warnings.simplefilter('ignore')
    print(attempt(re.sub, 'a', 'b', 'c', 1, count=1), attempt(re.sub, 'a', 'b', 'c', 1, 2, 3), attempt(re.split, 'a', 'b', 1, 2, 3))
    print(attempt(re.split, 'a', 'b', 1, maxsplit=1), attempt(re.subn, 'a', 'b', 'c', 1, 2, flags=2))
print(re.escape('a.b*c [x]-é\n#&~'), re.escape(b'\x00a.\xff'), re.escape(''), attempt(re.escape, 5))
print(re.purge(), re.compile('a') is re.compile('a'), re.compile(re.compile('a')) is re.compile('a'))
print(attempt(re.compile, re.compile('a'), re.I), attempt(re.compile, 5), attempt(re.compile, ['a']), attempt(re.match, None, 'a'))

# ---- Pattern ----
p = re.compile(r'(?P<year>\d{4})-(?P<month>\d\d)(x)?', re.I)
print(p, p.pattern, p.flags, p.groups, p.groupindex, dict(p.groupindex))
print(p == re.compile(p.pattern, re.I), p == re.compile(p.pattern), hash(p) == hash(re.compile(p.pattern, re.I)), p != 5, {p: 1}[p])
print(attempt(lambda: p < p), copy.copy(p) is p, copy.deepcopy(p) is p, bool(p), re.Pattern[str], re.Match[bytes])
print(re.compile('a', re.A | re.I | re.M | re.S | re.X), re.compile(b'a', re.L), re.compile('x' * 300), re.compile(b"it's"), re.compile('a', re.U))
print(attempt(re.Pattern), attempt(re.Match), attempt(setattr, p, 'flags', 1), attempt(getattr, p, 'nope'))
print(p.match('x2024-05', 1), p.match('2024-05', 1), p.search('2024-05', 0, 6), p.fullmatch('2024-05xx', 0, 8), p.findall('2024-05 1999-12x', 3))
print(p.search(string='2024-05', pos=0, endpos=99).endpos, p.search('2024-05', -5, 10 ** 18).pos, attempt(p.search, 'a', 0, 10 ** 30), attempt(p.search), attempt(p.search, 'a', 'b'))
print([m.group() for m in re.compile('a').finditer('aXaXa', 1, 4)], p.sub('D', '2024-05.'), p.subn('D', '2024-05.', 1), p.split('a2024-05b'))
print(re.compile('^b').search('ab', 1), re.compile(r'\bb').search('ab', 1), re.compile('(?<=a)b').search('ab', 1), re.compile('a$').search('ab', 0, 1))
s = re.compile('a|b').scanner('abxa')
print(s.match(), s.match(), s.match(), s.match(), s.pattern)
s = re.compile('a|b').scanner('abxa', 1)
print(s.search(), s.search(), s.search(), s.search())
print(attempt(p.match, 5), attempt(p.match, b'2024'), attempt(re.compile(b'a').match, 'a'), attempt(re.search, 'a', None))
print(re.search(b'a', bytearray(b'xa')), re.search(b'a', memoryview(b'xa')).group(), re.sub(b'a', b'b', bytearray(b'xa')))
print(re.findall('é', 'éaé'), re.findall('€', 'é€😀€'), re.findall('😀', 'a😀'), re.search('€', 'abc'), re.search('[€é]', 'abé'), re.search('[^€]', 'abé'))

# ---- Match ----
m = p.search('on 2024-05, y')
print(m, m.group(), m.group(0), m.group(1, 'month'), m['year'], m[2], m[3], m.groups(), m.groups('-'), m.groupdict(), m.groups(default=1))
print(m.start(), m.end(), m.span(), m.start('month'), m.end(2), m.span(3), m.regs, m.lastindex, m.lastgroup, m.pos, m.endpos, m.string, m.re is p)
print(m.expand(r'\g<month>/\1 [\3]\n'), m.expand('plain'), attempt(m.expand, r'\9'), attempt(m.expand, r'\g<no>'), bool(m), copy.copy(m) is m, copy.deepcopy(m) is m)
for call in m.group, m.start, m.end, m.span, m.__getitem__:
    print(attempt(call, 4), attempt(call, 'nope'), attempt(call, -1), attempt(call, 1.5))
print(attempt(m.group, 1, 99), attempt(setattr, m, 'string', 1), m.groupdict(default='?'), attempt(len, m), attempt(iter, m))
for pattern, text in [('(a)(b)', 'ab'), ('((ab))', 'ab'), ('(a)(b)?', 'a'), ('(?:(a)|(b))*', 'aba'), ('(a(b)?)+', 'aba'), ('a', 'a'),
                      ('(?P<x>a)|b', 'b'), ('(?=(abc))(a)', 'abc'), ('(a)(?P<e>b?)', 'a')]:
    m = re.match(pattern, text)
    print(pattern, m.groups(), m.lastindex, m.lastgroup)

# ---- errors ----
try:
    re.compile('a\nb(')
except re.error as error:
    print(error, error.msg, repr(error.pattern), error.pos, error.lineno, error.colno, error.args)
error = re.error('text')
print(error, error.msg, error.pattern, error.pos, error.lineno, error.colno, re.error('m', b'a\nb', 2), re.error('m', 'ab', 1))
for pattern in ['(', ')', 'a)', '[', '[a', '[]', '[^]', '*', 'a**', 'a{2}{3}', '^*', 'a|*', '(?', '(?P', '(?P<', '(?P<n', '(?P<n>', '(?P<1>a)', '(?P<n>a)(?P<n>b)',
                '(?P=n)', '(?P=', '(?Px)', '(?P>n)', '(?<n>a)', '(?<', '(?z)', '(?#', '(?i', '(?i-', '(?i-:', '(?-i)', '(?-', '(?iz)', '(?i-z:)', '(?au)', '(?-u:a)', '(?i-i:a)',
                'a(?i)', '(?L)', '(?(1)a)', '(?(0)a)', '(?(n)a)', '(?(1', '(a)(?(1)a|b|c)', '(?()a)', r'\1', r'(\1)', r'(a)\2', '\\', r'\x', r'\x1', r'\u12', r'\U0011ffff',
                r'\q', r'\N', r'\N{', r'\N{no such}', r'\400', r'[\400]', r'[\q]', r'[z-a]', r'[a-\d]', r'[\w-a]', 'a{3,2}', 'a{99999999999}', '(?<=a*)', '(?<!a|bc)',
                '(?<=(a)\\1)', '(?<=a(?(1)b))', '(?P<é>a)', '(?P<a b>)', '[a-', 'x{', 'x{,', 'x{1', 'x{1,', '{', '{}', 'x{}', r'\8', '(?:a', '(?=a', '(?>a', '(?i:a', '[[:alpha:]', '(?!', '(?(a b)x)']:
    print(ascii(pattern), attempt(lambda: re.compile(pattern) and 'fine'))
for pattern in [b'(', rb'\u1234', rb'\N{DIGIT ONE}', b'(?u)a', b'(?P<\xe9>a)', b'\xff**', b'(?L)a', b'(?La)', b'(?a-L:a)']:
    print(pattern, attempt(lambda: re.compile(pattern) and 'fine'))
print(attempt(re.compile, 'a', re.L), attempt(re.compile, 'a', re.A | re.U), attempt(re.compile, b'a', re.U), attempt(re.compile, b'a', re.L | re.A))
for template in ['\\', r'\g', r'\g<', r'\g<>', r'\g<1', r'\g<2>', r'\2', r'\q', r'\g<n>', r'\g<1x>', r'\g<-1>', r'\400', r'\g<é>', r'\18', r'\g<01>', r'\0', r'\&', r'\x']:
    print(ascii(template), ascii(attempt(re.sub, '(a)', template, 'a')))

# ---- Scanner ----
scanner = re.Scanner([(r'\d+', lambda s, token: int(token)), (r'[a-z](\w)*', lambda s, token: (token, s.match.span())), (r'\s+', None), ('[+*]', 'op')])
print(scanner.scan('a1 + 23*b ?rest'))


class Text(str):
    pass


m = re.match('(a)', Text('ab'))
print(type(m.group()), type(m.string), type(re.sub('b', 'c', Text('ab'))), re.match(Text('a'), 'a').re.pattern.__class__)
