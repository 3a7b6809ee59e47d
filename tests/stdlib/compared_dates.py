# Comparisons of dates, datetimes and timedeltas: of one class, of subclasses, of anything else.
import operator
from datetime import date, datetime, time, timedelta, timezone, tzinfo

OPS = operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge


def show(a, b):
    row = []
    for op in OPS:
        try:
            row.append(str(op(a, b))[0])
        except TypeError as e:
            row.append(str(e))
    print(a, b, *row)


class Day(date):
    pass


class Wide(date):
    __slots__ = 'a', 'b', 'c', 'd', 'e', 'f', 'g'


class Back(date):
    def __lt__(self, other):
        return 'mine'


class Equal(date):
    def __eq__(self, other):
        return 'equal'


class Zone(tzinfo):
    def __init__(self, hours):
        self.hours = hours

    def utcoffset(self, dt):
        return timedelta(hours=self.hours)

    def dst(self, dt):
        return timedelta(hours=1) if dt and dt.fold else timedelta(0)


class Other:
    def __gt__(self, other):
        return 'other'


class Moment(datetime):
    pass


class Span(timedelta):
    pass


a, b, c = date(2020, 1, 2), date(2020, 2, 1), date(2021, 1, 1)
for x, y in (a, b), (b, a), (a, c), (a, date(2020, 1, 2)), (a, date(2020, 1, 3)), (a, a):
    show(x, y)
for x in Day(2020, 1, 2), Wide(2020, 1, 2), Back(2020, 1, 2), Equal(2020, 5, 5):
    for y in a, x, type(x)(2019, 12, 31), datetime(2020, 1, 2), 1, None:
        show(x, y)
        show(y, x)
print(a < Other(), a.__lt__(Other()), date.__lt__(a, b), date.__eq__(a, 'x'))
m, n = datetime(2020, 1, 2, 3), datetime(2020, 1, 2, 3, 0, 0, 1)
utc, zones = m.replace(tzinfo=timezone.utc), [m.replace(tzinfo=Zone(h)) for h in (0, 1, -1)]
for y in n, m, a, Moment(2020, 1, 2, 3), utc, *zones, 'x':
    for x in m, n, utc, zones[1], Moment(2020, 1, 2):
        show(x, y)
print(date.__eq__(m, m), date.__lt__(m, a), date.__lt__(a, m), datetime.__lt__(m, n))
d = timedelta(1, 2, 3)
for y in timedelta(1, 2, 3), timedelta(1, 2, 4), timedelta(-1), Span(1, 2, 3), Span(2), 1, 'x':
    show(d, y)
    show(y, d)
print(sorted([c, b, a]) == [a, b, c], max(a, b), min(m, n), sorted([d, -d, 2 * d]))
for bad in (lambda: date.__lt__(1, a), lambda: date.__lt__(a), lambda: datetime.__lt__(a, m),
            lambda: setattr(date, '__lt__', None)):
    try:
        bad()
    except TypeError as e:
        print(type(e).__name__)
print(type(date.__lt__).__name__, hash(a) == hash(date(2020, 1, 2)), {a: 1}[Day(2020, 1, 2)])
