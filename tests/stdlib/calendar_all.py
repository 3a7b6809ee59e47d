# SPDX-License-Identifier: MIT
# Every public name of calendar; then many months and years in full.
import calendar as C
import warnings
warnings.simplefilter('ignore')
print(C.__all__)
print(C.Month.JANUARY, repr(C.Day.SUNDAY), C.January, C.February, C.MONDAY, C.month_name[1:3], list(C.month_abbr), list(C.day_name), list(C.day_abbr), len(C.month_name))
def t(s):
    try:
        print(s, '->', repr(eval(s)))
    except Exception as e:
        print(s, '!!', type(e).__name__, e)
for s in '''C.isleap(2000)
C.leapdays(1900,2001)
C.weekday(2024,2,30)
C.weekday(2024,13,30)
C.weekday(12024,1,3)
C.monthrange(2024,2)
C.monthrange(2024,13)
C.monthrange(0,1)
C.IllegalMonthError(13)
C.IllegalWeekdayError(13)
str(C.IllegalWeekdayError(13))
C.IllegalMonthError.__mro__
C.setfirstweekday(7)
C.setfirstweekday('x')
C.timegm((2024,2,29,1,2,3))
C.month(2024,13)
C.EPOCH
C.Calendar(9).firstweekday
C.format(['a','b'])
C.formatstring(['a','bb'], 5, 2)
C.January
C.foo
C.Calendar().getfirstweekday()
C.weekheader(2)
C.week([(1,2),(0,3)],3)
C.TextCalendar(6).formatweek([(1,2),(0,3)],3)
list(C.Calendar().itermonthdays(9999,12))[-9:]
list(C.Calendar().itermonthdates(2024,2))[:2]
list(C.Calendar().itermonthdates(9999,12))
C.HTMLCalendar().cssclasses
C.HTMLCalendar().formatyearpage(2024, 3, encoding='ascii')[:400]
C.HTMLCalendar().formatmonth(2024, 2)
C.month_name['a']
C.Day(9)
C.LocaleTextCalendar(0,'C').formatmonthname(2024,2,20)
C.LocaleHTMLCalendar(0,'C').formatmonthname(2024,2)
C.prmonth(2024,2)
C.prcal(2024)
C.prweek([(1,2)],3)
C.TextCalendar().formatyear(2024,w=1,l=2,c=3,m=4)
C.calendar(2024,2,1,6,3)
C.TextCalendar(6).formatmonth(2024,2,w=9,l=2)
C.monthcalendar(2024,2)
C.Calendar(6).yeardatescalendar(2024,5)[0][0][0]
C.Calendar(6).yeardays2calendar(2024,5)[0][0][0]
C.Calendar(6).yeardayscalendar(2024)[0][0]
C.Calendar(6).monthdatescalendar(2024,2)[0]
C.Calendar(6).monthdays2calendar(2024,2)[0]
C.Calendar(6).monthdayscalendar(2024,2)
list(C.Calendar(6).itermonthdays3(2024,2))[:3]
list(C.Calendar(6).itermonthdays4(2024,2))[:3]
list(C.Calendar(6).iterweekdays())
C.TextCalendar().formatweekheader(12)
C.TextCalendar().formatday(0,1,3), C.TextCalendar().formatday(5,1,3)
C.TextCalendar().formatweekday(3,4)
C.TextCalendar().formatmonthname(2024,2,20,False)
C.HTMLCalendar().formatday(0,1),C.HTMLCalendar().formatday(5,1)
C.HTMLCalendar().formatweek([(1,2)]),C.HTMLCalendar().formatweekday(2),C.HTMLCalendar().formatweekheader()
C.HTMLCalendar().formatmonthname(2024,2,False)
C.HTMLCalendar().formatyear(2024,9)[:300]
C.firstweekday()
'''.splitlines(): t(s)
for first in C.Day:
    for year in 1, 1900, 2000, 2023, 2024, 9998, 12000:
        for kind in C.Calendar, C.TextCalendar, C.HTMLCalendar:
            cal = kind(first)
            print(year, first, hash(repr([list(cal.itermonthdays4(year, m)) for m in range(1, 13)])), hash(str(cal.yeardayscalendar(year, 4))),
                  hash(cal.formatyear(year)) if kind is not C.Calendar else '')
C.setfirstweekday(C.SUNDAY)
C.prmonth(2026, C.Month.NOVEMBER)
print(C.firstweekday(), C.weekheader(1), C.HTMLCalendar().formatyearpage(2026, 4, None))
import pickle
for kind in C.Month, C.Day:
    print(kind, kind.__name__, kind.__qualname__, kind.__module__, kind.__doc__, kind.__mro__[1:3], len(kind))
    print([(name, int(member), repr(member), str(member)) for name, member in kind.__members__.items()])
    print(all(pickle.loads(pickle.dumps(member)) is member for member in kind), all(getattr(C, name) is kind[name] for name in kind.__members__))
print([C.leapdays(a, b) for a in (-5, 0, 1, 4, 1900, 2001) for b in (-4, 1, 5, 400, 2000, 2401)])
print([(name, getattr(C, name).__name__, getattr(C, name).__self__ is C.c) for name in ('firstweekday', 'monthcalendar', 'prweek', 'week', 'weekheader', 'prmonth', 'month', 'calendar', 'prcal')])
C.monthrange(2026, 0)
