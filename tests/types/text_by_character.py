# replace, count and translate of single characters; round and the bases of ints, whose short ways must agree with the long ones.
for s in ('', 'a', 'banana', 'b' * 7 + 'a' * 9, 'a' * 100, 'naïve', 'жаба', 'a\U0001f600a'):
    print([s.replace('a', 'b', n) == s.replace('a', 'bb', n).replace('bb', 'b') or (s, n) for n in (-1, 0, 1, 2, 50)],
          [s.replace('a', x) for x in ('o', '', 'oo', 'é')], s.replace('é', 'e'), s.replace('z', 'y') == s)
    print([s.count(c) for c in ('a', 'b', 'ж', 'ï', '\U0001f600', 'aa', '')], s.count('a', 2), s.count('a', -4, -1), s.count('a', 5, 2))
print(('x' * 33 + 'y').count('x'), bytes(range(256)).decode('latin-1').count('\x80'), ('\x80\x01\x00' * 9).count('\x00'))

tables = [str.maketrans('abc', 'xyz'), str.maketrans('', '', 'an'), {97: 'AA', 98: None}, {97: 'ж', 110: 0x1f600}, {98: 66, 97: 300},
          {97: '', 110: 'é'}, {}, {97: True}, ['zero'], {97: 97}]
for table in tables:
    print([s.translate(table) for s in ('', 'banana', 'cab\x7f', 'ünan')])
for bad in ({97: 1.5}, {97: -1}, {97: 0x110000}, {97: b'x'}, 5):
    try:
        print('banana'.translate(bad))
    except Exception as e:
        print(type(e).__name__, e)


class Key:
    def __hash__(self):
        return 97

    def __eq__(self, other):
        print('asked', other)
        if other == 97:
            raise KeyError('mine')
        return False


try:
    print('aba'.translate({Key(): 'x'}))
except Exception as e:
    print(type(e).__name__, e)


class Table:
    def __getitem__(self, c):
        print('get', c)
        if c == 98:
            raise LookupError
        return c + 1


print('abab'.translate(Table()))


class Defaults(dict):
    def __missing__(self, c):
        return chr(c).upper()


print('abc'.translate(Defaults({98: None})))

for x in (2.675, 0.5, 1.5, 2.5, 1e-9, 1e15 + 0.5, 123456789.987654321, 0.1 + 0.2, 5e-324, 1e22, 2 ** 53 + 2.0, 0.045, 1.005, 9.995, 999999.9999995):
    print([round(x, n) for n in (0, 1, 2, 3, 10, 15, 16, 20)], [round(-x, n) for n in (0, 2, -2)], round(x))
for n in (0, 1, -1, 7, 8, -255, 2 ** 61, -2 ** 62, 2 ** 62, 2 ** 63, -2 ** 64, 3 ** 50, True):
    print(bin(n), oct(n), hex(n), f'{n:b} {n:#o} {n:X} {n:_x}')


class Longer:
    def __getitem__(self, c):
        print('get', c)
        return 'long' if c == 98 else c


print('aabba'.translate(Longer()))
