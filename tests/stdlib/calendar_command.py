# python -m calendar, through main(); calendars of a locale.
import calendar
import io
import sys


def run(*args):
    print('--', *args)
    try:
        calendar.main(list(args))
    except SystemExit as e:
        print('exit', e.code)
    except Exception as e:
        print(type(e).__name__, e)


class Out(io.TextIOWrapper):
    pass


run('2024')
run('2024', '2')
run('2023', '12', '-w', '4', '-l', '2')
run('2023', '-m', '2', '-s', '3')
run('2024', '5', '-f', '6')
run('2024', '13')
run('2024', '2', '3')
run('x')
run('-t', 'page')
run('-t', 'html', '2024', '3')
run('-L', 'C', '2024')
real, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), 'utf-8')
calendar.main(['-t', 'html', '2024', '-c', 'x.css'])
calendar.main(['-t', 'html', '-e', 'latin-1', '2023'])
calendar.main(['-e', 'ascii', '2023', '1'])
sys.stdout.flush()
data = sys.stdout.buffer.getvalue()
sys.stdout = real
print(len(data), data[:400], data[-300:])
with calendar.different_locale('C') as x:
    print(x, calendar.month_name[3], calendar.day_abbr[6], list(calendar.day_name), calendar.month_abbr[:3])
try:
    with calendar.different_locale('no_SUCH.locale'):
        pass
except Exception as e:
    print(type(e).__name__, e)
for cls in calendar.LocaleTextCalendar, calendar.LocaleHTMLCalendar:
    c = cls(6, 'C')
    print(c.locale, c.formatmonth(2024, 2))
    try:
        cls(locale='no_SUCH.locale').formatmonth(2024, 2)
    except Exception as e:
        print(type(e).__name__, e)
print(calendar.LocaleTextCalendar().locale, len(calendar.month_name), len(calendar.day_name))
