# SPDX-License-Identifier: MIT
# Every public name of datetime, its messages and reprs, expression by expression.
import copy
import datetime as D
import os
import time

os.environ['TZ'] = 'UTC'
time.tzset()


def show(text):
    try:
        print(text, '->', repr(eval(text)))
    except Exception as e:
        print(text, '!!', type(e).__name__, e)


class Own(D.datetime):
    pass


class Zone(D.tzinfo):
    """Two hours east, three in summer; October has an hour twice."""

    def utcoffset(self, dt):
        return D.timedelta(hours=2) + self.dst(dt)

    def dst(self, dt):
        return D.timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else D.timedelta(0)

    def tzname(self, dt):
        return 'SUMMER' if self.dst(dt) else 'WINTER'


class Bad(D.tzinfo):
    def utcoffset(self, dt):
        return 5

    def tzname(self, dt):
        return 5

    def dst(self, dt):
        return D.timedelta(days=1)


d = D.date(2024, 2, 29)
m = D.datetime(2024, 2, 29, 23, 59, 58, 7, tzinfo=Zone())
c = D.time(1, 2, 3, 4, tzinfo=D.UTC)
n = D.datetime(2024, 2, 29, 1, 2)
for text in r"""
D.date(0,1,1)
D.date(2020)
D.date()
D.date(2020,1,1,1)
D.date(2020,1,1,x=1)
D.date('a',1,1)
D.date(1.5,1,1)
D.date(2**40,1,1)
D.date(2**80,1,1)
D.date(2020,13,1)
D.date(2020,2,30)
D.datetime(2020,1,1,25)
D.datetime(2020,1,1,5,60)
D.datetime(2020,1,1,5,6,60)
D.datetime(2020,1,1,5,6,6,10**6)
D.datetime(2020,1,1,fold=2)
D.datetime(2020,1,1,tzinfo=2)
D.datetime(2020,1,1,5,6,7,8,None,5)
D.datetime(2020,1,1,q=1)
D.datetime()
D.time(25)
D.time(1,2,3,4,5)
D.time(q=1)
D.time('a')
D.timedelta('a')
D.timedelta(hours='a')
D.timedelta(q=1)
D.timedelta(1,2,3,4,5,6,7,8)
D.timedelta(10**10)
D.timedelta(float('nan'))
D.timedelta(float('inf'))
D.timedelta.max*2
D.timedelta.max+D.timedelta(1)
-D.timedelta.max
D.timedelta(1)/0
D.timedelta(1)/0.0
D.timedelta(1)//0
D.timedelta(1)/D.timedelta(0)
D.timedelta(1)//D.timedelta(0)
D.timedelta(1)%D.timedelta(0)
divmod(D.timedelta(1),D.timedelta(0))
D.timedelta(1)%3
D.timedelta(1)+3
D.timedelta(1)*'a'
D.timedelta(1)<3
D.timedelta(1)==3
1/D.timedelta(1)
D.date(2020,1,1)<3
D.date(2020,1,1)+3
D.date(2020,1,1)-3
3-D.date(2020,1,1)
D.date(2020,1,1)<D.datetime(2020,1,1)
D.datetime(2020,1,1)<D.date(2020,1,1)
D.datetime(2020,1,1)==D.date(2020,1,1)
D.datetime(2020,1,1)-D.date(2020,1,1)
D.date(2020,1,1)-D.datetime(2020,1,1)
D.datetime(2020,1,1)<D.datetime(2020,1,1,tzinfo=D.UTC)
D.datetime(2020,1,1)==D.datetime(2020,1,1,tzinfo=D.UTC)
D.datetime(2020,1,1)-D.datetime(2020,1,1,tzinfo=D.UTC)
D.time(1)<D.time(1,tzinfo=D.UTC)
D.date.max+D.timedelta(1)
D.datetime.max+D.timedelta(1)
D.date.fromtimestamp('a')
D.date.fromtimestamp(1e20)
D.date.fromtimestamp(float('nan'))
D.datetime.fromtimestamp(1e20)
D.datetime.fromtimestamp(1e12)
D.datetime.fromtimestamp(float('nan'))
D.datetime.fromtimestamp('a')
D.datetime.fromtimestamp(1,tz=3)
D.datetime.fromtimestamp(-1.5)
D.datetime.fromtimestamp(-62135596800, D.UTC)
D.datetime.fromtimestamp(-62135596801, D.UTC)
D.date.fromordinal(0)
D.date.fromordinal(10**9)
D.date.fromordinal('a')
D.date.fromisocalendar(2020,54,1)
D.date.fromisocalendar(2020,1,8)
D.date.fromisocalendar(0,1,1)
D.date.fromisocalendar(2021,53,1)
D.date.fromisocalendar('a',53,1)
D.date.fromisoformat(1)
D.date.fromisoformat('x')
D.date.fromisoformat('2020-1-1')
D.date.fromisoformat('2020-13-01')
D.date.fromisoformat('2020-W01')
D.date.fromisoformat('2020W011')
D.date.fromisoformat('2020-W54-1')
D.date.fromisoformat('20200101')
D.time.fromisoformat('x')
D.time.fromisoformat('25:00')
D.time.fromisoformat('24:00')
D.time.fromisoformat('T04')
D.time.fromisoformat('04:05:06.1')
D.time.fromisoformat('04:05:06,123456789')
D.time.fromisoformat('04:05:06+25:00')
D.time.fromisoformat('0405')
D.time.fromisoformat('04:05:06Z')
D.time.fromisoformat('04:05:06-00:00')
D.time.fromisoformat('04:05:06+01:02:03.000004')
D.datetime.fromisoformat('2020-01-01')
D.datetime.fromisoformat('2020-01-01T')
D.datetime.fromisoformat('2020-01-01x10')
D.datetime.fromisoformat('2020-01-01T24:00')
D.datetime.fromisoformat('2020-W01-1T10:00')
D.datetime.fromisoformat('2020W01T10:00')
D.datetime.fromisoformat('20200101T1000')
D.datetime.fromisoformat(1)
D.datetime.fromisoformat('2020-01-01T10:00:60')
D.datetime.fromisoformat('2020-01-01T10:00+1:00')
D.date(1,1,1).strftime('%Y %y %G %C')
D.date(2020,1,1).strftime('%q|%f|%z|%Z|%:z|%')
D.datetime(2020,1,1,tzinfo=D.UTC).strftime('%q|%f|%z|%Z|%:z|%')
D.datetime(2020,1,1).strftime(1)
D.datetime(2020,1,1).isoformat('xx')
D.datetime(2020,1,1).isoformat(1)
D.datetime(2020,1,1).isoformat('T','q')
D.datetime(2020,1,1).isoformat(timespec=3)
D.time(1).isoformat('q')
D.datetime.strptime('x','%Y')
D.datetime.strptime('2020x','%Y')
D.datetime.strptime('2020','%Q')
D.datetime.strptime('2020','%')
D.datetime.strptime('2020','%d')
D.datetime.strptime('29','%j')
D.datetime.strptime('2020 53','%Y %W')
D.datetime.strptime('2020 53','%G %V')
D.datetime.strptime('2020 53 1','%Y %V %u')
D.datetime.strptime('2020 053','%G %j')
D.datetime.strptime('10:00 +05:00','%H:%M %z')
D.datetime.strptime('10:00 +0530 EST','%H:%M %z %Z')
D.datetime.strptime('10:00 Z','%H:%M %z')
D.datetime.strptime('10:00 +05:0030','%H:%M %z')
D.datetime.strptime('10:00 UTC','%H:%M %Z')
D.datetime.strptime(1,'%H')
D.datetime.strptime('1',1)
D.timezone(1)
D.timezone(D.timedelta(1))
D.timezone(D.timedelta(hours=1),3)
D.timezone()
D.timezone(D.timedelta(hours=1),'x','y')
D.timezone(D.timedelta(hours=1),'x')
D.timezone(D.timedelta(hours=1))
D.timezone(D.timedelta(hours=-1,seconds=3,microseconds=4)).tzname(None)
D.timezone(D.timedelta(0))
D.timezone(D.timedelta(0)) is D.UTC
D.timezone(D.timedelta(0),'UTC')
D.UTC.utcoffset(1)
D.UTC.tzname(1)
D.UTC.dst(1)
D.UTC.dst(None)
D.UTC.fromutc(1)
D.UTC.fromutc(D.datetime(2020,1,1))
D.tzinfo().utcoffset(None)
D.tzinfo().dst(None)
D.tzinfo().tzname(None)
D.tzinfo().fromutc(1)
D.tzinfo().fromutc(D.datetime(2020,1,1))
D.date(2020,1,1).replace(year='a')
D.date(2020,1,1).replace(q=1)
D.date(2020,1,1).replace(2021,2,3,4)
D.datetime(2020,1,1).astimezone(3)
D.datetime.combine(1,2)
D.datetime.combine(D.date(2020,1,1),2)
D.datetime.combine(D.date(2020,1,1))
D.datetime.combine(D.date(2020,1,1),D.time(1),5)
D.datetime.now(3)
D.date(2020,1,1).isocalendar()
D.date(2020,1,1).isocalendar()[0:2]
type(D.date(2020,1,1).isocalendar())
setattr(D.date(2020,1,1),'year',3)
setattr(D.date(2020,1,1),'x',3)
setattr(D.date,'x',3)
D.date.year
D.date.min, D.date.max, D.date.resolution
D.time.min, D.time.max, D.time.resolution
D.datetime.min, D.datetime.max, D.datetime.resolution
D.timedelta.min, D.timedelta.max, D.timedelta.resolution
D.MINYEAR, D.MAXYEAR
D.__all__
D.date(2020,1,1).__reduce__()
D.datetime(2020,1,1,fold=1).__reduce__()
D.datetime(2020,1,1,fold=1).__reduce_ex__(4)
D.datetime(2020,1,1,tzinfo=D.UTC).__reduce_ex__(4)
D.time(2,fold=1).__reduce_ex__(4)
D.timedelta(1).__reduce__()
D.UTC.__reduce__()
D.tzinfo().__reduce__()
D.UTC.__getinitargs__()
hash(D.date(2020,1,1)),hash(D.datetime(2020,1,1)),hash(D.datetime(2020,1,1,tzinfo=D.UTC)),hash(D.time(1)),hash(D.time(1,tzinfo=D.UTC)),hash(D.timedelta(1)),hash(D.UTC), hash(D.timezone(D.timedelta(1)/2))
D.datetime(2020,1,1,tzinfo=D.UTC).timetuple()
D.datetime(2020,1,1,tzinfo=D.UTC).utctimetuple()
D.time(1,2,3,4,D.UTC,fold=1)
D.datetime(2020,1,1,0,0,3,fold=1,tzinfo=D.timezone.utc)
str(D.timedelta(-1,3,4)), str(D.timedelta(2)), str(D.timedelta(1,1)),repr(D.timedelta(-1,3,4)),repr(D.timedelta(0))
f'{D.date(2020,1,1):%d/%m}', f'{D.date(2020,1,1)}'
D.date(2020,1,1).__format__(1)
bool(D.time(0)), bool(D.timedelta(0))
D.date(b'\x07\xe4\x01\x02')
time.localtime(0), time.localtime(0).tm_zone, time.localtime(0).tm_gmtoff
time.strptime('2020','%Q')
time.strptime('10','%H').tm_zone
abs(D.timedelta(-1)), +D.timedelta(1), D.timedelta(1)*1.5, 0.1*D.timedelta(1), D.timedelta(1)/0.3, D.timedelta(1)//7, D.timedelta(1)/7, D.timedelta(1)*float('nan')
D.timedelta(1).total_seconds()
import_ if 0 else 1
D.date(2020,1,1).ctime(), D.datetime(2020,1,1,5).ctime()
Own(2020, 1, 2) + D.timedelta(1), Own.fromtimestamp(0), Own.fromordinal(5), Own.combine(d, c), Own(2020, 1, 1).date()
m.utcoffset(), m.dst(), m.tzname(), m.replace(month=5).utcoffset(), str(m), m.strftime('%Z %z')
m.astimezone(D.UTC), D.datetime(2024, 6, 1, tzinfo=D.UTC).astimezone(Zone()), m.timetz().utcoffset(), m.timestamp()
m.utctimetuple(), m.timetuple(), m.time(), m.date(), n.astimezone(), n.timestamp()
D.datetime(2024, 1, 1, tzinfo=Bad()).utcoffset()
D.datetime(2024, 1, 1, tzinfo=Bad()).tzname()
D.datetime(2024, 1, 1, tzinfo=Bad()).dst()
copy.copy(m) == m, copy.deepcopy(c) == c, copy.copy(d), copy.copy(D.timedelta(5)), copy.copy(D.UTC), copy.replace(d, day=1)
copy.replace(n, hour=2), copy.replace(c, minute=0), d.replace(2023, day=1), c.replace(tzinfo=None), n.replace(fold=1)
d.toordinal(), d.weekday(), d.isoweekday(), d.isocalendar().week, d.timetuple().tm_yday, d.isoformat(), D.date.fromordinal(738945)
d < D.date(2025, 1, 1), d <= d, d > d, d >= d, d != n, n < n, n <= n, n > n, n >= n, n != n
D.time(1) < D.time(2), D.time(1) <= D.time(1), D.time(1) > D.time(2), D.time(1) >= D.time(2), D.time(1) == 1
D.timedelta(1) <= D.timedelta(2), D.timedelta(1) > D.timedelta(2), D.timedelta(1) >= D.timedelta(2), D.timedelta(1) != 1
D.timedelta(weeks=1, days=1, hours=1, minutes=1, seconds=1, milliseconds=1, microseconds=1)
D.timedelta(7) // D.timedelta(2), D.timedelta(7) % D.timedelta(2), divmod(D.timedelta(-7), D.timedelta(2)), 3 * D.timedelta(2)
type(D.datetime.now()) is D.datetime, D.datetime.now(D.UTC).tzinfo, type(D.date.today()) is D.date, type(D.datetime.today()) is D.datetime
D.datetime.fromtimestamp(1700000000.123456, D.timezone(D.timedelta(hours=5, minutes=30)))
time.strptime('Thu Feb 29 2024 11:05 PM', '%a %b %d %Y %I:%M %p'), time.strptime('Sat Nov 21 06:00:00 2026')
time.strptime('24 60 UTC', '%y %j %Z').tm_isdst, time.strptime('1 +0130', '%d %z').tm_gmtoff
time.struct_time(range(9)).tm_zone, time.struct_time(range(11)).tm_gmtoff, time.struct_time(range(8))
time.struct_time.n_fields, time.struct_time.n_sequence_fields, len(time.gmtime(0)), time.gmtime(0).tm_zone
""".strip().splitlines():
    show(text)

match d:
    case D.date(year=year, month=2):
        print('matched', year)
print({D.date(2024, 1, i) for i in range(1, 6)})
print(sorted([D.date(2024, 3, 1), D.date(2023, 1, 1)]), sum((D.timedelta(1), D.timedelta(2)), D.timedelta()))
for zone in 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe':
    os.environ['TZ'] = zone
    time.tzset()
    for seconds in 0, 1711846799, 1711846800, 1729990799, 1729990800, 1729994399, 1730012400, 1730616000, 1712415600:
        moment = D.datetime.fromtimestamp(seconds)
        print(zone, repr(moment), moment.timestamp(), moment.astimezone(), moment.replace(fold=1).timestamp(), repr(moment.astimezone().tzinfo))
    for hour in 1, 2, 3:
        for fold in 0, 1:
            print(D.datetime(2024, 3, 31, hour, 30, fold=fold).timestamp(), D.datetime(2024, 3, 10, hour, 30, fold=fold).timestamp(), D.datetime(2024, 11, 3, hour, 30, fold=fold).timestamp())
D.date(2020, 1, 1) < 3
