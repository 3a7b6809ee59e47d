/* SPDX-License-Identifier: MIT */
/*
 * _calendar: what datetime does most. The Gregorian calendar without end in both directions, what
 * may be a date or a time of a day, and the fields of dates and timedeltas, whose classes are in
 * the language (_datetime.py): a date has the slots year, month, day; a datetime behind them hour,
 * minute, second, microsecond, tzinfo, fold; a timedelta days, seconds, microseconds.
 */
#include <math.h>
#include <time.h>
#include "stdlib/_calendar.h"

/* ---- numbers ---- */

int calendar_index32(Thread *t, Value v, int64_t *out)
{
    Value n = v_is_small(v) ? v : K(t, value_index(t, v));
    if (v_is_error(n))
        return -1;
    bool fits = int_fits64(n, out);
    if (fits && *out >= INT32_MIN && *out <= INT32_MAX)
        return 0;
    if (!fits)
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C long");
    else
        raise_format(t, EXC_OverflowError, "signed integer is %s",
                     *out > 0 ? "greater than maximum" : "less than minimum");
    return -1;
}

static int to_index32_all(Thread *t, const Value *v, size_t n, int64_t *out)
{
    for (size_t i = 0; i < n; i++)
        if (calendar_index32(t, v[i], &out[i]) < 0)
            return -1;
    return 0;
}

API(index32, "index32(value, /)", "An int that fits in 32 bits.")
{
    int64_t n;
    return calendar_index32(t, a[0], &n) < 0 ? V_ERROR : v_from_small(n);
}

int calendar_fields(Thread *t, Value instance, size_t n, int64_t *out)
{
    const Value *slots = static_slots(t, instance, n);
    for (size_t i = 0; slots && i < n; i++) {
        if (!v_is_small(slots[i])) {
            raise_format(t, EXC_TypeError, "a field of %T is no int", instance);
            return -1;
        }
        out[i] = v_small(slots[i]);
    }
    return slots ? 0 : -1;
}

static int check_class(Thread *t, Value cls)
{
    if (v_is_type(cls))
        return 0;
    raise_format(t, EXC_TypeError, "a class is needed, not %T", cls);
    return -1;
}

/* ---- the calendar ---- */

static bool leap(int64_t year)
{
    return (year & 3) == 0 && (year % 100 != 0 || (year & 15) == 0);
}

int64_t calendar_ordinal(int64_t year, int64_t month, int64_t day)
{
    static const int16_t before_month[] = {0,   0,   31,  59,  90,  120, 151,
                                           181, 212, 243, 273, 304, 334};
    /* 400 years have 146097 days: with 32 bits without a sign divisions are cheap. */
    int64_t era = year > 0 && year < 10000 ? 0 : floor_div(year - 1, 400);
    uint32_t before = (uint32_t)(year - 1 - era * 400);
    return era * 146097 + before * 365 + before / 4 - before / 100 + before / 400 +
           before_month[month] + day + (month > 2 && leap(year));
}

/* Years begin in March here, so that the day that leap years have more is their last one, and
   months have 153 days in five. */
void calendar_ymd(int64_t n, int64_t out[3])
{
    int64_t era = n > 0 && n <= MAX_ORDINAL ? 0 : floor_div(n + 305, 146097);
    uint32_t day = (uint32_t)(n + 305 - era * 146097), century = (4 * day + 3) / 146097;
    day -= 146097 * century / 4;
    uint32_t year = (4 * day + 3) / 1461;
    day -= 1461 * year / 4;
    uint32_t month = (5 * day + 2) / 153;
    out[0] = era * 400 + century * 100 + year + (month > 9);
    out[1] = month < 10 ? month + 3 : month - 9;
    out[2] = day - (153 * month + 2) / 5 + 1;
}

/* The ordinal of the Monday of the first ISO week: the one with 4 January in it. */
static int64_t first_monday(int64_t year)
{
    int64_t fourth = calendar_ordinal(year, 1, 4);
    return fourth - (fourth + 6) % 7;
}

API(iso_week, "iso_week(date, /)", "Year, week and day of the week of a date by ISO 8601.")
{
    int64_t d[3];
    if (calendar_fields(t, a[0], 3, d) < 0)
        return V_ERROR;
    int64_t n = calendar_ordinal(d[0], d[1], d[2]), year = d[0];
    year += n < first_monday(year) ? -1 : n >= first_monday(year + 1);
    n -= first_monday(year);
    return K(
        t, tuple_pack(t, 3, v_from_small(year), v_from_small(n / 7 + 1), v_from_small(n % 7 + 1)));
}

API(is_leap, "is_leap(year, /)", "Has the year a 29 February?")
{
    int64_t year;
    return calendar_index32(t, a[0], &year) < 0 ? V_ERROR : v_bool(leap(year));
}

API(ordinal, "ordinal(year, month, day, /)",
    "The number of the day; 1 January of the year 1 has 1.")
{
    int64_t d[3];
    if (to_index32_all(t, a, 3, d) < 0)
        return V_ERROR;
    if (d[1] < 1 || d[1] > 12)
        return raise_format(t, EXC_ValueError, "month must be in 1..12");
    return v_from_small(calendar_ordinal(d[0], d[1], d[2]));
}

API(ymd, "ymd(n, /)", "Year, month, day of an ordinal.")
{
    int64_t n, d[3];
    if (calendar_index32(t, a[0], &n) < 0)
        return V_ERROR;
    calendar_ymd(n, d);
    return K(t, tuple_pack(t, 3, v_from_small(d[0]), v_from_small(d[1]), v_from_small(d[2])));
}

/* ---- what may be a date, or a time of a day ---- */

int calendar_check_date(Thread *t, const int64_t d[3])
{
    static const uint8_t days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d[0] < 1 || d[0] > 9999)
        raise_format(t, EXC_ValueError, "year %ld is out of range", d[0]);
    else if (d[1] < 1 || d[1] > 12)
        raise_format(t, EXC_ValueError, "month must be in 1..12");
    else if (d[2] < 1 || d[2] > days[d[1]] + (d[1] == 2 && leap(d[0])))
        raise_format(t, EXC_ValueError, "day is out of range for month");
    else
        return 0;
    return -1;
}

int calendar_check_clock(Thread *t, const int64_t c[4], int64_t fold)
{
    static const char *const names[] = {"hour", "minute", "second", "microsecond"};
    static const int32_t most[] = {23, 59, 59, 999999};
    for (int i = 0; i < 4; i++)
        if (c[i] < 0 || c[i] > most[i]) {
            raise_format(t, EXC_ValueError, "%s must be in 0..%d", names[i], (int)most[i]);
            return -1;
        }
    if (fold == 0 || fold == 1)
        return 0;
    raise_format(t, EXC_ValueError, "fold must be either 0 or 1");
    return -1;
}

/* ---- dates ---- */

API(date_new, "date_new(cls, year, month, day, /)", "A date of any class of dates.")
{
    int64_t d[3];
    if (check_class(t, a[0]) < 0 || to_index32_all(t, a + 1, 3, d) < 0 ||
        calendar_check_date(t, d) < 0)
        return V_ERROR;
    Value fields[3];
    for (int i = 0; i < 3; i++)
        fields[i] = v_from_small(d[i]);
    return static_instance(t, V_AS(Type, a[0]), fields, 3);
}

/* d: year to microsecond. */
static Value datetime_of(Thread *t, Type *cls, const int64_t d[7], Value tzinfo, int64_t fold)
{
    Value fields[9];
    for (int i = 0; i < 7; i++)
        fields[i] = v_from_small(d[i]);
    fields[7] = tzinfo;
    fields[8] = v_from_small(fold);
    return static_instance(t, cls, fields, 9);
}

API(datetime_new,
    "datetime_new(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold, /)",
    "A datetime of any class of datetimes; tzinfo is not checked.")
{
    int64_t d[7], fold;
    if (check_class(t, a[0]) < 0 || to_index32_all(t, a + 1, 7, d) < 0 ||
        calendar_index32(t, a[9], &fold) < 0 || calendar_check_date(t, d) < 0 ||
        calendar_check_clock(t, d + 3, fold) < 0)
        return V_ERROR;
    return datetime_of(t, V_AS(Type, a[0]), d, a[8], fold);
}

API(time_new, "time_new(cls, hour, minute, second, microsecond, tzinfo, fold, /)",
    "A time of any class of times; tzinfo is not checked.")
{
    int64_t c[4], fold;
    if (check_class(t, a[0]) < 0 || to_index32_all(t, a + 1, 4, c) < 0 ||
        calendar_index32(t, a[6], &fold) < 0 || calendar_check_clock(t, c, fold) < 0)
        return V_ERROR;
    Value fields[6] = {
        v_from_small(c[0]), v_from_small(c[1]), v_from_small(c[2]), v_from_small(c[3]), a[5],
        v_from_small(fold)};
    return static_instance(t, V_AS(Type, a[0]), fields, 6);
}

API(date_key, "date_key(date, /)", "A number by which dates are ordered.")
{
    int64_t d[3];
    return calendar_fields(t, a[0], 3, d) < 0 ? V_ERROR
                                              : v_from_small(d[0] << 9 | d[1] << 5 | d[2]);
}

API(moment, "moment(datetime, /)",
    "Microseconds since the day before 1 January 1, without regard to the zone.")
{
    int64_t d[7];
    if (calendar_fields(t, a[0], 7, d) < 0)
        return V_ERROR;
    return v_from_small(calendar_ordinal(d[0], d[1], d[2]) * DAY_US +
                        ((d[3] * 60 + d[4]) * 60 + d[5]) * 1000000 + d[6]);
}

static Value datetime_at(Thread *t, Type *cls, int64_t us, Value zone, int64_t fold)
{
    int64_t d[7], day = floor_div(us, DAY_US);
    if (day < 1 || day > MAX_ORDINAL)
        return raise_format(t, EXC_OverflowError, "date value out of range");
    calendar_ymd(day, d);
    us -= day * DAY_US;
    d[3] = us / INT64_C(3600000000);
    d[4] = us / 60000000 % 60;
    d[5] = us / 1000000 % 60;
    d[6] = us % 1000000;
    return datetime_of(t, cls, d, zone, fold);
}

API(datetime_at, "datetime_at(cls, moment, tzinfo, fold, /)",
    "The datetime of a moment; tzinfo is not checked.")
{
    int64_t fold;
    if (check_class(t, a[0]) < 0 || calendar_index32(t, a[3], &fold) < 0)
        return V_ERROR;
    return datetime_at(t, V_AS(Type, a[0]), v_is_small(a[1]) ? v_small(a[1]) : -1, a[2], fold);
}

/* Local time of a moment in seconds since 1970, or NULL: not a year that datetime knows. */
static struct tm *local_time(time_t seconds, struct tm *tm)
{
    return localtime_r(&seconds, tm) && tm->tm_year >= 1 - 1900 && tm->tm_year <= 9999 - 1900
               ? tm
               : NULL;
}

/* Seconds and microseconds of a timestamp, rounded half to even; false: not a usual number. */
static bool split_timestamp(Value v, int64_t *seconds, int64_t *us)
{
    *us = 0;
    if (v_is_small(v)) {
        *seconds = v_small(v);
    } else if (v_kind(v) == KIND_float && fabs(float_value(v)) < 1e12) {
        double whole = floor(float_value(v));
        *us = (int64_t)nearbyint((float_value(v) - whole) * 1e6);
        *seconds = (int64_t)whole + (*us == 1000000);
        *us %= 1000000;
    } else {
        return false;
    }
    return *seconds > -INT64_C(62000000000) && *seconds < INT64_C(253000000000);
}

API(datetime_from, "datetime_from(cls, timestamp, zone, /)",
    "The datetime of a timestamp: what clocks show where zone is None, else UTC in that zone. None "
    "near the ends of the calendar. The fold is 1 where the clocks were put back since the day "
    "before, and had shown the same time already.")
{
    int64_t us, s;
    struct tm now, then;
    bool fold = false;
    if (check_class(t, a[0]) < 0)
        return V_ERROR;
    if (!split_timestamp(a[1], &s, &us))
        return V_NONE;
    if (!v_is_none(a[2]))
        return datetime_at(t, V_AS(Type, a[0]), (s + EPOCH_DAY * INT64_C(86400)) * 1000000 + us,
                           a[2], false);
    if (!local_time(s, &now) || !local_time(s - 86400, &then))
        return V_NONE;
    int64_t back = then.tm_gmtoff - now.tm_gmtoff;
    int64_t d[7] = {now.tm_year + 1900,
                    now.tm_mon + 1,
                    now.tm_mday,
                    now.tm_hour,
                    now.tm_min,
                    now.tm_sec < 59 ? now.tm_sec : 59,
                    us};
    if (back > 0)
        fold = local_time(s - back, &then) && then.tm_gmtoff - now.tm_gmtoff == back;
    return datetime_of(t, V_AS(Type, a[0]), d, V_NONE, fold);
}

API(date_from, "date_from(cls, timestamp, /)", "The same for dates, by local time.")
{
    int64_t us, s;
    struct tm now;
    if (check_class(t, a[0]) < 0)
        return V_ERROR;
    if (!split_timestamp(a[1], &s, &us) || !local_time(s, &now))
        return V_NONE;
    Value fields[] = {v_from_small(now.tm_year + 1900), v_from_small(now.tm_mon + 1),
                      v_from_small(now.tm_mday)};
    return static_instance(t, V_AS(Type, a[0]), fields, 3);
}

/* Local time as seconds since 1970, from seconds in UTC; -1: ValueError. */
static int local_seconds(Thread *t, int64_t seconds, int64_t *out)
{
    struct tm tm;
    time_t time = seconds;
    if (!localtime_r(&time, &tm) || tm.tm_year < 1 - 1900 || tm.tm_year > 9999 - 1900) {
        raise_format(t, EXC_ValueError, "year %ld is out of range", (int64_t)tm.tm_year + 1900);
        return -1;
    }
    *out = seconds + tm.tm_gmtoff;
    return 0;
}

int calendar_utc_seconds(Thread *t, int64_t local, bool fold, int64_t *out)
{
    int64_t first, second, shown, day = 86400;
    if (local_seconds(t, local, &first) < 0)
        return -1;
    int64_t guess = local - (first -= local);
    if (local_seconds(t, guess, &second) < 0)
        return -1;
    if ((second -= guess) == first) {
        int64_t other = guess + (fold ? day : -day);
        if (local_seconds(t, other, &second) < 0)
            return -1;
        if ((second -= other) == first)
            return *out = guess, 0;
    }
    int64_t again = local - second;
    if (local_seconds(t, again, &shown) < 0)
        return -1;
    if (shown == local)
        return *out = again, 0;
    if (local_seconds(t, guess, &shown) < 0)
        return -1;
    *out = shown == local || first == second || fold == (guess < again) ? guess : again;
    return 0;
}

API(utc_seconds, "utc_seconds(local, fold, /)", "The time in UTC at which clocks show `local`.")
{
    int64_t utc, local;
    if (value_to_int64(t, a[0], &local) < 0 ||
        calendar_utc_seconds(t, local, v_small(a[1]), &utc) < 0)
        return V_ERROR;
    return v_from_small(utc);
}

bool calendar_read(const uint8_t *p, const char *pattern, size_t len, int64_t *out)
{
    for (size_t i = 0; i < len; i++) {
        if (pattern[i] >= 'a') {
            if (p[i] < '0' || p[i] > '9')
                return false;
            int64_t *n = &out[pattern[i] - 'a'];
            *n = *n * 10 + p[i] - '0';
        } else if (pattern[i] == ',' ? p[i] != '.' && p[i] != ','
                                     : pattern[i] != '.' && pattern[i] != p[i]) {
            return false;
        }
    }
    return true;
}

/* ---- timedeltas ---- */

API(whole_us, "whole_us(days, seconds, microseconds, milliseconds, minutes, hours, weeks, /)",
    "The microseconds of the arguments of timedelta(); None unless all are ints of common size.")
{
    static const int64_t units[] = {DAY_US,    1000000, 1, 1000, 60000000, INT64_C(3600000000),
                                    7 * DAY_US};
    __int128 sum = 0;
    for (int i = 0; i < 7; i++) {
        if (!v_is_small(a[i]))
            return V_NONE;
        sum += (__int128)v_small(a[i]) * units[i];
    }
    return sum >= SMALL_MIN && sum <= SMALL_MAX ? v_from_small((int64_t)sum) : V_NONE;
}

API(delta_us, "delta_us(timedelta, /)", "All of it in microseconds.")
{
    int64_t d[3];
    if (calendar_fields(t, a[0], 3, d) < 0)
        return V_ERROR;
    __int128 us = (__int128)d[0] * DAY_US + d[1] * 1000000 + d[2];
    if (us >= SMALL_MIN && us <= SMALL_MAX)
        return v_from_small((int64_t)us);
    Value whole = K(t, binary_op(t, OP_MUL, v_from_small(d[0]), v_from_small(DAY_US)));
    return v_is_error(whole)
               ? V_ERROR
               : K(t, binary_op(t, OP_ADD, whole, v_from_small(d[1] * 1000000 + d[2])));
}

API(delta_new, "delta_new(cls, us, /)", "The timedelta of so many microseconds.")
{
    if (check_class(t, a[0]) < 0)
        return V_ERROR;
    Value days, rest;
    if (v_is_small(a[1])) {
        int64_t n = floor_div(v_small(a[1]), DAY_US);
        days = v_from_small(n);
        rest = v_from_small(v_small(a[1]) - n * DAY_US);
    } else {
        days = K(t, binary_op(t, OP_FLOORDIV, a[1], v_from_small(DAY_US)));
        rest = v_is_error(days) ? V_ERROR : K(t, binary_op(t, OP_MOD, a[1], v_from_small(DAY_US)));
        if (v_is_error(rest))
            return V_ERROR;
    }
    if (!v_is_small(days) || v_small(days) < INT32_MIN || v_small(days) > INT32_MAX)
        return raise_format(t, EXC_OverflowError, "Python int too large to convert to C int");
    if (v_small(days) < -MAX_DAYS || v_small(days) > MAX_DAYS)
        return raise_format(t, EXC_OverflowError, "days=%ld; must have magnitude <= %d",
                            v_small(days), MAX_DAYS);
    Value fields[3] = {days, v_from_small(v_small(rest) / 1000000),
                       v_from_small(v_small(rest) % 1000000)};
    return static_instance(t, V_AS(Type, a[0]), fields, 3);
}

API(complete, "complete(date, datetime, time, timedelta, timezone, /)",
    "Gives the classes what they have in C.")
{
    return calendar_complete(t, a) < 0 ? V_ERROR : V_NONE;
}

Value calendar_native_module(Thread *t);
Value calendar_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&index32_def,
                                                 &is_leap_def,
                                                 &ordinal_def,
                                                 &ymd_def,
                                                 &date_new_def,
                                                 &date_key_def,
                                                 &datetime_new_def,
                                                 &moment_def,
                                                 &datetime_at_def,
                                                 &whole_us_def,
                                                 &delta_us_def,
                                                 &delta_new_def,
                                                 &time_new_def,
                                                 &datetime_from_def,
                                                 &utc_seconds_def,
                                                 &date_from_def,
                                                 &iso_week_def,
                                                 &complete_def,
                                                 NULL};
    static const ModuleSpec spec = {"_calendar", "What datetime does most.", functions, NULL};
    return api_module(t, &spec);
}
