# What has a short way in datetime agrees with what has none: local time around changes of the clock, ISO texts, subclasses, fields.
import os
import time
from datetime import date, datetime, time as clock, timedelta, timezone, tzinfo


class Mine(datetime):
    pass


for zone in ('UTC', 'CET-1CEST,M3.5.0,M10.5.0/3', 'EST5EDT,M3.2.0,M11.1.0', 'IST-5:30', 'LHST-10:30LHDT-11,M10.1.0,M4.1.0'):
    os.environ['TZ'] = zone
    time.tzset()
    for base in (0, 1711846800, 1729990800, 1730000000, 1730613600, -1000000000, 4102444800, 1712415600, 1728142200):
        for step in (-7200, -3600, -1800, -1, 0, 1, 1800, 3600, 7200):
            a, b = datetime.fromtimestamp(base + step), Mine.fromtimestamp(base + step)
            if a != b or a.fold != b.fold or type(b) is not Mine:
                print('differ', zone, a, b)
    print(zone, [(str(datetime.fromtimestamp(s)), datetime.fromtimestamp(s).fold) for s in (1729990800, 1729987200, 1729994400, 1730613600, 1730610000)],
          datetime.fromtimestamp(1.9999996), datetime.fromtimestamp(-0.5))
os.environ['TZ'] = 'UTC'
time.tzset()
for bad in (1e18, -1e14, 2 ** 70, 'x', None, float('nan')):
    try:
        print(datetime.fromtimestamp(bad))
    except Exception as e:
        print(type(e).__name__, e)

for text in ('2024-01-02', '2024-01-02T03:04:05', '2024-01-02 03:04:05.678901', '2024-01-02x03:04:05,678901', '2024-02-30', '2024-13-01T00:00:00',
             '0000-01-01', '2024-01-02T24:00:00', '2024-01-02T23:60:00', '2024/01/02', '2024-01-02T03-04-05', '2024-01-02T03:04:05Z',
             '2024-01-02T03:04:05+01:00', '20240102T030405', '2024-W01-2', '2024-01-02T03:04', '２024-01-02', '2024-01-02T03:04:05.6789', '', '2024-1-2'):
    for cls in (datetime, date, Mine):
        try:
            print(repr(cls.fromisoformat(text)), end=' ')
        except Exception as e:
            print(type(e).__name__, e, end=' ')
    print()

for args in ((2024, 2, 29), (2023, 2, 29), (1900, 2, 29), (2000, 2, 29), (0, 1, 1), (10000, 1, 1), (2024, 0, 1), (2024, 1, 32), (True, 1, 1),
             (2024.0, 1, 1), ('2024', 1, 1), (2 ** 31, 1, 1), (-2 ** 31 - 1, 1, 1), (2 ** 70, 1, 1), (2024, 1, 1, 24), (2024, 1, 1, 0, 60),
             (2024, 1, 1, 0, 0, 60), (2024, 1, 1, 0, 0, 0, 10 ** 6), (2024, 1, 1, 0, 0, 0, 0, 5), (2024, 1, 1, 25, 0, 0, 0, 5), (1, 2)):
    for cls in (datetime, date):
        try:
            print(repr(cls(*args)), end=' ')
        except Exception as e:
            print(type(e).__name__, e, end=' ')
    print()
for kw in ({'fold': 1}, {'fold': 2}, {'tzinfo': timezone.utc}, {'tzinfo': 1}, {'hour': 1.5}):
    try:
        d = datetime(2024, 1, 2, **kw)
        print(repr(d), d.fold, d.tzinfo)
    except Exception as e:
        print(type(e).__name__, e)

for args in ({}, {'days': 1}, {'days': -1, 'seconds': 1}, {'weeks': 3, 'hours': -5, 'minutes': 7, 'milliseconds': 9, 'microseconds': 11},
             {'days': 999999999}, {'days': 10 ** 9}, {'days': -10 ** 9}, {'days': 10 ** 12}, {'days': 10 ** 30}, {'microseconds': 10 ** 30},
             {'microseconds': -10 ** 20}, {'days': 1.5}, {'seconds': 0.1}, {'days': True}, {'hours': '1'}, {'weeks': 2 ** 61}):
    try:
        d = timedelta(**args)
        print(repr(d), d.total_seconds(), -d if d.days < 999999999 else '')
    except Exception as e:
        print(type(e).__name__, e)
a, b = timedelta.max, timedelta.min
print(a, b, a - timedelta(1), b + timedelta(1), a > b, a == timedelta.max, timedelta.max - timedelta(microseconds=1))
for f in (lambda: a + timedelta.resolution, lambda: b - timedelta.resolution, lambda: datetime.max + timedelta(1), lambda: datetime.min - timedelta(1),
          lambda: datetime(2024, 1, 1) + a, lambda: date.max + timedelta(1), lambda: a * 2, lambda: Mine(2024, 1, 1) + b):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
m = Mine(2024, 3, 10, 1, 2, 3, 4) + timedelta(days=400, microseconds=-5)
print(type(m).__name__, m, m - Mine(2024, 1, 1), m > datetime(2024, 1, 1), m.date(), m.weekday(), m.toordinal(), datetime.combine(m.date(), clock(1)))
for n in (1, 58, 59, 60, 365, 366, 730485, 3652059):
    print(date.fromordinal(n), date.fromordinal(n).toordinal() == n, date.fromordinal(n).isocalendar()[:3], end=' ')
print()
try:
    date(2024, 1, 1).year = 5
except AttributeError as e:
    print(e)


class Slots(date):
    __slots__ = ('extra',)


s = Slots(2024, 1, 1)
s.extra = 5
print(s, s.extra, s + timedelta(1), s < date(2024, 1, 2), hash(s) == hash(date(2024, 1, 1)))
