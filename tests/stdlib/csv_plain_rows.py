# Rows without anything to quote and rows that have it, mixed: both ways of reading and of writing agree.
import csv
import io


class Text(str):
    def __str__(self):
        return 'never'


class Odd:
    def __str__(self):
        return 'odd, "quoted"'


rows = [[], [''], [None], ['', ''], [1, 2.5, 'x'], [' '], ['a', ' '], [' a '], ['a,b', 'c'], ['say "hi"'], ['two\nlines'], ['\r'], ['a', None, 'b'],
        [True, 10 ** 30, b'x'], [Text('as it is')], [Odd()], ('tuple', 1), 'str', range(3), {'k': 1}, (c for c in 'gen'), ['é', 'ж'],
        [Exception('e')], ['-1', '+2'], ["'"], ['\\'], ['\t']]
rows = [list(r) if not isinstance(r, str) else r for r in rows]
for options in ({}, {'delimiter': ';'}, {'delimiter': ' '}, {'lineterminator': '\n'}, {'lineterminator': '|'}, {'quoting': csv.QUOTE_ALL},
                {'quoting': csv.QUOTE_NONNUMERIC}, {'quoting': csv.QUOTE_STRINGS}, {'quoting': csv.QUOTE_NOTNULL},
                {'quoting': csv.QUOTE_NONE, 'escapechar': '\\'}, {'quotechar': "'"}, {'escapechar': '\\', 'doublequote': False},
                {'delimiter': '\t', 'skipinitialspace': True}, {'dialect': 'unix'}, {'dialect': 'excel-tab'}):
    f = io.StringIO()
    w = csv.writer(f, **options)
    lengths = []
    for row in rows:
        try:
            lengths.append(w.writerow(row))
        except csv.Error as e:
            lengths.append(str(e))
    print(options, lengths)
    print(ascii(f.getvalue()))
    try:
        print(list(csv.reader(io.StringIO(f.getvalue(), newline=''), **options)) == [list(map(str, r)) for r in rows])
    except (csv.Error, ValueError) as e:
        print(type(e).__name__, e)

for lines in (['a,b\n', 'c,d\r\n', 'e\r', '\n', '', 'f'], ['a,"b\n', 'c",d\n', 'e,f\n'], ['a\rb\n'], ['a\n\n'], ['x\r\n\r\n'], ['"a"b,c'], ['a"b,c'],
              ['a\n', 5], [b'a'], ['"open'], [','], [' a, b']):
    r = csv.reader(iter(lines))
    got = []
    while True:
        try:
            got.append((next(r), r.line_num))
        except StopIteration:
            break
        except csv.Error as e:
            got.append((str(e), r.line_num))
            break
    print(got)
old = csv.field_size_limit(3)
for line in ('abc,de', 'abcd,e', '"abcd"'):
    try:
        print(list(csv.reader([line])))
    except csv.Error as e:
        print(e)
csv.field_size_limit(old)
print(csv.reader([]).dialect.delimiter, csv.writer(io.StringIO()).dialect.quoting, csv.reader([], dialect=None).dialect.strict)
print(list(csv.DictReader(['a,b\n', '1,2\n', '\n', '3\n', '4,5,6\n'])))
