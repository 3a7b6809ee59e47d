/* SPDX-License-Identifier: MIT */
/* time: clocks, sleeping, calendar time. All clocks of the real world go through the VM's clock
 * object. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>
#include "vm/api_sys.h"
#include "vm/sched/clock.h"
#include "vm/objects/structseq.h"
#include <limits.h>

static Value seconds(Thread *t, int64_t ns)
{
    return float_new(t, (double)ns * 1e-9);
}

static int64_t clock_ns(clockid_t id)
{
    struct timespec ts;
    clock_gettime(id, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

#define CLOCK_PAIR(id, expression, doc_text)                         \
    NATIVE(time_##id, #id "()", doc_text " in seconds.")             \
    {                                                                \
        return seconds(t, expression);                               \
    }                                                                \
    NATIVE(time_##id##_ns, #id "_ns()", doc_text " in nanoseconds.") \
    {                                                                \
        return int_new(t, expression);                               \
    }

CLOCK_PAIR(time, clock_wall_ns(t), "Return the current time since the Epoch")
CLOCK_PAIR(monotonic, clock_monotonic_ns(t), "Monotonic clock, cannot go backward,")
CLOCK_PAIR(perf_counter, clock_monotonic_ns(t), "Performance counter for benchmarking")
CLOCK_PAIR(process_time, clock_ns(CLOCK_PROCESS_CPUTIME_ID), "Process time for profiling")
CLOCK_PAIR(thread_time, clock_ns(CLOCK_THREAD_CPUTIME_ID), "Thread time for profiling")

/* Seconds as an int, float or __index__ to ns, rounded up. */
static int to_ns(Thread *t, Value v, int64_t *ns)
{
    if (v_is_float(v)) {
        double d = float_value(v);
        if (isnan(d)) {
            raise_format(t, EXC_ValueError, "Invalid value NaN (not a number)");
            return -1;
        }
        if (d > 9.2e9 || d < -9.2e9) {
            raise_format(t, EXC_OverflowError, "timestamp out of range for platform time_t");
            return -1;
        }
        *ns = (int64_t)ceil(d * 1e9);
        return 0;
    }
    Value index = value_index(t, v);
    int64_t n;
    if (v_is_error(index)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            raise_format(t, EXC_TypeError, "'%T' object cannot be interpreted as an integer", v);
        }
        return -1;
    }
    int status = value_to_int64(t, index, &n);
    bool large = status < 0 && exc_is(t, EXC_OverflowError);
    drop(t, index);
    if (large || (status == 0 && (n > 9000000000 || n < -9000000000)))
        return raise_time_overflow(t, v);
    *ns = n * 1000000000;
    return status;
}

NATIVE(time_sleep, "sleep(seconds, /)", "Delay execution for a given number of seconds.")
{
    int64_t ns = 0;
    if (to_ns(t, a[0], &ns) < 0)
        return V_ERROR;
    if (ns < 0)
        return raise_format(t, EXC_ValueError, "sleep length must be non-negative");
    return clock_sleep(t, ns) < 0 || safepoint(t) < 0 ? V_ERROR : V_NONE;
}

/* ---- calendar time ---- */

static Value struct_time_new(Thread *t, const struct tm *tm)
{
    Value type = import_attr(t, "time", "struct_time");
    if (v_is_error(type))
        return type;
    int numbers[] = {tm->tm_year + 1900,    tm->tm_mon + 1,  tm->tm_mday,
                     tm->tm_hour,           tm->tm_min,      tm->tm_sec,
                     (tm->tm_wday + 6) % 7, tm->tm_yday + 1, tm->tm_isdst};
    Value values[11];
    for (int i = 0; i < 9; i++)
        values[i] = v_from_small(numbers[i]);
    values[9] = tm->tm_zone ? str_from_os(t, tm->tm_zone) : V_NONE;
    values[10] = tm->tm_zone ? v_from_small(tm->tm_gmtoff) : V_NONE;
    Value r = structseq_new(t, V_AS(Type, type), values, 11);
    drop(t, type);
    return r;
}

static int time_argument(Thread *t, Value v, time_t *out)
{
    if (v_is_empty(v) || v_is_none(v)) {
        *out = (time_t)(clock_wall_ns(t) / 1000000000);
        return 0;
    }
    if (!type_is_subtype(v_type(t, v), t->vm->types[KIND_float])) {
        int64_t whole;
        if (value_to_int64(t, v, &whole) == 0) {
            *out = (time_t)whole;
            return 0;
        }
        if (exc_is(t, EXC_OverflowError)) {
            exc_clear(t);
            raise_format(t, EXC_OverflowError, "timestamp out of range for platform time_t");
        }
        return -1;
    }
    double d;
    if (value_to_double(t, v, &d) < 0)
        return -1;
    if (isnan(d)) {
        raise_format(t, EXC_ValueError, "Invalid value NaN (not a number)");
        return -1;
    }
    if (fabs(d) > 6.7e16) {
        raise_format(t, EXC_OverflowError, "timestamp out of range for platform time_t");
        return -1;
    }
    *out = (time_t)floor(d);
    return 0;
}

static Value broken_down(Thread *t, Value v, struct tm *(*convert)(const time_t *, struct tm *))
{
    time_t when;
    struct tm tm;
    if (time_argument(t, v, &when) < 0)
        return V_ERROR;
    if (!convert(&when, &tm))
        return raise_errno(t, errno);
    return struct_time_new(t, &tm);
}

NATIVE(time_gmtime, "gmtime(seconds=None, /)",
       "Convert seconds since the Epoch to a time tuple expressing UTC.")
{
    return broken_down(t, a[0], gmtime_r);
}
NATIVE(time_localtime, "localtime(seconds=None, /)",
       "Convert seconds since the Epoch to a time tuple expressing local time.")
{
    return broken_down(t, a[0], localtime_r);
}

/* A struct_time knows its zone, which strftime prints; of a plain tuple the C library thinks that
   it is in the zone of the process. The text of tm_zone lives as long as v. */
static int tuple_zone(Thread *t, Value v, struct tm *tm)
{
    enum { ZONE = 9, OFFSET };
    if (strcmp(v_type(t, v)->name, "time.struct_time"))
        return 0;
    const Value *hidden = V_AS(Tuple, v)->items;
    if (v_is_str(hidden[ZONE]) && !(tm->tm_zone = str_utf8(t, V_AS(Str, hidden[ZONE]), NULL)))
        return -1;
    int64_t offset = 0;
    if (v_is_int(hidden[OFFSET]) && value_to_int64(t, hidden[OFFSET], &offset) < 0)
        return -1;
    tm->tm_gmtoff = (long)offset;
    return 0;
}

/* A time tuple, or the local time now, as C has it. */
static int tuple_argument(Thread *t, Value v, struct tm *tm, const char *name)
{
    memset(tm, 0, sizeof *tm);
    if (v_is_empty(v)) {
        time_t now = (time_t)(clock_wall_ns(t) / 1000000000);
        localtime_r(&now, tm);
        return 0;
    }
    if (!v_has_layout(v, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "Tuple or struct_time argument required");
        return -1;
    }
    Tuple *tuple = V_AS(Tuple, v);
    if (tuple->len < 9) {
        raise_format(t, EXC_TypeError, "%s(): illegal time tuple argument", name);
        return -1;
    }
    int64_t n[9];
    for (int i = 0; i < 9; i++) {
        if (value_to_int64(t, tuple->items[i], &n[i]) < 0)
            return -1;
        if (n[i] > INT_MAX || n[i] < INT_MIN) {
            raise_format(t, EXC_OverflowError,
                         n[i] > 0 ? "signed integer is greater than maximum"
                                  : "signed integer is less than minimum");
            return -1;
        }
    }
    tm->tm_year = (int)n[0] - 1900;
    tm->tm_mon = (int)n[1] - 1;
    tm->tm_mday = (int)n[2];
    tm->tm_hour = (int)n[3];
    tm->tm_min = (int)n[4];
    tm->tm_sec = (int)n[5];
    tm->tm_wday = (int)((n[6] + 1) % 7);
    tm->tm_yday = (int)n[7] - 1;
    tm->tm_isdst = (int)n[8];
    return tuple_zone(t, v, tm);
}

/* CPython's checks before strftime and asctime; zeros in month, day and day of the year mean one.
 */
static int tm_check(Thread *t, struct tm *tm)
{
    if (tm->tm_mon == -1)
        tm->tm_mon = 0;
    if (tm->tm_mday == 0)
        tm->tm_mday = 1;
    if (tm->tm_yday == -1)
        tm->tm_yday = 0;
    const char *what = tm->tm_mon < 0 || tm->tm_mon > 11      ? "month out of range"
                       : tm->tm_mday < 0 || tm->tm_mday > 31  ? "day of month out of range"
                       : tm->tm_hour < 0 || tm->tm_hour > 23  ? "hour out of range"
                       : tm->tm_min < 0 || tm->tm_min > 59    ? "minute out of range"
                       : tm->tm_sec < 0 || tm->tm_sec > 61    ? "seconds out of range"
                       : tm->tm_wday < 0                      ? "day of week out of range"
                       : tm->tm_yday < 0 || tm->tm_yday > 365 ? "day of year out of range"
                                                              : NULL;
    if (what)
        raise_format(t, EXC_ValueError, "%s", what);
    return what ? -1 : 0;
}

NATIVE(time_mktime, "mktime(tuple, /)",
       "Convert a time tuple in local time to seconds since the Epoch.")
{
    struct tm tm;
    if (tuple_argument(t, a[0], &tm, "mktime") < 0)
        return V_ERROR;
    tm.tm_wday = -1;
    time_t when = mktime(&tm);
    if (when == (time_t)-1 && tm.tm_wday == -1)
        return raise_format(t, EXC_OverflowError, "mktime argument out of range");
    return float_new(t, (double)when);
}

static Value asctime_text(Thread *t, const struct tm *tm)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return str_format(t, "%s %s %2d %02d:%02d:%02d %d", days[tm->tm_wday % 7], months[tm->tm_mon],
                      tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec, tm->tm_year + 1900);
}

NATIVE(time_asctime, "asctime(tuple=None, /)", "Convert a time tuple to a string.")
{
    struct tm tm;
    return tuple_argument(t, a[0], &tm, "asctime") < 0 || tm_check(t, &tm) < 0
               ? V_ERROR
               : asctime_text(t, &tm);
}

NATIVE(time_ctime, "ctime(seconds=None, /)",
       "Convert a time in seconds since the Epoch to a string in local time.")
{
    time_t when;
    struct tm tm;
    if (time_argument(t, a[0], &when) < 0)
        return V_ERROR;
    if (!localtime_r(&when, &tm))
        return raise_errno(t, errno);
    return asctime_text(t, &tm);
}

NATIVE(time_strftime, "strftime(format, tuple=None, /)",
       "Convert a time tuple to a string according to a format specification.")
{
    struct tm tm;
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "strftime() argument 1 must be str, not %T", a[0]);
    if (tuple_argument(t, a[1], &tm, "strftime") < 0 || tm_check(t, &tm) < 0)
        return V_ERROR;
    size_t len;
    const char *format = str_utf8(t, V_AS(Str, a[0]), &len);
    if (!format)
        return V_ERROR;
    if (!len)
        return str_from_cstr(t, "");
    for (size_t size = 256; size <= 256 * (len + 256); size *= 2) {
        char *buffer = malloc(size);
        if (!buffer)
            return raise_memory(t);
        size_t n = strftime(buffer, size, format, &tm);
        Value text = n || size >= 256 * len ? str_from_utf8(t, buffer, n) : V_EMPTY;
        free(buffer);
        if (!v_is_empty(text))
            return text;
    }
    return str_from_cstr(t, "");
}

/* Parsing is in the language: it needs re, and datetime shares it. */
NATIVE_VAR(time_strptime, "strptime(string, format='%a %b %d %H:%M:%S %Y', /)",
           "Parse a string to a time tuple.")
{
    Value parse = import_attr(t, "_strptime", "strptime");
    Value r = v_is_error(parse) ? V_ERROR : call_kw(t, parse, a, nargs, kwnames);
    drop(t, parse);
    return r;
}

/* ---- clocks by name and by number ---- */

typedef struct ClockInfo {
    const char *name, *implementation;
    bool monotonic, adjustable;
} ClockInfo;

NATIVE(time_get_clock_info, "get_clock_info(name, /)", "Get information of the specified clock.")
{
    static const ClockInfo infos[] = {
        {"time", "clock_gettime(CLOCK_REALTIME)", false, true},
        {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false},
        {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false},
        {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
        {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
    };
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "get_clock_info() argument 1 must be str, not %T",
                            a[0]);
    for (size_t i = 0; v_is_str(a[0]) && i < sizeof infos / sizeof *infos; i++) {
        const ClockInfo *info = &infos[i];
        if (!str_equal_cstr(V_AS(Str, a[0]), info->name))
            continue;
        Value cls = import_attr(t, "types", "SimpleNamespace"), d = dict_new(t), r = V_ERROR;
        Value name = str_from_cstr(t, info->implementation), resolution = float_new(t, 1e-9);
        if (!v_is_error(cls) && !v_is_error(d) && !v_is_error(name) && !v_is_error(resolution) &&
            dict_set_cstr(t, V_AS(Dict, d), "implementation", name) == 0 &&
            dict_set_cstr(t, V_AS(Dict, d), "monotonic", v_bool(info->monotonic)) == 0 &&
            dict_set_cstr(t, V_AS(Dict, d), "adjustable", v_bool(info->adjustable)) == 0 &&
            dict_set_cstr(t, V_AS(Dict, d), "resolution", resolution) == 0)
            r = call_tuple_dict(t, cls, v_from(t->vm->empty_tuple), d);
        Value all[] = {cls, d, name, resolution};
        for (int k = 0; k < 4; k++)
            drop(t, all[k]);
        return r;
    }
    return raise_format(t, EXC_ValueError, "unknown clock");
}

static int clock_argument(Thread *t, Value v, int64_t *id, int64_t *ns)
{
    if (value_to_int64(t, v, id) < 0)
        return -1;
    if (*id == CLOCK_REALTIME || *id == CLOCK_MONOTONIC) {
        *ns = *id == CLOCK_REALTIME ? clock_wall_ns(t) : clock_monotonic_ns(t);
        return 0;
    }
    struct timespec ts;
    if (clock_gettime((clockid_t)*id, &ts) < 0) {
        raise_errno(t, errno);
        return -1;
    }
    *ns = (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
    return 0;
}

NATIVE(time_clock_gettime, "clock_gettime(clk_id, /)",
       "Return the time of the specified clock clk_id as a float.")
{
    int64_t id, ns;
    return clock_argument(t, a[0], &id, &ns) < 0 ? V_ERROR : seconds(t, ns);
}
NATIVE(time_clock_gettime_ns, "clock_gettime_ns(clk_id, /)",
       "Return the time of the specified clock clk_id as nanoseconds (int).")
{
    int64_t id, ns;
    return clock_argument(t, a[0], &id, &ns) < 0 ? V_ERROR : int_new(t, ns);
}
NATIVE(time_clock_getres, "clock_getres(clk_id, /)",
       "Return the resolution of the specified clock clk_id.")
{
    int64_t id;
    struct timespec ts;
    if (value_to_int64(t, a[0], &id) < 0)
        return V_ERROR;
    if (clock_getres((clockid_t)id, &ts) < 0)
        return raise_errno(t, errno);
    return seconds(t, (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec);
}

static Value clock_set(Thread *t, int64_t id, int64_t ns)
{
    int64_t rest = ns % 1000000000;
    struct timespec ts = {ns / 1000000000 - (rest < 0), rest + (rest < 0 ? 1000000000 : 0)};
    return clock_settime((clockid_t)id, &ts) < 0 ? raise_errno(t, errno) : V_NONE;
}

NATIVE(time_clock_settime, "clock_settime(clk_id, time, /)",
       "clock_settime(clk_id, time)\n\nSet the time of the specified clock clk_id.")
{
    int64_t id, whole;
    if (value_to_int64(t, a[0], &id) < 0)
        return V_ERROR;
    if (v_is_float(a[1])) {
        double ns = floor(float_value(a[1]) * 1e9);
        if (!(ns > -9.2e18 && ns < 9.2e18))
            return raise_format(t, EXC_OverflowError,
                                "timestamp too large to convert to C PyTime_t");
        return clock_set(t, id, (int64_t)ns);
    }
    if (value_to_int64(t, a[1], &whole) < 0)
        return V_ERROR;
    if (whole > INT64_MAX / 1000000000 || whole < INT64_MIN / 1000000000)
        return raise_format(t, EXC_OverflowError, "timestamp too large to convert to C PyTime_t");
    return clock_set(t, id, whole * 1000000000);
}

NATIVE(time_clock_settime_ns, "clock_settime_ns(clk_id, time, /)",
       "clock_settime_ns(clk_id, time)\n\nSet the time of the specified clock clk_id with "
       "nanoseconds.")
{
    int64_t id, ns;
    if (value_to_int64(t, a[0], &id) < 0)
        return V_ERROR;
    if (!v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "expect int, got %T", a[1]);
    return value_to_int64(t, a[1], &ns) < 0 ? V_ERROR : clock_set(t, id, ns);
}

NATIVE(time_pthread_getcpuclockid, "pthread_getcpuclockid(thread_id, /)",
       "pthread_getcpuclockid(thread_id) -> int\n\nReturn the clk_id of a thread's CPU time clock.")
{
    int64_t id;
    if (!v_is_int(a[0]))
        return raise_format(t, EXC_TypeError,
                            "pthread_getcpuclockid() argument 1 must be int, not %T", a[0]);
    if (value_to_int64(t, a[0], &id) < 0)
        return V_ERROR;
    clockid_t clock = 0;
    int err = pthread_getcpuclockid((pthread_t)id, &clock);
    return err ? raise_errno(t, err) : int_new(t, clock);
}

/* ---- the zone ---- */

static int zone_set(Thread *t, Value module)
{
    tzset();
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    Value first = str_from_cstr(t, tzname[0]), second = str_from_cstr(t, tzname[1]);
    Value names =
        v_is_error(first) || v_is_error(second) ? V_ERROR : tuple_pack(t, 2, first, second);
    drop(t, first);
    drop(t, second);
    int status = v_is_error(names) ? -1 : api_module_add(t, module, "tzname", names);
    drop(t, names);
    if (status < 0 || api_module_add_int(t, module, "timezone", timezone) < 0 ||
        api_module_add_int(t, module, "daylight", daylight) < 0)
        return -1;
    return api_module_add_int(t, module, "altzone", daylight ? timezone - 3600 : timezone);
}

NATIVE(time_tzset, "tzset()",
       "Initialize, or reinitialize, the local timezone to the value stored in os.environ['TZ'].")
{
    Value module = import_module(t, "time");
    if (v_is_error(module))
        return module;
    int status = zone_set(t, module);
    drop(t, module);
    return status < 0 ? V_ERROR : V_NONE;
}

static int time_exec(Thread *t, Value module)
{
    static const char *const fields[] = {"tm_year",  "tm_mon",  "tm_mday",   "tm_hour",
                                         "tm_min",   "tm_sec",  "tm_wday",   "tm_yday",
                                         "tm_isdst", "tm_zone", "tm_gmtoff", NULL};
    static const struct {
        const char *name;
        int id;
    } clocks[] = {{"CLOCK_REALTIME", CLOCK_REALTIME},
                  {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
                  {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
                  {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
                  {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
                  {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
                  {"CLOCK_TAI", CLOCK_TAI}};
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
        if (api_module_add_int(t, module, clocks[i].name, clocks[i].id) < 0)
            return -1;
    Type *type = structseq_type_hidden(
        t, "time.struct_time",
        "The time value as returned by gmtime(), localtime(), and strptime().", fields, 9);
    if (!type || api_module_add_type(t, module, type) < 0)
        return -1;
    return zone_set(t, module);
}

Value time_module(Thread *t)
{
    static const NativeDef *const functions[] = {&time_time_def,
                                                 &time_time_ns_def,
                                                 &time_monotonic_def,
                                                 &time_monotonic_ns_def,
                                                 &time_perf_counter_def,
                                                 &time_perf_counter_ns_def,
                                                 &time_process_time_def,
                                                 &time_process_time_ns_def,
                                                 &time_thread_time_def,
                                                 &time_thread_time_ns_def,
                                                 &time_sleep_def,
                                                 &time_gmtime_def,
                                                 &time_localtime_def,
                                                 &time_mktime_def,
                                                 &time_asctime_def,
                                                 &time_ctime_def,
                                                 &time_strftime_def,
                                                 &time_strptime_def,
                                                 &time_get_clock_info_def,
                                                 &time_clock_gettime_def,
                                                 &time_clock_gettime_ns_def,
                                                 &time_clock_getres_def,
                                                 &time_clock_settime_def,
                                                 &time_clock_settime_ns_def,
                                                 &time_pthread_getcpuclockid_def,
                                                 &time_tzset_def,
                                                 NULL};
    static const ModuleSpec spec = {"time", "Time access and conversions.", functions, time_exec};
    return api_module(t, &spec);
}
