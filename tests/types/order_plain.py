# Order and equality of tuples and texts, keys that are tuples, sorting by them.
import random

nan = float('nan')
values = [(), (1,), (1, 2), (1, 'a'), (1, 2.0), (1.0, 2), (True, 2), (nan, 1), (nan, 2), (float('nan'), 1), (2 ** 70, 1),
          ('a', 1), ('a', 1, 0), ('é', 1), ('€', 0), (-0.0, 1), (0.0, 1), ((1, 2), 3), ((1, 3), 2), (None, 1)]
for a in values:
    row = []
    for b in values:
        text = str(int(a == b)) + str(int(a != b))
        for compare in (lambda: a < b, lambda: a <= b, lambda: a > b, lambda: a >= b):
            try:
                text += str(int(compare()))
            except TypeError:
                text += 'E'
        row.append(text)
    print(*row)
table = {v: i for i, v in enumerate(values)}
print(len(table), [table.get(v) for v in values], table.get((1.0, 2.0)), table.get((1, 2, 3)), (1, 'a') in table)

random.seed(5)
for alphabet in ('ab', 'abcdefgh', 'a\x00b', 'aé', 'aé€', 'a😀'):
    texts = [''.join(random.choice(alphabet) for _ in range(random.choice((0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 30))))
             for _ in range(200)]
    by_code = [''.join(map(chr, codes)) for codes in sorted([ord(c) for c in s] for s in texts)]
    print(sorted(texts) == by_code, sorted(texts, reverse=True) == by_code[::-1],
          sorted(texts, key=lambda s: (s[:3], len(s)))[:4])
    print(sum(a < b for a in texts for b in texts[:40]), sum(a == b for a in texts for b in texts[:40]))
    pairs = sorted((s[:2], i % 3, -i) for i, s in enumerate(texts))
    print(all(a <= b for a, b in zip(pairs, pairs[1:])), pairs[0], pairs[-1])

# Texts of floats and floats of texts.
for x in (0.1, 0.1 + 0.2, 1 / 3, 2 / 3, 1e-9, 1e-10, 1.5e-7, 123456789.123456789, 9007199254740993.0, 999999999999999.9,
          1e15, 1e16, 1e17, 5e-324, 2.2250738585072014e-308, 0.30000000000000004, 4.35, 2.675, 0.5, 1 - 2 ** -53,
          1 + 2 ** -52, 2 ** -20, 2 ** -30 * 3, 99999999999999.98, 0.000123456789012345678, 1e22, 1e23, 72057594037927945.0):
    print(x, -x, f'{x}', [x])
total = 0
for i in range(4000):
    x = random.choice((random.random(), random.uniform(-1e6, 1e6), random.random() * 10.0 ** random.randint(-12, 17)))
    s = repr(x)
    total += len(s)
    assert float(s) == x and float(' ' + s + ' ') == x, s
print(total)
for s in ('0', '-0', '.5', '5.', '-.5', '+1.5', '1_0.5', '123456789012345', '1234567890123456', '0.123456789012345',
          '00000000000000000001.5', '.', '-', '', '1..2', '1.5.', '1e5', '0x1', '1,5', '-inf', 'nan', '\u0661.\u0665'):
    try:
        print(repr(float(s)))
    except ValueError as e:
        print(e)

# Formatting and splitting of short texts.
print('{}|{}|{:>5}|{!r:>6}|{:04}|{{}}|{}'.format('a', 5, 'b', 'c', True, 2 ** 70), '{}é{}€{}'.format('ü', -1, '😀'))
print('{:}{}'.format('', ''), '{0}{0:}'.format('xy'), '{a}{b[0]}{c.real}'.format(a='1', b=['2'], c=3))
for s in ('a b  c', '', ' ', '  ', 'abcdefgh ijklmnop q', 'no', '\x7f \x80 \xff', 'é è', '€ €', 'x' * 30 + ' ' + 'y' * 9):
    print(s.split(' '), s.split(' ', 1), s.split('c'), s.split('\xff'), '-'.join(s.split(' ')), 'é'.join(s), '€€'.join(s)[:9])
