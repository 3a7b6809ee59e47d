# env: TZ=UTC
# time: conversions, formats, mistakes, clocks.
import time


def show(text, *names):
    try:
        r = eval(text)
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    print(text, '->', r)


t = time.gmtime(1_000_000_000.75)
print(t, tuple(t), len(t), t[0], t == time.gmtime(1_000_000_000))
for name in ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst'):
    print(name, getattr(t, name))
for text in [
        'time.localtime(0)', 'time.gmtime(0)', 'time.gmtime(-1)', 'time.gmtime(2**40)', 'time.gmtime(2**70)', 'time.gmtime(float("nan"))',
        'time.gmtime(float("inf"))', 'time.gmtime("a")', 'time.localtime(1.9)', 'time.localtime(-1.5)',
        'time.mktime(t)', 'time.mktime((2000, 1, 1, 0, 0, 0, 0, 0, 0))', 'time.mktime((2000, 1, 1))', 'time.mktime(5)', 'time.mktime(("a",) * 9)',
        'time.mktime((2000, 14, 35, 25, 61, 61, 0, 0, -1))', 'time.mktime((10**12,) + (1,) * 8)', 'time.mktime()',
        'time.asctime(t)', 'time.asctime((2024, 2, 29, 23, 59, 61, 3, 60, 0))', 'time.asctime((2024, 13, 1, 0, 0, 0, 0, 0, 0))',
        'time.asctime((2024, 1, 32, 0, 0, 0, 0, 0, 0))', 'time.asctime((2024, 1, 1, 24, 0, 0, 0, 0, 0))', 'time.asctime((2024, 1, 1, 0, 60, 0, 0, 0, 0))',
        'time.asctime((2024, 1, 1, 0, 0, 62, 0, 0, 0))', 'time.asctime((2024, 1, 1, 0, 0, 0, -2, 0, 0))', 'time.asctime((2024, 1, 1, 0, 0, 0, 0, 367, 0))',
        'time.asctime("x")', 'time.asctime((1,))', 'time.ctime(0)', 'time.ctime(1.5)', 'time.ctime("x")', 'time.ctime(2**80)',
        'time.strftime("%Y-%m-%d %H:%M:%S", t)', 'time.strftime("%a %A %b %B %d %j %U %W %w %y %p %I %%", t)', 'time.strftime("%c|%x|%X", t)',
        'time.strftime("", t)', 'time.strftime("привет %Y", t)', 'time.strftime("%G-%V %u", t)', 'time.strftime("%e|%n|%t|%D|%T|%R|%F|%C|%h", t)',
        'time.strftime("%Y", (5, 1, 1, 0, 0, 0, 0, 1, 0))', 'time.strftime("%Y", (12345, 1, 1, 0, 0, 0, 0, 1, 0))', 'time.strftime("%Y", (1,))', 'time.strftime(5)',
        'time.strftime("%Y", 5)', 'time.strftime("%d", (2024, 1, 99, 0, 0, 0, 0, 1, 0))', 'time.strftime("%s", t)', 'time.strftime("a" * 300, t) == "a" * 300',
        'time.sleep(-1)', 'time.sleep("a")', 'time.sleep(None)', 'time.sleep(0)', 'time.sleep(0.001)', 'time.sleep(float("nan"))', 'time.sleep(float("inf"))', 'time.sleep()',
        'time.struct_time(range(9))', 
        'time.struct_time.n_sequence_fields, time.struct_time.n_unnamed_fields',
        't[2:4]', 't + (1,)', 'hash(t) == hash(tuple(t))', 't.tm_nothing', 't < time.gmtime()', 'time.clock_gettime(99)', 'time.clock_gettime_ns(99)',
        'time.get_clock_info("x")', 'time.get_clock_info(5)', 'time.tzname', 'time.timezone, time.altzone, time.daylight']:
    show(text)
for name in ('time', 'monotonic', 'perf_counter', 'process_time', 'thread_time'):
    f, g = getattr(time, name), getattr(time, name + '_ns')
    a, b, c = f(), g(), f()
    print(name, type(a).__name__, type(b).__name__, a <= b / 1e9 + 1 and c >= a)
    try:
        print(f(1))
    except TypeError as e:
        print(e)
for name in ('time', 'monotonic', 'perf_counter', 'process_time', 'thread_time'):
    info = time.get_clock_info(name)
    print(name, info.monotonic, info.adjustable, info.implementation, info.resolution)
print(time.clock_gettime(time.CLOCK_MONOTONIC) > 0, time.clock_gettime_ns(time.CLOCK_REALTIME) > 10**18, time.clock_getres(time.CLOCK_REALTIME) > 0)
print(time.CLOCK_MONOTONIC, time.CLOCK_REALTIME, time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID)
import os
os.environ['TZ'] = 'EST+5EDT,M3.2.0,M11.1.0'
time.tzset()
print(time.tzname, time.timezone, time.altzone, time.daylight)
for s in (0, 1_000_000_000, 1_700_000_000):
    l = time.localtime(s)
    print(l.tm_isdst, time.strftime('%H %Z', l), time.mktime(l), time.ctime(s))
