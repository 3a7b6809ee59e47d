# SPDX-License-Identifier: MIT
"""Calendars as lists, text and HTML. Names of days and months are those of the C locale."""

import datetime
import sys
from enum import IntEnum, global_enum
from itertools import repeat

__all__ = [
    'IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday', 'firstweekday', 'isleap',
    'leapdays', 'weekday', 'monthrange', 'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar',
    'timegm', 'month_name', 'month_abbr', 'day_name', 'day_abbr', 'Calendar', 'TextCalendar',
    'HTMLCalendar', 'LocaleTextCalendar', 'LocaleHTMLCalendar', 'weekheader', 'Day', 'Month',
    'JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER',
    'OCTOBER', 'NOVEMBER', 'DECEMBER', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY',
    'SATURDAY', 'SUNDAY']

error = ValueError
EPOCH = 1970
TABLE = '<table border="0" cellpadding="0" cellspacing="0" class="%s">\n'


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return f'bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)'


def __getattr__(name):
    if name in ('January', 'February'):
        import warnings
        warnings.warn(f"The '{name}' attribute is deprecated, use '{name.upper()}' instead",
                      DeprecationWarning, stacklevel=2)
        return 1 if name == 'January' else 2
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


Month = global_enum(IntEnum(
    'Month', 'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER '
    'DECEMBER', module=__name__))
Day = global_enum(IntEnum(
    'Day', 'MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY', module=__name__, start=0))
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class _Names:
    """The names of days or months, by number, in the locale of the moment."""

    def __init__(self, code, days):
        self._code = code
        self._dates = days

    def __getitem__(self, index):
        found = self._dates[index]
        if isinstance(index, slice):
            return [one and one.strftime(self._code) for one in found]
        return found and found.strftime(self._code)

    def __len__(self):
        return len(self._dates)


_days = [datetime.date(2001, 1, d) for d in range(1, 8)]            # from a Monday on
_months = [''] + [datetime.date(2001, m, 1) for m in range(1, 13)]
day_name, day_abbr = _Names('%A', _days), _Names('%a', _days)
month_name, month_abbr = _Names('%B', _months), _Names('%b', _months)


def isleap(year):
    """Has the year a 29th of February?"""
    return year % (4 if year % 100 else 400) == 0


def leapdays(y1, y2):
    """How many leap years there are from y1 on and before y2."""
    first, last = [(y - 1) // 4 - (y - 1) // 100 + (y - 1) // 400 for y in (y1, y2)]
    return last - first


def weekday(year, month, day):
    """The day of the week, Monday is 0; months and days count from 1."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        year = 2000 + year % 400  # the calendar repeats itself
    return Day(datetime.date(year, month, day).weekday())


def monthrange(year, month):
    """The weekday of the first of a month, and the number of its days."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), mdays[month] + (month == FEBRUARY and isleap(year))


def _neighbour(year, month, step):
    """The year and month before (-1) or behind (1)."""
    year, month = divmod(year * 12 + month - 1 + step, 12)
    return year, month + 1


class Calendar:
    """What every calendar knows: the days of months and years, without any layout."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        """The numbers of the days of a week, from the first day set."""
        for i in range(self.firstweekday, self.firstweekday + 7):
            yield i % 7

    def itermonthdates(self, year, month):
        """The dates of a month in whole weeks: some of the months before and after too."""
        for y, m, d in self.itermonthdays3(year, month):
            yield datetime.date(y, m, d)

    def itermonthdays(self, year, month):
        """As itermonthdates(), days as numbers; 0 for days of other months."""
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from repeat(0, before)
        yield from range(1, days + 1)
        yield from repeat(0, -(before + days) % 7)

    def itermonthdays2(self, year, month):
        """As itermonthdays(), each with its day of the week."""
        for i, d in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield d, i % 7

    def itermonthdays3(self, year, month):
        """As itermonthdates(), in tuples (year, month, day), for years that datetime.date lacks
        too."""
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        y, m = _neighbour(year, month, -1)
        last = mdays[m] + (m == FEBRUARY and isleap(y))
        for d in range(last - before + 1, last + 1):
            yield y, m, d
        for d in range(1, days + 1):
            yield year, month, d
        y, m = _neighbour(year, month, 1)
        for d in range(1, -(before + days) % 7 + 1):
            yield y, m, d

    def itermonthdays4(self, year, month):
        """As itermonthdays3(), with the day of the week at the end."""
        for i, (y, m, d) in enumerate(self.itermonthdays3(year, month)):
            yield y, m, d, (self.firstweekday + i) % 7

    def monthdatescalendar(self, year, month):
        """The weeks of a month, as lists of dates."""
        return _rows(self.itermonthdates(year, month), 7)

    def monthdays2calendar(self, year, month):
        """The weeks of a month, as lists of (day, day of the week); 0 for days of other months."""
        return _rows(self.itermonthdays2(year, month), 7)

    def monthdayscalendar(self, year, month):
        """The weeks of a month, as lists of days; 0 for those of other months."""
        return _rows(self.itermonthdays(year, month), 7)

    def yeardatescalendar(self, year, width=3):
        """A year in rows of `width` months; a month is what monthdatescalendar() gives."""
        return _rows([self.monthdatescalendar(year, m) for m in Month], width)

    def yeardays2calendar(self, year, width=3):
        """A year in rows of `width` months; a month is what monthdays2calendar() gives."""
        return _rows([self.monthdays2calendar(year, m) for m in Month], width)

    def yeardayscalendar(self, year, width=3):
        """A year in rows of `width` months; a month is what monthdayscalendar() gives."""
        return _rows([self.monthdayscalendar(year, m) for m in Month], width)


def _rows(items, width):
    items = list(items)
    return [items[i:i + width] for i in range(0, len(items), width)]


class TextCalendar(Calendar):
    """Months and years as plain text, as cal(1) prints them."""

    def prweek(self, theweek, width):
        """Write a week to stdout; the line stays open."""
        print(self.formatweek(theweek, width), end='')

    def formatday(self, day, weekday, width):
        """Returns a formatted day."""
        return (f'{day:2}' if day else '').center(width)

    def formatweek(self, theweek, width):
        """A week as one line of text."""
        return ' '.join(self.formatday(d, weekday, width) for d, weekday in theweek)

    def formatweekday(self, day, width):
        """The name of a day, as long as the column allows."""
        return (day_name if width >= 9 else day_abbr)[day][:width].center(width)

    def formatweekheader(self, width):
        """The line with the names of the days."""
        return ' '.join(self.formatweekday(day, width) for day in self.iterweekdays())

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        """Return a formatted month name."""
        name = month_name[themonth]
        return (f'{name} {theyear!r}' if withyear else name).center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Print a month's calendar."""
        print(self.formatmonth(theyear, themonth, w, l), end='')

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """The lines of a month under its name."""
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1),
                 self.formatweekheader(w)]
        lines += [self.formatweek(row, w) for row in self.monthdays2calendar(theyear, themonth)]
        return ''.join(line.rstrip() + '\n' * l for line in lines)

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """The lines of a year, several months side by side."""
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        end = '\n' * l
        text = repr(theyear).center(width * m + c * (m - 1)).rstrip() + end
        header = self.formatweekheader(w)
        for row, months in enumerate(self.yeardays2calendar(theyear, m)):
            numbers = range(m * row + 1, min(m * (row + 1) + 1, 13))
            lines = [[self.formatmonthname(theyear, k, width, False) for k in numbers],
                     [header for k in numbers]]
            for j in range(max(map(len, months))):
                lines.append([self.formatweek(weeks[j], w) if j < len(weeks) else ''
                              for weeks in months])
            text += end + ''.join(formatstring(line, width, c).rstrip() + end for line in lines)
        return text

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        """Print a year's calendar."""
        print(self.formatyear(theyear, w, l, c, m), end='')


class HTMLCalendar(Calendar):
    """Months and years as tables of HTML, and pages of them."""
    cssclasses = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    cssclasses_weekday_head = cssclasses
    cssclass_noday = 'noday'
    cssclass_month_head = 'month'
    cssclass_month = 'month'
    cssclass_year_head = 'year'
    cssclass_year = 'year'

    def formatday(self, day, weekday):
        """The <td> of a day."""
        if day == 0:
            return f'<td class="{self.cssclass_noday}">&nbsp;</td>'
        return f'<td class="{self.cssclasses[weekday]}">{day}</td>'

    def formatweek(self, theweek):
        """The <tr> of a week."""
        return f'<tr>{"".join(self.formatday(d, weekday) for d, weekday in theweek)}</tr>'

    def formatweekday(self, day):
        """The <th> of a day of the week."""
        return f'<th class="{self.cssclasses_weekday_head[day]}">{day_abbr[day]}</th>'

    def formatweekheader(self):
        """The <tr> with the names of the days."""
        return f'<tr>{"".join(self.formatweekday(day) for day in self.iterweekdays())}</tr>'

    def formatmonthname(self, theyear, themonth, withyear=True):
        """The <tr> with the name of a month."""
        name = f'{month_name[themonth]} {theyear}' if withyear else month_name[themonth]
        return f'<tr><th colspan="7" class="{self.cssclass_month_head}">{name}</th></tr>'

    def formatmonth(self, theyear, themonth, withyear=True):
        """The <table> of a month."""
        rows = [self.formatmonthname(theyear, themonth, withyear), self.formatweekheader()]
        rows += [self.formatweek(week) for week in self.monthdays2calendar(theyear, themonth)]
        return TABLE % self.cssclass_month + '\n'.join(rows) + '\n</table>\n'

    def formatyear(self, theyear, width=3):
        """The <table> of a year, with a table for each month."""
        width = max(width, 1)
        text = TABLE % self.cssclass_year + (
            f'<tr><th colspan="{width}" class="{self.cssclass_year_head}">{theyear}</th></tr>')
        for months in _rows(Month, width):
            cells = (f'<td>{self.formatmonth(theyear, m, False)}</td>' for m in months)
            text += f'<tr>{"".join(cells)}</tr>'
        return text + '</table>'

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        """A page of HTML for a year, as bytes."""
        encoding = sys.getdefaultencoding() if encoding is None else encoding
        link = '' if css is None else f'<link rel="stylesheet" type="text/css" href="{css}" />\n'
        page = (f'<?xml version="1.0" encoding="{encoding}"?>\n'
                '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
                '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html>\n<head>\n'
                f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}" />\n'
                f'{link}<title>Calendar for {theyear}</title>\n</head>\n<body>\n'
                f'{self.formatyear(theyear, width)}</body>\n</html>\n')
        return page.encode(encoding, 'xmlcharrefreplace')


class different_locale:
    """A with block in which the names are those of another locale."""

    def __init__(self, locale):
        self.locale = locale
        self.oldlocale = None

    def __enter__(self):
        import locale
        self.oldlocale = locale.setlocale(locale.LC_TIME, None)
        locale.setlocale(locale.LC_TIME, self.locale)

    def __exit__(self, *args):
        import locale
        if self.oldlocale is not None:
            locale.setlocale(locale.LC_TIME, self.oldlocale)


def _usual_locale():
    import locale
    if locale.setlocale(locale.LC_TIME, None) != 'C':
        return locale.setlocale(locale.LC_TIME, None)
    with different_locale(''):
        return locale.setlocale(locale.LC_TIME, None)


class _InLocale:
    """Names are written in the locale given; without one in that of the program or the system."""

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _usual_locale() if locale is None else locale

    def _there(self, method, *args):
        with different_locale(self.locale):
            return method(*args)


class LocaleTextCalendar(_InLocale, TextCalendar):
    """A TextCalendar with the names of a locale."""

    def formatweekday(self, day, width):
        return self._there(super().formatweekday, day, width)

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        return self._there(super().formatmonthname, theyear, themonth, width, withyear)


class LocaleHTMLCalendar(_InLocale, HTMLCalendar):
    """An HTMLCalendar with the names of a locale."""

    def formatweekday(self, day):
        return self._there(super().formatweekday, day)

    def formatmonthname(self, theyear, themonth, withyear=True):
        return self._there(super().formatmonthname, theyear, themonth, withyear)


c = TextCalendar()
firstweekday, monthcalendar = c.getfirstweekday, c.monthdayscalendar
week, weekheader, month, calendar = c.formatweek, c.formatweekheader, c.formatmonth, c.formatyear
prweek, prmonth, prcal = c.prweek, c.prmonth, c.pryear


def setfirstweekday(firstweekday):
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday


def format(cols, colwidth=20, spacing=6):
    """Print texts side by side."""
    print(formatstring(cols, colwidth, spacing))


def formatstring(cols, colwidth=20, spacing=6):
    """Texts side by side, each in the middle of its column."""
    return (' ' * spacing).join(col.center(colwidth) for col in cols)


def timegm(tuple):
    """Seconds since 1970 of a time in UTC: what time.gmtime() was given."""
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - datetime.date(EPOCH, 1, 1).toordinal()
    return ((days + day - 1) * 24 + hour) * 3600 + minute * 60 + second


def _arguments():
    import argparse
    parser = argparse.ArgumentParser()
    text = parser.add_argument_group('text only arguments')
    html = parser.add_argument_group('html only arguments')
    for letter, name, default, what in (('-w', '--width', 2, 'width of date column (default 2)'),
                                        ('-l', '--lines', 1,
                                         'number of lines for each week (default 1)'),
                                        ('-s', '--spacing', 6,
                                         'spacing between months (default 6)'),
                                        ('-m', '--months', 3, 'months per row (default 3)')):
        text.add_argument(letter, name, type=int, default=default, help=what)
    html.add_argument('-c', '--css', default='calendar.css', help='CSS to use for page')
    parser.add_argument('-L', '--locale', default=None,
                        help='locale to use for month and weekday names')
    parser.add_argument('-e', '--encoding', default=None, help='encoding to use for output')
    parser.add_argument('-t', '--type', default='text', choices=('text', 'html'),
                        help='output type (text or html)')
    parser.add_argument('-f', '--first-weekday', type=int, default=0,
                        help='weekday (0 is Monday, 6 is Sunday) to start each week (default 0)')
    parser.add_argument('year', nargs='?', type=int, help='year number')
    parser.add_argument('month', nargs='?', type=int, help='month number (1-12, text only)')
    return parser


def _make_calendar(plain, localized, options):
    if options.locale:
        return localized(locale=(options.locale, options.encoding))
    return plain()


def main(args=None):
    """python -m calendar: a month or a year, as text or as a page."""
    parser = _arguments()
    options = parser.parse_args(args)
    if options.locale and not options.encoding:
        parser.error('if --locale is specified --encoding is required')
    year = datetime.date.today().year if options.year is None else options.year
    if options.type == 'html':
        if options.month is not None:
            parser.error('incorrect number of arguments')
        pages = _make_calendar(HTMLCalendar, LocaleHTMLCalendar, options)
        pages.setfirstweekday(options.first_weekday)
        encoding = options.encoding or sys.getdefaultencoding()
        sys.stdout.buffer.write(pages.formatyearpage(year, css=options.css, encoding=encoding))
        return
    texts = _make_calendar(TextCalendar, LocaleTextCalendar, options)
    texts.setfirstweekday(options.first_weekday)
    if options.month is None:
        result = texts.formatyear(year, w=options.width, l=options.lines, c=options.spacing,
                                  m=options.months)
    else:
        result = texts.formatmonth(year, options.month, w=options.width, l=options.lines)
    write = sys.stdout.write
    if options.encoding:
        result, write = result.encode(options.encoding), sys.stdout.buffer.write
    write(result)


if __name__ == '__main__':
    main()
