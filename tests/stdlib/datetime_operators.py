# Operators, hashes, texts and constructors of datetime's classes: what is done in one step and what is not agree.
import pickle
import random
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Day(date):
    pass


class Moment(datetime):
    def isoformat(self, sep='T'):
        return f'moment{sep}'


class Span(timedelta):
    def __neg__(self):
        return 'own'


class Odd(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=1 if dt is None or dt.fold else 2)


class Swap(timedelta):
    def __radd__(self, other):
        return 'reflected'


utc, east, odd = timezone.utc, timezone(timedelta(hours=5, minutes=30), 'east'), timezone(timedelta(seconds=-3661, microseconds=5))
days = [date(2024, 2, 29), date.min, date.max, Day(2023, 1, 1), date(1969, 12, 31)]
moments = [datetime(2024, 2, 29, 23, 59, 59, 999999), datetime.min, datetime.max, datetime(1970, 1, 1, tzinfo=utc), datetime(2000, 1, 1, 5, 30, tzinfo=east),
           datetime(2001, 2, 3, 4, 5, 6, 7, odd), datetime(2010, 1, 1, 1, tzinfo=Odd(), fold=1), Moment(2012, 3, 4), datetime(2020, 1, 1, fold=1)]
spans = [timedelta(0), timedelta(1), timedelta(-1, 5, 7), timedelta(microseconds=1), timedelta.max, timedelta.min, timedelta(123456, 7, 8), Span(2, 3), Swap(1),
         timedelta(days=100000), timedelta(days=-100001)]
others = [0, 1, -3, True, 2 ** 40, 2 ** 70, 2.5, -0.0, float('nan'), None, 'x', time(1)]


def show(value):
    return f'{type(value).__name__}:{value}' if not isinstance(value, (datetime, Span)) else repr(value)


def attempt(what, *args):
    try:
        return show(what(*args))
    except Exception as e:
        return f'{type(e).__name__} {e}'


operators = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b, '//': lambda a, b: a // b,
             '%': lambda a, b: a % b, 'divmod': divmod, '**': lambda a, b: a ** b}
for i, a in enumerate(days + moments):
    for b in (days + moments + spans + others[:2])[i % 3::3]:
        for name in '+-':
            print(name, repr(a), repr(b), attempt(operators[name], a, b), attempt(operators[name], b, a))
for i, a in enumerate(spans):
    for b in (spans + others)[i % 4::4]:
        print(repr(a), repr(b), [attempt(f, a, b) for f in operators.values()], [attempt(f, b, a) for f in operators.values()])
    print(attempt(lambda: -a), attempt(lambda: +a), attempt(lambda: abs(a)), bool(a), hash(a) == hash((a.days, a.seconds, a.microseconds)), hash(a))
d = days[0]
d += timedelta(1)
d -= timedelta(days=1, seconds=86399)
print(d, date.__add__(moments[0], spans[1]), date.__sub__(moments[0], spans[1]), date.__radd__(d, spans[1]), attempt(date.__rsub__, d, days[1]),
      timedelta.__rsub__(spans[1], spans[2]), timedelta.__rtruediv__(spans[1], spans[2]), timedelta.__mul__(spans[1], 'x'), timedelta.__add__(spans[1], 1))

table = {}
for value in days + moments + spans[:4] + [time(1, 2, 3, 4), time(1, tzinfo=utc), time(1, tzinfo=east), time(5, fold=1), utc, east]:
    table[value] = repr(value)
    print(repr(value), hash(value), table[pickle.loads(pickle.dumps(value))] if not isinstance(getattr(value, 'tzinfo', None), Odd) else '')
print(hash(Odd()) == 0, datetime(2000, 1, 1, 5, 30, tzinfo=east) == datetime(2000, 1, 1, tzinfo=utc), hash(datetime(2000, 1, 1, 5, 30, tzinfo=east)) == hash(datetime(2000, 1, 1, tzinfo=utc)))

clocks = [time(), time(1), time(1, 2, 3, 4), time(1, tzinfo=utc), time(2, tzinfo=east), time(23, 59, 59, 999999), time(1, fold=1)]
for a in clocks:
    print(a, a.isoformat(), [attempt(a.isoformat, s) for s in ('hours', 'milliseconds', 'x', 5)], repr(a))
    for b in clocks[::2] + [None]:
        print([attempt(f, a, b) for f in (lambda a, b: a == b, lambda a, b: a != b, lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b, lambda a, b: a >= b)], end=' ')
    print()

for m in moments:
    print(str(m), m.isoformat(), attempt(m.isoformat, ' '), attempt(m.isoformat, '\u20ac'), attempt(m.isoformat, 'ab'), attempt(m.isoformat, 5),
          [attempt(datetime.isoformat, m, 'x', s) for s in ('auto', 'minutes', 'microseconds', 'y', 1)])
    print(m.date(), repr(m.time()), repr(m.timetz()), m.weekday(), m.isoweekday(), m.toordinal(), m.isocalendar(), attempt(m.replace, 2021), attempt(lambda: m.replace(tzinfo=1)),
          repr(datetime.combine(m, m.timetz())), attempt(datetime.combine, m.date(), clocks[3], east), attempt(Moment.combine, d, clocks[2]))
    if m.tzinfo:
        print(m.timestamp())
for d in days:
    print(str(d), d.isoformat(), d.weekday(), d.isoweekday(), d.toordinal(), tuple(d.isocalendar()), attempt(d.replace, 2021, 2), attempt(lambda: d.replace(month=13)),
          attempt(lambda: d.replace(day=True)), attempt(lambda: d.replace(hour=1)))

for cls in (date, datetime, Day, Moment):
    for n in (1, 719163, 3652059, 3652060, 0, -5, True, 2 ** 40, 1.5, 'x'):
        print(attempt(cls.fromordinal, n), end=' ')
    for s in ('2024-02-29', '2023-02-29', '20240229', '2024-W09-4', '2024-02-29T01:02:03Z', '2024-02-29T01:02:03+00:00', '2024-02-29T01:02:03.000004+00:00',
              '2024-02-29T01:02:03-00:00', '2024-02-29T01:02:03+05:30', '2024-02-29T25:02:03Z', '2024-02-29Z', 'Z', '2024-02-29T01:02Z', '2024-02-2\u0669', 5, b'2024-02-29'):
        print(attempt(cls.fromisoformat, s), end=' ')
    print()
print(datetime.fromisoformat('2024-02-29T01:02:03Z').tzinfo is utc, datetime.fromisoformat('2024-02-29T01:02:03+00:00').tzinfo is utc)
for stamp in (0, 1e9, 1700000000.9999996, -1.5, 0.5e-6, 1.5e-6, 2.5e-6, 1e11, -6e10, -7e10, 3e11, 1e300, float('inf'), True, 2 ** 70, '1'):
    print(stamp, attempt(datetime.fromtimestamp, stamp, utc), attempt(datetime.fromtimestamp, stamp, east), attempt(Moment.fromtimestamp, stamp, utc))
print(attempt(datetime.fromtimestamp, 0, 5), attempt(date.fromtimestamp, None), attempt(date.fromtimestamp, 'x'), type(Day.today()).__name__, type(Moment.now(utc)).__name__)

for cls, least, most in ((date, 3, 3), (datetime, 3, 8), (time, 0, 4), (Day, 3, 3)):
    for n in range(least, most + 1):
        print(attempt(cls, *([2024, 2, 3, 4, 5, 6, 7][:n] if least else [1, 2, 3, 4][:n])), attempt(cls, *[10] * n), attempt(cls, *[-1] * n), attempt(cls, *[2 ** 33] * n))
rng = random.Random(7)
total = 0
for _ in range(2000):
    n, us = rng.randint(1, 3652059), rng.randint(0, 86399999999)
    d = date.fromordinal(n)
    m = datetime(d.year, d.month, d.day) + timedelta(microseconds=us)
    assert d.toordinal() == n and m - datetime.min == timedelta(n - 1, us // 1000000, us % 1000000) and m.date() == d and d + timedelta(1) - d == timedelta(1) if n < 3652059 else 1
    assert date.fromisoformat(str(d)) == d and datetime.fromisoformat(str(m)) == m
    total += hash(d) ^ hash(m) ^ d.isocalendar()[1]
print(total)
